/** `berth folders list | show | create | rename | trash | restore | purge | hosts`. */
import type { Folder, StorageHost } from '@berth/contract/folders.ts'
import { formatBytes, parseSize } from '../amounts.ts'
import type { Command } from '../command.ts'
import { usage } from '../failure.ts'
import { findFolder, listFolders } from '../find-folder.ts'
import { findProject } from '../find-workspace.ts'
import type { Column } from '../output.ts'

const permissions = ['ro', 'rw'] as const

export function readPermission(text: string | undefined): 'ro' | 'rw' | undefined {
  const found = permissions.find((one) => one === text)
  if (text !== undefined && found === undefined) throw usage('--permission is ro or rw')
  return found
}
export const permissionOption = (help: string) =>
  ({ type: 'string', value: permissions.join('|'), choices: permissions, help }) as const

const size = (bytes: number | null) => (bytes === null ? '-' : formatBytes(bytes))
const ofWhom = ({ type, projectName, ownerName }: Folder) =>
  type === 'group' ? `project ${projectName ?? '-'}` : (ownerName ?? '-')
const limit = (capacity: number | null) => (capacity === null ? 'unlimited' : formatBytes(capacity))

const columns: readonly Column<Folder>[] = [
  { title: 'NAME', value: ({ name }) => name },
  { title: 'MAY', value: ({ permission }) => permission ?? 'manage' },
  { title: 'OF', value: ofWhom },
  { title: 'HOST', value: ({ host }) => host },
  { title: 'USED', value: ({ used }) => size(used), align: 'right' },
  { title: 'OF AT MOST', value: ({ capacity }) => limit(capacity), align: 'right' },
  { title: 'FILES', value: ({ files }) => String(files ?? '-'), align: 'right' },
  { title: 'STATE', value: ({ state }) => state },
  { title: 'ID', value: ({ id }) => id },
]

export const listOptions = {
  trash: { type: 'boolean', help: 'those in the trash' },
  all: { type: 'boolean', help: 'administrators: everyone’s' },
} satisfies Command['options']

export const list: Command = {
  name: 'folders list',
  summary: 'List the storage folders that you can reach',
  options: listOptions,
  async run({ options, output, server }) {
    const isTrash = options.flag('trash')
    const found = await listFolders(await server(), isTrash ? 'trashed' : 'live', options.flag('all') ? 'all' : 'me')
    await output.rows(
      found,
      columns,
      isTrash ? 'Nothing is in the trash.' : 'No folders. Make one: berth folders create NAME',
    )
  },
}

const show: Command = {
  name: 'folders show',
  summary: 'One folder',
  arguments: 'NAME|ID',
  count: [1, 1],
  options: { trash: { type: 'boolean', help: 'one in the trash' } },
  async run({ names: [reference = ''], options, output, server }) {
    const folder = await findFolder(await server(), reference, options.flag('trash') ? 'trashed' : 'live')
    const measured = folder.enforcement === 'measured' ? ' (measured, not enforced in sessions)' : ''
    await output.fields(folder, [
      ['name', folder.name],
      ['id', folder.id],
      ['of', ofWhom(folder)],
      ['you-may', folder.permission ?? 'manage'],
      ...(folder.projectPermission === null ? [] : ([['project-may', folder.projectPermission]] as const)),
      ['host', folder.host],
      ['used', size(folder.used)],
      ['capacity', `${limit(folder.capacity)}${folder.capacity === null ? '' : measured}`],
      ['files', String(folder.files ?? '-')],
      ['measured', folder.measuredAt ?? 'not yet'],
      ['state', folder.state],
      ...(folder.purgesAt === null ? [] : ([['deleted-at', folder.purgesAt]] as const)),
      ['sessions', String(folder.sessions)],
      ['mounts-itself', folder.autoMount ? 'yes' : 'no'],
      ['created', folder.createdAt],
    ])
  },
}

const create: Command = {
  name: 'folders create',
  summary: 'Make a storage folder',
  arguments: 'NAME',
  count: [1, 1],
  options: {
    host: { type: 'string', value: 'NAME', help: 'the storage host; the first that you may use otherwise' },
    group: { type: 'boolean', help: 'administrators: one of a project, for everyone in it' },
    project: { type: 'string', value: 'NAME|ID', help: 'whose it is, or whose limits count' },
    permission: permissionOption('of a project: of everyone in it'),
    capacity: { type: 'string', value: 'SIZE', help: 'of a project: such as 500GiB' },
  },
  help: 'One whose name begins with a dot is mounted by itself into each of your sessions.',
  async run({ names: [name = ''], options, output, server }) {
    const connected = await server()
    const [host, project, capacity] = [options.text('host'), options.text('project'), options.text('capacity')]
    const permission = readPermission(options.text('permission'))
    const body = {
      name,
      type: options.flag('group') ? ('group' as const) : ('user' as const),
      ...(host === undefined ? {} : { host }),
      ...(project === undefined ? {} : { project: (await findProject(connected, project)).id }),
      ...(permission === undefined ? {} : { permission }),
      ...(capacity === undefined ? {} : { capacity: parseSize(capacity, '--capacity') }),
    }
    const folder = await connected.client.folders.create({ body })
    await output.done(folder, `${folder.name}  ${folder.id}`)
  },
}

const rename: Command = {
  name: 'folders rename',
  summary: 'Give a folder another name',
  arguments: 'NAME|ID NEW',
  count: [2, 2],
  async run({ names: [reference = '', name = ''], output, server }) {
    const connected = await server()
    const { id } = await findFolder(connected, reference)
    const folder = await connected.client.folders.update({ params: { id }, body: { name } })
    await output.done(folder, `The folder is named ${folder.name} now.`)
  },
}

const trash: Command = {
  name: 'folders trash',
  summary: 'Move folders to the trash; refused while a live session has one mounted',
  arguments: 'NAME|ID…',
  count: [1, 50],
  async run({ names, output, server }) {
    const connected = await server()
    for (const reference of names) {
      const { id, name } = await findFolder(connected, reference)
      await connected.client.folders.trash({ params: { id } })
      await output.done({ id, name }, `${name} is in the trash. Take it out: berth folders restore ${name}`)
    }
  },
}

const restore: Command = {
  name: 'folders restore',
  summary: 'Take folders out of the trash',
  arguments: 'NAME|ID…',
  count: [1, 50],
  async run({ names, output, server }) {
    const connected = await server()
    for (const reference of names) {
      const { id } = await findFolder(connected, reference, 'trashed')
      const folder = await connected.client.folders.restore({ params: { id } })
      await output.done(folder, `${folder.name} is back.`)
    }
  },
}

const purge: Command = {
  name: 'folders purge',
  summary: 'Delete a folder in the trash for ever',
  arguments: 'NAME|ID',
  count: [1, 1],
  options: { confirm: { type: 'string', value: 'NAME', help: 'its name once more: there is no way back' } },
  async run({ names: [reference = ''], options, output, server }) {
    const connected = await server()
    const { id, name } = await findFolder(connected, reference, 'trashed')
    const typed = options.text('confirm')
    if (typed !== name) throw usage(`to delete all that is in it for ever: --confirm ${name}`, 'folders purge')
    await connected.client.folders.purge({ params: { id }, body: { name: typed } })
    await output.done({ id, name }, `${name} was deleted for ever.`)
  },
}

const hostColumns: readonly Column<StorageHost>[] = [
  { title: 'HOST', value: ({ name }) => name },
  { title: 'YOU MAY', value: ({ allowed, refused }) => (allowed ? 'yes' : `no: ${refused ?? 'refused'}`) },
  {
    title: 'CAPACITY IS',
    value: ({ enforcement }) => (enforcement === 'project-quota' ? 'enforced' : 'measured, not enforced in sessions'),
  },
  { title: 'FREE', value: ({ free }) => size(free), align: 'right' },
]

const hosts: Command = {
  name: 'folders hosts',
  summary: 'List the storage hosts, and which of them you may make folders on',
  options: { project: { type: 'string', value: 'NAME|ID', help: 'whose limits count' } },
  async run({ options, output, server }) {
    const project = options.text('project')
    const query = project === undefined ? {} : { project }
    const { items } = await (await server()).client.storageHosts.list({ query })
    await output.rows(items, hostColumns, 'No storage hosts.')
  },
}

export const folderCommands: readonly Command[] = [list, show, create, rename, trash, restore, purge, hosts]
