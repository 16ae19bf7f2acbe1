/** `berth workspaces ls | create | rename | leave | members | role | remove | invite | invitations | revoke`. */
import type { Invitation } from '@berth/contract/invitations.ts'
import type { Member, Workspace } from '@berth/contract/workspaces.ts'
import type { Command } from '../command.ts'
import { exitCodes, Failure, usage } from '../failure.ts'
import { allOf, findMember, findWorkspace, listWorkspaces } from '../find-workspace.ts'
import type { Column } from '../output.ts'

const roles = ['member', 'admin'] as const

const list: Command = {
  name: 'workspaces ls',
  summary: 'List the workspaces that you belong to',
  options: { all: { type: 'boolean', short: 'a', help: 'also those of others, for administrators' } },
  async run({ options, output, server }) {
    const columns: readonly Column<Workspace>[] = [
      { title: 'NAME', value: ({ name }) => name },
      { title: 'ROLE', value: ({ role }) => role ?? '-' },
      { title: 'KIND', value: ({ personal }) => (personal ? 'personal' : 'shared') },
      { title: 'ID', value: ({ id }) => id },
    ]
    await output.rows(await listWorkspaces(await server(), options.flag('all')), columns, 'No workspaces.')
  },
}

const create: Command = {
  name: 'workspaces create',
  summary: 'Create a shared workspace; for administrators',
  arguments: 'NAME',
  count: [1, 1],
  async run({ names: [name = ''], output, server }) {
    const made = await (await server()).client.workspaces.create({ body: { name } })
    await output.done(made, `${made.name}  ${made.id}`)
  },
}

const rename: Command = {
  name: 'workspaces rename',
  summary: 'Give a workspace another name; for its admins',
  arguments: 'WORKSPACE NAME',
  count: [2, 2],
  async run({ names: [reference = '', name = ''], output, server }) {
    const connected = await server()
    const { id } = await findWorkspace(connected, reference)
    const renamed = await connected.client.workspaces.update({ params: { id }, body: { name } })
    await output.done(renamed, `The workspace is called ${renamed.name} now.`)
  },
}

const leave: Command = {
  name: 'workspaces leave',
  summary: 'Leave a workspace: its credentials are revoked, your sessions there end',
  arguments: 'WORKSPACE',
  count: [1, 1],
  options: { 'dry-run': { type: 'boolean', help: 'only say what would be cut' } },
  help: 'What was stored in project folders stays. The way back is a new invitation.',
  async run({ names: [reference = ''], options, output, server }) {
    const connected = await server()
    const workspace = await findWorkspace(connected, reference)
    const { id: user } = await connected.client.accounts.me()
    const held = await connected.client.workspaces.holdings({ params: { id: workspace.id, user } })
    const sessions = held.computeSessions.map(({ name, status }) => `${name} (${status})`).join(', ')
    if (options.flag('dry-run'))
      return output.fields(held, [
        ['workspace', workspace.name],
        ['credentials that are revoked', String(held.credentials)],
        ['sessions that end', sessions || '-'],
      ])
    await connected.client.workspaces.leave({ params: { id: workspace.id } })
    if (sessions !== '') output.note(`These sessions end: ${sessions}`)
    await output.done(workspace, `You left ${workspace.name}.`)
  },
}

const members: Command = {
  name: 'workspaces members',
  summary: 'Who is in a workspace; its admins also see who is invited',
  arguments: 'WORKSPACE',
  count: [1, 1],
  async run({ names: [reference = ''], output, server }) {
    const connected = await server()
    const { id } = await findWorkspace(connected, reference)
    const found = await allOf((query) => connected.client.workspaces.members({ params: { id }, query }))
    const columns: readonly Column<Member>[] = [
      { title: 'EMAIL', value: ({ email }) => email },
      { title: 'USERNAME', value: ({ username }) => username ?? '-' },
      { title: 'ROLE', value: ({ role }) => role },
      { title: 'STATUS', value: ({ status }) => status },
      { title: 'ADDED', value: ({ addedAt }) => addedAt },
      { title: 'LAST ACTIVE', value: ({ lastActiveAt }) => lastActiveAt ?? 'never' },
    ]
    await output.rows(found, columns, 'Nobody is in it.')
  },
}

const role: Command = {
  name: 'workspaces role',
  summary: 'Make a member an admin, or an admin a member',
  arguments: 'WORKSPACE EMAIL|USERNAME|ID member|admin',
  count: [3, 3],
  async run({ names: [reference = '', who = '', wanted], output, server }) {
    const next = roles.find((one) => one === wanted)
    if (next === undefined) throw usage(`a role is one of ${roles.join(', ')}`, 'workspaces role')
    const connected = await server()
    const { id } = await findWorkspace(connected, reference)
    const { id: user } = await findMember(connected, id, who)
    const changed = await connected.client.workspaces.updateMember({ params: { id, user }, body: { role: next } })
    await output.done(changed, `${changed.email} is ${changed.role === 'admin' ? 'an admin' : 'a member'} now.`)
  },
}

const remove: Command = {
  name: 'workspaces remove',
  summary: 'Remove somebody: their credentials there are revoked, their sessions there end',
  arguments: 'WORKSPACE EMAIL|USERNAME|ID',
  count: [2, 2],
  async run({ names: [reference = '', who = ''], output, server }) {
    const connected = await server()
    const workspace = await findWorkspace(connected, reference)
    const member = await findMember(connected, workspace.id, who)
    await connected.client.workspaces.removeMember({ params: { id: workspace.id, user: member.id } })
    await output.done(member, `${member.email} is not in ${workspace.name} any more.`)
  },
}

const invite: Command = {
  name: 'workspaces invite',
  summary: 'Invite people by email; the links are shown once',
  arguments: 'WORKSPACE EMAIL...',
  count: [2, 51],
  options: { admin: { type: 'boolean', help: 'they join as admins' } },
  help: 'A link works once, for that email, for seven days. Inviting is refused for who is in it or invited already.',
  async run({ names: [reference = '', ...emails], options, output, server }) {
    const connected = await server()
    const { id } = await findWorkspace(connected, reference)
    const made = []
    for (const email of emails) {
      const body = { email, role: options.flag('admin') ? ('admin' as const) : ('member' as const) }
      made.push(await connected.client.invitations.create({ params: { id }, body }))
    }
    await output.rows(
      made,
      [
        { title: 'EMAIL', value: ({ email }) => email },
        { title: 'LINK', value: ({ link }) => link },
        { title: 'MAILED', value: ({ mailed }) => (mailed ? 'yes' : 'no') },
      ],
      '',
    )
  },
}

const invitations: Command = {
  name: 'workspaces invitations',
  summary: 'Who is invited to a workspace and has not answered',
  arguments: 'WORKSPACE',
  count: [1, 1],
  async run({ names: [reference = ''], output, server }) {
    const connected = await server()
    const { id } = await findWorkspace(connected, reference)
    const found = await allOf((query) => connected.client.invitations.list({ params: { id }, query }))
    const columns: readonly Column<Invitation>[] = [
      { title: 'EMAIL', value: ({ email }) => email },
      { title: 'ROLE', value: ({ role: as }) => as },
      { title: 'STATUS', value: ({ status }) => status },
      { title: 'EXPIRES', value: ({ expiresAt }) => expiresAt },
      { title: 'INVITED BY', value: ({ invitedBy }) => invitedBy ?? '-' },
    ]
    await output.rows(found, columns, 'Nobody is invited.')
  },
}

const revoke: Command = {
  name: 'workspaces revoke-invitation',
  summary: 'Take an invitation back; its link stops working',
  arguments: 'WORKSPACE EMAIL',
  count: [2, 2],
  async run({ names: [reference = '', email = ''], output, server }) {
    const connected = await server()
    const { id } = await findWorkspace(connected, reference)
    const found = await allOf((query) => connected.client.invitations.list({ params: { id }, query }))
    const meant = found.find((one) => one.email.toLowerCase() === email.toLowerCase())
    if (!meant) throw new Failure(exitCodes.notFound, `${email} is not invited.`, 'See: berth workspaces invitations')
    await connected.client.invitations.revoke({ params: { id, invitation: meant.id } })
    await output.done(meant, `The invitation of ${meant.email} was revoked.`)
  },
}

export const workspaceCommands: readonly Command[] = [
  list,
  create,
  rename,
  leave,
  members,
  role,
  remove,
  invite,
  invitations,
  revoke,
]
