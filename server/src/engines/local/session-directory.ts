import {
  constants,
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { EngineProblem, type BootstrapEnd, type SessionEnd } from '../engine.ts'
import type { ProcessIdentity } from './processes.ts'

/** What is written down of a session before and while it runs; the only memory that survives the server. */
export interface SessionState {
  readonly v: 1
  readonly id: string
  /**
   * - `launching`: something of it may exist; nobody was told that it runs
   * - `running`: the sandbox is up; from here on it is never started a second time
   * - `stopping`: `stop` was called
   * - `ended`: nothing runs any more, `end` says how it went
   */
  readonly phase: 'launching' | 'running' | 'stopping' | 'ended'
  readonly type: 'interactive' | 'batch' | 'service'
  readonly tier: string
  /** The user it runs as, where that is not the server's own. */
  readonly uid: number | null
  readonly cgroups: readonly string[]
  /** An argument of every process of the launch chain, by which they are found. */
  readonly token: string
  readonly startedAt: number
  /** The first process of the sandbox's pid namespace: when it dies, all die. */
  readonly init: ProcessIdentity | null
  readonly network: string
  /** The GPUs it was given; sessions of before have no such note. */
  readonly gpus?: readonly number[]
  /** Whether something is run before the command; and how that ended, where it is known after the session's own end. */
  readonly bootstrap?: boolean
  readonly bootstrapEnd?: BootstrapEnd
  readonly end: { readonly at: number; readonly cause: SessionEnd['cause']; readonly exitCode: number | null } | null
}

export interface SessionPaths {
  readonly directory: string
  readonly state: string
  readonly socket: string
  readonly status: string
  readonly exit: string
  readonly config: string
  /** What the sandbox sees a part of. */
  readonly sandbox: string
  readonly logs: string
}

export function isSessionId(id: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id)
}

export function sessionPaths(root: string, id: string): SessionPaths {
  if (!isSessionId(id)) throw new EngineProblem('no-such-session', 'there is no such session')
  const directory = join(root, 'sessions', id)
  return {
    directory,
    state: join(directory, 'state.json'),
    socket: join(directory, 'keeper.sock'),
    status: join(directory, 'bwrap-status'),
    exit: join(directory, 'exit'),
    config: join(directory, 'keeper.json'),
    sandbox: join(directory, 'sandbox'),
    logs: join(root, 'logs', id),
  }
}

export async function makeRoot(root: string) {
  await mkdir(root, { recursive: true, mode: 0o700 })
  for (const part of ['sessions', 'logs', 'trash']) await mkdir(join(root, part), { recursive: true, mode: 0o700 })
}

export function listSessionIds(root: string): string[] {
  return readdirSync(join(root, 'sessions')).filter(isSessionId)
}

/**
 * Written so that after a crash of the machine either the old or the new text is there, whole. On a disk that is full it
 * takes the place that the old text has, so that the session which fills it can be ended.
 */
export function writeState(paths: SessionPaths, state: SessionState) {
  const temporary = `${paths.state}.new`
  const text = JSON.stringify(state)
  try {
    writeSynced(temporary, 'w', text)
    renameSync(temporary, paths.state)
  } catch (error) {
    rmSync(temporary, { force: true })
    if (!isFull(error) || !existsSync(paths.state)) throw error
    // In one go: behind a shorter text nothing of the old one may stand.
    writeSynced(paths.state, 'r+', text.padEnd(statSync(paths.state).size))
  }
  syncDirectory(paths.directory)
}

function writeSynced(path: string, flags: 'w' | 'r+', text: string) {
  const fd = openSync(path, flags, 0o600)
  try {
    writeSync(fd, text)
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

export const isFull = (error: unknown): boolean => {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOSPC' || code === 'EDQUOT'
}

function syncDirectory(path: string) {
  const fd = openSync(path, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** Null when there is none or it cannot be read: such a directory is the rest of a launch that never began. */
export function readState(paths: SessionPaths): SessionState | null {
  try {
    const state = JSON.parse(readFileSync(paths.state, 'utf8')) as SessionState
    return state.v === 1 ? state : null
  } catch {
    return null
  }
}

/** Reads a file that something inside the sandbox may have written: no link is followed, no more than `limit` read. */
function readUntrusted(path: string, limit: number): string {
  let fd: number
  try {
    fd = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch {
    return ''
  }
  try {
    if (!fstatSync(fd).isFile()) return ''
    const bytes = Buffer.alloc(limit)
    return bytes.subarray(0, readSync(fd, bytes, 0, limit, 0)).toString('utf8')
  } finally {
    closeSync(fd)
  }
}

/** From a keeper, which runs among the session's code. */
export function parseBootstrapEnd(value: unknown): BootstrapEnd | null {
  if (typeof value !== 'object' || value === null) return null
  const { exitCode, timedOut } = value as Record<string, unknown>
  if (!Number.isInteger(exitCode)) return null
  return { exitCode: (exitCode as number) & 255, timedOut: timedOut === true }
}

/** The command's exit code as the keeper recorded it. */
export function readExit(paths: SessionPaths): { exitCode: number; at: number; bootstrap: BootstrapEnd | null } | null {
  try {
    const record = JSON.parse(readUntrusted(paths.exit, 512).split('\n')[0] ?? '') as Record<string, unknown>
    const { exitCode, at, bootstrap } = record
    if (!Number.isInteger(exitCode) || (exitCode as number) < 0 || (exitCode as number) > 255) return null
    if (!Number.isSafeInteger(at)) return null
    return { exitCode: exitCode as number, at: at as number, bootstrap: parseBootstrapEnd(bootstrap) }
  } catch {
    return null
  }
}

/** The pid of the sandbox's first process, as bubblewrap reported it. */
export function readChildPid(paths: SessionPaths): number | null {
  const match = /"child-pid":\s*(\d+)/.exec(readUntrusted(paths.status, 4096))
  return match ? Number(match[1]) : null
}
