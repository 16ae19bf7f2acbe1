/** Copies what is at a place of a tree to a path beside it, without following any link. */
import { constants } from 'node:fs'
import { copyFile, readlink, symlink, type FileHandle } from 'node:fs/promises'
import { inDirectory, itself, openPlaceIn, openPlain, type Place } from './beneath.ts'
import { createBeside, makeOwned, type ChangedTree } from './change-tree.ts'
import { FileRefusal } from './file-refusal.ts'
import { ignoreGone, walkTree } from './walk-tree.ts'

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
  if (!from.stats.isDirectory()) {
    await using source = await openPlain(from.handle, from.names)
    await copyPlain(tree, source, to, copying)
    return 'file'
  }
  await makeOwned(to, tree.owner)
  for await (const { names, name, kind, directory } of walkTree(from.handle, copying.signal)) {
    const target = Buffer.concat([
      Buffer.from(`${to}/`),
      ...names.flatMap((one, at) => (at === 0 ? [one] : [slash, one])),
    ])
    if (kind === 'folder') await makeOwned(target, tree.owner)
    else if (kind === 'link') await copyLink(directory, name, target)
    else if (kind === 'file') await copyIn(tree, directory, name, target, copying)
  }
  return 'folder'
}

const slash = Buffer.from('/')

/** It says the same there: what is relative leads to the copy of what it led to. */
async function copyLink(directory: FileHandle, name: Buffer, to: Buffer): Promise<void> {
  const target = await readlink(inDirectory(directory, name), 'buffer').catch(() => null)
  if (target) await symlink(target, to)
}

async function copyIn(tree: ChangedTree, directory: FileHandle, name: Buffer, to: Buffer, copying: Copying) {
  const place = await openPlaceIn(directory, name).catch(ignoreGone)
  if (!place) return
  try {
    await using source = await openPlain(place, [])
    await copyPlain(tree, source, to, copying)
  } catch (error) {
    if (!(error instanceof FileRefusal) || error.code === 'no-space') throw error
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
