/** The storage hosts of this site: where folders are on this machine, looked at when the server starts and ever again. */
import { access, chmod, chown, mkdir, readdir, rename, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Engine } from '../../../engines/engine.ts'
import { removeTree } from '../../../platform/files/remove-tree.ts'
import type { Log } from '../../../platform/log/log.ts'
import { layoutOf, rootOf, uploadsOf } from './host-layout.ts'
import { inspectHost, syncDirectory, type InspectedHost, type StorageHostSettings } from './inspect-host.ts'

export type { StorageHostSettings }

export interface HostState {
  readonly name: string
  /** Null: it is fine. */
  readonly fault: string | null
  readonly found: InspectedHost | null
}

export interface StorageHostsDeps {
  readonly hosts: readonly StorageHostSettings[]
  /** Whose storage is made when it is not there. */
  readonly ownDirectory: string
  readonly engine: Pick<Engine, 'storage'>
  /** Those that folders are on. */
  readonly usedHosts: () => Promise<readonly string[]>
  readonly log: Log
}

/** Network file systems that are gone answer nothing. */
const answerMs = 10_000
const lookEveryMs = 60_000

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

export type StorageHosts = ReturnType<typeof createStorageHosts>

export function createStorageHosts(deps: StorageHostsDeps) {
  const { hosts, engine, log } = deps
  const states = new Map<string, HostState>()
  let looking: Promise<void> | null = null
  let first: Promise<void> | null = null
  let closed = false

  const lookAt = async ({ name, path }: StorageHostSettings, isUsed: boolean): Promise<HostState> => {
    const isOwn = `${path}/`.startsWith(`${deps.ownDirectory}/`)
    const late = Promise.withResolvers<never>()
    const timer = setTimeout(() => late.reject(new Error(`${path} does not answer.`)), answerMs)
    try {
      return {
        name,
        fault: null,
        found: await Promise.race([inspectHost(path, { engine, isUsed, isOwn }), late.promise]),
      }
    } catch (error) {
      return { name, fault: (error as Error).message, found: null }
    } finally {
      clearTimeout(timer)
    }
  }
  const look = async () => {
    const used = new Set(await deps.usedHosts())
    for (const state of await Promise.all(hosts.map((host) => lookAt(host, used.has(host.name))))) {
      if (state.fault !== (states.get(state.name)?.fault ?? null))
        if (state.fault === null) log.info('a storage host can be reached again', { host: state.name })
        else log.error('a storage host cannot be used', { host: state.name, fault: state.fault })
      states.set(state.name, state)
    }
  }
  /** Whoever asks while somebody looks waits for the same answer. */
  const refresh = (): Promise<void> => (looking ??= look().finally(() => (looking = null)))
  const ready = (): Promise<void> =>
    (first ??= refresh().catch((error: Error) => {
      first = null
      throw error
    }))
  const foundOf = async (host: string): Promise<InspectedHost | null> => {
    await ready()
    return states.get(host)?.found ?? null
  }
  /** Where its tools fail, a folder is measured as on other hosts. */
  const limited = async (
    { path, quota }: InspectedHost,
    directories: readonly string[],
    { project, limit }: { readonly project: number; readonly limit: number | null },
  ): Promise<boolean> => {
    if (!quota) return false
    try {
      await quota.mark(project, directories)
      await quota.limit(project, limit)
      return true
    } catch (error) {
      log.error('a project quota could not be set', { path, error: error as Error })
      return false
    }
  }
  const timer = setInterval(() => {
    if (!closed) refresh().catch((error: Error) => log.warn('storage hosts could not be looked at', { error }))
  }, lookEveryMs).unref()

  return {
    refresh,
    foundOf,

    /** In the order of the configuration. */
    async all(): Promise<HostState[]> {
      await ready()
      return hosts.map(({ name }) => states.get(name) ?? { name, fault: 'It was not looked at yet.', found: null })
    },

    async placeOf(host: string, id: string) {
      const found = await foundOf(host)
      if (!found) return null
      const { path, owner } = found
      return {
        root: rootOf(path, id),
        uploads: uploadsOf(path, id),
        owner: owner && { uid: owner.uid, gid: owner.gid },
      }
    },

    /** Empty directories for a new folder. True: all that comes into them counts for its project, which has the limit. */
    async make(host: InspectedHost, id: string, quota: { project: number; limit: number | null }): Promise<boolean> {
      const [root, uploads] = [rootOf(host.path, id), uploadsOf(host.path, id)]
      await mkdir(root, { recursive: true })
      if (host.owner) await chown(root, host.owner.uid, host.owner.gid)
      await chmod(root, host.owner && !host.owner.mapped ? 0o2770 : 0o700)
      await mkdir(uploads, { recursive: true, mode: 0o700 })
      const hasQuota = await limited(host, [root, uploads], quota)
      const layout = layoutOf(host.path)
      await syncDirectory(layout.folders)
      await syncDirectory(layout.uploads)
      return hasQuota
    },

    /** Of a folder that came to nothing: whatever is in one by then stays. */
    async unmake(host: InspectedHost, id: string): Promise<void> {
      for (const path of [rootOf(host.path, id), uploadsOf(host.path, id)]) await rmdir(path).catch(() => {})
    },

    /** Folders that are on it; also those that came to nothing, of which the directories are left. */
    async idsOn(host: InspectedHost): Promise<string[]> {
      return (await readdir(layoutOf(host.path).folders)).filter((name) => uuid.test(name))
    },

    /** Out of sight in one step, then gone piece by piece; may be cut off anywhere and repeated. */
    async remove(host: InspectedHost, id: string, signal?: AbortSignal): Promise<void> {
      const { doomed, folders, uploads } = layoutOf(host.path)
      for (const [path, parent, kind] of [
        [rootOf(host.path, id), folders, 'folder'],
        [uploadsOf(host.path, id), uploads, 'uploads'],
      ] as const) {
        const place = join(doomed, `${kind}-${id}`)
        if (await exists(path)) {
          await removeTree(place, signal)
          await rename(path, place)
          await syncDirectory(parent)
          await syncDirectory(doomed)
        }
        await removeTree(place, signal)
      }
    },

    [Symbol.dispose]() {
      closed = true
      clearInterval(timer)
    },
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
