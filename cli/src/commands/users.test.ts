import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { emptyHome, problem, runBerth, stubServer } from '../../test/run-berth.ts'

const id = '01a20116-81f1-7455-915b-b1b8d922c301'
const ada = {
  id,
  email: 'ada@example.org',
  username: 'ada',
  fullName: 'Ada',
  description: '',
  role: 'user',
  active: true,
  requirePasswordChange: false,
  allowedClientIps: [],
  twoFactor: true,
  createdAt: '2030-01-01T00:00:00.000Z',
  lastSignInAt: null,
  workspaces: [{ id, name: 'default', role: 'member' }],
  projects: [],
  policies: ['default'],
}
const list = () => ({
  body: { items: [{ ...ada, id: 'other', username: 'adam', email: 'xada@example.org' }, ada], nextCursor: null },
})

async function berth(routes: Parameters<typeof stubServer>[0], args: string[], stdin = '') {
  const { origin, asked } = await stubServer(routes)
  const env = { ...(await emptyHome()), BERTH_URL: origin, BERTH_TOKEN: 'token' }
  return { ...(await runBerth(['users', ...args], { env, stdin })), asked }
}

test('users are listed with the filters that were named', async () => {
  const { stdout, asked } = await berth({ 'GET /users': list }, ['ls', '--inactive', '-q', 'ada', '--role', 'user'])
  expect(Object.fromEntries(asked[0]!.query)).toMatchObject({ active: 'false', q: 'ada', role: 'user' })
  expect(stdout).toContain('ada@example.org\tada\tAda\tuser\ton\tnever\tdefault\n')
})

test('a user is found by the whole name only', async () => {
  expect((await berth({ 'GET /users': list }, ['show', 'ADA'])).stdout).toContain(`id\t${id}`)
  expect((await berth({ 'GET /users': list }, ['show', 'ad'])).code).toBe(4)
})

test('what is created and changed is what was named, the password from the pipe', async () => {
  const made = await berth(
    { 'POST /users': () => ({ body: ada }) },
    ['create', 'ada@example.org', 'ada', '--password-stdin', '--allow-from', '10.0.0.0/8, ::1'],
    'secret words 1!\n',
  )
  expect(made.code).toBe(0)
  expect(made.asked[0]?.body).toEqual({
    email: 'ada@example.org',
    username: 'ada',
    password: 'secret words 1!',
    allowedClientIps: ['10.0.0.0/8', '::1'],
  })
  const changes = ['edit', 'ada', '--ask-new-password', 'yes', '--allow-from', '']
  const changed = await berth({ 'GET /users': list, [`PATCH /users/${id}`]: () => ({ body: ada }) }, changes)
  expect(changed.asked.at(-1)?.body).toEqual({ requirePasswordChange: true, allowedClientIps: [] })
  expect((await berth({}, ['edit', 'ada'])).code).toBe(2)
})

test('a dry run of a deactivation says what would be cut and cuts nothing', async () => {
  const routes = {
    'GET /users': list,
    [`GET /users/${id}/holdings`]: () => ({
      body: {
        loginSessions: 2,
        openTerminals: 1,
        credentials: 3,
        computeSessions: [{ id, name: 'train', status: 'RUNNING' }],
        workspacesWithoutAdmin: [{ id, name: 'vision' }],
      },
    }),
    [`POST /users/${id}/deactivate`]: () => ({ body: { ...ada, active: false } }),
  }
  const tried = await berth(routes, ['deactivate', 'ada', '--dry-run'])
  expect(tried.stdout).toContain('sessions that run on\ttrain (RUNNING)')
  expect(tried.stdout).toContain('workspaces left without an admin\tvision')
  expect(tried.asked.filter(({ method }) => method === 'POST')).toEqual([])
  const done = await berth(routes, ['deactivate', 'ada', '--terminate-sessions'])
  expect(done.asked.at(-1)?.body).toEqual({ terminateSessions: true })
  expect(done.stderr).toContain('These sessions end: train (RUNNING)')
  const refused = { ...routes, [`POST /users/${id}/deactivate`]: () => problem(409, 'last-superadmin') }
  expect((await berth(refused, ['deactivate', 'ada'])).code).toBe(5)
})

test('an import with bad rows names them and imports nothing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'berth-import-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'people.csv')
  await writeFile(file, 'email,username\nx,y\n')
  const row = { line: 2, email: 'x', username: 'y', fullName: '', role: 'user' }
  const errors = [{ field: 'email', code: 'invalid-format', message: 'Invalid email address' }]
  const bad = await berth({ 'POST /users/import': () => ({ body: { created: 0, rows: [{ ...row, errors }] } }) }, [
    'import',
    file,
  ])
  expect(bad).toMatchObject({ code: 5, stderr: expect.stringContaining('line 2: email Invalid email address') })
  expect(bad.asked.map(({ body }) => body)).toEqual([{ csv: 'email,username\nx,y\n', dryRun: true }])

  const good = { 'POST /users/import': () => ({ body: { created: 1, rows: [{ ...row, errors: [] }] } }) }
  const done = await berth(good, ['import', '-'], 'email,username\nx@example.org,y\n')
  expect(done.stdout).toBe('1 user was created.\n')
  expect(done.asked.map(({ body }) => (body as { dryRun: boolean }).dryRun)).toEqual([true, false])
  expect((await berth({}, ['import', join(folder, 'none.csv')])).code).toBe(2)
})
