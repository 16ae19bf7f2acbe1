/**
 * The port between Berth and whatever runs compute sessions. Nothing outside an engine's folder knows which engine it
 * talks to. `conformance.ts` is this interface as tests; every engine passes it.
 *
 * An engine is told what to do with a session id that the caller chose. All verbs are idempotent and may be repeated
 * after a crash of either side: the caller never knows whether the last attempt took effect.
 */
import type { Duplex } from 'node:stream'

export interface Engine extends AsyncDisposable {
  /** `local`, `mock`, … */
  readonly kind: string
  /** Containers that one session may have. */
  readonly mostContainers: number

  /** Looks at the machine now: can sessions run here, how much is there, how strong is the isolation. */
  probe(): Promise<EngineReport>

  /**
   * Where these programs are for sessions: in a root directory of the machine, or (null) on the machine itself. Those
   * that are not there are left out. Rejects where sessions cannot run in that root directory.
   */
  findPrograms(names: readonly string[], root: string | null): Promise<ReadonlyMap<string, string>>

  /**
   * What sessions can do with directories below this one, where people keep what outlives sessions. It may really be
   * tried out.
   */
  storage(directory: string): Promise<StorageSupport>

  /**
   * Starts a session and resolves once it is running (a terminal can be opened, the command of a batch session has
   * been started). Starting one that already runs resolves at once; one that ran and ended is not run again, its end is
   * told to `watch` once more. Rejects with `EngineProblem`; what was half made is then gone or will be removed by
   * `remove`.
   *
   * A bootstrap script is run before, once, whatever happens to the server meanwhile: `start` resolves when it has ended
   * or its time is over. `onBootstrap` is called when that is all there is to wait for; from then on the signal ends the
   * waiting alone, the session goes on and is ended by `stop`.
   */
  start(spec: SessionSpec, signal: AbortSignal, onBootstrap?: () => void): Promise<StartedSession>

  /**
   * Every session that this engine knows: running ones and ended ones that were not yet removed. One whose start was
   * cut off by a crash is `running` while something of it lives, else `unstarted`; `start` makes it anew, `stop` ends
   * it.
   */
  list(): Promise<readonly EngineSession[]>

  /**
   * Ends every process of the session: SIGTERM, then after `graceMs` SIGKILL. Resolves when none is left, with how it
   * ended. A session that already ended resolves with its first end; one that is unknown resolves with null.
   */
  stop(id: string, options: { readonly graceMs: number }): Promise<SessionEnd | null>

  /**
   * Forgets an ended session: nothing of it is left (directory, socket, cgroup, mount) but its logs. Rejects with
   * `unavailable` while it runs.
   */
  remove(id: string): Promise<void>

  /** Calls back when a session ends by itself, until the signal. May repeat, may miss what `list` shows. */
  watch(onEnd: (id: string, end: SessionEnd) => void, signal: AbortSignal): void

  /** Opens a terminal: a login shell, or `command`, on a pty of its own. It outlives its viewers and this server. */
  openTerminal(id: string, options: TerminalOptions): Promise<{ readonly terminal: string }>
  terminals(id: string): Promise<readonly TerminalState[]>
  /** Looks at a terminal: first what its screen holds, then what happens. Any number of viewers. */
  /** `onlyLooks`: what it writes goes nowhere, and nothing waits for it. */
  attachTerminal(id: string, terminal: string, options?: { readonly onlyLooks?: boolean }): Promise<TerminalView>
  closeTerminal(id: string, terminal: string): Promise<void>

  /** Shows a line of text in every terminal of the session, whatever runs in it; without one it is lost. */
  announce(id: string, text: string): Promise<void>

  /** Runs a command as `docker exec` does; it ends with the stream. */
  exec(id: string, options: ExecOptions): Promise<ExecStream>

  /** SFTP version 3, spoken by a program inside the session as its user: paths are those that it sees. */
  openFiles(id: string): Promise<Duplex>

  /** A byte stream to `127.0.0.1:port` as seen inside the session. */
  openPort(id: string, port: number): Promise<Duplex>

  /** A byte stream to the unix socket at this path, as seen inside the session. */
  openSocket(id: string, path: string): Promise<Duplex>

  /**
   * Output kept of the session, oldest first from byte `from` (0 = the first ever written; bytes that rotation dropped
   * are skipped). With `follow` it goes on until the session ends or the signal. Works after the end, until the logs
   * are removed with `removeLogs`.
   */
  logs(id: string, options: LogOptions): AsyncIterable<Uint8Array>
  removeLogs(id: string): Promise<void>

  /** What these have used until now. Those that do not run are left out. */
  metrics(ids: readonly string[]): Promise<ReadonlyMap<string, SessionUse>>
}

export interface SessionSpec {
  readonly id: string
  /** Host name inside, and the name in prompts. */
  readonly name: string
  readonly type: 'interactive' | 'batch' | 'service'
  readonly resources: SessionResources
  /** Run by `/bin/sh -c` in the home directory; the session of type `batch` ends with it. */
  readonly command: string | null
  readonly env: Readonly<Record<string, string>>
  readonly mounts: readonly SessionMount[]
  /** Put into the home directory before anything runs, in place of what would be there. */
  readonly files: readonly SessionFile[]
  readonly bootstrap: SessionBootstrap | null
  /** In place of the machine's own programs, those of this directory of the machine. */
  readonly root?: string | null
}

export interface SessionResources {
  /** Cores; fractions allowed. */
  readonly cpu: number
  /** Bytes. */
  readonly memory: number
  /** Size of /dev/shm in bytes; part of `memory`. */
  readonly sharedMemory: number
  /** Device indexes handed to the session. */
  readonly gpus: readonly number[]
}

/** Counters since some moment in the session's life; null where this machine cannot tell. */
export interface SessionUse {
  readonly at: Date
  readonly cpuSeconds: number | null
  /** Bytes now, without what the kernel would give away. */
  readonly memory: number | null
  readonly networkReceived: number | null
  readonly networkSent: number | null
  readonly diskRead: number | null
  readonly diskWritten: number | null
  /** Its devices, each as a whole: from 0 to 1, and bytes. */
  readonly gpus: readonly { readonly busy: number; readonly memory: number }[]
}

export interface SessionMount {
  readonly source: string
  /** Below the home directory, or an absolute path elsewhere. */
  readonly target: string
  readonly mode: 'ro' | 'rw'
  /** What is in it is shared by sessions: on disk it is this user's, and in the session its own user's. */
  readonly owner?: StorageOwner
}

/** Whom everything in storage belongs to on disk. */
export interface StorageOwner {
  readonly uid: number
  readonly gid: number
  /** The kernel shows it as the session's own; otherwise sessions share it by its group. */
  readonly mapped: boolean
}

export interface StorageSupport {
  /** Can sessions mount directories below it? */
  readonly available: boolean
  /** When not: what to do about it. */
  readonly remedy: string | null
  /** Null: everything belongs to whoever the server runs as. */
  readonly owner: StorageOwner | null
}

export interface SessionFile {
  /** Relative to the home directory. */
  readonly path: string
  readonly mode: number
  readonly content: string
}

/** Run in the home directory, by the interpreter that its first line names, else by the shell; its output is kept. */
export interface SessionBootstrap {
  readonly script: string
  readonly timeLimitSeconds: number
}

export interface BootstrapEnd {
  /** 128 + signal when a signal ended it. */
  readonly exitCode: number
  readonly timedOut: boolean
}

export interface StartedSession {
  /** How the bootstrap script ended; null: there was none, or that is not known any more. */
  readonly bootstrap: BootstrapEnd | null
  /** What the isolation of this session really is (4.8): `full`, `user`, or an engine's own word. */
  readonly tier: string
  readonly node: string
}

export interface EngineSession {
  readonly id: string
  /** `unstarted`: a start was cut off, its command never began; it has no end, for it may be started anew. */
  readonly state: 'running' | 'ended' | 'unstarted'
  readonly startedAt: Date
  readonly end?: SessionEnd
  /** Of one that ended, where it is known. */
  readonly bootstrap?: BootstrapEnd
  /** How many of its processes the kernel killed at its memory limit while it went on; absent where unknown. */
  readonly outOfMemoryKills?: number
}

/** How a session ended. */
export interface SessionEnd {
  readonly at: Date
  /**
   * - `exited`: the batch command ended; `exitCode` is set (128 + signal when a signal ended it)
   * - `stopped`: `stop` was called
   * - `out-of-memory`: the kernel killed it at its memory limit
   * - `lost`: it vanished (its processes were killed, the machine restarted)
   */
  readonly cause: 'exited' | 'stopped' | 'out-of-memory' | 'lost'
  readonly exitCode: number | null
}

export interface TerminalOptions {
  readonly cols: number
  readonly rows: number
  readonly command?: readonly string[]
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

export interface TerminalState {
  readonly terminal: string
  readonly title: string
  readonly cols: number
  readonly rows: number
  readonly startedAt: Date
}

/**
 * One viewer of a terminal. `stream` reads the terminal's bytes (first the replay: what rebuilds the screen) and writes
 * the keyboard's; it ends when the terminal's program does. Both directions obey back-pressure: a viewer that does not
 * read never makes the engine buffer without bound, it is cut off instead.
 */
export interface TerminalView {
  readonly stream: Duplex
  /** How many of the first bytes are replay; answers of the viewer's emulator to queries in them must be dropped. */
  readonly replayBytes: number
  resize(cols: number, rows: number): void
  /** The size that it has, at once and at every change; not told by keepers of before. */
  onSize(listener: (cols: number, rows: number) => void): void
  /** Resolves when the program ends, or with null when the view was closed or lost first. */
  readonly exit: Promise<{ readonly code: number } | null>
}

export interface ExecOptions {
  readonly command: readonly string[]
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** On a terminal of its own, of this size; what it says is all in `stdout` then. */
  readonly pty?: { readonly cols: number; readonly rows: number } | null
}

export interface ExecStream extends AsyncDisposable {
  readonly stdin: import('node:stream').Writable
  readonly stdout: import('node:stream').Readable
  readonly stderr: import('node:stream').Readable
  signal(name: NodeJS.Signals): void
  /** Of its terminal, where it has one. */
  resize(cols: number, rows: number): void
  readonly exit: Promise<{ readonly code: number | null; readonly signal: string | null }>
}

export interface LogOptions {
  readonly source: 'main' | 'bootstrap'
  readonly from: number
  readonly follow: boolean
  readonly signal: AbortSignal
  /** Called before the first bytes with their place, behind `from` where bytes have been dropped; and again after a gap. */
  readonly onStart?: (at: number) => void
}

export interface EngineReport {
  readonly available: boolean
  /** When not available: what to do about it, in one English sentence for an administrator. */
  readonly remedy: string | null
  readonly version: string
  readonly tier: string
  /** Facts for the Information page: `cgroup v2`, `seccomp on`, `no outbound network: slirp4netns is missing`. */
  readonly facts: readonly string[]
  readonly node: {
    readonly name: string
    readonly cpu: number
    readonly memory: number
    readonly gpus: number
    /** Are they given out in tenths, instead of whole? */
    readonly fractionalGpus?: boolean
  }
}

/** Why an engine could not do what it was asked. `code` is from a closed set, each with a text in every language. */
export class EngineProblem extends Error {
  readonly code: EngineProblemCode
  constructor(code: EngineProblemCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'EngineProblem'
    this.code = code
  }
}

export type EngineProblemCode =
  | 'unavailable'
  | 'no-such-session'
  | 'no-such-terminal'
  | 'too-many-terminals'
  | 'too-many-files'
  | 'not-running'
  | 'start-failed'
  | 'port-refused'
  | 'cancelled'
