/**
 * Changes what is below a directory. Nothing of the tree is followed that is a link. What is new is made complete beside
 * the tree, where nobody but the server comes, and is moved in by one rename: whatever happens, there is the old or the
 * new, and never a part of it.
 */
import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { lstat, mkdir, open, rename, rmdir, unlink, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { createTurns } from '../turns.ts'
import { inDirectory, itself, openDirectory, openDirectoryIn, type Place } from './beneath.ts'
import { errnoOf, FileRefusal, refusalOf, refusing } from './file-refusal.ts'
import { moveAnew, settleAnew } from './name-anew.ts'
import { parentOf, type PathNames } from './path-names.ts'

const { O_CREAT, O_DIRECTORY, O_EXCL, O_NOFOLLOW, O_RDONLY, O_WRONLY } = constants

/** Whose new files are. */
export interface FileOwner {
  readonly uid: number
  readonly gid: number
}

export interface ChangedTree {
  readonly top: FileHandle
  /** A directory on the same file system that the server alone reaches: what is not complete yet, and what is doomed. */
  readonly beside: string
  /** Null: whoever runs the server. */
  readonly owner: FileOwner | null
}

/** Sessions see what is made here as their own, or by way of a group. */
export const directoryMode = 0o2770
export const fileMode = 0o660

export const newNameBeside = (tree: Pick<ChangedTree, 'beside'>, name: string = randomUUID()) => join(tree.beside, name)

/** A new empty file beside the tree. */
export async function createBeside(tree: ChangedTree, path: string | Buffer, mode = fileMode): Promise<FileHandle> {
  const handle = await refusing(open(path, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, 0o600))
  try {
    if (tree.owner) await handle.chown(tree.owner.uid, tree.owner.gid)
    // After it, since a change of owner takes bits away.
    await handle.chmod(mode)
    return handle
  } catch (error) {
    await handle.close()
    throw refusalOf(error)
  }
}

/**
 * A directory in an open one, whose name is free; rejects with the error of the file system. It is made beside and moved
 * in, so that there is none that is not its owner's, wherever the server ends.
 */
async function makeDirectoryIn({ beside, owner }: ChangedTree, parent: FileHandle, name: Buffer): Promise<void> {
  const made = newNameBeside({ beside })
  try {
    await makeOwned(made, owner)
    await rename(made, inDirectory(parent, name))
  } catch (error) {
    await rmdir(made).catch(() => {})
    throw error
  }
}

/** A directory with the owner and the rights of a folder's, at a path where nothing is. */
export async function makeOwned(path: string | Buffer, owner: FileOwner | null): Promise<void> {
  await mkdir(path, 0o700)
  const made = await open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
  try {
    if (owner) await made.chown(owner.uid, owner.gid)
    await made.chmod(directoryMode)
  } finally {
    await made.close()
  }
}

/** Whether it was made now. A rename takes the place of an empty directory, so those who make the same one take turns. */
async function makeUnlessThere(tree: ChangedTree, parent: FileHandle, name: Buffer): Promise<boolean> {
  const { dev, ino } = await parent.stat({ bigint: true })
  return inTurn(`${dev} ${ino} ${name.toString('hex')}`, async () => {
    if (await isThere(inDirectory(parent, name))) return false
    try {
      await makeDirectoryIn(tree, parent, name)
      return true
    } catch (error) {
      // It came meanwhile, of a session: a file, or a directory with something in it.
      if (['EEXIST', 'ENOTEMPTY', 'ENOTDIR'].includes(errnoOf(error))) return false
      throw error
    }
  })
}

const inTurn = createTurns()

async function isThere(path: Buffer): Promise<boolean> {
  try {
    await lstat(path)
    return true
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false
    throw error
  }
}

/** With `parents`, those above it, too, and what is there already is no fault. Answers whether anything was made. */
export async function makeDirectory(tree: ChangedTree, path: PathNames, parents: boolean): Promise<boolean> {
  const { parent, name } = parentOf(path)
  if (parents) return refusing(makeMissing(tree, path))
  await using directory = await openDirectory(tree.top, parent)
  if (!(await refusing(makeUnlessThere(tree, directory.handle, name)))) throw new FileRefusal('exists')
  await persist(directory.handle)
  return true
}

async function makeMissing(tree: ChangedTree, path: PathNames): Promise<boolean> {
  let at = await open(itself(tree.top), O_RDONLY | O_DIRECTORY)
  let made = false
  try {
    for (const name of path) {
      const isNew = await refusing(makeUnlessThere(tree, at, name))
      if (isNew) await persist(at)
      made ||= isNew
      const next = await openInside(at, name)
      await at.close()
      at = next
    }
    return made
  } finally {
    await at.close()
  }
}

async function openInside(directory: FileHandle, name: Buffer): Promise<FileHandle> {
  try {
    return await openDirectoryIn(directory, name)
  } catch (error) {
    if (errnoOf(error) !== 'ENOTDIR' && errnoOf(error) !== 'ELOOP') throw error
    const stats = await refusing(lstat(inDirectory(directory, name)))
    throw new FileRefusal(stats.isSymbolicLink() ? 'is-a-link' : 'not-a-directory')
  }
}

/** The place that something is to take, found and checked right before. */
async function freePlace(parent: Place, name: Buffer, incoming: 'file' | 'folder', overwrite: boolean): Promise<void> {
  try {
    const stats = await lstat(inDirectory(parent.handle, name))
    if (!overwrite) throw new FileRefusal('exists')
    if (stats.isDirectory()) throw new FileRefusal(incoming === 'file' ? 'is-a-directory' : 'exists')
    if (incoming === 'folder') throw new FileRefusal('not-a-directory')
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error
  }
}

/** Whether a file can go there, as far as can be said before it is complete. What is above it may be made then. */
export async function requireFree({ top }: ChangedTree, path: PathNames, overwrite: boolean): Promise<void> {
  const { parent, name } = parentOf(path)
  try {
    await using directory = await openDirectory(top, parent)
    await refusing(freePlace(directory, name, 'file', overwrite))
  } catch (error) {
    if (!(error instanceof FileRefusal) || error.code !== 'not-found') throw error
  }
}

/** Moves what is complete beside the tree to its place in it; again where that did not come to an end before. */
export async function settle(
  tree: ChangedTree,
  made: string,
  path: PathNames,
  { kind, overwrite }: { readonly kind: 'file' | 'folder'; readonly overwrite: boolean },
): Promise<void> {
  const { parent, name } = parentOf(path)
  await using directory = await openDirectory(tree.top, parent)
  const at = inDirectory(directory.handle, name)
  if (kind === 'file' && !overwrite) await refusing(settleAnew(made, at))
  else {
    await refusing(freePlace(directory, name, kind, overwrite))
    await refusing(rename(made, at))
  }
  await persist(directory.handle)
}

export async function move(tree: ChangedTree, from: PathNames, to: PathNames, overwrite: boolean): Promise<void> {
  const [source, target] = [parentOf(from), parentOf(to)]
  if (from.length <= to.length && from.every((name, at) => to[at]?.equals(name) ?? false)) {
    if (from.length < to.length) throw new FileRefusal('into-itself')
    await using there = await openDirectory(tree.top, source.parent)
    await refusing(lstat(inDirectory(there.handle, source.name)))
    return
  }
  await using old = await openDirectory(tree.top, source.parent)
  await using place = await openDirectory(tree.top, target.parent)
  const [before, after] = [inDirectory(old.handle, source.name), inDirectory(place.handle, target.name)]
  const stats = await refusing(lstat(before))
  if (!stats.isDirectory() && !overwrite) await refusing(moveAnew(before, after, newNameBeside(tree)))
  else {
    // A directory takes the place of nothing but an empty one, however late that came.
    await refusing(freePlace(place, target.name, stats.isDirectory() ? 'folder' : 'file', overwrite))
    try {
      await rename(before, after)
    } catch (error) {
      // Swapped meanwhile, so that it is above where it goes.
      if (errnoOf(error) === 'EINVAL') throw new FileRefusal('into-itself')
      throw refusalOf(error)
    }
  }
  await persist(place.handle)
  await persist(old.handle)
}

/**
 * Takes something out of the tree. A directory goes beside it in one step, and the answer is where it is there, to be
 * removed without haste; null: it is gone already.
 */
export async function takeOut(tree: ChangedTree, path: PathNames, doomedName: string): Promise<string | null> {
  const { parent, name } = parentOf(path)
  await using directory = await openDirectory(tree.top, parent)
  const at = inDirectory(directory.handle, name)
  const doomed = join(tree.beside, doomedName)
  try {
    await unlink(at)
  } catch (error) {
    if (errnoOf(error) !== 'EISDIR' && errnoOf(error) !== 'EPERM') throw refusalOf(error)
    await refusing(rename(at, doomed))
    await persist(directory.handle)
    return doomed
  }
  await persist(directory.handle)
  return null
}

/** Removes a file or a link, and never a directory. */
export async function removeFile({ top }: Pick<ChangedTree, 'top'>, path: PathNames): Promise<void> {
  const { parent, name } = parentOf(path)
  await using directory = await openDirectory(top, parent)
  await refusing(unlink(inDirectory(directory.handle, name)))
  await persist(directory.handle)
}

/** Removes a directory that has nothing in it. */
export async function removeEmpty({ top }: Pick<ChangedTree, 'top'>, path: PathNames): Promise<void> {
  const { parent, name } = parentOf(path)
  await using directory = await openDirectory(top, parent)
  await refusing(rmdir(inDirectory(directory.handle, name)))
  await persist(directory.handle)
}

/** So that what was acknowledged is still there after the power was cut. */
async function persist(directory: FileHandle): Promise<void> {
  const readable = await open(itself(directory), O_RDONLY | O_DIRECTORY).catch(() => null)
  if (!readable) return
  try {
    await readable.sync()
  } catch (error) {
    // File systems that know nothing of it.
    if (errnoOf(error) !== 'EINVAL') throw refusalOf(error)
  } finally {
    await readable.close()
  }
}
