/**
 * Gives a file a name that nothing has. A rename would take the place of whatever came there a moment before, so the file
 * gets a second name first, which the file system refuses where there is something, and then loses the other one.
 */
import { constants } from 'node:fs'
import { link, lstat, open, rename, unlink } from 'node:fs/promises'
import { errnoOf } from './file-refusal.ts'

type Path = string | Buffer

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_WRONLY } = constants

/** Of file systems where a file has one name. */
const oneNameOnly = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']

const mostTries = 20

/** From where nobody but the server comes. It is no fault if it has the name: the server ended before all was done. */
export async function settleAnew(made: string, to: Buffer): Promise<void> {
  try {
    if (await hasBoth(made, to)) await unlink(made)
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST' || !(await areOne(made, to))) throw error
    await unlink(made)
  }
}

/** From a name that others change, too. `aside`: a path that is free, on the same file system, the server's alone. */
export async function moveAnew(from: Buffer, to: Buffer, aside: string): Promise<void> {
  if (!(await hasBoth(from, to))) return
  try {
    await rename(from, aside)
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return
    throw error
  }
  if (await areOne(aside, to)) await unlink(aside)
  else await putBack(aside, from)
}

/** Somebody put it there right then, and there it stays. */
async function putBack(aside: string, to: Buffer): Promise<void> {
  if ((await lstat(aside)).isDirectory()) return rename(aside, to)
  try {
    if (await hasBoth(aside, to)) await unlink(aside)
  } catch (error) {
    // And again: the later one stays.
    if (errnoOf(error) !== 'EEXIST') throw error
    await unlink(aside)
  }
}

/** False: it has the new name only. */
async function hasBoth(from: Path, to: Buffer): Promise<boolean> {
  for (let tries = 1; ; tries++)
    try {
      await link(from, to)
      return true
    } catch (error) {
      // Another file took its name right then, so that the first had none any more: the other one is meant now.
      if (errnoOf(error) === 'ENOENT' && tries < mostTries && (await lstat(from).catch(() => null))) continue
      if (!oneNameOnly.includes(errnoOf(error))) throw error
      await renameAnew(from, to)
      return false
    }
}

/** The name is taken by an empty file first. */
async function renameAnew(from: Path, to: Buffer): Promise<void> {
  const taken = await open(to, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW, 0o600)
  await taken.close()
  try {
    await rename(from, to)
  } catch (error) {
    await unlink(to).catch(() => {})
    throw error
  }
}

async function areOne(a: Path, b: Path): Promise<boolean> {
  const [one, other] = await Promise.all([a, b].map((path) => lstat(path, { bigint: true }).catch(() => null)))
  return one !== null && other !== null && one?.ino === other?.ino && one?.dev === other?.dev
}
