/** `berth usage`. */
import { usageGroups, type UsageAmounts, type UsageGroup, type UsageRow } from '@berth/contract/usage.ts'
import type { Command } from '../command.ts'
import { usage as wrongUsage } from '../failure.ts'
import { findUser } from '../find-user.ts'
import type { Column } from '../output.ts'

const hours = (value: number) => value.toFixed(2)
const amounts: readonly Column<UsageAmounts>[] = [
  { title: 'CORE-HOURS', value: ({ coreHours }) => hours(coreHours), align: 'right' },
  { title: 'GIB-HOURS', value: ({ gibHours }) => hours(gibHours), align: 'right' },
  { title: 'GPU-HOURS', value: ({ gpuHours }) => hours(gpuHours), align: 'right' },
  { title: 'SESSIONS', value: ({ sessions }) => String(sessions), align: 'right' },
]
const titles: Readonly<Record<UsageGroup, readonly Column<UsageRow>[]>> = {
  day: [{ title: 'DAY', value: ({ day }) => day ?? '' }],
  user: [
    { title: 'EMAIL', value: ({ userEmail }) => userEmail ?? '' },
    { title: 'NAME', value: ({ userName }) => userName ?? '' },
  ],
  project: [
    { title: 'PROJECT', value: ({ projectName }) => projectName ?? '' },
    { title: 'WORKSPACE', value: ({ workspaceName }) => workspaceName ?? '' },
  ],
}

const show: Command = {
  name: 'usage',
  summary: 'Core-hours, GiB-hours and GPU-hours of sessions by day, project or user',
  options: {
    by: { type: 'string', value: usageGroups.join('|'), choices: usageGroups, help: 'day unless said' },
    from: { type: 'string', value: 'YYYY-MM-DD', help: 'first day (UTC); 30 days unless said' },
    to: { type: 'string', value: 'YYYY-MM-DD', help: 'last day; today unless said' },
    user: { type: 'string', value: 'EMAIL|USERNAME|ID', help: 'only of this user, for administrators' },
    project: { type: 'string', value: 'ID', help: 'only in this project' },
  },
  help: 'Yours; for administrators everyone’s. Days are in UTC, and a session over midnight is split.',
  async run({ options, output, server }) {
    const by = options.text('by') ?? 'day'
    const groupBy = usageGroups.find((one) => one === by)
    if (groupBy === undefined) throw wrongUsage(`--by is one of ${usageGroups.join(', ')}`, 'usage')
    const connected = await server()
    const [from, to, user, project] = ['from', 'to', 'user', 'project'].map((name) => options.text(name))
    const report = await connected.client.usage.report({
      query: {
        groupBy,
        limit: 1_000,
        ...(from === undefined ? {} : { from }),
        ...(to === undefined ? {} : { to }),
        ...(user === undefined ? {} : { user: (await findUser(connected, user)).id }),
        ...(project === undefined ? {} : { project }),
      },
    })
    if (output.json) return output.done(report, '')
    await output.rows(report.items, [...titles[groupBy], ...amounts], 'Nothing ran in that time.')
    if (report.more > 0) output.note(`${report.more} more are not listed.`)
    const sums = amounts.map(({ title, value }) => `${value(report.sum)} ${title.toLowerCase()}`)
    output.note(`${report.from} to ${report.to}: ${sums.join(', ')}`)
  },
}

export const usageCommands: readonly Command[] = [show]
