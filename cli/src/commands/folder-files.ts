/** `berth folders ls | mkdir | rm | mv`: what is in a folder. */
import type { FileEntry } from '@berth/contract/folder-files.ts'
import { formatBytes } from '../amounts.ts'
import type { Command } from '../command.ts'
import { usage } from '../failure.ts'
import { below, entryAt, findFolder, lastName, readPlace, requirePlace } from '../find-folder.ts'
import { allOf } from '../find-workspace.ts'
import type { Column } from '../output.ts'
import { list, listOptions } from './folders.ts'

const columns: readonly Column<FileEntry>[] = [
  { title: 'SIZE', value: ({ size }) => (size === null ? '-' : formatBytes(size)), align: 'right' },
  { title: 'MODIFIED', value: ({ modifiedAt }) => modifiedAt },
  {
    title: 'NAME',
    value: ({ name, kind, link }) => `${name}${kind === 'folder' ? '/' : ''}${link === null ? '' : ` -> ${link}`}`,
  },
]

const ls: Command = {
  name: 'folders ls',
  summary: 'List what is in a folder; without one, the folders',
  arguments: '[FOLDER[:PATH]]',
  count: [0, 1],
  options: listOptions,
  async run(context) {
    const { names, output, server } = context
    const [text] = names
    if (text === undefined) return list.run(context)
    const { folder, path } = readPlace(text) ?? { folder: text, path: '' }
    const connected = await server()
    const { id } = await findFolder(connected, folder)
    const entries = await allOf((page) =>
      connected.client.files.list({ params: { id }, query: { ...page, path, sort: 'name' } }),
    )
    await output.rows(entries, columns, 'Nothing is in it.')
  },
}

const mkdir: Command = {
  name: 'folders mkdir',
  summary: 'Make folders within a storage folder',
  arguments: 'FOLDER:PATH…',
  count: [1, 100],
  options: { parents: { type: 'boolean', short: 'p', help: 'those above them, too; one that is there is no fault' } },
  async run({ names, options, output, server }) {
    const connected = await server()
    for (const { folder, path } of names.map(requirePlace)) {
      const { id, name } = await findFolder(connected, folder)
      const body = { path, parents: options.flag('parents') }
      await output.done(await connected.client.files.mkdir({ params: { id }, body }), `${name}:${path}`)
    }
  },
}

const remove: Command = {
  name: 'folders rm',
  summary: 'Delete files within a storage folder; they do not go to the trash',
  arguments: 'FOLDER:PATH…',
  count: [1, 1000],
  options: { recursive: { type: 'boolean', short: 'r', help: 'folders with all that is in them' } },
  async run({ names, options, output, server }) {
    const connected = await server()
    for (const { folder, path } of names.map(requirePlace)) {
      if (path === '') throw usage('all of a folder goes to the trash: berth folders trash NAME', 'folders rm')
      const { id, name } = await findFolder(connected, folder)
      const at = { params: { id }, query: { path } }
      const { kind } = await connected.client.files.show(at)
      if (kind === 'folder' && !options.flag('recursive'))
        throw usage(`${name}:${path} is a folder: add --recursive`, 'folders rm')
      await connected.client.files.remove(at)
      await output.done({ folder: id, path }, `${name}:${path} was deleted.`)
    }
  },
}

const move: Command = {
  name: 'folders mv',
  summary: 'Rename or move files within a storage folder',
  arguments: 'FOLDER:PATH… FOLDER:PATH',
  count: [2, 1000],
  options: { overwrite: { type: 'boolean', help: 'in the place of what is there' } },
  help: 'What the last one names is a folder to go into, if it is one or ends with a slash.',
  async run({ names, options, output, server }) {
    const connected = await server()
    const places = names.map(requirePlace)
    const target = places.at(-1)
    if (target === undefined) return
    const { id, name } = await findFolder(connected, target.folder)
    const sources = places.slice(0, -1)
    const isInto = target.isFolder || (await entryAt(connected, id, target.path))?.kind === 'folder'
    if (!isInto && sources.length > 1) throw usage('several can only go into a folder', 'folders mv')
    for (const { folder, path } of sources) {
      if ((await findFolder(connected, folder)).id !== id)
        throw usage(`from ${folder} to ${target.folder}: copy it, then delete it`, 'folders mv')
      const to = isInto ? below(target.path, lastName(path)) : target.path
      const body = { from: path, to, overwrite: options.flag('overwrite') }
      await output.done(await connected.client.files.move({ params: { id }, body }), `${name}:${to}`)
    }
  },
}

export const folderFileCommands: readonly Command[] = [ls, mkdir, remove, move]
