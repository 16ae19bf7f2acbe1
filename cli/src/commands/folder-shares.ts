/** `berth folders share | shares | unshare | invitations | accept | decline | leave`: who else is let in. */
import type { FolderInvitation, FolderShare } from '@berth/contract/folder-shares.ts'
import type { Command } from '../command.ts'
import { exitCodes, Failure } from '../failure.ts'
import { findFolder } from '../find-folder.ts'
import { allOf } from '../find-workspace.ts'
import type { Column } from '../output.ts'
import type { Server } from '../server.ts'
import { permissionOption, readPermission } from './folders.ts'

const sharesOf = ({ client }: Server, id: string) =>
  allOf((query) => client.folderShares.list({ params: { id }, query }))

const share: Command = {
  name: 'folders share',
  summary: 'Invite somebody to your folder, or change what they may',
  arguments: 'NAME|ID EMAIL',
  count: [2, 2],
  options: { permission: permissionOption('read, or read and write; ro otherwise') },
  async run({ names: [reference = '', email = ''], options, output, server }) {
    const connected = await server()
    const { id, name } = await findFolder(connected, reference)
    const permission = readPermission(options.text('permission'))
    const known = (await sharesOf(connected, id)).find((one) => one.email.toLowerCase() === email.toLowerCase())
    if (known !== undefined && permission !== undefined && permission !== known.permission) {
      const changed = await connected.client.folderShares.update({
        params: { id, share: known.id },
        body: { permission },
      })
      return output.done(changed, `${changed.email} may ${changed.permission} in ${name} now.`)
    }
    const body = { email, permission: permission ?? 'ro' }
    const made = await connected.client.folderShares.create({ params: { id }, body })
    await output.done(made, `${made.email} is invited to ${name} (${made.permission}).`)
  },
}

const columns: readonly Column<FolderShare>[] = [
  { title: 'EMAIL', value: ({ email }) => email },
  { title: 'MAY', value: ({ permission }) => permission },
  { title: 'STATUS', value: ({ status }) => status },
  { title: 'SINCE', value: ({ acceptedAt, createdAt }) => acceptedAt ?? createdAt },
]

const shares: Command = {
  name: 'folders shares',
  summary: 'Who is invited to your folder, and who has accepted',
  arguments: 'NAME|ID',
  count: [1, 1],
  async run({ names: [reference = ''], output, server }) {
    const connected = await server()
    const { id } = await findFolder(connected, reference)
    await output.rows(await sharesOf(connected, id), columns, 'Nobody. Invite somebody: berth folders share NAME EMAIL')
  },
}

const unshare: Command = {
  name: 'folders unshare',
  summary: 'End a share, or take an invitation back; their sessions that have the folder mounted end',
  arguments: 'NAME|ID EMAIL',
  count: [2, 2],
  async run({ names: [reference = '', email = ''], output, server }) {
    const connected = await server()
    const { id, name } = await findFolder(connected, reference)
    const known = (await sharesOf(connected, id)).find((one) => one.email.toLowerCase() === email.toLowerCase())
    if (known === undefined)
      throw new Failure(exitCodes.notFound, `${email} is not invited to ${name}.`, `See: berth folders shares ${name}`)
    await connected.client.folderShares.end({ params: { id, share: known.id } })
    await output.done(known, `${known.email} has ${name} no more.`)
  },
}

const listInvitations = ({ client }: Server) => allOf((query) => client.folderInvitations.list({ query }))

async function findInvitation(server: Server, reference: string): Promise<FolderInvitation> {
  const found = (await listInvitations(server)).filter(({ id, name }) => id === reference || name === reference)
  const [first, second] = found
  if (first === undefined)
    throw new Failure(
      exitCodes.notFound,
      `You are not invited to a folder ${reference}.`,
      'See: berth folders invitations',
    )
  if (second !== undefined)
    throw new Failure(exitCodes.usage, `Several folders are called ${reference}; use the id of the invitation.`)
  return first
}

const invitationColumns: readonly Column<FolderInvitation>[] = [
  { title: 'FOLDER', value: ({ name }) => name },
  { title: 'OF', value: ({ ownerName }) => ownerName },
  { title: 'MAY', value: ({ permission }) => permission },
  { title: 'SINCE', value: ({ createdAt }) => createdAt },
  { title: 'ID', value: ({ id }) => id },
]

const invitations: Command = {
  name: 'folders invitations',
  summary: 'Folders that you are invited to',
  async run({ output, server }) {
    await output.rows(await listInvitations(await server()), invitationColumns, 'You are invited to no folder.')
  },
}

const accept: Command = {
  name: 'folders accept',
  summary: 'Accept an invitation to a folder',
  arguments: 'NAME|ID',
  count: [1, 1],
  async run({ names: [reference = ''], output, server }) {
    const connected = await server()
    const { id } = await findInvitation(connected, reference)
    const folder = await connected.client.folderInvitations.accept({ params: { id } })
    await output.done(folder, `${folder.name} is one of your folders now (${folder.permission ?? 'ro'}).`)
  },
}

const decline: Command = {
  name: 'folders decline',
  summary: 'Turn an invitation to a folder down',
  arguments: 'NAME|ID',
  count: [1, 1],
  async run({ names: [reference = ''], output, server }) {
    const connected = await server()
    const { id, name } = await findInvitation(connected, reference)
    await connected.client.folderInvitations.decline({ params: { id } })
    await output.done({ id, name }, `The invitation to ${name} was turned down.`)
  },
}

const leave: Command = {
  name: 'folders leave',
  summary: 'Give up a folder that you were invited to; your sessions that have it mounted end',
  arguments: 'NAME|ID',
  count: [1, 1],
  async run({ names: [reference = ''], output, server }) {
    const connected = await server()
    const { id, name } = await findFolder(connected, reference)
    await connected.client.folders.leave({ params: { id } })
    await output.done({ id, name }, `${name} is none of your folders any more.`)
  },
}

export const folderShareCommands: readonly Command[] = [share, shares, unshare, invitations, accept, decline, leave]
