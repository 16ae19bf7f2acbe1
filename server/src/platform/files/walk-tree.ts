/** Everything below a directory, from the top down, without following any link. */
import type { FileHandle } from 'node:fs/promises'
import { openDirectoryIn } from './beneath.ts'
import { errnoOf, FileRefusal } from './file-refusal.ts'
import { mostDepth, type PathNames } from './path-names.ts'
import { eachEntryOf, type DirectoryEntry } from './read-directory.ts'

export interface WalkedEntry extends DirectoryEntry {
  /** From where the walk began, its own name last. */
  readonly names: PathNames
  /** That it is in; open until the next one is asked for. */
  readonly directory: FileHandle
}

interface Level {
  readonly handle: FileHandle
  readonly names: PathNames
  readonly entries: AsyncGenerator<DirectoryEntry>
}

/** What vanishes meanwhile is left out; what is deeper than any path of ours may be, too. */
export async function* walkTree(start: FileHandle, signal?: AbortSignal): AsyncGenerator<WalkedEntry> {
  const levels: Level[] = [{ handle: start, names: [], entries: eachEntryOf(start) }]
  try {
    for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
      signal?.throwIfAborted()
      const next = await nextOf(level)
      if (next === null) {
        levels.pop()
        if (level.handle !== start) await level.handle.close()
        continue
      }
      const names = [...level.names, next.name]
      yield { ...next, names, directory: level.handle }
      if (next.kind !== 'folder' || names.length >= mostDepth) continue
      const handle = await openDirectoryIn(level.handle, next.name).catch(ignoreGone)
      if (handle) levels.push({ handle, names, entries: eachEntryOf(handle) })
    }
  } finally {
    for (const { handle, entries } of levels) {
      await entries.return(undefined)
      if (handle !== start) await handle.close()
    }
  }
}

async function nextOf({ entries }: Level): Promise<DirectoryEntry | null> {
  try {
    const { done, value } = await entries.next()
    return done === true ? null : value
  } catch (error) {
    // A directory that may not be read, or was removed: nothing is in it for us.
    if (error instanceof FileRefusal || errnoOf(error) !== '') return null
    throw error
  }
}

/** Removed, or swapped for something else, since it was listed; or closed to this server. */
export function ignoreGone(error: unknown): null {
  if (['ENOENT', 'ENOTDIR', 'ELOOP', 'ESTALE', 'EACCES', 'EPERM'].includes(errnoOf(error))) return null
  throw error
}
