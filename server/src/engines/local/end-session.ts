import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { CgroupDriver } from './cgroup-driver.ts'
import { askKeeper } from './keeper-client.ts'
import { connectToKeeper } from './keeper-socket.ts'
import { findByToken, isAlive, signalProcess, until } from './processes.ts'
import { readExit, readState, writeState, type SessionPaths, type SessionState } from './session-directory.ts'

/**
 * Whether a session runs. Once its first process is known that one decides: with it all inside are gone, and what is
 * left of the chain around it follows.
 */
export function anythingRuns(state: SessionState, cgroups: CgroupDriver | null): boolean {
  if (state.phase === 'ended') return false
  if (state.init) return isAlive(state.init)
  if (cgroups && state.cgroups.length > 0 && cgroups.processes(state.cgroups).length > 0) return true
  return findByToken(state.token).length > 0
}

/** Asks the keeper to end everything and gives it the time; true when the sandbox is gone by itself. */
export async function endGently(state: SessionState, paths: SessionPaths, graceMs: number): Promise<boolean> {
  const init = state.init
  if (!init || !isAlive(init) || graceMs <= 0) return false
  try {
    const { socket } = await askKeeper(paths.socket, { op: 'stop', graceMs }, Math.min(graceMs, 1000))
    socket.destroy()
  } catch {
    return false
  }
  return until(() => !isAlive(init), graceMs)
}

/**
 * Ends every process of the session at once: the first one of the sandbox, with which the kernel ends all inside, then
 * what is left of the chain that made it. Resolves false when something is left after the time.
 */
export async function endByForce(
  state: SessionState,
  paths: SessionPaths,
  cgroups: CgroupDriver | null,
): Promise<boolean> {
  const known = state.init
  const sweep = () => {
    if (known && isAlive(known)) signalProcess(known.pid, 'SIGKILL')
    if (cgroups && state.cgroups.length > 0) cgroups.kill(state.cgroups)
    // Before the first process is known, or without a group, the chain is found by its token.
    const mine = !known || state.cgroups.length === 0 ? findByToken(state.token) : []
    for (const pid of mine) signalProcess(pid, 'SIGKILL')
    if (known && isAlive(known)) return false
    return mine.length === 0 && (!cgroups || cgroups.processes(state.cgroups).length === 0)
  }
  if (known) return until(sweep, 3000)
  // A server killed while it spawned leaves a process that has not become the chain yet and bears no token. It holds the
  // listening socket, though, as all that comes of it does: while that takes connections, somebody is left.
  const deadline = performance.now() + 5000
  while (performance.now() < deadline) {
    if ((await until(sweep, 3000)) && !(await isListening(paths.socket))) return until(sweep, 3000)
  }
  return false
}

async function isListening(path: string): Promise<boolean> {
  try {
    const socket = await connectToKeeper(path, 1000)
    socket.destroy()
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code !== 'ECONNREFUSED' && code !== 'ENOENT'
  }
}

/** How a session ended whose processes are all gone. What the command recorded counts before what was asked later. */
function findEnd(
  state: SessionState,
  paths: SessionPaths,
  cgroups: CgroupDriver | null,
): NonNullable<SessionState['end']> {
  const now = Date.now()
  const kills = cgroups && state.cgroups.length > 0 ? cgroups.outOfMemoryKills(state.cgroups) : 0
  const exit = state.type === 'batch' ? readExit(paths) : null
  if (exit) {
    const at = exit.at >= state.startedAt && exit.at <= now ? exit.at : now
    const killed = kills > 0 && exit.exitCode === 137
    return { at, cause: killed ? 'out-of-memory' : 'exited', exitCode: exit.exitCode }
  }
  if (state.phase === 'stopping') return { at: now, cause: 'stopped', exitCode: null }
  return { at: now, cause: kills > 0 ? 'out-of-memory' : 'lost', exitCode: null }
}

function endedNow(state: SessionState, paths: SessionPaths, cgroups: CgroupDriver | null): SessionState {
  const bootstrapEnd = readExit(paths)?.bootstrap
  const ended = { ...state, phase: 'ended', end: findEnd(state, paths, cgroups) } as const
  return bootstrapEnd ? { ...ended, bootstrapEnd } : ended
}

/** Writes the end down, then removes what the session had but its logs and the record itself. */
export async function concludeSession(
  root: string,
  state: SessionState,
  paths: SessionPaths,
  cgroups: CgroupDriver | null,
): Promise<SessionState> {
  // What is written already stays: a server that is just going down may have been faster.
  const written = readState(paths)
  const ended: SessionState = written?.phase === 'ended' ? written : endedNow(state, paths, cgroups)
  if (ended !== written) writeState(paths, ended)
  await removeRemains(root, ended, paths, cgroups)
  return ended
}

async function removeRemains(root: string, state: SessionState, paths: SessionPaths, cgroups: CgroupDriver | null) {
  for (const path of [paths.socket, paths.status, paths.exit, paths.config]) rmSync(path, { force: true })
  if (existsSync(paths.sandbox)) discard(root, paths.sandbox)
  if (cgroups && state.cgroups.length > 0) await until(() => cgroups.remove(state.cgroups), 1000)
}

/** Moves a directory out of the way and deletes it in the background: it may hold millions of files. */
export function discard(root: string, path: string) {
  const trash = join(root, 'trash', randomBytes(8).toString('hex'))
  renameSync(path, trash)
  emptyTrash(trash)
}

/** `rm` works relative to descriptors, so trees deeper than any path and links in them do no harm. */
export function emptyTrash(path: string) {
  const script = 'rm -rf -- "$1" 2>/dev/null || { chmod -R u+rwX -- "$1" 2>/dev/null; rm -rf -- "$1"; }'
  const child = spawn('/bin/sh', ['-c', script, 'sh', path], { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}
