import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Answer } from '../test/run-berth.ts'
import { closedOrigin, emptyHome, problem, runBerth, stubServer } from '../test/run-berth.ts'

const session = (name: string, more: object = {}) => ({
  id: '01a20116-81f1-7455-915b-b1b8d922c301',
  name,
  projectName: 'default',
  type: 'interactive',
  status: 'RUNNING',
  resources: { cpu: 1, memory: 2 ** 30, gpu: 0, gpuShares: 0, sharedMemory: 0 },
  startedAt: null,
  endedAt: null,
  result: null,
  exitCode: null,
  queue: null,
  createdAt: '2030-01-01T00:00:00.000Z',
  ...more,
})
const page = (...items: object[]): Answer => ({ body: { items, nextCursor: null } })
const me = { email: 'ada@example.org', username: 'ada', fullName: 'Ada', role: 'user' }

test('help lists every command; a command explains itself', async () => {
  const general = await runBerth(['--help'])
  expect(general.code).toBe(0)
  for (const name of ['login', 'sessions ls', 'sessions start', 'sessions exec', 'completion'])
    expect(general.stdout).toContain(name)
  const one = await runBerth(['sessions', 'start', '--help'])
  expect(one.stdout).toContain('Usage: berth sessions start [OPTIONS] [-- CMD ARGS…]')
  expect((await runBerth([])).code).toBe(2)
})

test.each([
  [['sesions', 'ls'], '"sesions" is not a command'],
  [['sessions', 'list'], '"sessions list" is not a command'],
  [['sessions', 'ls', '--stat=x'], "Unknown option '--stat'"],
  [['sessions', 'ls', '--state', 'dead'], '--state is one of running, queued, finished'],
  [['sessions', 'ls', 'extra'], '"extra" is one argument too many'],
  [['sessions', 'stop'], 'sessions stop needs NAME|ID…'],
  [['sessions', 'exec', 'job'], 'say what to run'],
  [['sessions', 'start', '--type', 'batch'], 'a batch session needs a command'],
  [['sessions', 'start', '--memory', 'much'], '"much" is not a size'],
  [['sessions', 'start', '--env', 'UNSET_HERE'], '--env UNSET_HERE'],
  [['whoami', '--server', 'ftp://x'], '"ftp://x" is not an address'],
])('%j is wrong usage, said in a sentence', async (args, message) => {
  const { code, stderr, stdout } = await runBerth(args, { env: await emptyHome() })
  expect(stderr).toContain(message)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
})

test.each([
  [problem(401, 'not-signed-in'), 3, 'Run: berth login'],
  [problem(403, 'not-allowed'), 5, 'Title of not-allowed. Detail.'],
  [problem(409, 'quota-exceeded'), 5, 'Title of quota-exceeded'],
  [problem(400, 'invalid-input', { errors: [{ path: 'query.q', code: 'x', message: 'too long' }] }), 2, 'q: too long'],
  [problem(500, 'internal'), 6, 'request r-1'],
  [problem(503, 'unavailable'), 6, 'Title of unavailable'],
  [{ status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>' }, 6, 'Unexpected answer 502'],
])('a refusal is an exit code and a sentence (%#)', async (answer, code, message) => {
  const { origin } = await stubServer({ 'GET /sessions': () => answer })
  const ran = await runBerth(['sessions', 'ls'], {
    env: { ...(await emptyHome()), BERTH_URL: origin, BERTH_TOKEN: 't' },
  })
  expect(ran.stderr).toContain(message)
  expect(ran.code).toBe(code)
})

test('no server is exit code 6 with the address and the reason', async () => {
  const origin = await closedOrigin()
  const { code, stderr } = await runBerth(['whoami'], { env: { ...(await emptyHome()), BERTH_URL: origin } })
  expect(stderr).toContain(`No answer from ${origin}: connect ECONNREFUSED`)
  expect(code).toBe(6)
})

test('a list is a table for people, tabs for pipes, JSON for programs, and harmless for terminals', async () => {
  const hostile = session('job-1', { projectName: 'x\u001b]0;owned\u0007\ty' })
  const { origin } = await stubServer({
    'GET /sessions': ({ query }) => (query.get('state') === 'running' ? page(hostile) : page()),
  })
  const env = { ...(await emptyHome()), BERTH_URL: origin, BERTH_TOKEN: 'secret' }
  const table = await runBerth(['sessions', 'ls'], { env, terminal: true })
  expect(table.stdout).toMatch(/^NAME +STATUS +TYPE/)
  const plain = await runBerth(['sessions', 'ls'], { env })
  expect(plain.stdout).toBe(`job-1\tRUNNING\tinteractive\t1\t1 GiB\t-\tx y\t${hostile.id}\n`)
  const json = await runBerth(['sessions', 'ls', '--json'], { env })
  expect(JSON.parse(json.stdout)).toEqual([hostile])
  for (const { stdout } of [table, plain, json]) expect(stdout).not.toContain('\u001b')
})

test('an empty list says how to go on, but only to people', async () => {
  const { origin } = await stubServer({ 'GET /sessions': () => page() })
  const env = { ...(await emptyHome()), BERTH_URL: origin, BERTH_TOKEN: 't' }
  expect((await runBerth(['sessions', 'ls'], { env, terminal: true })).stdout).toContain('berth sessions start')
  expect((await runBerth(['sessions', 'ls'], { env })).stdout).toBe('')
})

test('a name of several sessions stops none and lists them', async () => {
  const other = { id: '01a20116-81f1-7455-915b-b1b8d922c302', projectName: 'other' }
  const { origin, asked } = await stubServer({
    'GET /sessions': ({ query }) =>
      query.get('state') === 'running' ? page(session('job-1'), session('job-1', other), session('job-10')) : page(),
  })
  const env = { ...(await emptyHome()), BERTH_URL: origin, BERTH_TOKEN: 't' }
  const { code, stderr } = await runBerth(['sessions', 'stop', 'job-1'], { env })
  expect(code).toBe(5)
  expect(stderr).toContain('2 sessions are named job-1')
  expect(stderr).toContain(other.id)
  expect(asked.filter(({ method }) => method === 'POST')).toEqual([])
})

test('a wrong name among several stops none', async () => {
  const { origin, asked } = await stubServer({
    'GET /sessions': ({ query }) =>
      query.get('q') === 'job-1' && query.get('state') === 'running' ? page(session('job-1')) : page(),
  })
  const env = { ...(await emptyHome()), BERTH_URL: origin, BERTH_TOKEN: 't' }
  const { code, stderr } = await runBerth(['sessions', 'stop', 'job-1', 'gone'], { env })
  expect(stderr).toContain('There is no session named gone.')
  expect(code).toBe(4)
  expect(asked.filter(({ method }) => method === 'POST')).toEqual([])
})

test('options become the request; what follows -- is quoted for the shell', async () => {
  const { origin, asked } = await stubServer({ 'POST /sessions': () => ({ body: session('train') }) })
  const env = { ...(await emptyHome()), BERTH_URL: origin, BERTH_TOKEN: 't', LR: '0.1' }
  const options = '--name train --cpu 2 --memory 4GiB --gpu 1 --env A=b=c -e LR --time-limit 2h --project vision'
  const { code } = await runBerth(['sessions', 'start', ...options.split(' '), '--', 'python', 'my train.py'], { env })
  expect(code).toBe(0)
  expect(asked[0]?.body).toEqual({
    type: 'batch',
    name: 'train',
    project: 'vision',
    command: "python 'my train.py'",
    timeLimit: 7200,
    env: { A: 'b=c', LR: '0.1' },
    resources: { cpu: 2, memory: 4 * 2 ** 30, gpu: 1 },
  })
})

test('a person approves in the browser; the token is kept where only its owner reads it', async () => {
  let collected = 0
  const { origin, asked } = await stubServer({
    'POST /auth/connections': () => ({
      body: {
        deviceCode: 'device',
        userCode: 'BCDFGHJK',
        url: 'https://berth.example.org/connect#BCDFGHJK',
        expiresAt: '2999-01-01T00:00:00Z',
        interval: 0,
      },
    }),
    'POST /auth/connections/token': () => ({
      body:
        ++collected < 3
          ? { status: 'waiting' }
          : { status: 'connected', token: 'the-token', expiresAt: '2999-01-01T00:00:00Z', me },
    }),
    'GET /me': ({ token }) => (token === 'Bearer the-token' ? { body: me } : problem(401, 'not-signed-in')),
    'GET /auth/session': () => ({ body: { expiresAt: '2999-01-01T00:00:00Z', canExtend: false, extension: false } }),
    'POST /auth/logout': () => ({ body: {} }),
  })
  const env = await emptyHome()
  const signedIn = await runBerth(['login', origin], { env })
  expect(signedIn.stderr).toContain('https://berth.example.org/connect#BCDFGHJK')
  expect(signedIn.stderr).toContain('BCDF-GHJK')
  expect(signedIn.stdout).toContain('as ada@example.org')
  const file = join(env['HOME']!, '.config', 'berth', 'config.json')
  expect((await stat(file)).mode & 0o777).toBe(0o600)
  expect((await runBerth(['whoami'], { env })).stdout).toContain('email\tada@example.org')

  expect((await runBerth(['logout'], { env })).code).toBe(0)
  expect(asked.at(-1)).toMatchObject({ path: '/auth/logout', token: 'Bearer the-token' })
  expect(await readFile(file, 'utf8')).not.toContain('the-token')
  expect((await runBerth(['logout'], { env })).code).toBe(3)
})

test('a password comes from a pipe and a token never goes to a server that was not named', async () => {
  const { origin, asked } = await stubServer({
    'POST /auth/login': ({ body }) => ({
      headers: { 'set-cookie': 'berth=cookie-token; HttpOnly' },
      body: { ...me, body },
    }),
    'GET /auth/session': () => ({ body: { expiresAt: '2999-01-01T00:00:00Z', canExtend: false, extension: false } }),
  })
  const env = await emptyHome()
  const login = ['login', origin, '--login', 'ada', '--password-stdin']
  expect((await runBerth(login, { env, stdin: 'secret words 1!\n' })).code).toBe(0)
  expect(asked[0]?.body).toEqual({ login: 'ada', password: 'secret words 1!' })
  expect(asked[1]?.token).toBe('Bearer cookie-token')

  const lost = await runBerth(['whoami'], { env: { ...env, BERTH_TOKEN: 'ci-token' } })
  expect({ code: lost.code, stderr: lost.stderr }).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('BERTH_URL'),
  })
  expect(asked).toHaveLength(2)
})

test('completion knows the commands and their options', async () => {
  const { stdout } = await runBerth(['completion', 'bash'])
  for (const word of ['sessions', 'exec', '--password-stdin', 'interactive batch']) expect(stdout).toContain(word)
  expect((await runBerth(['completion', 'fish'])).code).toBe(2)
})
