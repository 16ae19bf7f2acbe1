import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { chmod, chown, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Server, Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { EngineProblem, type SessionBootstrap, type SessionSpec } from '../engine.ts'
import type { CgroupDriver } from './cgroup-driver.ts'
import { askOnce } from './keeper-client.ts'
import type { KeeperConfig } from './keeper/keeper-config.ts'
import { listenForKeeper } from './keeper-socket.ts'
import { launchCommand } from './launch-script.ts'
import { attachNetwork, slirpNameServer } from './network.ts'
import { checkRoot } from './find-programs.ts'
import { identifyProcess, type ProcessIdentity } from './processes.ts'
import { sandboxArguments, sandboxBootstrap, sandboxHome, sandboxRun } from './sandbox-arguments.ts'
import { writeSandboxEtc } from './sandbox-etc.ts'
import { fillHome } from './sandbox-home.ts'
import { runtimeOf } from './sandbox-root.ts'
import { readChildPid, type SessionPaths } from './session-directory.ts'
import { checkShared, stageParts } from './stage-parts.ts'

/** What launching needs to know of the machine and of the engine's configuration. */
export interface LaunchContext {
  readonly bwrap: string
  readonly slirp: string | null
  readonly cgroups: CgroupDriver | null
  readonly root: boolean
  readonly node: string
  readonly keeper: string
  readonly seccomp: string
  /** An empty directory that everybody can reach; each launch covers it in a mount namespace of its own. */
  readonly stage: string
  readonly hidden: readonly string[]
  readonly network: 'private' | 'host'
  readonly maxProcesses: number
  readonly maxCpuSeconds: number
  readonly gpuDevices: (gpus: readonly number[]) => {
    readonly paths: readonly string[]
    readonly numbers: readonly string[]
  }
}

/** Slirp4netns did not come up; without it the sandbox makes its own network, with the loopback alone. */
export class NetworkFailure extends Error {}

export interface Launched {
  readonly init: ProcessIdentity
  readonly network: string
}

/** The order in which descriptors are handed down the chain; the first ones are the keeper's own. */
const descriptors = { status: 10, info: 11, seccomp: 12, sync: 13 } as const

/** Makes the sandbox and the keeper in it. Resolves when the keeper answers; the caller then lets the command go. */
export async function launchSession(
  context: LaunchContext,
  paths: SessionPaths,
  spec: SessionSpec,
  identity: { readonly uid: number | null; readonly token: string; readonly cgroups: readonly string[] },
  signal: AbortSignal,
): Promise<Launched> {
  const devices = context.gpuDevices(spec.resources.gpus)
  const { memory, cpu, sharedMemory } = spec.resources
  context.cgroups?.create(identity.cgroups, {
    memory,
    cpu,
    processes: context.maxProcesses,
    devices: devices.numbers,
  })
  const slirp = context.network === 'private' ? context.slirp : null
  const etcFiles = await fillSandbox(paths, spec, identity.uid, slirp ? [slirpNameServer] : hostNameServers(context))
  if (spec.root) await checkRoot(spec.root, context.hidden)
  const runtime = spec.root ? runtimeOf(`${sandboxRun}/lib`) : { arguments: [], command: [] }
  writeFileSync(paths.config, JSON.stringify(keeperConfig(context, spec, runtime.command)), { mode: 0o600 })

  const stage = context.root ? context.stage : paths.sandbox
  const root = spec.root ? { path: spec.root, seen: context.root ? join(stage, 'root') : spec.root } : null
  const groups = await checkShared(spec.mounts)
  const { binds, mapped } = context.root
    ? await stageParts(context, paths, spec, identity.uid)
    : { binds: [], mapped: null }
  const mounts = spec.mounts.map(({ source, target, mode }, index) => {
    return { source: context.root ? join(stage, 'mounts', String(index)) : source, target, mode }
  })
  const command = launchCommand({
    token: identity.token,
    cgroups: identity.cgroups,
    root: context.root,
    network: slirp !== null,
    uid: identity.uid,
    binds,
    mapped,
    groups: context.root ? groups : [],
    bwrap: context.bwrap,
    arguments: sandboxArguments({
      stage,
      node: context.root ? join(stage, 'node') : context.node,
      keeper: context.root ? join(stage, 'keeper') : context.keeper,
      etcFiles,
      root,
      runtime: runtime.arguments,
      hostName: hostName(spec.name),
      sharedMemory,
      mounts,
      devices: devices.paths,
      bootstrap: spec.bootstrap !== null,
      hidden: context.hidden,
      ownNetwork: context.network === 'private' && slirp === null,
      token: identity.token,
      descriptors,
    }),
    command: [...nodeCommand(runtime.command), ...nodeFlags, `${sandboxRun}/keeper/keeper.mjs`],
  })
  const hasBootstrap = spec.bootstrap !== null
  const started = await spawnChain(command, paths, { seccomp: context.seccomp, hasBootstrap })
  return await whenUp(started, { context, paths, slirp, identity, signal })
}

/** Chosen by measuring start time and memory; one thread for blocking work is enough for a keeper. */
const nodeFlags = [
  '--max-old-space-size=64',
  '--max-semi-space-size=1',
  '--v8-pool-size=1',
  '--expose-gc',
  '--no-warnings',
]

/** How the keeper's program is run inside. */
const nodeCommand = (runtime: readonly string[]) => [...runtime, `${sandboxRun}/node`]

function keeperConfig(context: LaunchContext, spec: SessionSpec, runtime: readonly string[]): KeeperConfig {
  const shell = existsSync(join(spec.root ?? '/', 'bin/bash')) ? ['/bin/bash', '-l'] : ['/bin/sh', '-l']
  const limits = { data: spec.resources.memory, processes: context.maxProcesses, cpuSeconds: context.maxCpuSeconds }
  return {
    v: 1,
    type: spec.type,
    command: spec.command,
    env: spec.env,
    home: sandboxHome,
    bootstrap: spec.bootstrap && bootstrapOf(spec.bootstrap, shell[0] as string),
    pty: `${sandboxRun}/keeper/pty.node`,
    node: nodeCommand(runtime),
    shell,
    limits: context.cgroups ? null : limits,
  }
}

/** By the interpreter that its first line names, else by the shell. */
function bootstrapOf({ script, timeLimitSeconds }: SessionBootstrap, shell: string) {
  const command = script.startsWith('#!') ? [sandboxBootstrap] : [shell, sandboxBootstrap]
  return { command, timeLimitSeconds }
}

async function fillSandbox(paths: SessionPaths, spec: SessionSpec, uid: number | null, nameServers: readonly string[]) {
  await mkdir(paths.sandbox, { mode: 0o711 })
  for (const name of ['home', 'tmp', 'mounts', 'keeper', 'root'])
    await mkdir(join(paths.sandbox, name), { mode: 0o755 })
  await writeFile(join(paths.sandbox, 'node'), '', { mode: 0o755 })
  const etcFiles = await writeSandboxEtc(join(paths.sandbox, 'etc'), { hostName: hostName(spec.name), nameServers })
  await fillHome(join(paths.sandbox, 'home'), spec, uid)
  if (spec.bootstrap)
    await writeFile(join(paths.sandbox, 'bootstrap'), spec.bootstrap.script.replaceAll('\r\n', '\n'), { mode: 0o755 })
  for (const name of ['home', 'tmp']) {
    await chmod(join(paths.sandbox, name), name === 'tmp' ? 0o1777 : 0o700)
    if (uid !== null) await chown(join(paths.sandbox, name), uid, uid)
  }
  return etcFiles
}

interface Chain {
  readonly child: ChildProcess
  readonly info: Readable
  readonly lifeline: Socket
  readonly failure: Promise<string>
}

/** Starts the chain in a process session of its own, so that it outlives the server, with all that it inherits. */
async function spawnChain(
  command: readonly string[],
  paths: SessionPaths,
  { seccomp, hasBootstrap }: { readonly seccomp: string; readonly hasBootstrap: boolean },
): Promise<Chain> {
  await mkdir(paths.logs, { recursive: true, mode: 0o700 })
  const opened: number[] = []
  const open = (path: string, flags: string) => {
    const fd = openSync(path, flags, 0o600)
    opened.push(fd)
    return fd
  }
  const listener = await listenForKeeper(paths.socket)
  try {
    const config = open(paths.config, 'r')
    const openLogs = (source: string) => [0, 1].map((index) => open(join(paths.logs, `${source}.${index}`), 'w+'))
    const logs = openLogs('main')
    const bootstrapLogs = hasBootstrap ? openLogs('bootstrap') : (['ignore', 'ignore'] as const)
    const child = spawn(command[0] as string, command.slice(1), {
      cwd: '/',
      detached: true,
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
      stdio: [
        'ignore',
        'ignore',
        'pipe',
        descriptorOf(listener),
        config,
        ...logs,
        open(paths.exit, 'w+'),
        ...bootstrapLogs,
        open(paths.status, 'w+'),
        'pipe',
        open(seccomp, 'r'),
        'pipe',
      ],
    })
    child.unref()
    const pipes: readonly unknown[] = child.stdio
    return {
      child,
      info: pipes[descriptors.info] as Readable,
      lifeline: pipes[descriptors.sync] as Socket,
      failure: collectFailure(child),
    }
  } finally {
    listener.close()
    for (const fd of opened) closeSync(fd)
  }
}

/** Node hands down descriptors and readable streams; a listening socket is neither, but has a descriptor. */
function descriptorOf(listener: Server): number {
  return (listener as unknown as { readonly _handle: { readonly fd: number } })._handle.fd
}

/** Resolves with what the chain said when it ends; a chain that works does not. */
function collectFailure(child: ChildProcess): Promise<string> {
  let text = ''
  child.stderr?.on('data', (bytes: Buffer) => {
    if (text.length < 4096) text += bytes.toString('utf8').slice(0, 4096)
  })
  child.stderr?.on('error', () => {})
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code) => setImmediate(() => resolve(text.trim() || `it ended with ${code}`)))
  })
}

async function whenUp(
  chain: Chain,
  options: {
    readonly context: LaunchContext
    readonly paths: SessionPaths
    readonly slirp: string | null
    readonly identity: { readonly token: string; readonly cgroups: readonly string[] }
    readonly signal: AbortSignal
  },
): Promise<Launched> {
  const { context, paths, slirp, identity, signal } = options
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new EngineProblem('cancelled', 'the start was cancelled')), {
      once: true,
    })
  })
  const failed = chain.failure.then((text) => {
    throw new EngineProblem('start-failed', `the sandbox could not be made: ${text.slice(0, 1000)}`)
  })
  aborted.catch(() => {})
  failed.catch(() => {})
  chain.lifeline.on('error', () => {})

  try {
    const answered = askOnce(paths.socket, { op: 'hello' }, 15_000)
    answered.catch(() => {})
    const networkUp = bwrapRuns(chain.info).then(async (runs) => {
      if (!slirp || !runs) return context.network === 'host' ? 'host' : 'none'
      const pid = chain.child.pid ?? 0
      const up = await attachNetwork({ slirp, pid, userns: !context.root, ...identity, lifeline: chain.lifeline })
      if (!up) throw new NetworkFailure()
      return 'slirp4netns'
    })
    networkUp.catch(() => {})
    await Promise.race([answered.catch((error) => failed.catch(() => Promise.reject(error))), failed, aborted])
    const network = await Promise.race([networkUp, failed, aborted])
    const init = identifyProcess(readChildPid(paths) ?? 0)
    if (!init) throw new EngineProblem('start-failed', 'the sandbox ended at once')
    return { init, network }
  } finally {
    chain.info.destroy()
    chain.lifeline.destroy()
    chain.child.stderr?.destroy()
  }
}

/** Resolves when bubblewrap has made the sandbox's first process. */
function bwrapRuns(info: Readable): Promise<boolean> {
  return new Promise((resolve) => {
    info.once('data', () => resolve(true))
    info.once('error', () => resolve(false))
    info.once('end', () => resolve(false))
  })
}

function hostNameServers(context: LaunchContext): string[] {
  if (context.network !== 'host') return []
  return [...readFileSync('/etc/resolv.conf', 'utf8').matchAll(/^nameserver\s+(\S+)/gm)].map(
    (match) => match[1] as string,
  )
}

/** Letters, digits and hyphens, as host names are. */
function hostName(name: string): string {
  return (
    name
      .replaceAll(/[^A-Za-z0-9-]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 63) || 'session'
  )
}
