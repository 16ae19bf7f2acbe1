import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import type { Log } from '../../platform/log/log.ts'
import { EngineProblem, type EngineSession, type SessionEnd, type SessionSpec, type StartedSession } from '../engine.ts'
import { createBootstrapWait } from './bootstrap-wait.ts'
import { anythingRuns, concludeSession, discard, endByForce, endGently } from './end-session.ts'
import type { Host } from './host.ts'
import { launchSession, NetworkFailure, type LaunchContext } from './launch-session.ts'
import { askOnce } from './keeper-client.ts'
import { isAlive } from './processes.ts'
import { isFull, listSessionIds, readState, sessionPaths, writeState, type SessionState } from './session-directory.ts'
import { createSessionEnds } from './session-ends.ts'
import { createSessionLocks } from './session-locks.ts'
import { createSessionWatchers } from './session-watchers.ts'
import type { UidPool } from './uid-range.ts'

export interface LifecycleOptions {
  readonly root: string
  readonly host: Host
  readonly nodeName: string
  readonly uids: UidPool
  /** Begins the names of this engine's cgroups. */
  readonly groupPrefix: string
  readonly log: Pick<Log, 'warn'> | undefined
}

const retryMs = 10_000

/**
 * What happens to sessions, one thing at a time for each. The written state says how far it came; everything here may
 * be cut off anywhere and is taken up again from there.
 */
export function createSessionLifecycle({ root, host, nodeName, uids, groupPrefix, log }: LifecycleOptions) {
  const locked = createSessionLocks()
  const starting = new Map<string, AbortController>()
  const watchers = createSessionWatchers((id) => void settle(id))
  const ends = createSessionEnds()
  const closing = new AbortController()
  const pathsOf = (id: string) => sessionPaths(root, id)

  const bootstrap = createBootstrapWait({ pathsOf, settle, closing: closing.signal })

  return {
    adopt,
    start,
    list,
    stop,
    remove,
    socketOf,
    watch: ends.watch,
    untilEnded,
    untilBootstrapped: bootstrap.over,
    close,
  }

  /** Takes over what a server before this one left. */
  function adopt() {
    for (const id of listSessionIds(root)) {
      const state = readState(pathsOf(id))
      if (!state) continue
      if (state.uid !== null && state.phase !== 'ended') uids.claim(state.uid)
      if (state.phase === 'running' || state.phase === 'stopping') void settle(id)
    }
  }

  /** Brings what is known of one session in line with what is: watches it while it runs, writes its end down after. */
  async function settle(id: string) {
    try {
      const end = await locked(id, async () => {
        const state = readState(pathsOf(id))
        if (!state || state.phase === 'launching' || state.phase === 'ended' || closing.signal.aborted) return null
        // A stop that was cut off is carried through.
        if (state.phase === 'running' && state.init && isAlive(state.init) && (await rewatch(state))) return null
        return conclude(state)
      })
      if (end) ends.announce(id, end)
    } catch (error) {
      log?.warn('a session could not be looked at', { session: id, error: error as Error })
    }
  }

  /** False when the keeper is gone: then the session is over, whatever of it still runs. */
  async function rewatch({ id, init }: SessionState): Promise<boolean> {
    const { socket } = pathsOf(id)
    try {
      // Let go again: a server may have ended between writing `running` down and saying so to the keeper.
      await askOnce(socket, { op: 'go' }, 5000)
      await watchers.watch(id, socket)
      return true
    } catch (error) {
      const code = ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code
      if (code === 'ECONNREFUSED' || code === 'ENOENT' || (init && !isAlive(init))) return false
      // It lives but does not answer: stopped, starved, or just ending. It is asked again.
      setTimeout(() => void settle(id), code === undefined ? 100 : retryMs).unref()
      return true
    }
  }

  /** Ends what is left of it, writes down how it ended, removes what it had. */
  async function conclude(state: SessionState): Promise<SessionEnd> {
    watchers.forget(state.id)
    if (!(await endByForce(state, pathsOf(state.id), host.cgroups))) {
      throw new EngineProblem('unavailable', 'its processes do not end')
    }
    const { uid, end } = await concludeSession(root, state, pathsOf(state.id), host.cgroups)
    if (uid !== null) uids.free(uid)
    return endOf(end)
  }

  async function start(
    context: () => LaunchContext,
    spec: SessionSpec,
    signal: AbortSignal,
    {
      withoutNetwork,
      onBootstrap,
    }: { readonly withoutNetwork: () => void; readonly onBootstrap?: (() => void) | undefined },
  ): Promise<StartedSession> {
    const { waits, ...started } = await locked(spec.id, async () => {
      const paths = pathsOf(spec.id)
      const before = readState(paths)
      if (before && !isUnstarted(before)) {
        // It ran already. If it has ended meanwhile, that is told as an end, never by running it a second time.
        setImmediate(() => (before.end ? ends.announce(spec.id, endOf(before.end)) : void settle(spec.id)))
        return { tier: before.tier, node: nodeName, bootstrap: before.bootstrapEnd ?? null, waits: before.end === null }
      }
      if (before) await conclude(before)
      await rm(paths.directory, { recursive: true, force: true })
      await rm(paths.logs, { recursive: true, force: true })
      const abort = new AbortController()
      starting.set(spec.id, abort)
      const either = AbortSignal.any([signal, abort.signal])
      try {
        await launch(context(), spec, either).catch((error) => {
          if (!(error instanceof NetworkFailure)) throw error
          log?.warn('slirp4netns does not work here: sessions have no outbound network')
          withoutNetwork()
          return launch(context(), spec, either)
        })
      } finally {
        starting.delete(spec.id)
      }
      return { tier: host.tier, node: nodeName, bootstrap: null, waits: spec.bootstrap !== null }
    })
    // It may be stopped meanwhile, so nothing is locked.
    if (!waits) return started
    return { ...started, bootstrap: await bootstrap.end(spec.id, signal, onBootstrap) }
  }

  async function launch(context: LaunchContext, spec: SessionSpec, signal: AbortSignal) {
    if (signal.aborted) throw new EngineProblem('cancelled', 'the start was cancelled')
    const paths = pathsOf(spec.id)
    const uid = host.root ? uids.take() : null
    if (host.root && uid === null) throw new EngineProblem('start-failed', 'no user number is free')
    const state: SessionState = {
      v: 1,
      id: spec.id,
      phase: 'launching',
      type: spec.type,
      tier: host.tier,
      uid,
      cgroups: host.cgroups?.paths(groupPrefix + spec.id) ?? [],
      token: `berth-${randomBytes(12).toString('hex')}`,
      startedAt: Date.now(),
      init: null,
      network: 'none',
      bootstrap: spec.bootstrap !== null,
      gpus: spec.resources.gpus,
      end: null,
    }
    try {
      await mkdir(paths.directory, { mode: 0o700 })
      writeState(paths, state)
    } catch (error) {
      // Nothing of it runs yet.
      if (uid !== null) uids.free(uid)
      if (existsSync(paths.directory)) discard(root, paths.directory)
      throw startFailed(error)
    }
    try {
      const launched = await launchSession(context, paths, spec, state, signal)
      // Written before the command may begin: from here on it is never begun a second time.
      writeState(paths, { ...state, ...launched, phase: 'running' })
    } catch (error) {
      await conclude(state).catch(() => {})
      if (existsSync(paths.directory)) discard(root, paths.directory)
      throw startFailed(error)
    }
    try {
      await askOnce(paths.socket, { op: 'go' })
      await watchers.watch(spec.id, paths.socket)
    } catch {
      // It has ended already, or will be asked again.
      setImmediate(() => void settle(spec.id))
    }
  }

  async function list(): Promise<readonly EngineSession[]> {
    return Promise.all(listSessionIds(root).map(look))
  }

  async function look(id: string): Promise<EngineSession> {
    for (let attempt = 0; ; attempt++) {
      const state = readState(pathsOf(id))
      const startedAt = new Date(state?.startedAt ?? 0)
      if (state?.end && !isUnstarted(state)) {
        const { bootstrapEnd } = state
        return {
          id,
          state: 'ended',
          startedAt,
          end: endOf(state.end),
          ...(bootstrapEnd ? { bootstrap: bootstrapEnd } : {}),
        }
      }
      if (starting.has(id) || (state && (attempt > 1 || anythingRuns(state, host.cgroups)))) {
        const outOfMemoryKills = state ? host.cgroups?.outOfMemoryKills(state.cgroups) : undefined
        return { id, state: 'running', startedAt, ...(outOfMemoryKills === undefined ? {} : { outOfMemoryKills }) }
      }
      if (!state || isUnstarted(state)) return { id, state: 'unstarted', startedAt }
      await settle(id)
    }
  }

  async function stop(id: string, graceMs: number): Promise<SessionEnd | null> {
    starting.get(id)?.abort()
    const result = await locked(id, async () => {
      const state = readState(pathsOf(id))
      if (!state) return null
      if (state.end) return { end: endOf(state.end), news: false }
      // What ended by itself before it was told to keeps its own end.
      if (state.init && !isAlive(state.init)) return { end: await conclude(state), news: true }
      const stopping: SessionState = { ...state, phase: 'stopping' }
      writeState(pathsOf(id), stopping)
      watchers.forget(id)
      await endGently(stopping, pathsOf(id), graceMs)
      return { end: await conclude(stopping), news: true }
    })
    if (result?.news) ends.announce(id, result.end)
    return result?.end ?? null
  }

  async function remove(id: string) {
    await locked(id, async () => {
      const paths = pathsOf(id)
      const state = readState(paths)
      if (state && !state.end) {
        const runs = state.phase !== 'launching' && anythingRuns(state, host.cgroups)
        if (runs) throw new EngineProblem('unavailable', 'the session still runs')
        await conclude(state)
      }
      if (existsSync(paths.directory)) discard(root, paths.directory)
    })
  }

  /** Where the keeper of a running session listens. */
  function socketOf(id: string): string {
    const state = readState(pathsOf(id))
    if (!state) throw new EngineProblem('no-such-session', 'there is no such session')
    if (state.phase !== 'running' || !state.init || !isAlive(state.init)) {
      throw new EngineProblem('not-running', 'the session does not run')
    }
    return pathsOf(id).socket
  }

  function untilEnded(id: string, signal: AbortSignal) {
    const over = () => {
      const state = readState(pathsOf(id))
      return !state || state.end !== null
    }
    return ends.until(id, over, AbortSignal.any([signal, closing.signal]))
  }

  /** Sessions go on; what this engine itself had under way is given up. */
  function close() {
    closing.abort()
    watchers.close()
    for (const abort of starting.values()) abort.abort()
  }
}

/**
 * Whether its launch was cut off before it was known to run, so that its command never began. What cleans up after such
 * a launch writes an end down too, and may be cut off in its turn.
 */
function isUnstarted({ phase, init, end }: SessionState): boolean {
  return phase === 'launching' || (init === null && end?.cause === 'lost')
}

function startFailed(error: unknown): Error {
  if (error instanceof EngineProblem || error instanceof NetworkFailure) return error
  const detail = isFull(error) ? 'the disk that sessions are on is full' : (error as Error).message
  return new EngineProblem('start-failed', detail, { cause: error })
}

function endOf(end: SessionState['end']): SessionEnd {
  return end ? { ...end, at: new Date(end.at) } : { at: new Date(0), cause: 'lost', exitCode: null }
}
