import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { basename, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Account } from './postgres-account.ts'
import { type ClusterFiles, here, postgresEnvironment } from './postgres-cluster.ts'
import { identity, type PostgresProgram } from './postgres-program.ts'

/** A postgres that runs, whoever started it. */
export interface PostgresProcess {
  readonly pid: number
  /** Resolves when it has ended, with how, as far as that is known. */
  readonly ended: Promise<string>
  /** Does nothing once it has ended: its pid may be another program's then. */
  kill(signal: NodeJS.Signals): void
}

/** Command line settings, so that they belong to the program's version and not to the database's files. */
export type PostgresSettings = Readonly<Record<string, string | number>>

const smallMachine: PostgresSettings = {
  max_connections: 100,
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '512MB',
  min_wal_size: '48MB',
  wal_compression: 'on',
  // Fewer processes: reads are few and small, there is one disk, and nothing replicates.
  io_method: 'sync',
  max_wal_senders: 0,
  max_replication_slots: 0,
  max_logical_replication_workers: 0,
  autovacuum_max_workers: 2,
  max_parallel_workers_per_gather: 1,
  huge_pages: 'off',
  // Compiling a query costs more than any of ours takes.
  jit: 'off',
  random_page_cost: 1.1,
}

const fixed: PostgresSettings = {
  listen_addresses: '',
  // Relative to the data directory, so that the length of the path does not matter.
  unix_socket_directories: '../socket',
  unix_socket_permissions: '0700',
  port: 5432,
  recovery_init_sync_method: 'syncfs',
  timezone: 'UTC',
  log_timezone: 'UTC',
  cluster_name: 'berth',
  // Starts, stops, crashes. Errors of statements go to who sent them; in a file they could hold secrets.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
}

export function spawnPostgres(
  files: ClusterFiles,
  program: PostgresProgram,
  account: Account | undefined,
  settings: PostgresSettings,
): PostgresProcess {
  const log = openSync(files.log, 'a', 0o600)
  try {
    const all = { ...smallMachine, ...settings, ...fixed, [identityOption]: files.directory }
    const child = spawn(
      program.postgres,
      ['-D', here, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      // A session of its own: Ctrl+C in a terminal is for the server, which then ends PostgreSQL in order.
      // The log is a file and not a pipe, so that it works on when the server is gone.
      { cwd: files.data, ...identity(account), env: postgresEnvironment, stdio: ['ignore', log, log], detached: true },
    )
    const ended = new Promise<string>((resolve, reject) => {
      child.on('error', reject)
      child.on('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with ${code}`))
    })
    ended.catch(() => {})
    return { pid: child.pid ?? -1, ended, kill: (signal) => void child.kill(signal) }
  } finally {
    closeSync(log)
  }
}

/** A setting that PostgreSQL does not know and keeps: by it, its command line tells whose it is. */
const identityOption = 'berth.directory'

/** Is this process a postgres on these files? A pid in an old file may be anybody's by now. */
export function isPostgresOf(files: ClusterFiles, pid: number): boolean {
  try {
    // World-readable, unlike /proc/PID/cwd, which root in a container may not read.
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return basename(words[0] ?? '') === 'postgres' && words.includes(`${identityOption}=${files.directory}`)
  } catch {
    return false
  }
}

/** A postgres that an earlier server left behind is not our child, so that nobody tells us of its end. */
export function adoptPostgres(files: ClusterFiles, pid: number): PostgresProcess {
  const poll = async () => {
    while (isPostgresOf(files, pid)) await delay(200, undefined, { ref: false })
    return 'ended'
  }
  return { pid, ended: poll(), kill: (signal) => isPostgresOf(files, pid) && process.kill(pid, signal) }
}

export interface PidFile {
  readonly pid: number
  /** `ready`, `starting`, `stopping`, `standby`; empty in the first moments. */
  readonly status: string
}

export async function readPidFile(files: ClusterFiles): Promise<PidFile | undefined> {
  const text = await readFile(pidPath(files), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const pid = Number(lines[0])
  return pid > 0 ? { pid, status: lines[7]?.trim() ?? '' } : undefined
}

/**
 * For a pid file whose pid is some other program's by now. Our own pid in its place says "stale" to a postgres that we
 * start, and leaves it the rest of the file, by which it makes sure that no process of the old one still writes.
 * Removing the file would lose that check.
 */
export function markPidFileStale(files: ClusterFiles): void {
  const lines = readFileSync(pidPath(files), 'utf8').split('\n')
  writeFileSync(pidPath(files), [String(process.pid), ...lines.slice(1)].join('\n'))
}

const pidPath = (files: ClusterFiles): string => join(files.data, 'postmaster.pid')

/** Ends PostgreSQL when this process is gone: the pipe on its input closes however that happens. */
const guardianName = 'berth-guardian'
const guardianScript = 'cat >/dev/null; [ "/proc/$1/cwd" -ef . ] && kill -INT "$1"'

export function guard(files: ClusterFiles, account: Account | undefined, postgres: PostgresProcess): Disposable {
  let over = false
  let guardian: ChildProcess
  const watch = () => {
    guardian = spawn('/bin/sh', ['-c', guardianScript, guardianName, String(postgres.pid)], {
      cwd: files.data,
      ...identity(account),
      env: postgresEnvironment,
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
    })
    guardian.on('error', () => {})
    guardian.on('exit', () => over || setTimeout(() => over || watch(), 100).unref())
    // Neither the process nor the pipe to it keeps ours from ending.
    guardian.unref()
    ;(guardian.stdin as Socket).unref()
  }
  const end = () => {
    over = true
    guardian.kill('SIGKILL')
  }
  watch()
  void postgres.ended.then(end, end)
  return { [Symbol.dispose]: end }
}

/** Is there still a guardian of an earlier server, about to end this postgres? */
export function isGuarded(pid: number): boolean {
  return readdirSync('/proc').some((name) => {
    try {
      const words = /^\d+$/.test(name) ? readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0') : []
      return words.includes(guardianName) && words.includes(String(pid))
    } catch {
      return false
    }
  })
}
