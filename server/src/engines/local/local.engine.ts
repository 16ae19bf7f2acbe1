import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Log } from '../../platform/log/log.ts'
import { EngineProblem, type Engine } from '../engine.ts'
import { emptyTrash } from './end-session.ts'
import { createExecStream } from './exec-stream.ts'
import { findPrograms } from './find-programs.ts'
import { nvidiaDevices } from './gpu-devices.ts'
import { inspectHost } from './host.ts'
import { buildKeeper } from './keeper-build.ts'
import { askKeeper, askOnce } from './keeper-client.ts'
import type { LaunchContext } from './launch-session.ts'
import { readLog } from './log-reader.ts'
import { createPortStream } from './port-stream.ts'
import { probeHost } from './probe.ts'
import { seccompFilter } from './seccomp-filter.ts'
import { makeRoot, sessionPaths } from './session-directory.ts'
import { createUseReader } from './session-use.ts'
import { createSessionLifecycle } from './session-lifecycle.ts'
import { checkSpec } from './session-spec.ts'
import { storageSupport } from './storage-support.ts'
import { createTerminalView, parseTerminals } from './terminal-view.ts'
import { createUidPool, defaultUidRange, type UidRange } from './uid-range.ts'

export interface LocalEngineOptions {
  /** Belongs to the engine alone: sessions, logs and the keeper's program are kept in it. */
  readonly directory: string
  readonly nodeName: string
  readonly log?: Pick<Log, 'warn'>
  /** GPUs it is to say it has, in place of those found; and how they are given out. */
  readonly accelerator?: { readonly gpus?: number; readonly fractionalGpus?: boolean }
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
}

/** Covered by each launch in a mount namespace of its own, so all launches share it. */
const stage = '/run/berth-stage'

/** Runs sessions on this machine, in sandboxes of bubblewrap. */
export function createLocalEngine(options: LocalEngineOptions): Engine {
  const root = options.directory
  const network = options.allowHostNetwork ? 'host' : 'private'
  const host = inspectHost()
  const seed = createHash('sha256').update(root).digest()
  const uidRange = options.uidRange ?? defaultUidRange
  const sessions = createSessionLifecycle({
    root,
    host,
    nodeName: options.nodeName,
    // Two engines on one machine begin at different places of the range.
    uids: createUidPool(uidRange, seed.readUInt32LE(0)),
    groupPrefix: `berth-${seed.toString('hex', 0, 4)}-`,
    log: options.log,
  })
  const readUse = createUseReader({ root, host })
  let prepared: Promise<LaunchContext> | null = null
  let withoutNetwork = false

  return {
    kind: 'local',
    mostContainers: 1,
    probe: () => probeHost(host, { nodeName: options.nodeName, network, uid: uidRange.first, ...options.accelerator }),

    findPrograms,

    storage: (directory) => storageSupport(directory, { root: host.root, firstUid: uidRange.first }),

    async start(spec, signal, onBootstrap) {
      checkSpec(spec)
      if (!host.bwrap) throw new EngineProblem('unavailable', 'bubblewrap is missing')
      const ready = await prepare()
      const context = () => (withoutNetwork ? { ...ready, slirp: null } : ready)
      return sessions.start(context, spec, signal, { onBootstrap, withoutNetwork: () => (withoutNetwork = true) })
    },
    async list() {
      await prepare()
      return sessions.list()
    },
    async stop(id, { graceMs }) {
      await prepare()
      return sessions.stop(id, graceMs)
    },
    async remove(id) {
      await prepare()
      await sessions.remove(id)
    },
    watch(onEnd, signal) {
      sessions.watch(onEnd, signal)
      prepare().catch((error: Error) => options.log?.warn('the local engine cannot be prepared', { error }))
    },

    async openTerminal(id, request) {
      const fields = await askOnce(sessions.socketOf(id), { op: 'terminal-open', ...request })
      const { terminal } = fields
      if (typeof terminal !== 'string') throw new EngineProblem('unavailable', 'the keeper answered nonsense')
      return { terminal: terminal.slice(0, 64) }
    },
    async terminals(id) {
      return parseTerminals(await askOnce(sessions.socketOf(id), { op: 'terminal-list' }))
    },
    async attachTerminal(id, terminal, { onlyLooks = false } = {}) {
      const request = { op: 'terminal-attach', terminal, onlyLooks }
      return createTerminalView(await askKeeper(sessions.socketOf(id), request))
    },
    async closeTerminal(id, terminal) {
      await askOnce(sessions.socketOf(id), { op: 'terminal-close', terminal })
    },
    async announce(id, text) {
      await askOnce(sessions.socketOf(id), { op: 'announce', text: text.slice(0, 500) })
    },
    async exec(id, request) {
      return createExecStream(await askKeeper(sessions.socketOf(id), { op: 'exec', ...request }))
    },
    async openFiles(id) {
      return createPortStream(await askKeeper(sessions.socketOf(id), { op: 'files' }))
    },
    async openPort(id, port) {
      return createPortStream(await askKeeper(sessions.socketOf(id), { op: 'port', port }))
    },
    async openSocket(id, path) {
      return createPortStream(await askKeeper(sessions.socketOf(id), { op: 'socket', path }))
    },

    async *logs(id, { source, from, follow, signal, onStart }) {
      await prepare()
      const over = source === 'bootstrap' ? sessions.untilBootstrapped : sessions.untilEnded
      const ended = follow ? over(id, signal) : Promise.resolve()
      yield* readLog(sessionPaths(root, id).logs, source, { from, follow, signal, ended, onStart })
    },
    async removeLogs(id) {
      await rm(sessionPaths(root, id).logs, { recursive: true, force: true })
    },

    metrics: readUse,

    async [Symbol.asyncDispose]() {
      sessions.close()
      await prepared?.catch(() => {})
    },
  }

  /** Done once, at the first need: the folders, the keeper's program, and taking over what already runs. */
  function prepare(): Promise<LaunchContext> {
    prepared ??= makeReady().catch((error) => {
      prepared = null
      throw error
    })
    return prepared
  }

  async function makeReady(): Promise<LaunchContext> {
    await makeRoot(root)
    for (const name of readdirSync(join(root, 'trash'))) emptyTrash(join(root, 'trash', name))
    const keeper = await buildKeeper(root)
    const seccomp = join(root, 'seccomp.bpf')
    await writeFile(seccomp, seccompFilter(), { mode: 0o600 })
    if (host.root) {
      await mkdir(stage, { recursive: true })
      await chmod(stage, 0o755)
    }
    sessions.adopt()
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
}
