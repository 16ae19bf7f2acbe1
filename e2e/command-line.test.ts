/** The command line as a program, against the product as a program. */
import { execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BerthSite } from './berth-site.ts'
import { startBerth } from './berth-site.ts'

const berthFile = fileURLToPath(new URL('../bin/berth.mjs', import.meta.url))
let password = 'correct horse 1!'
let site: BerthSite
let home: string

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'berth-home-'))
  site = await startBerth()
  const token = new URL(site.setupLink ?? '').hash.slice(1)
  await post('/setup', { token, email: 'ada@example.org', username: 'ada', fullName: 'Ada', password })
}, 60_000)
afterAll(async () => {
  // Sessions outlive their server, also this one.
  await berth(['login', site.url, '--login', 'ada', '--password-stdin'], `${password}\n`)
  const live = (await berth(['sessions', 'ls'])).stdout.split('\n').flatMap((line) => line.split('\t').slice(0, 1))
  await berth(['sessions', 'stop', '--wait', ...live.filter(Boolean)])
  await site.remove()
  await rm(home, { recursive: true, force: true })
}, 60_000)

test('a password from a pipe signs in', async () => {
  const login = ['login', site.url, '--login', 'ada', '--password-stdin']
  expect((await berth(login, 'wrong password\n')).code).toBe(3)
  expect(await berth(login, `${password}\n`)).toMatchObject({ code: 0, stderr: '' })
})

test('a session is started, used, listed and ended from a shell', async () => {
  expect(await berth(['sessions', 'start', '--name', 'from-shell', '--memory', '256MiB', '--wait'])).toMatchObject({
    code: 0,
  })
  expect((await berth(['sessions', 'ls'])).stdout).toMatch(/^from-shell\tRUNNING\t/)

  const ran = await berth(['sessions', 'exec', 'from-shell', '--', 'sh', '-c', 'echo out; echo err >&2; exit 7'])
  expect(ran).toEqual({ code: 7, stdout: 'out\n', stderr: 'err\n' })

  expect(await berth(['sessions', 'stop', 'from-shell', '--wait'])).toMatchObject({
    code: 0,
    stdout: 'from-shell has ended\n',
  })
  expect((await berth(['sessions', 'ls'])).stdout).toBe('')
  expect((await berth(['sessions', 'show', 'from-shell'])).stdout).toContain('Its owner ended it.')
}, 30_000)

test('a batch command’s output and exit code come back', async () => {
  const attached = await berth(['sessions', 'start', '--attach', '--', 'sh', '-c', 'echo "one two"; exit 9'])
  expect(attached).toMatchObject({ code: 9, stdout: 'one two\n' })
  const waited = await berth(['sessions', 'start', '--name', 'waited', '--wait', '--json', '--', 'echo', 'a  b'])
  expect(JSON.parse(waited.stdout)).toMatchObject({ status: 'TERMINATED', result: 'success' })
  expect((await berth(['sessions', 'logs', 'waited'])).stdout).toBe('a  b\n')
}, 30_000)

test('input of any size and any bytes passes through, and signals arrive', async () => {
  await berth(['sessions', 'start', '--name', 'pipes', '--wait'])
  const bytes = randomBytes(3_000_000).toString('latin1')
  const back = await berth(['sessions', 'exec', 'pipes', '--', 'cat'], bytes)
  expect(back.code).toBe(0)
  expect(back.stdout === bytes).toBe(true)

  const child = spawn(
    process.execPath,
    [
      berthFile,
      'sessions',
      'exec',
      'pipes',
      '--',
      'sh',
      '-c',
      'trap "exit 33" TERM; echo up; while :; do sleep 0.05; done',
    ],
    { env: environment() },
  )
  await once(child.stdout, 'data')
  child.kill('SIGTERM')
  expect(await once(child, 'exit')).toEqual([33, null])
}, 30_000)

test('a program is connected by its code, approved by a signed-in person', async () => {
  const child = spawn(process.execPath, [berthFile, 'login', site.url], {
    env: { ...environment(), HOME: `${home}/other` },
  })
  const stdout = text(child.stdout)
  const code = await new Promise<string>((resolve) => {
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const found = /\/connect#(\w{8})/.exec(said)?.[1]
      if (found) resolve(found)
    })
  })
  const login = await post('/auth/login', { login: 'ada', password })
  const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  expect((await post(`/auth/connections/${code}`, { approve: true }, { cookie })).status).toBe(204)
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(await stdout).toContain('as ada@example.org')
}, 30_000)

test('a rescue on the server’s machine reaches the database of the running server, which goes on', async () => {
  const admin = (...words: string[]) => berth(['admin', ...words, '--data-dir', site.dataDir])
  const signIn = (given: string) => post('/auth/login', { login: 'ada', password: given })
  const stateOf = async (cookie: string) =>
    (await fetch(`${site.url}/api/v1/auth/session`, { headers: { cookie } })).status
  const cookieOf = (answer: Response) => answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''

  for (let n = 0; n < 10; n++) await signIn('wrong one 1!')
  expect((await signIn(password)).status).toBe(429)
  expect(await admin('unlock', 'ada')).toMatchObject({ code: 0, stderr: '' })
  const cookie = cookieOf(await signIn(password))
  expect(await stateOf(cookie)).toBe(200)

  const reset = await admin('reset-password', 'ada@example.org')
  expect(reset).toMatchObject({ code: 0, stderr: '' })
  expect(await stateOf(cookie)).toBe(401)
  expect((await signIn(password)).status).toBe(401)
  password = /is: (\S+)/.exec(reset.stdout)?.[1] ?? ''
  expect(await stateOf(cookieOf(await signIn(password)))).toBe(200)
  expect(await admin('unlock', 'nobody')).toMatchObject({ code: 1, stderr: 'berth: There is no user nobody.\n' })

  expect(await berth(['login', site.url, '--login', 'ada', '--password-stdin'], `${password}\n`)).toMatchObject({
    code: 0,
  })
  expect(site.output.filter((line) => /unasked|Adopted/.test(line))).toEqual([])
}, 30_000)

test('the same rescue works while the server is stopped, and holds when it is back', async () => {
  await site.stop()
  const reset = await berth(['admin', 'reset-password', 'ada', '--data-dir', site.dataDir])
  expect(reset).toMatchObject({ code: 0, stderr: '' })
  await site.start()
  expect((await post('/auth/login', { login: 'ada', password })).status).toBe(401)
  password = /is: (\S+)/.exec(reset.stdout)?.[1] ?? ''
  expect(await berth(['login', site.url, '--login', 'ada', '--password-stdin'], `${password}\n`)).toMatchObject({
    code: 0,
  })
}, 60_000)

test('after signing out nothing is left to use', async () => {
  expect(await berth(['logout'])).toMatchObject({ code: 0 })
  expect((await berth(['sessions', 'ls', '--server', site.url])).code).toBe(3)
}, 30_000)

const environment = () => ({ PATH: process.env['PATH'], HOME: home, XDG_CACHE_HOME: join(home, 'cache') })

function berth(args: readonly string[], input = '') {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const options = { env: environment(), encoding: 'latin1', maxBuffer: 64 * 1024 * 1024 } as const
    const child = execFile(process.execPath, [berthFile, ...args], options, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    )
    child.stdin?.end(Buffer.from(input, 'latin1'))
  })
}

function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${site.url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}
