/** What sessions can do with folders of a directory of this machine; found out by doing it. */
import { execFile } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { StorageSupport } from '../engine.ts'
import { quote } from './launch-script.ts'
import { canMapMounts, mappedMountCommand } from './mapped-mounts.ts'

/** Just before the range of the sessions' own. */
const storageUidOf = (first: number) => first - 1

export interface StorageSupportOptions {
  readonly root: boolean
  readonly firstUid: number
}

export async function storageSupport(
  directory: string,
  { root, firstUid }: StorageSupportOptions,
): Promise<StorageSupport> {
  if (!root) return { available: true, remedy: null, owner: null }
  const id = storageUidOf(firstUid)
  try {
    return { available: true, remedy: null, owner: { uid: id, gid: id, mapped: await canMap(directory, id, firstUid) } }
  } catch (error) {
    const remedy = `Let the server write there: ${(error as Error).message.slice(0, 300)}`
    return { available: false, remedy, owner: null }
  }
}

/** Makes a file of the storage's user, and looks at it as a session would. */
async function canMap(directory: string, owner: number, uid: number): Promise<boolean> {
  const place = await mkdtemp(join(directory, '.berth-probe-'))
  try {
    const [source, target] = [join(place, 'source'), join(place, 'target')]
    await mkdir(source)
    await mkdir(target)
    await chmod(place, 0o755)
    await writeFile(join(source, 'file'), '')
    for (const path of [source, join(source, 'file')]) await chown(path, owner, owner)
    if (!canMapMounts()) return false
    const made = mappedMountCommand(owner, uid, [{ source, target, mode: 'rw' }])
      .map(quote)
      .join(' ')
    const look = `set -e; ${made}; test "$(stat -c %u ${quote(join(target, 'file'))})" = ${uid}`
    const command = ['--mount', '--propagation', 'slave', '--', '/bin/sh', '-c', look]
    return await promisify(execFile)('/usr/bin/unshare', command, { cwd: '/', timeout: 10_000, env: path }).then(
      () => true,
      () => false,
    )
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}

const path = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' }
