/** What somebody sees of their folders: one directory with a directory for each, and what is in them. Pure. */
import type { ReachableFolder } from '../../../features/folders/folder-files.service.ts'
import { bounded, pathOf, split, type PathNames } from '../../../platform/files/path-names.ts'

/** A path by its text alone, from the top: whether a name is a link is not looked at. */
export function normalized(path: Buffer): PathNames {
  const names: Buffer[] = []
  for (const name of split(path)) {
    const text = name.toString('latin1')
    if (text === '' || text === '.') continue
    if (text === '..') names.pop()
    // Kept beyond the packet that it came in.
    else names.push(Buffer.from(name))
  }
  return names
}

const slash = Buffer.from('/')

export const absolute = (names: PathNames): Buffer =>
  names.length === 0 ? slash : Buffer.concat(names.flatMap((name) => [slash, name]))

/** Each by its name; those that have the same one, by that and as much of the id as tells them apart. */
export function byShownName(folders: readonly ReachableFolder[]): Map<string, ReachableFolder> {
  const shown = new Map<string, ReachableFolder>()
  for (const [name, same] of Map.groupBy(folders, (folder) => folder.name)) {
    const short = new Set(same.map(({ id }) => id.slice(0, shortId)))
    for (const folder of same) {
      const told = short.size === same.length ? folder.id.slice(0, shortId) : folder.id
      shown.set(same.length === 1 ? name : `${name} (${told})`, folder)
    }
  }
  return shown
}

const shortId = 8

export interface InFolder {
  readonly folder: ReachableFolder
  /** Empty: the folder itself. */
  readonly names: PathNames
  /** As refusals say it. */
  readonly path: string
}

/** What a path leads to; null: nothing that they may know of. Of the top itself there is no folder to say. */
export function inFolders(names: PathNames, folders: readonly ReachableFolder[]): InFolder | null {
  const [first = Buffer.alloc(0), ...below] = names
  const folder = byShownName(folders).get(first.toString())
  return folder ? { folder, names: bounded(below), path: pathOf(below) } : null
}
