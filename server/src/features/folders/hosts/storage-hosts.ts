/** The storage hosts of this site: where folders are on this machine, looked at when the server starts and ever again. */
import type { Engine } from '../../../engines/engine.ts'
import type { Log } from '../../../platform/log/log.ts'
import { folderDirectories } from './folder-directories.ts'
import { rootOf, uploadsOf } from './host-layout.ts'
import { createHostPulse, type HostPulse, type HostPulseOptions } from './host-pulse.ts'
import { HostFault, inspectHost, type InspectedHost, type StorageHostSettings } from './inspect-host.ts'

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
  /** How long is one waited for? */
  readonly answerMs?: number
  /** What asks whether one answers. */
  readonly ask?: HostPulseOptions['ask']
}

const lookEveryMs = 60_000

export type StorageHosts = ReturnType<typeof createStorageHosts>

interface WatchedHost extends StorageHostSettings {
  readonly pulse: HostPulse
  /** The inspection under way. There is no second one beside it: each may hold a thread, for as long as the host is gone. */
  inspection: Promise<InspectedHost> | null
}

const silence = ({ path }: StorageHostSettings) => `${path} does not answer.`

export function createStorageHosts(deps: StorageHostsDeps) {
  const { engine, log, answerMs = 10_000, ask } = deps
  const hosts: readonly WatchedHost[] = deps.hosts.map(({ name, path }) => {
    return { name, path, pulse: createHostPulse({ path, ask, patienceMs: answerMs }), inspection: null }
  })
  const states = new Map<string, HostState>()
  let looking: Promise<void> | null = null
  let first: Promise<void> | null = null
  let closed = false

  const inspected = (host: WatchedHost, isUsed: boolean): Promise<InspectedHost> => {
    const isOwn = `${host.path}/`.startsWith(`${deps.ownDirectory}/`)
    host.inspection ??= inspectHost(host.path, { engine, isUsed, isOwn }).finally(() => (host.inspection = null))
    return within(answerMs, host.inspection, () => new HostFault(silence(host)))
  }
  const lookAt = async (host: WatchedHost, isUsed: boolean): Promise<HostState> => {
    const { name, pulse } = host
    try {
      if (!(await pulse.answers())) throw new HostFault(silence(host))
      return { name, fault: null, found: await inspected(host, isUsed) }
    } catch (error) {
      return { name, fault: (error as Error).message, found: null }
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
  /** As it was found, if it answers this moment: whoever is told where something is goes there. */
  const foundOf = async (name: string): Promise<InspectedHost | null> => {
    await ready()
    const found = states.get(name)?.found
    const host = hosts.find((one) => one.name === name)
    return found && (await host?.pulse.beats()) ? found : null
  }
  const timer = setInterval(() => {
    if (!closed) refresh().catch((error: Error) => log.warn('storage hosts could not be looked at', { error }))
  }, lookEveryMs).unref()

  return {
    ...folderDirectories(log),
    refresh,
    foundOf,

    /** In the order of the configuration. */
    async all(): Promise<HostState[]> {
      await ready()
      return hosts.map((host): HostState => {
        const { name, pulse } = host
        if (pulse.isSilent) return { name, fault: silence(host), found: null }
        return states.get(name) ?? { name, fault: 'It was not looked at yet.', found: null }
      })
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

    [Symbol.dispose]() {
      closed = true
      clearInterval(timer)
    },
  }
}

/** What is late goes on by itself. */
async function within<Value>(ms: number, work: Promise<Value>, whyNot: () => Error): Promise<Value> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(whyNot()), ms)
  try {
    return await Promise.race([work, late.promise])
  } finally {
    clearTimeout(timer)
  }
}
