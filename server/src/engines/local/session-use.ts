/** What the sessions of this machine use: by their control groups, else by their processes. */
import type { SessionUse } from '../engine.ts'
import { createGpuReader } from './gpu-use.ts'
import type { Host } from './host.ts'
import { diskOf, networkOf, processesBySandbox, timeAndMemoryOf } from './process-use.ts'
import { isAlive } from './processes.ts'
import { readState, sessionPaths, type SessionState } from './session-directory.ts'

/** Files of /proc answer at once, but there may be thousands: after so long others get their turn. */
const sliceMs = 4

type Running = SessionState & { readonly init: NonNullable<SessionState['init']> }

export function createUseReader({ root, host }: { readonly root: string; readonly host: Pick<Host, 'cgroups'> }) {
  const readGpus = createGpuReader()

  return async (ids: readonly string[]): Promise<ReadonlyMap<string, SessionUse>> => {
    const running = ids.flatMap((id): Running[] => {
      const state = readState(sessionPaths(root, id))
      return state?.phase === 'running' && state.init && isAlive(state.init) ? [{ ...state, init: state.init }] : []
    })
    const gpus = running.some((state) => (state.gpus ?? []).length > 0) ? await readGpus() : null
    const withoutGroup = running.filter(({ cgroups }) => !host.cgroups || cgroups.length === 0)
    const byFirst =
      withoutGroup.length > 0 ? processesBySandbox(new Set(withoutGroup.map(({ init }) => init.pid))) : new Map()
    const uses = new Map<string, SessionUse>()
    let began = performance.now()
    for (const state of running) {
      const used = usedBy(state, host.cgroups, byFirst)
      const ofDevices = (state.gpus ?? []).flatMap((device) => gpus?.get(device) ?? [])
      uses.set(state.id, { at: new Date(), ...used, gpus: ofDevices })
      if (performance.now() - began < sliceMs) continue
      await new Promise(setImmediate)
      began = performance.now()
    }
    return uses
  }
}

function usedBy(
  { cgroups: paths, init, network }: Running,
  cgroups: Host['cgroups'],
  byFirst: ReadonlyMap<number, number[]>,
): Omit<SessionUse, 'at' | 'gpus'> {
  const inGroup = cgroups && paths.length > 0 ? cgroups : null
  const pids = inGroup ? null : (byFirst.get(init.pid) ?? [])
  const own = pids && timeAndMemoryOf(pids)
  const cpuSeconds = inGroup ? inGroup.cpuSeconds(paths) : (own?.cpuSeconds ?? null)
  const disk = inGroup ? (inGroup.disk(paths) ?? diskOf(inGroup.processes(paths))) : diskOf(pids ?? [])
  const traffic = network === 'slirp4netns' ? networkOf(init.pid) : null
  return {
    cpuSeconds: Number.isNaN(cpuSeconds) ? null : cpuSeconds,
    memory: inGroup ? inGroup.memory(paths) : (own?.memory ?? null),
    networkReceived: traffic?.received ?? null,
    networkSent: traffic?.sent ?? null,
    diskRead: disk?.read ?? null,
    diskWritten: disk?.written ?? null,
  }
}
