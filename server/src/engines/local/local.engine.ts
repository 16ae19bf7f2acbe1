import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Log } from '../../platform/log/log.ts'
import { EngineProblem, type Engine, type EngineSession, type SessionEnd, type SessionSpec } from '../engine.ts'
import { anythingRuns, concludeSession, discard, emptyTrash, endByForce, endGently } from './end-session.ts'
import { createExecStream } from './exec-stream.ts'
import { nvidiaDevices } from './gpu-devices.ts'
import { inspectHost } from './host.ts'
import { buildKeeper } from './keeper-build.ts'
import { askKeeper, askOnce } from './keeper-client.ts'
import { launchSession, NetworkFailure, type LaunchContext } from './launch-session.ts'
import { readLog } from './log-reader.ts'
import { createPortStream } from './port-stream.ts'
import { probeHost } from './probe.ts'
import { isAlive } from './processes.ts'
import { seccompFilter } from './seccomp-filter.ts'
import {
  checkId,
  listSessionIds,
  makeRoot,
  readState,
  sessionPaths,
  writeState,
  type SessionState,
} from './session-directory.ts'
import { createSessionLocks } from './session-locks.ts'
import { createSessionWatchers } from './session-watchers.ts'
import { createTerminalView, parseTerminals } from './terminal-view.ts'
import { createUidRange, defaultUidRange, type UidRange } from './uid-range.ts'

export interface LocalEngineOptions {
  /** Belongs to the engine alone: sessions, logs and the keeper's program are kept in it. */
  readonly directory: string
  readonly nodeName: string
  readonly log?: Pick<Log, 'warn'>
  /** Sessions share the host's network, its loopback included. Only on an administrator's word. */
  readonly allowHostNetwork?: boolean
  /** Host directories besides `directory` that no session may see even where they lie below /usr. */
  readonly hidden?: readonly string[]
  /** As root, each session runs as a user of its own out of these. */
  readonly uidRange?: UidRange
  /** Processes and threads of one session. */
  readonly maxProcesses?: number
  /** Without a cgroup: processor time of each process. */
  readonly maxCpuSeconds?: number
  /** Where the kind of isolation is to be weaker than the machine allows; for tests. */
  readonly withoutCgroups?: boolean
}

export function createLocalEngine(options: LocalEngineOptions): Engine {
  const root = options.directory
  const network = options.allowHostNetwork ? 'host' : 'private'
  const inspected = inspectHost()
  const host = options.withoutCgroups ? { ...inspected, cgroups: null, tier: 'user' as const } : inspected
  const seed = createHash('sha256').update(root).digest()
  const uidRange = options.uidRange ?? defaultUidRange
  const uids = createUidRange(uidRange, seed.readUInt32LE(0))
  const groupPrefix = `berth-${seed.toString('hex', 0, 4)}-`
  const locked = createSessionLocks()
  const endListeners = new Set<(id: string, end: SessionEnd) => void>()
  const endWaiters = new Map<string, Set<() => void>>()
  const starting = new Map<string, AbortController>()
  const watchers = createSessionWatchers(id => void settle(id))
  const closing = new AbortController()
  let prepared: Promise<LaunchContext> | null = null

  return {
    kind: 'local',
    probe: () => probeHost(host, { nodeName: options.nodeName, network, uid: uidRange.first }),
    start,
    list,
    stop,
    remove,
    watch(onEnd, signal) {
      if (signal.aborted) return
      endListeners.add(onEnd)
      signal.addEventListener('abort', () => endListeners.delete(onEnd), { once: true })
      void ready().catch(() => {})
    },

    async openTerminal(id, request) {
      const fields = await askOnce(running(id), { op: 'terminal-open', ...request })
      if (typeof fields['terminal'] !== 'string') throw new EngineProblem('unavailable', 'the keeper answered nonsense')
      return { terminal: fields['terminal'].slice(0, 64) }
    },
    terminals: async id => parseTerminals(await askOnce(running(id), { op: 'terminal-list' })),
    attachTerminal: async (id, terminal) =>
      createTerminalView(await askKeeper(running(id), { op: 'terminal-attach', terminal })),
    closeTerminal: async (id, terminal) => void (await askOnce(running(id), { op: 'terminal-close', terminal })),
    exec: async (id, request) => createExecStream(await askKeeper(running(id), { op: 'exec', ...request })),
    openPort: async (id, port) => createPortStream(await askKeeper(running(id), { op: 'port', port })),

    async *logs(id, { source, from, follow, signal, onStart }) {
      const { logs } = sessionPaths(root, id)
      yield* readLog(logs, source, { from, follow, signal, onStart, ended: follow ? untilEnded(id, signal) : Promise.resolve() })
    },
    removeLogs: async id => rm(sessionPaths(root, id).logs, { recursive: true, force: true }),

    async [Symbol.asyncDispose]() {
      closing.abort()
      watchers.close()
      for (const start of starting.values()) start.abort()
      for (const waiters of endWaiters.values()) for (const wake of waiters) wake()
      await prepared?.catch(() => {})
    },
  }

  /** Done once, at the first need: the folders, the keeper's program, and taking over what already runs. */
  function ready(): Promise<LaunchContext> {
    prepared ??= prepare().catch(error => {
      prepared = null
      throw error
    })
    return prepared
  }

  async function prepare(): Promise<LaunchContext> {
    await makeRoot(root)
    for (const name of readdirSync(join(root, 'trash'))) emptyTrash(join(root, 'trash', name))
    const keeper = await buildKeeper(root)
    const seccomp = join(root, 'seccomp.bpf')
    await writeFile(seccomp, seccompFilter(), { mode: 0o600 })
    const stage = '/run/berth-stage'
    if (host.root) {
      await mkdir(stage, { recursive: true })
      await chmod(stage, 0o755)
    }
    adopt()
    return {
      bwrap: host.bwrap ?? '',
      slirp: host.slirp,
      cgroups: host.cgroups,
      root: host.root,
      node: process.execPath,
      keeper,
      seccomp,
      stage,
      hidden: [root, ...(options.hidden ?? [])],
      network,
      maxProcesses: options.maxProcesses ?? 4096,
      maxCpuSeconds: options.maxCpuSeconds ?? 7 * 24 * 3600,
      gpuDevices: nvidiaDevices,
    }
  }

  function adopt() {
    for (const id of listSessionIds(root)) {
      const state = readState(sessionPaths(root, id))
      if (!state) continue
      if (state.uid !== null) uids.claim(state.uid)
      if (state.phase === 'running' || state.phase === 'stopping') void settle(id)
    }
  }

  /** Brings what is known of one session in line with what is: watches it while it runs, writes its end down after. */
  async function settle(id: string) {
    try {
      const end = await locked(id, async () => {
        const paths = sessionPaths(root, id)
        const state = readState(paths)
        if (!state || state.phase === 'launching' || state.phase === 'ended' || closing.signal.aborted) return null
        if (state.init && isAlive(state.init) && (await rewatch(state))) return null
        return await conclude(state)
      })
      if (end) announce(id, end)
    } catch (error) {
      options.log?.warn('a session could not be looked at', { session: id, error: error as Error })
    }
  }

  /** False when the keeper is gone: then the session is over, whatever of it still runs. */
  async function rewatch(state: SessionState): Promise<boolean> {
    const { socket } = sessionPaths(root, state.id)
    for (let attempt = 0; ; attempt++) {
      try {
        // Let go again: the server may have ended between writing `running` down and saying so to the keeper.
        await askOnce(socket, { op: 'go' }, 5000)
        await watchers.watch(state.id, socket)
        return true
      } catch (error) {
        const cause = (error as EngineProblem).cause as NodeJS.ErrnoException | undefined
        const refused = cause?.code === 'ECONNREFUSED' || cause?.code === 'ENOENT'
        if (refused || (state.init && !isAlive(state.init))) return false
        // It lives but does not answer: stopped or starved. It is left alone and asked again at the next occasion.
        if (attempt >= 1) return true
      }
    }
  }

  async function conclude(state: SessionState): Promise<SessionEnd> {
    const paths = sessionPaths(root, state.id)
    watchers.forget(state.id)
    if (!(await endByForce(state, paths, host.cgroups))) throw new EngineProblem('unavailable', 'its processes do not end')
    const ended = await concludeSession(root, state, paths, host.cgroups)
    if (ended.uid !== null) uids.free(ended.uid)
    return endOf(ended) as SessionEnd
  }

  function announce(id: string, end: SessionEnd) {
    for (const wake of endWaiters.get(id) ?? []) wake()
    for (const listener of endListeners) listener(id, end)
  }

  async function start(spec: SessionSpec, signal: AbortSignal) {
    checkId(spec.id)
    if (!host.bwrap) throw new EngineProblem('unavailable', 'bubblewrap is missing')
    const context = await ready()
    return locked(spec.id, async () => {
      const paths = sessionPaths(root, spec.id)
      const before = readState(paths)
      if (before && before.phase !== 'launching') {
        // It ran already. If it has ended meanwhile, that is told as an end, never by running it a second time.
        if (before.phase !== 'ended') setImmediate(() => void settle(spec.id))
        else setImmediate(() => announce(spec.id, endOf(before) as SessionEnd))
        return { tier: before.tier, node: options.nodeName }
      }
      if (before) await conclude(before)
      await rm(paths.directory, { recursive: true, force: true })
      await rm(paths.logs, { recursive: true, force: true })
      const abort = new AbortController()
      starting.set(spec.id, abort)
      try {
        await launch(context, spec, AbortSignal.any([signal, abort.signal]))
      } finally {
        starting.delete(spec.id)
      }
      return { tier: host.tier, node: options.nodeName }
    })
  }

  async function launch(context: LaunchContext, spec: SessionSpec, signal: AbortSignal): Promise<void> {
    if (signal.aborted) throw new EngineProblem('cancelled', 'the start was cancelled')
    const paths = sessionPaths(root, spec.id)
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
      end: null,
    }
    await mkdir(paths.directory, { mode: 0o700 })
    writeState(paths, state)
    try {
      const launched = await launchSession(context, paths, spec, state, signal)
      // Written before the command may begin: from here on it is never begun a second time.
      writeState(paths, { ...state, ...launched, phase: 'running' })
    } catch (error) {
      await conclude(state).catch(() => {})
      if (existsSync(paths.directory)) discard(root, paths.directory)
      if (error instanceof NetworkFailure && context.slirp) {
        options.log?.warn('slirp4netns does not work here: sessions have no outbound network')
        prepared = Promise.resolve({ ...context, slirp: null })
        return launch(await prepared, spec, signal)
      }
      if (error instanceof EngineProblem) throw error
      throw new EngineProblem('start-failed', (error as Error).message, { cause: error })
    }
    await askOnce(paths.socket, { op: 'go' }).catch(() => {})
    await watchers.watch(spec.id, paths.socket).catch(() => setImmediate(() => void settle(spec.id)))
  }

  async function list(): Promise<readonly EngineSession[]> {
    await ready()
    return Promise.all(listSessionIds(root).map(look))
  }

  async function look(id: string): Promise<EngineSession> {
    const paths = sessionPaths(root, id)
    for (let attempt = 0; ; attempt++) {
      const state = readState(paths)
      const startedAt = new Date(state?.startedAt ?? 0)
      const end = state && endOf(state)
      if (end) return { id, state: 'ended', startedAt, end }
      if (starting.has(id) || (state && (attempt > 1 || anythingRuns(state, host.cgroups)))) {
        const outOfMemoryKills = state ? host.cgroups?.outOfMemoryKills(state.cgroups) : undefined
        return { id, state: 'running', startedAt, ...(outOfMemoryKills === undefined ? {} : { outOfMemoryKills }) }
      }
      // A launch that was cut off before it was known to run, or before anything of it was written down.
      if (!state || state.phase === 'launching') {
        return { id, state: 'ended', startedAt, end: { at: startedAt, cause: 'lost', exitCode: null } }
      }
      await settle(id)
    }
  }

  async function stop(id: string, { graceMs }: { readonly graceMs: number }): Promise<SessionEnd | null> {
    checkId(id)
    await ready()
    starting.get(id)?.abort()
    const result = await locked(id, async () => {
      const paths = sessionPaths(root, id)
      const state = readState(paths)
      if (!state) return null
      if (state.phase === 'ended') return { end: endOf(state) as SessionEnd, news: false }
      const stopping: SessionState = { ...state, phase: 'stopping' }
      // What ended by itself before it was told to keeps its own end.
      const over = state.init !== null && !isAlive(state.init)
      if (!over) {
        writeState(paths, stopping)
        watchers.forget(id)
        await endGently(stopping, paths, graceMs)
      }
      return { end: await conclude(over ? state : stopping), news: true }
    })
    if (result?.news) announce(id, result.end)
    return result?.end ?? null
  }

  async function remove(id: string) {
    checkId(id)
    await ready()
    await locked(id, async () => {
      const paths = sessionPaths(root, id)
      const state = readState(paths)
      if (state) {
        if (state.phase !== 'ended') {
          if (anythingRuns(state, host.cgroups) && state.phase === 'running') {
            throw new EngineProblem('unavailable', 'the session still runs')
          }
          await conclude(state)
        }
      }
      if (existsSync(dirname(paths.state))) discard(root, paths.directory)
    })
  }

  /** The socket of a running session's keeper. */
  function running(id: string): string {
    const paths = sessionPaths(root, id)
    const state = readState(paths)
    if (!state) throw new EngineProblem('no-such-session', 'there is no such session')
    if (state.phase !== 'running' || !state.init || !isAlive(state.init)) {
      throw new EngineProblem('not-running', 'the session does not run')
    }
    return paths.socket
  }

  /** Resolves when the session has ended, or this engine is closed and would not notice. */
  async function untilEnded(id: string, signal: AbortSignal) {
    await ready()
    const waiters = endWaiters.get(id) ?? new Set<() => void>()
    endWaiters.set(id, waiters)
    const { promise, resolve } = Promise.withResolvers<void>()
    waiters.add(resolve)
    signal.addEventListener('abort', () => resolve(), { once: true })
    const state = readState(sessionPaths(root, id))
    if (!state || state.phase === 'ended' || closing.signal.aborted || signal.aborted) resolve()
    await promise
    waiters.delete(resolve)
    if (waiters.size === 0) endWaiters.delete(id)
  }
}

function endOf(state: SessionState): SessionEnd | null {
  return state.end && { ...state.end, at: new Date(state.end.at) }
}
