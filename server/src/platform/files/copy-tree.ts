/** Copies what is at a place of a tree to a path beside it, without following any link: all of it, or it is refused. */
import { constants } from 'node:fs'
import { copyFile, readlink, symlink, type FileHandle } from 'node:fs/promises'
import { inDirectory, itself, openDirectoryIn, openPlaceIn, openPlain, openTop, type Place } from './beneath.ts'
import { createBeside, makeOwned, type ChangedTree } from './change-tree.ts'
import { errnoOf, FileRefusal, refusing } from './file-refusal.ts'
import type { PathNames } from './path-names.ts'
import { ignoreGone, walkTree, type Beyond } from './walk-tree.ts'

const chunkBytes = 1024 ** 2

export interface Copying {
  readonly signal?: AbortSignal
  /** Told of every piece before it is written; rejects when there is no room for it. */
  readonly spend?: (bytes: number) => Promise<void>
}

/** Answers what was made. Pipes, sockets and devices are left out. */
export async function copyBeside(
  tree: ChangedTree,
  from: Place,
  to: string,
  copying: Copying = {},
): Promise<'file' | 'folder'> {
  if (from.stats.isDirectory()) {
    await refusing(copyDirectory(tree, from, to, copying))
    return 'folder'
  }
  await using source = await openPlain(from.handle, from.names)
  await refusing(copyPlain(tree, source, to, copying))
  return 'file'
}

/** Each name is made in the directory before it, so the whole of them may be longer than a path can be. */
async function copyDirectory(tree: ChangedTree, from: Place, to: string, copying: Copying): Promise<void> {
  await makeOwned(to, tree.owner)
  const made = [await openTop(to)]
  try {
    const walk = walkTree(from.handle, { signal: copying.signal, onBeyond: refuse })
    for await (const { names, name, kind, directory } of walk) {
      while (made.length > names.length) await made.pop()?.close()
      const parent = made.at(-1)
      if (!parent) continue
      const target = inDirectory(parent, name)
      if (kind === 'folder') {
        await makeOwned(target, tree.owner)
        made.push(await openDirectoryIn(parent, name))
      } else if (kind === 'link') await copyLink(directory, name, target)
      else if (kind === 'file') await copyIn(tree, directory, name, target, copying)
    }
  } finally {
    for (const handle of made) await handle.close()
  }
}

function refuse(_names: PathNames, why: Beyond): never {
  throw new FileRefusal(why)
}

/** It says the same there: what is relative leads to the copy of what it led to. */
async function copyLink(directory: FileHandle, name: Buffer, to: Buffer): Promise<void> {
  const target = await readlink(inDirectory(directory, name), 'buffer').catch(ignoreChanged)
  if (target) await symlink(target, to)
}

/** No link any more, or nothing. */
const ignoreChanged = (error: unknown): null => (errnoOf(error) === 'EINVAL' ? null : ignoreGone(error))

async function copyIn(tree: ChangedTree, directory: FileHandle, name: Buffer, to: Buffer, copying: Copying) {
  const place = await openPlaceIn(directory, name).catch(ignoreGone)
  if (!place) return
  try {
    // Swapped for something else since it was listed.
    if (!(await place.stat()).isFile()) return
    await using source = await openPlain(place, [])
    await copyPlain(tree, source, to, copying)
  } finally {
    await place.close()
  }
}

async function copyPlain(tree: ChangedTree, source: Place, to: string | Buffer, copying: Copying): Promise<void> {
  const target = await createBeside(tree, to, Number(source.stats.mode) & 0o777)
  try {
    if (copying.spend || !(await cloned(source.handle, target))) await copyBytes(source.handle, target, copying)
    await target.utimes(Number(source.stats.atimeMs) / 1000, Number(source.stats.mtimeMs) / 1000)
    await target.datasync()
  } finally {
    await target.close()
  }
}

/** At once and without more space, where the file system shares blocks. */
async function cloned(from: FileHandle, to: FileHandle): Promise<boolean> {
  try {
    await copyFile(itself(from), itself(to), constants.COPYFILE_FICLONE_FORCE)
    return true
  } catch {
    return false
  }
}

async function copyBytes(from: FileHandle, to: FileHandle, { signal, spend }: Copying): Promise<void> {
  const buffer = Buffer.allocUnsafe(chunkBytes)
  for (let at = 0; ;) {
    signal?.throwIfAborted()
    const { bytesRead } = await from.read(buffer, 0, buffer.length, at)
    if (bytesRead === 0) return
    await spend?.(bytesRead)
    for (let done = 0; done < bytesRead;)
      done += (await to.write(buffer, done, bytesRead - done, at + done)).bytesWritten
    at += bytesRead
  }
}
