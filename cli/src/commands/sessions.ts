/** `berth sessions ls | show | edit | stop`. */
import type { Session } from '@berth/contract/sessions.ts'
import { finishedStatuses } from '@berth/contract/session-states.ts'
import { reasonsEn } from '@berth/contract/texts/reasons.en.ts'
import { formatSize, formatSpan, parseNumber } from '../amounts.ts'
import type { Command } from '../command.ts'
import { usage } from '../failure.ts'
import { findSession, listSessions } from '../find-session.ts'
import type { Column } from '../output.ts'
import { isFinished, waitFor } from '../wait-for-session.ts'

const states = ['running', 'queued', 'finished'] as const

const list: Command = {
  name: 'sessions ls',
  summary: 'List your sessions; without options the live ones',
  options: {
    all: { type: 'boolean', short: 'a', help: 'also those that ended' },
    state: { type: 'string', value: states.join('|'), choices: states, help: 'only these' },
    everyone: { type: 'boolean', help: "everyone's, for administrators" },
    search: { type: 'string', short: 'q', help: 'only those whose name contains this' },
  },
  async run({ options, output, server }) {
    const state = options.text('state')
    if (state !== undefined && !states.includes(state as never)) throw usage(`--state is one of ${states.join(', ')}`)
    const filter = {
      ...(options.flag('everyone') ? { owner: 'all' as const } : {}),
      ...(options.text('search') ? { q: options.text('search') ?? '' } : {}),
    }
    const connected = await server()
    let wanted: readonly ((typeof states)[number] | undefined)[] = ['running', 'queued']
    if (state !== undefined) wanted = [state as (typeof states)[number]]
    else if (options.flag('all')) wanted = [undefined]
    const pages = await Promise.all(
      wanted.map((one) => listSessions(connected, one ? { ...filter, state: one } : filter)),
    )
    const columns = options.flag('everyone') ? [...sessionColumns, owner] : sessionColumns
    await output.rows(pages.flat(), columns, 'No sessions. Start one: berth sessions start')
  },
}

const show: Command = {
  name: 'sessions show',
  summary: 'One session with its history',
  arguments: 'NAME|ID',
  count: [1, 1],
  takesSessions: true,
  async run({ names: [name = ''], output, server }) {
    const connected = await server()
    const session = await findSession(connected, name)
    const history = await connected.client.sessions.history({ params: { id: session.id } })
    const fields: [string, string][] = [
      ['name', session.name],
      ['id', session.id],
      ['status', statusText(session)],
      ['reason', session.reason ? reasonText(session) : '-'],
      ['project', session.projectName],
      ['owner', session.ownerName],
      ['type', session.type],
      ['environment', session.environment],
      ['resources', resourcesText(session)],
      ['resource group', session.resourceGroup],
      ['priority', String(session.priority)],
      ['node', session.node ?? '-'],
      ['isolation', session.tier ?? '-'],
      ...(session.command === null ? [] : [['command', session.command] as [string, string]]),
      ['created', session.createdAt],
      ['started', session.startedAt ?? '-'],
      ['ended', session.endedAt ?? '-'],
    ]
    const steps = history.items.map(({ at, status, reason, detail }): [string, string] => [
      at,
      [status, reason ? reasonsEn.reasons[reason].text : '', detail ? `(${detail})` : ''].filter(Boolean).join(' '),
    ])
    await output.fields({ ...session, history: history.items }, [...fields, ...steps])
  },
}

const edit: Command = {
  name: 'sessions edit',
  summary: 'Rename a session; administrators also change the priority of one that waits',
  arguments: 'NAME|ID',
  count: [1, 1],
  takesSessions: true,
  options: {
    name: { type: 'string', value: 'NAME', help: 'a new one' },
    priority: { type: 'string', value: 'N', help: '-100 to 100, higher goes first; for administrators' },
  },
  help: 'A priority below 0 is written --priority=-10.',
  async run({ names: [reference = ''], options, output, server }) {
    const [name, priority] = [options.text('name'), options.text('priority')]
    if (name === undefined && priority === undefined) throw usage('say what to change', 'sessions edit')
    const body = {
      ...(name === undefined ? {} : { name }),
      ...(priority === undefined ? {} : { priority: parseNumber(priority, '--priority') }),
    }
    const connected = await server()
    const { id } = await findSession(connected, reference)
    const session = await connected.client.sessions.update({ params: { id }, body })
    const place = session.queue ? `, place ${session.queue.position} in the queue` : ''
    await output.done(session, `${session.name} was changed: priority ${session.priority}${place}.`)
  },
}

const stop: Command = {
  name: 'sessions stop',
  summary: 'End sessions and everything that runs in them',
  arguments: 'NAME|ID…',
  count: [1, 100],
  takesSessions: true,
  options: { wait: { type: 'boolean', help: 'return when they have ended' } },
  async run({ io, names, options, output, server }) {
    const connected = await server()
    // All names first: a wrong one stops nothing.
    const found = await Promise.all(names.map((name) => findSession(connected, name)))
    const ended = await Promise.all(
      found.map(async ({ id }) => {
        const session = await connected.client.sessions.terminate({ params: { id } })
        return options.flag('wait') ? waitFor(connected, io, session, isFinished) : session
      }),
    )
    if (output.json) return output.done(ended, '')
    for (const session of ended)
      await output.done(session, `${session.name} ${isFinished(session) ? 'has ended' : 'is ending'}`)
  },
}

export const sessionCommands: readonly Command[] = [list, show, edit, stop]

const sessionColumns: readonly Column<Session>[] = [
  { title: 'NAME', value: ({ name }) => name },
  { title: 'STATUS', value: statusText },
  { title: 'TYPE', value: ({ type }) => type },
  { title: 'CPU', value: ({ resources }) => String(resources.cpu), align: 'right' },
  { title: 'MEMORY', value: ({ resources }) => formatSize(resources.memory), align: 'right' },
  { title: 'ELAPSED', value: ({ startedAt, endedAt }) => formatSpan(startedAt, endedAt, new Date()), align: 'right' },
  { title: 'PROJECT', value: ({ projectName }) => projectName },
  { title: 'ID', value: ({ id }) => id },
]
const owner: Column<Session> = { title: 'OWNER', value: ({ ownerName }) => ownerName }

function statusText({ status, result, exitCode, queue, priority }: Session): string {
  if (status === 'PENDING' && queue) return `${status} #${queue.position}${priority ? ` priority ${priority}` : ''}`
  if (finishedStatuses.includes(status as never) && result === 'failure')
    return exitCode === null ? `${status} failure` : `${status} exit ${exitCode}`
  return status
}

function reasonText({ reason }: Session): string {
  if (!reason) return ''
  const { text, next } = reasonsEn.reasons[reason]
  return next ? `${text} ${next}` : text
}

function resourcesText({ resources: { cpu, memory, gpu, gpuShares } }: Session): string {
  const gpus = gpu > 0 ? `, ${gpu} GPU` : ''
  const shares = gpuShares > 0 ? `, ${gpuShares} fGPU` : ''
  return `${cpu} CPU, ${formatSize(memory)}${gpus}${shares}`
}
