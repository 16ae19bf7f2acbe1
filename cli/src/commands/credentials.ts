/** `berth credentials ls | create | rename | revoke`. */
import type { Credential } from '@berth/contract/credentials.ts'
import type { CallInput } from '@berth/contract/endpoint.ts'
import type { credentials } from '@berth/contract/credentials.ts'
import { parseNumber } from '../amounts.ts'
import type { Command } from '../command.ts'
import { usage } from '../failure.ts'
import type { Column } from '../output.ts'
import type { Server } from '../server.ts'

const shapes = ['hocon', 'jupyter', 'cli'] as const

const list: Command = {
  name: 'credentials ls',
  summary: 'List your credentials, or with --all everybody’s that you may see',
  options: {
    all: { type: 'boolean', short: 'a', help: 'not only your own' },
    inactive: { type: 'boolean', help: 'only the inactive and revoked' },
    search: { type: 'string', short: 'q', help: 'only those with this in their key, label or person' },
    policy: { type: 'string', value: 'NAME', help: 'only those with this policy' },
  },
  async run({ options, output, server }) {
    const isEverybodys = options.flag('all')
    const [q, policy] = [options.text('search'), options.text('policy')]
    const found = await listCredentials(await server(), {
      owner: isEverybodys ? 'all' : 'me',
      active: options.flag('inactive') ? 'false' : 'true',
      ...(q === undefined ? {} : { q }),
      ...(policy === undefined ? {} : { policy }),
    })
    await output.rows(found, isEverybodys ? [...columns, ...whose] : columns, 'No credentials.')
  },
}

const create: Command = {
  name: 'credentials create',
  summary: 'Create a pair of keys for a program; its secret is shown once',
  options: {
    label: { type: 'string', value: 'TEXT', help: 'what it is for' },
    workspace: { type: 'string', value: 'ID', help: 'where it works; the one you act in otherwise' },
    policy: { type: 'string', value: 'NAME', help: 'another than default, for administrators' },
    days: { type: 'string', value: 'N', help: 'how long it is good; until it is revoked otherwise' },
    format: { type: 'string', value: shapes.join('|'), choices: shapes, help: 'the form to print; hocon otherwise' },
  },
  async run({ options, output, server }) {
    const [label, workspace, policy, days] = ['label', 'workspace', 'policy', 'days'].map((name) => options.text(name))
    const shape = shapes.find((one) => one === (options.text('format') ?? 'hocon'))
    if (shape === undefined) throw usage(`--format is one of ${shapes.join(', ')}`, 'credentials create')
    const made = await (
      await server()
    ).client.credentials.create({
      body: {
        ...(label === undefined ? {} : { label }),
        ...(workspace === undefined ? {} : { workspace }),
        ...(policy === undefined ? {} : { policy }),
        ...(days === undefined ? {} : { expiresAt: inDays(parseNumber(days, '--days')) }),
      },
    })
    output.note('The secret key is shown this once; it is kept as a hash.')
    await output.text(made, made.configuration[shape])
  },
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

const edit: Command = {
  name: 'credentials edit',
  summary: 'Change the label; for administrators also the policy and the rate limit',
  arguments: 'ACCESS-KEY',
  count: [1, 1],
  options: {
    label: { type: 'string', value: 'TEXT', help: 'what it is for' },
    policy: { type: 'string', value: 'NAME', help: 'how much can be used with it' },
    'rate-limit': { type: 'string', value: 'N|unlimited', help: 'requests in 15 minutes' },
  },
  async run({ names: [accessKey = ''], options, output, server }) {
    const [label, policy, rate] = ['label', 'policy', 'rate-limit'].map((name) => options.text(name))
    const body = {
      ...(label === undefined ? {} : { label }),
      ...(policy === undefined ? {} : { policy }),
      ...(rate === undefined ? {} : { rateLimit: rate === 'unlimited' ? null : parseNumber(rate, '--rate-limit') }),
    }
    if (Object.keys(body).length === 0) throw usage('say what to change', 'credentials edit')
    const done = await (await server()).client.credentials.update({ params: { accessKey }, body })
    await output.done(done, `${done.accessKey} was saved.`)
  },
}

const end = (verb: 'revoke' | 'activate' | 'deactivate', summary: string, done: string): Command => ({
  name: `credentials ${verb}`,
  summary,
  arguments: 'ACCESS-KEY…',
  count: [1, 100],
  async run({ names, output, server }) {
    const { client } = await server()
    for (const accessKey of names) {
      const credential = await client.credentials[verb]({ params: { accessKey } })
      await output.done(credential, `${accessKey} ${done}`)
    }
  },
})

type Filter = Omit<NonNullable<CallInput<typeof credentials.list>['query']>, 'limit' | 'cursor'>

/** All pages. */
async function listCredentials({ client }: Server, filter: Filter): Promise<Credential[]> {
  const found: Credential[] = []
  let cursor: string | undefined
  do {
    const page = await client.credentials.list({ query: { ...filter, limit: 200, ...(cursor ? { cursor } : {}) } })
    found.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor)
  return found
}

const stateText = ({ revokedAt, active, main }: Credential) =>
  revokedAt !== null ? 'revoked' : !active ? 'inactive' : main ? 'main' : 'active'

const columns: readonly Column<Credential>[] = [
  { title: 'ACCESS KEY', value: ({ accessKey }) => accessKey },
  { title: 'LABEL', value: ({ label }) => label },
  { title: 'STATE', value: stateText },
  { title: 'WORKSPACE', value: ({ workspaceName }) => workspaceName },
  { title: 'POLICY', value: ({ policy }) => policy },
  { title: 'EXPIRES', value: ({ expiresAt }) => expiresAt ?? 'never' },
  { title: 'LAST USED', value: ({ lastUsedAt }) => lastUsedAt ?? 'never' },
]
const whose: readonly Column<Credential>[] = [
  { title: 'USER', value: ({ userEmail }) => userEmail },
  { title: 'SESSIONS', value: ({ sessions }) => String(sessions), align: 'right' },
]

export const credentialCommands: readonly Command[] = [
  list,
  create,
  edit,
  end('revoke', 'End credentials for good, at once, with every token derived from them', 'was revoked.'),
  end('deactivate', 'Refuse credentials until they are activated, for administrators', 'is inactive.'),
  end('activate', 'Let credentials be used again, for administrators', 'is active.'),
]
