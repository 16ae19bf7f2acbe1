import { closeSync, mkdirSync, openSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from '../log/log.ts'
import type { DatabaseConnection } from './database.ts'
import { clientConfig, sqlState } from './database.ts'
import { FileLocked, lockFile } from './file-lock.ts'
import { type Account, postgresAccount } from './postgres-account.ts'
import { type ClusterFiles, clusterFiles, makeCluster, own, readPassword } from './postgres-cluster.ts'
import { rotateLog, shortSocketDirectory, superuser } from './postgres-cluster.ts'
import {
  adoptPostgres,
  guard,
  isGuarded,
  isPostgresOf,
  markPidFileStale,
  type PostgresProcess,
} from './postgres-process.ts'
import { type PostgresSettings, readPidFile, spawnPostgres } from './postgres-process.ts'
import { findPostgres, installedPackage, type PostgresProgram } from './postgres-program.ts'

export interface EmbeddedPostgresOptions {
  /** A folder of its own, made when it is missing. */
  readonly directory: string
  readonly log?: Log
  /** Gives up starting. */
  readonly signal?: AbortSignal
  /** For tests, which can do without durability. */
  readonly settings?: PostgresSettings
}

export interface EmbeddedPostgres extends AsyncDisposable {
  readonly connection: Exclude<DatabaseConnection, { url: string }>
  /** Of the process that runs now; another one after a crash. */
  pid(): number
}

/** Another server works on this directory. */
export class DataDirectoryBusy extends Error {
  override readonly name = 'DataDirectoryBusy'
}

/**
 * Runs the PostgreSQL that comes with the program on one directory, and keeps it running: it is started again when it
 * ends unasked, adopted when a server that was killed left it behind, ended in order when this process ends or is
 * killed. One server at a time has the directory.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, signal } = options
  mkdirSync(options.directory, { recursive: true })
  const files = clusterFiles(realpathSync(options.directory))
  await using held = new AsyncDisposableStack()
  held.use(lockDirectory(files))
  const account = postgresAccount(files.data, files.directory)
  const program = await findPostgres(files.directory, account, await installedPackage())
  own(files.directory, account)
  await makeCluster(files, program, account, { durable: options.settings?.['fsync'] !== 'off', signal })
  const password = await readPassword(files)
  const socket = held.use(shortSocketDirectory(files))
  const connection = { host: socket.path, port: 5432, user: superuser, password, database: 'berth' }

  const cluster: Cluster = { files, program, account, settings: options.settings ?? {}, connection, log }
  let closing = false
  let current = await bringUp(cluster, () => signal?.throwIfAborted())
  let guardian = guard(files, account, current)
  const supervised = supervise()
  held.defer(async () => {
    closing = true
    await stop(current)
    await supervised
    guardian[Symbol.dispose]()
  })
  await ensureDatabase(connection)

  async function supervise(): Promise<void> {
    for (let failures = 0; ;) {
      const how = await current.ended.catch((error: Error) => error.message)
      if (closing) return
      log?.error('PostgreSQL ended unasked; starting it again', { how })
      while (!closing) {
        try {
          current = await bringUp(cluster, () => {
            if (closing) throw new Error('closing')
          })
          guardian = guard(files, account, current)
          failures = 0
          break
        } catch (error) {
          if (closing) return
          log?.error('PostgreSQL could not be started again; trying on', { error: error as Error })
          await delay(Math.min(5_000, 250 * 2 ** failures++))
        }
      }
      if (closing) return stop(current)
    }
  }

  const disposal = held.move()
  return { connection, pid: () => current.pid, [Symbol.asyncDispose]: () => disposal.disposeAsync() }
}

interface Cluster {
  readonly files: ClusterFiles
  readonly program: PostgresProgram
  readonly account: Account | undefined
  readonly settings: PostgresSettings
  readonly connection: Exclude<DatabaseConnection, { url: string }>
  readonly log: Log | undefined
}

function lockDirectory(files: ClusterFiles): Disposable {
  try {
    return lockFile(files.lock)
  } catch (error) {
    if (!(error instanceof FileLocked)) throw error
    throw new DataDirectoryBusy(`Another server is running on ${files.directory}. Stop it, or use another directory.`)
  }
}

/** How long what is left of an earlier postgres may stand in the way. Recovery, which makes progress, may take longer. */
const patienceMs = 10_000

/** Starts or adopts; resolves when connections are accepted. */
async function bringUp(cluster: Cluster, check: () => void): Promise<PostgresProcess> {
  const { files, log } = cluster
  const deadline = Date.now() + patienceMs
  for (; ; await delay(50)) {
    check()
    const pidFile = await readPidFile(files)
    if (pidFile && isPostgresOf(files, pidFile.pid)) {
      // A server that was killed just now: adopting what ends the next moment helps nobody.
      if (isGuarded(pidFile.pid) && Date.now() < deadline) continue
      const state = await ask(cluster)
      if (state === cluster.program.version) {
        log?.warn('Adopted the PostgreSQL that an earlier server left behind', { pid: pidFile.pid })
        return adoptPostgres(files, pidFile.pid)
      }
      if (/^\d/.test(state)) {
        log?.info('Ending a PostgreSQL of another version that an earlier server left behind', { version: state })
        await stop(adoptPostgres(files, pidFile.pid))
      } else if (state !== 'starting' && Date.now() > deadline) {
        throw new Error(`A PostgreSQL (process ${pidFile.pid}) has ${files.data} and does not answer: ${state}`)
      }
      continue
    }
    if (pidFile && isAlive(pidFile.pid)) markPidFileStale(files)
    const outcome = await startOnce(cluster, check)
    if ('pid' in outcome) return outcome
    const left = /lock file .* already exists|shared memory block/.test(outcome.failure)
    if (!left || Date.now() > deadline) throw new Error(`PostgreSQL did not start:\n${outcome.failure}`)
  }
}

async function startOnce(cluster: Cluster, check: () => void): Promise<PostgresProcess | { failure: string }> {
  const { files, program, account, settings } = cluster
  // Only a dead postgres can have left sockets here, and they would stand in the way when its pid is taken.
  rmSync(files.socket, { recursive: true, force: true })
  mkdirSync(files.socket)
  own(files.socket, account)
  await rotateLog(files)
  closeSync(openSync(files.log, 'a', 0o600))
  const postgres = spawnPostgres(files, program, account, settings)
  const end = postgres.ended.catch((error: Error) => error.message)
  try {
    for (;;) {
      check()
      const pidFile = await readPidFile(files)
      if (pidFile?.pid === postgres.pid && pidFile.status === 'ready') return postgres
      const ended = await Promise.race([end, delay(5)])
      if (ended) return { failure: `${ended}\n${readFileSync(files.log, 'utf8').slice(-4_000).trim()}` }
    }
  } catch (error) {
    await stop(postgres)
    throw error
  }
}

/** The version of the postgres that answers on the socket, or why none does. */
async function ask(cluster: Cluster): Promise<string> {
  const client = new pg.Client({
    ...clientConfig({ ...cluster.connection, database: 'postgres' }, 'berth supervisor'),
    connectionTimeoutMillis: 2_000,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version') as version`)
    return rows[0]?.version ?? 'it names no version'
  } catch (error) {
    const startingUp = sqlState(error) === '57P03' && /starting up|not yet accepting/.test((error as Error).message)
    return startingUp ? 'starting' : (error as Error).message
  } finally {
    await client.end().catch(() => {})
  }
}

async function ensureDatabase(connection: Cluster['connection']): Promise<void> {
  const client = new pg.Client(clientConfig({ ...connection, database: 'postgres' }, 'berth supervisor'))
  await client.connect()
  try {
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [connection.database])
    if (rows.length === 0) await client.query(`create database ${pg.escapeIdentifier(connection.database)}`)
  } finally {
    await client.end()
  }
}

/** In order first (it writes everything out), then at once: the next start recovers what that left. */
async function stop(postgres: PostgresProcess): Promise<void> {
  const ended = postgres.ended.catch(() => {})
  for (const [signal, patience] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    postgres.kill(signal)
    const waiting = new AbortController()
    const outcome = await Promise.race([
      ended.then(() => 'ended'),
      delay(patience, 'still there', { signal: waiting.signal }).catch(() => ''),
    ])
    waiting.abort()
    if (outcome === 'ended') return
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
