/** Looks at a storage host as it is this moment: is it there, can it be written, what can its file system do. */
import { access, chmod, constants, mkdir, open, readFile, realpath, stat, statfs, writeFile } from 'node:fs/promises'
import type { Enforcement } from '@berth/contract/folders.ts'
import type { Engine, StorageOwner } from '../../../engines/engine.ts'
import { layoutOf } from './host-layout.ts'
import { findMount, type FoundMount } from './mount-of.ts'
import { quotaDriverFor, type QuotaDriver } from './quota-driver.ts'

export interface StorageHostSettings {
  readonly name: string
  readonly path: string
}

export interface InspectedHost {
  readonly path: string
  readonly fileSystem: string
  readonly owner: StorageOwner | null
  /** Null: what sessions write is measured, and nothing else. */
  readonly quota: QuotaDriver | null
  readonly enforcement: Enforcement
  /** Bytes. */
  readonly free: number
  readonly size: number
}

/** What is wrong with it, for an administrator. */
export class HostFault extends Error {
  override readonly name = 'HostFault'
}

export interface InspectOptions {
  readonly engine: Pick<Engine, 'storage'>
  /** There are folders on it: then it is there already, or is not what it was. */
  readonly isUsed: boolean
  /** It is in the data directory, so it is made when it is not there. */
  readonly isOwn: boolean
}

export async function inspectHost(given: string, { engine, isUsed, isOwn }: InspectOptions): Promise<InspectedHost> {
  if (isOwn) await mkdir(given, { recursive: true, mode: 0o711 })
  const path = await realpath(given).catch((error: Error) => {
    throw new HostFault(`${given} cannot be reached: ${error.message}. Mount it, or make it.`)
  })
  if (!(await stat(path)).isDirectory()) throw new HostFault(`${given} is no directory.`)
  const layout = layoutOf(path)
  const isMarked = await readFile(layout.marker, 'utf8').then(
    () => true,
    () => false,
  )
  if (!isMarked && isUsed)
    throw new HostFault(`${given} has no ${layout.marker.split('/').at(-1)}, but folders are on it. Is it mounted?`)
  try {
    await access(path, constants.W_OK | constants.X_OK)
    for (const directory of [layout.folders, layout.uploads, layout.doomed]) {
      await mkdir(directory, { recursive: true, mode: 0o700 })
      await chmod(directory, 0o700)
    }
    if (!isMarked) await writeFile(layout.marker, `${JSON.stringify({ v: 1 })}\n`, { mode: 0o600 })
    await syncDirectory(path)
  } catch (error) {
    throw new HostFault(`${given} cannot be written: ${(error as Error).message}.`)
  }
  const support = await engine.storage(path)
  if (!support.available) throw new HostFault(`Sessions cannot use ${given}. ${support.remedy ?? ''}`.trim())
  const mount: FoundMount = await findMount(path)
  const quota = quotaDriverFor(mount, path)
  const { bsize, blocks, bavail } = await statfs(path)
  return {
    path,
    fileSystem: mount.type,
    owner: support.owner,
    quota,
    enforcement: quota ? 'project-quota' : 'measured',
    free: bavail * bsize,
    size: blocks * bsize,
  }
}

/** What was made in it is there after a crash. */
export async function syncDirectory(path: string): Promise<void> {
  await using handle = await open(path, constants.O_RDONLY | constants.O_DIRECTORY)
  await handle.sync()
}
