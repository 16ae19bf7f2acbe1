import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, afterEach, expect, test, vi } from 'vitest'
import { clientConfig, openDatabase } from './database.ts'
import { DataDirectoryBusy, type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'

const isRoot = process.getuid!() === 0
const nobody = 65534
const root = mkdtempSync(join(tmpdir(), 'berth-postgres-'))
chmodSync(root, 0o755)
let directory = ''
let folders = 0
const children = new Set<ChildProcess>()

const newDirectory = () => (directory = join(root, String(++folders), 'postgres'))
/** For a test that is not about making a database, which takes a second or more: a copy of one that was ended in order. */
async function copiedDirectory(): Promise<void> {
  newDirectory()
  prepared ??= prepare()
  mkdirSync(join(directory, '..'))
  await promisify(execFile)('cp', ['-a', await prepared, directory])
}
let prepared: Promise<string> | undefined
async function prepare(): Promise<string> {
  const place = join(root, 'prepared/postgres')
  await (await startEmbeddedPostgres({ directory: place }))[Symbol.asyncDispose]()
  return place
}
const start = (options = {}) => startEmbeddedPostgres({ directory, ...options })

afterEach(async () => {
  for (const child of children) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
  }
  children.clear()
  // A backend may outlive the server that it belonged to by a moment, never for long.
  await vi.waitFor(
    () => {
      const left = postgresProcesses(root)
      if (left.length > 0) throw new Error(`PostgreSQL was left running: ${left.join()}`)
    },
    { timeout: 5_000 },
  )
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

test('the first start makes the database, later ones find it as it was, and the end ends PostgreSQL', async () => {
  newDirectory()
  {
    await using postgres = await start()
    expect(await query(postgres, 'create table kept as select 42 as answer; select answer from kept')).toEqual([
      { answer: 42 },
    ])
    expect(statSync(directory).mode & 0o777).toBe(0o700)
    expect(statSync(join(directory, 'password')).mode & 0o777).toBe(0o600)
    expect(await query(postgres, `show listen_addresses`)).toEqual([{ listen_addresses: '' }])
    expect(await query(postgres, `show data_checksums`)).toEqual([{ data_checksums: 'on' }])
    const sorted = `select string_agg(x, '' order by x) || upper('é') as text from unnest('{b,B,a,é}'::text[]) x`
    expect(await query(postgres, sorted)).toEqual([{ text: 'BabéÉ' }])
    await expect(
      query({ ...postgres, connection: { ...postgres.connection, password: 'wrong' } }, 'select 1'),
    ).rejects.toThrow(/password authentication failed/)
  }
  expect(postgresProcesses(root)).toEqual([])
  await using postgres = await start()
  expect(await query(postgres, 'select answer from kept')).toEqual([{ answer: 42 }])
})

test('a second server on the same directory is refused, from this process and from another', async () => {
  await copiedDirectory()
  await using _ = await start()
  await expect(start()).rejects.toThrow(DataDirectoryBusy)
  const other = await serve(directory)
  expect(other.first).toMatchObject({ error: 'DataDirectoryBusy', message: expect.stringContaining(directory) })
})

test('PostgreSQL killed with -9 is started again, and the pool reconnects', async () => {
  await copiedDirectory()
  await using postgres = await start()
  await using database = openDatabase({ connection: postgres.connection, applicationName: 'test' })
  await database.pool.query('create table kept as select 1 as one')
  const killed = postgres.pid()
  process.kill(killed, 'SIGKILL')
  // First the new one: a backend of the killed one may answer once more before it notices.
  await vi.waitFor(() => expect(postgres.pid()).not.toBe(killed), { timeout: 10_000 })
  await vi.waitFor(async () => expect((await database.pool.query('select * from kept')).rows).toEqual([{ one: 1 }]), {
    timeout: 10_000,
  })
})

test('PostgreSQL ends when the server is killed with -9; the next start works', async () => {
  await copiedDirectory()
  const server = await serve(directory)
  await server.kill()
  await using postgres = await start()
  expect(await query(postgres, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(postgres.pid()).not.toBe(server.first['ready'])
})

test('an orphan, left when its guardian was killed too, is adopted and ended in order', async () => {
  await copiedDirectory()
  const server = await serve(directory)
  process.kill(server.child.pid!, 'SIGSTOP') // so that it does not replace the guardian
  for (const pid of guardians(server.first['ready'] as number)) process.kill(pid, 'SIGKILL')
  await server.kill()
  {
    await using postgres = await start()
    expect(postgres.pid()).toBe(server.first['ready'])
    expect(await query(postgres, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(guardians(postgres.pid())).toHaveLength(1)
    process.kill(postgres.pid(), 'SIGKILL')
    // Not our child, and yet it is missed.
    await vi.waitFor(async () => expect(await query(postgres, 'select 2 as two')).toEqual([{ two: 2 }]), {
      timeout: 10_000,
    })
  }
  expect(postgresProcesses(root)).toEqual([])
})

test('a pid file whose pid belongs to another program by now does not stand in the way', async () => {
  await copiedDirectory()
  await (await start())[Symbol.asyncDispose]()
  const stranger = spawn('sleep', ['60'])
  try {
    const stale = [stranger.pid, '/somewhere', 1, 5432, '../socket', '', '1 2', 'ready', ''].join('\n')
    writeFileSync(join(directory, 'data/postmaster.pid'), stale)
    writeFileSync(join(directory, 'socket/.s.PGSQL.5432.lock'), stale)
    await using postgres = await start()
    expect(await query(postgres, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(stranger.exitCode).toBeNull()
  } finally {
    stranger.kill()
  }
})

test('no acknowledged commit is lost when the server and PostgreSQL are killed with -9', async () => {
  await copiedDirectory()
  const server = await serve(directory, 'commits')
  await vi.waitFor(() => expect(server.said.length).toBeGreaterThan(50), { timeout: 10_000, interval: 5 })
  for (const pid of postgresProcesses(root)) process.kill(pid, 'SIGKILL')
  await server.kill()
  const acknowledged = server.said.filter((line) => line['committed']).length
  await using postgres = await start()
  const [row] = await query(postgres, 'select count(*) as rows, max(number) as last from commits')
  expect(row!['rows']).toBe(row!['last'])
  expect(row!['last']).toBeGreaterThanOrEqual(acknowledged)
})

test('making the database is begun again when it was interrupted', async () => {
  newDirectory()
  const server = serve(directory).catch((error: Error) => error.message)
  await untilHalfMade()
  for (const child of children) child.kill('SIGKILL')
  expect(await server).toContain('SIGKILL')
  expect(existsSync(join(directory, 'data'))).toBe(false)
  await using postgres = await start()
  expect(await query(postgres, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(unfinished()).toEqual([])
})

test('a start that is given up leaves no process', async () => {
  newDirectory()
  const giveUp = new AbortController()
  const starting = start({ signal: giveUp.signal })
  await untilHalfMade()
  giveUp.abort()
  await expect(starting).rejects.toThrow('aborted')
})

test('a directory with something else in it is left alone', async () => {
  newDirectory()
  mkdirSync(join(directory, 'data'), { recursive: true })
  writeFileSync(join(directory, 'data/thesis.tex'), 'years of work')
  await expect(start()).rejects.toThrow('not a PostgreSQL database')
  expect(readFileSync(join(directory, 'data/thesis.tex'), 'utf8')).toBe('years of work')
})

test('a path too long for a socket address works', async () => {
  newDirectory()
  directory = join(root, 'long-'.repeat(30), 'postgres')
  let host: string
  {
    await using postgres = await start()
    host = postgres.connection.host
    expect(await query(postgres, 'select 1 as one')).toEqual([{ one: 1 }])
  }
  expect(existsSync(host)).toBe(false)
})

test.runIf(isRoot)('as root, PostgreSQL runs as another user, also below a folder closed to that user', async () => {
  newDirectory()
  const closed = join(root, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  directory = join(closed, 'postgres')
  await using postgres = await start()
  expect(await query(postgres, 'select 1 as one')).toEqual([{ one: 1 }])
  const uid = statSync(`/proc/${postgres.pid()}`).uid
  expect(uid).not.toBe(0)
  expect(statSync(join(directory, 'data')).uid).toBe(uid)
})

test.runIf(isRoot)('as an ordinary user, and then as root on what that user made', async () => {
  newDirectory()
  mkdirSync(join(directory, '..'))
  chownSync(join(directory, '..'), nobody, nobody)
  const server = await serve(directory, undefined, nobody)
  expect(server.first).toEqual({ ready: expect.any(Number) })
  expect(statSync(`/proc/${server.first['ready'] as number}`).uid).toBe(nobody)
  server.child.kill('SIGTERM')
  await once(server.child, 'exit')
  {
    await using postgres = await start()
    expect(await query(postgres, 'select 1 as one')).toEqual([{ one: 1 }])
  }
  const again = await serve(directory, undefined, nobody)
  expect(again.first).toEqual({ ready: expect.any(Number) })
})

test.runIf(isRoot)('a user that the system does not know is told so', async () => {
  newDirectory()
  mkdirSync(join(directory, '..'))
  const unknown = 54321
  chownSync(join(directory, '..'), unknown, unknown)
  const server = await serve(directory, undefined, unknown)
  expect(server.first['message']).toContain('user id 54321, which has no entry in /etc/passwd')
})

const unfinished = (): string[] =>
  existsSync(directory) ? readdirSync(directory).filter((name) => name.startsWith('data.unfinished')) : []

const untilHalfMade = () =>
  vi.waitFor(
    () => {
      const [name] = unfinished()
      expect(name && existsSync(join(directory, name, 'PG_VERSION'))).toBe(true)
    },
    { timeout: 10_000, interval: 1 },
  )

async function query(postgres: Pick<EmbeddedPostgres, 'connection'>, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(clientConfig(postgres.connection, 'test'))
  client.on('error', () => {})
  await client.connect()
  try {
    const results = [await client.query(text)].flat()
    return results.at(-1)!.rows
  } finally {
    await client.end()
  }
}

interface Server {
  readonly child: ChildProcess
  readonly first: Record<string, unknown>
  readonly said: Record<string, unknown>[]
  kill(): Promise<void>
}

async function serve(on: string, task?: string, uid?: number): Promise<Server> {
  const program = join(import.meta.dirname, '../../../test/postgres-server.ts')
  const child = spawn(process.execPath, [program, on, ...(task ? [task] : [])], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: '/',
    env: { ...process.env, NODE_COMPILE_CACHE: undefined },
    ...(uid && { uid, gid: uid }),
  })
  children.add(child)
  const said: Record<string, unknown>[] = []
  const lines = createInterface(child.stdout)
  lines.on('line', (line) => said.push(JSON.parse(line)))
  await Promise.race([once(lines, 'line'), once(child, 'close')])
  if (said.length === 0) throw new Error(`The server ended without a word: ${child.exitCode ?? child.signalCode}`)
  return {
    child,
    first: said[0]!,
    said,
    async kill() {
      child.kill('SIGKILL')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

function processes(): { pid: number; words: string[] }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [{ pid: Number(pid), words: readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0') }]
      } catch {
        return []
      }
    })
}

const postgresProcesses = (below: string): number[] =>
  processes().flatMap(({ pid, words }) =>
    words.some((word) => word.startsWith(`berth.directory=${below}/`)) ? [pid] : [],
  )

const guardians = (postgres: number): number[] =>
  processes().flatMap(({ pid, words }) =>
    words.includes('berth-guardian') && words.includes(String(postgres)) ? [pid] : [],
  )
