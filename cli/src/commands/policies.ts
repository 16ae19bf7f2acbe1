/** `berth policies ls | show | create | edit | rm`, for administrators. */
import type { Policy, PolicyLimits } from '@berth/contract/policies.ts'
import { limitNames } from '@berth/contract/policies.ts'
import { formatSize, parseNumber, parseSize, parseSpan } from '../amounts.ts'
import type { Command, OptionSpec, Options } from '../command.ts'
import { usage } from '../failure.ts'
import type { Column } from '../output.ts'
import type { Server } from '../server.ts'

type Limit = keyof PolicyLimits

/** As options are written: `concurrentSessions` is `--concurrent-sessions`. */
const optionOf = (name: Limit) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const sizes: readonly Limit[] = ['memory', 'folderCapacity']
const times: readonly Limit[] = ['idleTimeout', 'maxSessionLifetime']

const helpOf: Readonly<Record<Limit, string>> = {
  cpu: 'cores in all sessions together',
  memory: 'in all sessions together, such as 64GiB',
  gpu: 'whole GPUs in all sessions together',
  gpuShares: 'fractional GPUs in all sessions together',
  containersPerSession: 'size of one session',
  idleTimeout: 'end of a session without activity, such as 2h; 0 is never',
  maxSessionLifetime: 'end of a session, such as 7d; 0 is never',
  concurrentSessions: 'sessions at a time',
  pendingSessions: 'sessions in the queue',
  storageHosts: 'names with commas',
  folderCapacity: 'of one folder, such as 100GiB',
  maxFolders: 'folders of a user',
}

const limitOptions: Readonly<Record<string, OptionSpec>> = Object.fromEntries(
  limitNames.map((name) => {
    const value = sizes.includes(name)
      ? 'SIZE'
      : times.includes(name)
        ? 'TIME'
        : name === 'storageHosts'
          ? 'NAMES'
          : 'N'
    const help = times.includes(name) ? helpOf[name] : `${helpOf[name]}, or unlimited`
    return [optionOf(name), { type: 'string', value, help } as const]
  }),
)

function readLimits(options: Options): Partial<PolicyLimits> {
  const given = limitNames.flatMap((name): [Limit, unknown][] => {
    const text = options.text(optionOf(name))
    return text === undefined ? [] : [[name, valueOf(name, text)]]
  })
  return Object.fromEntries(given)
}

function valueOf(name: Limit, text: string): number | string[] | null {
  const option = `--${optionOf(name)}`
  if (times.includes(name)) return parseSpan(text, option)
  if (text === 'unlimited' || text === '∞') return null
  if (name === 'storageHosts') return text.split(/[\s,]+/).filter((host) => host !== '')
  return sizes.includes(name) ? parseSize(text, option) : parseNumber(text, option)
}

const list: Command = {
  name: 'policies ls',
  summary: 'List resource policies',
  options: { search: { type: 'string', short: 'q', help: 'only those with this in their name' } },
  async run({ options, output, server }) {
    const q = options.text('search')
    const found: Policy[] = []
    const { client } = await server()
    let cursor: string | undefined
    do {
      const query = { limit: 200, ...(q === undefined ? {} : { q }), ...(cursor ? { cursor } : {}) }
      const page = await client.policies.list({ query })
      found.push(...page.items)
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    await output.rows(found, columns, 'No policy has this in its name.')
  },
}

const show: Command = {
  name: 'policies show',
  summary: 'One policy',
  arguments: 'NAME',
  count: [1, 1],
  async run({ names: [name = ''], output, server }) {
    const policy = await (await server()).client.policies.show({ params: { name } })
    const fields = limitNames.map((limit) => [optionOf(limit), shown(limit, policy[limit])] as const)
    await output.fields(policy, [['name', policy.name], ...fields, ['created', policy.createdAt]])
  },
}

const create: Command = {
  name: 'policies create',
  summary: 'Create a policy; what is not named is unlimited',
  arguments: 'NAME',
  count: [1, 1],
  options: limitOptions,
  async run({ names: [name = ''], options, output, server }) {
    const policy = await (await server()).client.policies.create({ body: { name, ...readLimits(options) } })
    await output.done(policy, `${policy.name} was created.`)
  },
}

const edit: Command = {
  name: 'policies edit',
  summary: 'Change a policy, for what starts from now on',
  arguments: 'NAME',
  count: [1, 1],
  options: {
    ...limitOptions,
    'dry-run': { type: 'boolean', help: 'only say who would be over it, and which starts it would have refused' },
  },
  help: 'What is not named stays. What runs goes on.',
  async run({ names: [name = ''], options, output, server }) {
    const body = readLimits(options)
    if (Object.keys(body).length === 0) throw usage('say what to change', 'policies edit')
    const connected = await server()
    const preview = await connected.client.policies.preview({ params: { name }, body })
    const starts = `${preview.refusedStarts} of ${preview.starts} starts in the last 30 days would have been refused`
    if (options.flag('dry-run'))
      return output.fields(preview, [
        ['over it now', String(preview.overCount)],
        ...preview.over.map((one) => [one.user.email, overText(one.limits)] as const),
        ['starts', starts],
      ])
    const { version } = await connected.client.policies.show({ params: { name } })
    const policy = await save(connected, name, body, version)
    for (const one of preview.over) output.note(`Over it now: ${one.user.email}: ${overText(one.limits)}`)
    await output.done(policy, `${policy.name} was saved.`)
  },
}

const save = (server: Server, name: string, body: Partial<PolicyLimits>, version: string) =>
  server.client.policies.update({ params: { name }, body }, { headers: { 'if-match': `"${version}"` } })

const overText = (limits: readonly { resource: Limit; used: number; max: number }[]) =>
  limits.map(({ resource, used, max }) => `${resource} ${shown(resource, used)} of ${shown(resource, max)}`).join(', ')

const remove: Command = {
  name: 'policies rm',
  summary: 'Delete policies that nothing uses',
  arguments: 'NAME…',
  count: [1, 100],
  async run({ names, output, server }) {
    const { client } = await server()
    for (const name of names) {
      await client.policies.remove({ params: { name } })
      await output.done({ name }, `${name} was deleted.`)
    }
  },
}

function shown(name: Limit, value: PolicyLimits[Limit]): string {
  if (value === null) return 'unlimited'
  if (Array.isArray(value)) return value.join(' ') || 'none'
  if (times.includes(name)) return value === 0 ? 'never' : `${value} s`
  return sizes.includes(name) ? formatSize(value) : String(value)
}

const column = (title: string, name: Limit): Column<Policy> => ({
  title,
  value: (policy) => shown(name, policy[name]),
  align: 'right',
})

const columns: readonly Column<Policy>[] = [
  { title: 'NAME', value: ({ name }) => name },
  column('CPU', 'cpu'),
  column('MEMORY', 'memory'),
  column('GPU', 'gpu'),
  column('FGPU', 'gpuShares'),
  column('SESSIONS', 'concurrentSessions'),
  column('PENDING', 'pendingSessions'),
  column('LIFETIME', 'maxSessionLifetime'),
]

export const policyCommands: readonly Command[] = [list, show, create, edit, remove]
