import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs'
import { readFileSync, rmdirSync, rmSync } from 'node:fs'
import { open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Account, requireKnownUser } from './postgres-account.ts'
import { identity, type PostgresProgram } from './postgres-program.ts'

/** The files of one embedded database, all below one directory. */
export interface ClusterFiles {
  readonly directory: string
  /** What PostgreSQL calls its data directory. */
  readonly data: string
  readonly socket: string
  readonly password: string
  readonly log: string
  readonly lock: string
}

export function clusterFiles(directory: string): ClusterFiles {
  return {
    directory,
    data: join(directory, 'data'),
    socket: join(directory, 'socket'),
    password: join(directory, 'password'),
    log: join(directory, 'postgres.log'),
    lock: join(directory, 'lock'),
  }
}

export const superuser = 'berth'

/**
 * How PostgreSQL names its data directory: as its working directory, whatever that is. So it works below a folder that
 * its account may not search, as /root is, and however long the path is; the server, which may, starts it there.
 */
export const here = '/proc/self/cwd'

/** The account owns the directory, since PostgreSQL makes its socket and reads its password there. */
export function own(path: string, account: Account | undefined): void {
  if (account) chownSync(path, account.uid, account.gid)
  chmodSync(path, 0o700)
}

/**
 * Makes the cluster under another name and renames it when it is whole and on the disk: a start that was interrupted
 * here finds no cluster and begins again.
 */
export async function makeCluster(
  files: ClusterFiles,
  program: PostgresProgram,
  account: Account | undefined,
  options: { durable: boolean; signal?: AbortSignal | undefined },
): Promise<void> {
  if (existsSync(join(files.data, 'PG_VERSION'))) return checkVersion(files, program)
  if (existsSync(files.data) && readdirSync(files.data).length > 0) {
    throw new Error(`${files.data} is not empty, yet not a PostgreSQL database; move it away to begin with a new one`)
  }
  requireKnownUser()
  await removeUnfinished(files)
  const unfinished = mkdtempSync(join(files.directory, unfinishedPrefix))
  own(unfinished, account)
  if (!existsSync(files.password)) await writeFile(files.password, randomBytes(32).toString('hex'), { mode: 0o600 })
  if (account) chownSync(files.password, account.uid, account.gid)
  await runInitdb(program, account, unfinished, options)
  await rename(unfinished, files.data)
  if (options.durable) await sync(files.directory)
}

const unfinishedPrefix = 'data.unfinished-'

/**
 * What interrupted starts left. The initdb of a server that was killed writes on until it next reports to the server;
 * it is in nobody's way, since each start works under a name of its own.
 */
async function removeUnfinished(files: ClusterFiles): Promise<void> {
  for (const name of readdirSync(files.directory).filter((entry) => entry.startsWith(unfinishedPrefix))) {
    const path = join(files.directory, name)
    // What cannot be removed yet is, with the next start.
    await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }).catch(() => {})
  }
}

async function runInitdb(
  program: PostgresProgram,
  account: Account | undefined,
  directory: string,
  options: { durable: boolean; signal?: AbortSignal | undefined },
): Promise<void> {
  const child = spawn(
    program.initdb,
    [
      ...['-D', here, '-U', superuser, '--pwfile=../password', '-A', 'scram-sha-256'],
      ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
      ...['--data-checksums', options.durable ? '--sync-method=syncfs' : '--no-sync', '--no-instructions'],
    ],
    // A group of its own, so that an abort ends the postgres processes it runs as well.
    {
      cwd: directory,
      ...identity(account),
      env: postgresEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    },
  )
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  child.stderr.on('data', (chunk) => (output += chunk))
  const abort = () => child.pid && process.kill(-child.pid, 'SIGKILL')
  options.signal?.addEventListener('abort', abort, { once: true })
  try {
    const code = await new Promise<number | string | null>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (status, signal) => resolve(status ?? signal))
    })
    options.signal?.throwIfAborted()
    if (code !== 0) throw new Error(`Making the database failed (initdb ended with ${code}):\n${output.trim()}`)
  } finally {
    options.signal?.removeEventListener('abort', abort)
  }
}

function checkVersion(files: ClusterFiles, program: PostgresProgram): void {
  const version = readFileSync(join(files.data, 'PG_VERSION'), 'utf8').trim()
  if (version === program.version.split('.')[0]) return
  throw new Error(`${files.data} was made by PostgreSQL ${version}; this program brings PostgreSQL ${program.version}`)
}

export async function readPassword(files: ClusterFiles): Promise<string> {
  try {
    return (await readFile(files.password, 'utf8')).trim()
  } catch (error) {
    throw new Error(`The embedded database's password is missing: ${(error as Error).message}`, { cause: error })
  }
}

/** Nothing of the caller's: PG* variables would change what the programs do, and secrets are none of theirs. */
export const postgresEnvironment: NodeJS.ProcessEnv = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

const longestSocketPath = 107

/** A path to the socket that fits into a socket address: the directory itself or a short link to it. */
export function shortSocketDirectory(files: ClusterFiles): { path: string } & Disposable {
  if (fits(files.socket)) return { path: files.socket, [Symbol.dispose]() {} }
  const folder = [process.env['XDG_RUNTIME_DIR'], tmpdir(), '/tmp'].find(
    (candidate) => candidate && existsSync(candidate) && fits(join(candidate, 'berth-XXXXXX', 's')),
  )
  // mkdtemp makes it 0700 and never takes an existing one, so that nobody else can point it elsewhere.
  const link = mkdtempSync(join(folder ?? '/tmp', 'berth-'))
  const path = join(link, 's')
  symlinkSync(files.socket, path)
  return {
    path,
    [Symbol.dispose]() {
      rmSync(path, { force: true })
      rmdirSync(link)
    },
  }
}

const fits = (folder: string): boolean => Buffer.byteLength(join(folder, '.s.PGSQL.5432')) <= longestSocketPath

async function sync(directory: string): Promise<void> {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A new log for each start; the one before is kept. It holds starts, stops and crashes, no statements. */
export async function rotateLog(files: ClusterFiles): Promise<void> {
  await rename(files.log, `${files.log}.1`).catch(() => rm(files.log, { force: true }))
}
