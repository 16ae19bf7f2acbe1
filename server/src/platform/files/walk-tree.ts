/** Everything below a directory, from the top down, without following any link. */
import type { FileHandle } from 'node:fs/promises'
import { openAgain, openDirectoryIn } from './beneath.ts'
import { errnoOf, FileRefusal } from './file-refusal.ts'
import { mostDepth, type PathNames } from './path-names.ts'
import { eachEntryOf, type DirectoryEntry } from './read-directory.ts'

export interface WalkedEntry extends DirectoryEntry {
  /** From where the walk began, its own name last. */
  readonly names: PathNames
  /** That it is in; open until the next one is asked for. */
  readonly directory: FileHandle
}

/** Why nobody goes into a directory: it is deeper than any path of ours may be, or closed to this server. */
export type Beyond = 'too-deep' | 'not-permitted'

export interface Walking {
  readonly signal?: AbortSignal | undefined
  /** Told of each directory that is not gone into. Whoever must have all of it throws. */
  readonly onBeyond: (names: PathNames, why: Beyond) => void
}

interface Level {
  readonly handle: FileHandle
  readonly names: PathNames
  readonly entries: AsyncGenerator<DirectoryEntry>
}

/** What vanishes meanwhile is left out. Anything else that goes wrong ends the walk: half a tree is no tree. */
export async function* walkTree(start: FileHandle, { signal, onBeyond }: Walking): AsyncGenerator<WalkedEntry> {
  const levels: Level[] = [{ handle: start, names: [], entries: eachEntryOf(start) }]
  try {
    for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
      signal?.throwIfAborted()
      const next = await nextOf(level, onBeyond)
      if (next === null) {
        levels.pop()
        if (level.handle !== start) await level.handle.close()
        continue
      }
      const names = [...level.names, next.name]
      yield { ...next, names, directory: level.handle }
      if (next.kind !== 'folder') continue
      if (names.length >= mostDepth) {
        onBeyond(names, 'too-deep')
        continue
      }
      const handle = await openDirectoryIn(level.handle, next.name).catch((error: unknown) => {
        if (!isClosed(error)) return ignoreGone(error)
        onBeyond(names, 'not-permitted')
        return null
      })
      if (handle) levels.push({ handle, names, entries: eachEntryOf(handle) })
    }
  } finally {
    for (const { handle, entries } of levels) {
      await entries.return(undefined)
      if (handle !== start) await handle.close()
    }
  }
}

async function nextOf({ entries, names }: Level, onBeyond: Walking['onBeyond']): Promise<DirectoryEntry | null> {
  try {
    const { done, value } = await entries.next()
    return done === true ? null : value
  } catch (error) {
    if (!isClosed(error)) return ignoreGone(error)
    onBeyond(names, 'not-permitted')
    return null
  }
}

/** Directories below the deepest that one walk goes into: those of one walk share what is above them. */
interface Deeper {
  readonly above: Deeper | null
  readonly names: PathNames
}

/** All there is, however deep somebody nests; with no more handles than one walk holds. What is closed is left out. */
export async function* walkWhole(start: FileHandle, signal?: AbortSignal) {
  const rest: (Deeper | null)[] = [null]
  for (let from = rest.pop(); from !== undefined; from = rest.pop()) {
    const above = from
    const directory = await openDeeper(start, above).catch(ignoreGone)
    if (!directory) continue
    const onBeyond = (names: PathNames, why: Beyond) => {
      if (why === 'too-deep') rest.push({ above, names })
    }
    try {
      yield* walkTree(directory, { signal, onBeyond })
    } finally {
      await directory.close()
    }
  }
}

async function openDeeper(start: FileHandle, deeper: Deeper | null): Promise<FileHandle> {
  const parts: PathNames[] = []
  for (let at = deeper; at !== null; at = at.above) parts.push(at.names)
  let directory = await openAgain(start)
  for (const name of parts.toReversed().flat()) {
    const above = directory
    try {
      directory = await openDirectoryIn(above, name)
    } finally {
      await above.close()
    }
  }
  return directory
}

/** Of a refusal, what the file system said. */
const saidOf = (error: unknown) => errnoOf(error instanceof FileRefusal ? (error.cause ?? error) : error)

const isClosed = (error: unknown) => ['EACCES', 'EPERM'].includes(saidOf(error))

/** Removed, or swapped for something else, since it was listed. */
export function ignoreGone(error: unknown): null {
  if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(saidOf(error))) return null
  throw error
}

/** Or closed to this server. */
export const ignoreClosed = (error: unknown): null => (isClosed(error) ? null : ignoreGone(error))
