/**
 * Removes a directory with all that is in it. Whoever has it open may go on changing it meanwhile, so nothing is named
 * but by the handle of the directory that it is in, and nothing is followed.
 */
import { createHash, randomUUID } from 'node:crypto'
import { rename, rmdir, unlink, type FileHandle } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { inDirectory, openDirectoryIn, openTop } from './beneath.ts'
import { errnoOf, FileRefusal } from './file-refusal.ts'
import { eachEntryOf } from './read-directory.ts'

/** What begins so is to be removed, whoever finds it. */
export const doomedPrefix = 'doomed-'

/** No more handles at a time, however deep somebody nests; what is deeper is taken up to the top and removed there. */
const mostLevels = 32
/** Whoever makes new entries all the time does not hold this up for ever. */
const mostPasses = 100

export async function removeTree(path: string, signal?: AbortSignal): Promise<void> {
  let parent: FileHandle
  try {
    parent = await openTop(dirname(path))
  } catch (error) {
    if (error instanceof FileRefusal && error.code === 'not-found') return
    throw error
  }
  try {
    const name = Buffer.from(basename(path))
    // The same each time, so that whoever goes on with it finds what was taken up before.
    const raised = `${doomedPrefix}${createHash('sha256').update(name).digest('hex').slice(0, 16)}-`
    const removal = { top: parent, raised, level: 0, signal }
    await removeIn(parent, name, removal)
    while (await removeRaised(removal));
  } finally {
    await parent.close()
  }
}

interface Removal {
  /** That the tree itself is in; the server's alone. */
  readonly top: FileHandle
  /** What the names of all begin with that was taken up there, still to be removed. */
  readonly raised: string
  readonly level: number
  readonly signal: AbortSignal | undefined
}

/** Whether there was any: there may be more of it then. */
async function removeRaised(removal: Removal): Promise<boolean> {
  let found = false
  for await (const { name } of eachEntryOf(removal.top)) {
    if (!name.toString('latin1').startsWith(removal.raised)) continue
    found = true
    await removeIn(removal.top, name, removal)
  }
  return found
}

async function removeIn(parent: FileHandle, name: Buffer, removal: Removal): Promise<void> {
  if (await removedAsFile(parent, name)) return
  if (removal.level >= mostLevels) {
    const raised = Buffer.from(`${removal.raised}${randomUUID()}`)
    await rename(inDirectory(parent, name), inDirectory(removal.top, raised)).catch(unlessGone)
    return
  }
  for (let pass = 0; pass < mostPasses; pass++) {
    removal.signal?.throwIfAborted()
    const directory = await openDirectoryIn(parent, name).catch(unlessGone)
    if (!directory) {
      if (await removedAsFile(parent, name)) return
      continue
    }
    try {
      // Removed as they come. What is skipped so, since the directory becomes another one, is found by the next pass.
      for await (const entry of eachEntryOf(directory)) {
        removal.signal?.throwIfAborted()
        await removeIn(directory, entry.name, { ...removal, level: removal.level + 1 })
      }
    } finally {
      await directory.close()
    }
    try {
      await rmdir(inDirectory(parent, name))
      return
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return
      if (errnoOf(error) !== 'ENOTEMPTY' && errnoOf(error) !== 'EEXIST' && errnoOf(error) !== 'ENOTDIR') throw error
    }
  }
  throw new Error('A directory is filled faster than it is emptied')
}

/** False: it is a directory. */
async function removedAsFile(parent: FileHandle, name: Buffer): Promise<boolean> {
  try {
    await unlink(inDirectory(parent, name))
    return true
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return true
    // Which of them for a directory is up to the kernel.
    if (errnoOf(error) === 'EISDIR' || errnoOf(error) === 'EPERM') return false
    throw error
  }
}

function unlessGone(error: unknown): null {
  if (['ENOENT', 'ENOTDIR', 'ELOOP'].includes(errnoOf(error))) return null
  throw error
}
