/** `berth users ls | show | deactivate | reactivate | import`, for administrators. */
import type { User } from '@berth/contract/users.ts'
import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import type { Command } from '../command.ts'
import { exitCodes, Failure, usage } from '../failure.ts'
import { findUser, listUsers } from '../find-user.ts'
import type { UserFilter } from '../find-user.ts'
import type { Column } from '../output.ts'

const roles = ['superadmin', 'user'] as const

const list: Command = {
  name: 'users ls',
  summary: 'List users; without options the active ones',
  options: {
    all: { type: 'boolean', short: 'a', help: 'also the inactive' },
    inactive: { type: 'boolean', help: 'only the inactive' },
    search: { type: 'string', short: 'q', help: 'only those whose email or name contains this' },
    role: { type: 'string', value: roles.join('|'), choices: roles, help: 'only these' },
    sort: { type: 'string', value: 'FIELD', help: 'such as email or -lastSignInAt' },
  },
  async run({ options, output, server }) {
    const role = options.text('role')
    const known = roles.find((one) => one === role)
    if (role !== undefined && known === undefined) throw usage(`--role is one of ${roles.join(', ')}`, 'users ls')
    if (options.flag('all') && options.flag('inactive')) throw usage('either --all or --inactive, not both', 'users ls')
    const filter: UserFilter = {}
    if (!options.flag('all')) filter.active = options.flag('inactive') ? 'false' : 'true'
    if (known !== undefined) filter.role = known
    const [q, sort] = [options.text('search'), options.text('sort')]
    if (q !== undefined) filter.q = q
    if (sort !== undefined) filter.sort = sort
    const found = await listUsers(await server(), filter)
    await output.rows(found, options.flag('all') ? [...columns, state] : columns, 'No users.')
  },
}

const show: Command = {
  name: 'users show',
  summary: 'One user',
  arguments: 'EMAIL|USERNAME|ID',
  count: [1, 1],
  async run({ names: [name = ''], output, server }) {
    const user = await findUser(await server(), name)
    await output.fields(user, [
      ['email', user.email],
      ['username', user.username],
      ['full name', user.fullName || '-'],
      ['id', user.id],
      ['role', user.role],
      ['state', stateText(user)],
      ['two-factor', user.twoFactor ? 'on' : 'off'],
      ['new password asked for', user.requirePasswordChange ? 'yes' : 'no'],
      ['allowed client IPs', user.allowedClientIps.join(' ') || 'anywhere'],
      ['workspaces', workspacesText(user) || '-'],
      ['projects', user.projects.map(({ name }) => name).join(', ') || '-'],
      ['policies', user.policies.join(', ') || '-'],
      ['description', user.description || '-'],
      ['created', user.createdAt],
      ['last sign-in', user.lastSignInAt ?? 'never'],
    ])
  },
}

const deactivate: Command = {
  name: 'users deactivate',
  summary: 'End everything a user is signed in with, and let them sign in no more',
  arguments: 'EMAIL|USERNAME|ID',
  count: [1, 1],
  options: {
    'terminate-sessions': { type: 'boolean', help: 'also end their compute sessions' },
    'dry-run': { type: 'boolean', help: 'only say what would be cut' },
  },
  help: 'The account and its history stay; berth users reactivate takes it back.',
  async run({ names: [name = ''], options, output, server }) {
    const connected = await server()
    const user = await findUser(connected, name)
    const params = { id: user.id }
    const held = await connected.client.users.holdings({ params })
    const sessions = held.computeSessions.map((session) => `${session.name} (${session.status})`)
    const terminateSessions = options.flag('terminate-sessions')
    if (options.flag('dry-run')) {
      return output.fields(held, [
        ['user', user.email],
        ['logins that end', String(held.loginSessions)],
        ['terminals that close', String(held.openTerminals)],
        ['credentials that end', String(held.credentials)],
        [terminateSessions ? 'sessions that end' : 'sessions that run on', sessions.join(', ') || '-'],
        ['workspaces left without an admin', held.workspacesWithoutAdmin.map(({ name }) => name).join(', ') || '-'],
      ])
    }
    const done = await connected.client.users.deactivate({ params, body: { terminateSessions } })
    if (sessions.length > 0)
      output.note(`${terminateSessions ? 'These sessions end' : 'These sessions run on'}: ${sessions.join(', ')}`)
    await output.done(done, `${done.email} is inactive and signed out everywhere.`)
  },
}

const reactivate: Command = {
  name: 'users reactivate',
  summary: 'Let a user sign in again',
  arguments: 'EMAIL|USERNAME|ID',
  count: [1, 1],
  async run({ names: [name = ''], output, server }) {
    const connected = await server()
    const { id } = await findUser(connected, name)
    const user = await connected.client.users.reactivate({ params: { id } })
    await output.done(user, `${user.email} is active and can sign in again.`)
  },
}

const importFile: Command = {
  name: 'users import',
  summary: 'Create users from a CSV file, all or none',
  arguments: 'FILE',
  count: [1, 1],
  options: { 'dry-run': { type: 'boolean', help: 'only say which rows are bad' } },
  help: `The first line names the columns: email,username,fullName,password,role,description. - reads from the
standard input.`,
  async run({ io, names: [file = ''], options, output, server }) {
    const csv = file === '-' ? await text(io.stdin) : await readText(file)
    const { client } = await server()
    const checked = await client.users.import({ body: { csv, dryRun: true } })
    const bad = checked.rows.filter(({ errors }) => errors.length > 0)
    if (bad.length > 0 || checked.rows.length === 0) {
      for (const { line, errors } of bad)
        output.note(`line ${line}: ${errors.map(({ field, message }) => `${field} ${message}`).join('; ')}`)
      const what = bad.length > 0 ? `${bad.length} of ${checked.rows.length} rows are bad` : 'The file has no rows'
      throw new Failure(exitCodes.refused, `${what}; nothing was imported.`)
    }
    if (options.flag('dry-run')) return output.done(checked, `${checked.rows.length} rows can be imported.`)
    const done = await client.users.import({ body: { csv, dryRun: false } })
    await output.done(done, `${done.created} ${done.created === 1 ? 'user was' : 'users were'} created.`)
  },
}

async function readText(file: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file))
  } catch (error) {
    throw new Failure(exitCodes.usage, `${file} cannot be read: ${error instanceof Error ? error.message : 'unknown'}`)
  }
}

export const userCommands: readonly Command[] = [list, show, deactivate, reactivate, importFile]

const stateText = ({ active }: User) => (active ? 'active' : 'inactive')
const workspacesText = ({ workspaces }: User) => workspaces.map(({ name }) => name).join(', ')

const columns: readonly Column<User>[] = [
  { title: 'EMAIL', value: ({ email }) => email },
  { title: 'USERNAME', value: ({ username }) => username },
  { title: 'NAME', value: ({ fullName }) => fullName },
  { title: 'ROLE', value: ({ role }) => role },
  { title: '2FA', value: ({ twoFactor }) => (twoFactor ? 'on' : 'off') },
  { title: 'LAST SIGN-IN', value: ({ lastSignInAt }) => lastSignInAt ?? 'never' },
  { title: 'WORKSPACES', value: workspacesText },
]
const state: Column<User> = { title: 'STATE', value: stateText }
