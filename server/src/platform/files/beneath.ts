/**
 * Opens what is below one directory, and nothing else, while somebody may swap anything in it for a symbolic link at any
 * moment. Every name of a path is opened in the directory before it, by that directory's handle, and is never followed
 * if it is a link: there is no moment between a check and its use. Links are followed by hand where they may be, by
 * walking from the top again, so that they lead no further than a path can.
 *
 * `openat2` would do the same in one call; Node.js has neither it nor `openat`, so `/proc/self/fd/N/name` is what names
 * something in an open directory: the kernel takes `N` for the directory itself, wherever that is by now.
 */
import { constants, type BigIntStats } from 'node:fs'
import { open, readlink, type FileHandle } from 'node:fs/promises'
import { errnoOf, FileRefusal, refusalOf, refusing } from './file-refusal.ts'
import { linkedNames, type PathNames } from './path-names.ts'

const { O_DIRECTORY, O_NOFOLLOW, O_RDONLY } = constants
/** Opens a place without opening what is there: no pipe is waited for, no device woken. Linux; Node.js does not name it. */
const O_PATH = 0o10000000

/** As Linux counts. */
const mostLinks = 40

/** The address of a name in an open directory. */
export const inDirectory = (directory: FileHandle, name: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`/proc/self/fd/${directory.fd}/`), name])

/** The address of what is open. */
export const itself = (handle: FileHandle): string => `/proc/self/fd/${handle.fd}`

/** The top of a tree. What leads there is the server's own, and may be links. */
export const openTop = (path: string): Promise<FileHandle> => refusing(open(path, O_PATH | O_DIRECTORY | O_NOFOLLOW))

/** Another handle of an open directory. */
export const openAgain = (directory: FileHandle): Promise<FileHandle> => open(itself(directory), O_PATH | O_DIRECTORY)

/** A directory in a directory. Rejects with the error of the file system, `ENOTDIR` for links too. */
export const openDirectoryIn = (directory: FileHandle, name: Buffer): Promise<FileHandle> =>
  open(inDirectory(directory, name), O_PATH | O_DIRECTORY | O_NOFOLLOW)

/** Whatever is there in a directory, a link as the link. */
export const openPlaceIn = (directory: FileHandle, name: Buffer): Promise<FileHandle> =>
  open(inDirectory(directory, name), O_PATH | O_NOFOLLOW)

/** A place that was opened, and what it was then. */
export interface Place extends AsyncDisposable {
  readonly handle: FileHandle
  readonly stats: BigIntStats
  /** Where it really is: without links. */
  readonly names: PathNames
}

/**
 * Opens the place of a path. With `follow`, links lead on as long as they stay within the tree; without, there is none
 * on the way, and the last name may be one itself.
 */
export async function openPlace(top: FileHandle, path: PathNames, follow: boolean): Promise<Place> {
  let names = path
  for (let links = 0; links <= mostLinks; links++) {
    const found = await walk(top, names)
    if ('handle' in found) {
      const place = await placeOf(found.handle, names)
      if (!follow || !place.stats.isSymbolicLink()) return place
      await place.handle.close()
    } else if (!follow) throw new FileRefusal(found.isLink ? 'is-a-link' : 'not-a-directory')
    const stopped = 'handle' in found ? names.length - 1 : found.at
    if ('handle' in found || found.isLink) names = await followed(top, names, stopped)
    else throw new FileRefusal('not-a-directory')
  }
  throw new FileRefusal('too-many-links')
}

async function placeOf(handle: FileHandle, names: PathNames): Promise<Place> {
  try {
    const stats = await handle.stat({ bigint: true })
    return { handle, stats, names, [Symbol.asyncDispose]: () => handle.close() }
  } catch (error) {
    await handle.close()
    throw error
  }
}

type Walked = { readonly handle: FileHandle } | { readonly at: number; readonly isLink: boolean }

/** To the end of the path, or to the first name before it that is no directory. */
async function walk(top: FileHandle, names: PathNames): Promise<Walked> {
  let directory = top
  try {
    for (const [at, name] of names.slice(0, -1).entries()) {
      const next = await openDirectoryIn(directory, name).catch(unlessOther)
      if (next === null) return { at, isLink: await isLink(directory, name) }
      await leave(directory, top)
      directory = next
    }
    const last = names.at(-1)
    // A handle of its own even for the top, since whoever asked closes it.
    if (last === undefined) return { handle: await openAgain(top) }
    return { handle: await openPlaceIn(directory, last) }
  } catch (error) {
    throw refusalOf(error)
  } finally {
    await leave(directory, top)
  }
}

/** Null: it is no directory. */
function unlessOther(error: unknown): null {
  if (errnoOf(error) === 'ENOTDIR' || errnoOf(error) === 'ELOOP') return null
  throw error
}

const leave = async (directory: FileHandle, top: FileHandle) => {
  if (directory !== top) await directory.close()
}

async function isLink(directory: FileHandle, name: Buffer): Promise<boolean> {
  const place = await openPlaceIn(directory, name)
  try {
    return (await place.stat()).isSymbolicLink()
  } finally {
    await place.close()
  }
}

/** The path with the link at this place of it replaced by what it says. */
async function followed(top: FileHandle, names: PathNames, at: number): Promise<PathNames> {
  const directory = names.slice(0, at)
  const above = await walk(top, directory)
  // Swapped meanwhile: the next walk says what it is now.
  if (!('handle' in above)) return names
  try {
    const target = await readlink(inDirectory(above.handle, names[at] ?? Buffer.alloc(0)), 'buffer')
    const to = linkedNames(directory, target)
    if (to === null) throw new FileRefusal('link-leads-out')
    return [...to, ...names.slice(at + 1)]
  } catch (error) {
    if (errnoOf(error) === 'EINVAL') return names
    throw refusalOf(error)
  } finally {
    await above.handle.close()
  }
}

/** A directory of the tree, to look something up in; never by way of links unless they are followed. */
export async function openDirectory(top: FileHandle, path: PathNames, follow = false): Promise<Place> {
  const place = await openPlace(top, path, follow)
  if (place.stats.isDirectory()) return place
  await place.handle.close()
  throw new FileRefusal(place.stats.isSymbolicLink() ? 'is-a-link' : 'not-a-directory')
}

/** A file of the tree, to read: links lead on within it, and nothing but a plain file is opened. */
export async function openFile(top: FileHandle, path: PathNames): Promise<Place> {
  await using place = await openPlace(top, path, true)
  return await openPlain(place.handle, place.names)
}

/** The file at a place that was found; to read, unless these flags say more. */
export async function openPlain(place: FileHandle, names: PathNames, flags = O_RDONLY): Promise<Place> {
  const stats = await place.stat()
  if (stats.isDirectory()) throw new FileRefusal('is-a-directory')
  if (stats.isSymbolicLink()) throw new FileRefusal('is-a-link')
  if (!stats.isFile()) throw new FileRefusal('not-a-file')
  // The very thing that was looked at, under whatever name it is by now.
  return placeOf(await refusing(open(itself(place), flags)), names)
}
