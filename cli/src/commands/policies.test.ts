import { expect, test } from 'vitest'
import { emptyHome, problem, runBerth, stubServer } from '../../test/run-berth.ts'

const GiB = 1024 ** 3
const policy = {
  name: 'student',
  cpu: 8,
  memory: 16 * GiB,
  gpu: null,
  gpuShares: 0.5,
  containersPerSession: 1,
  idleTimeout: 0,
  maxSessionLifetime: 3600,
  concurrentSessions: 4,
  pendingSessions: null,
  storageHosts: ['local'],
  folderCapacity: null,
  maxFolders: 10,
  createdAt: '2030-01-01T00:00:00.000Z',
  version: 'v1',
}

async function berth(routes: Parameters<typeof stubServer>[0], args: string[]) {
  const { origin, asked } = await stubServer(routes)
  const env = { ...(await emptyHome()), BERTH_URL: origin, BERTH_TOKEN: 'token' }
  return { ...(await runBerth(['policies', ...args], { env })), asked }
}

test('policies are listed and shown with what is unlimited', async () => {
  const list = { 'GET /policies': () => ({ body: { items: [policy], nextCursor: null } }) }
  expect((await berth(list, ['ls'])).stdout).toBe('student\t8\t16 GiB\tunlimited\t0.5\t4\tunlimited\t3600 s\n')
  const { stdout } = await berth({ 'GET /policies/student': () => ({ body: policy }) }, ['show', 'student'])
  expect(stdout).toContain('storage-hosts\tlocal\n')
  expect(stdout).toContain('idle-timeout\tnever\n')
})

test('limits are read in the units that people write', async () => {
  const made = await berth({ 'POST /policies': () => ({ status: 201, body: policy }) }, [
    ...['create', 'student', '--cpu', '8', '--memory', '16GiB', '--gpu', 'unlimited'],
    ...['--max-session-lifetime', '7d', '--storage-hosts', 'local, nas'],
  ])
  expect(made.asked[0]?.body).toEqual({
    name: 'student',
    cpu: 8,
    memory: 16 * GiB,
    gpu: null,
    maxSessionLifetime: 7 * 86_400,
    storageHosts: ['local', 'nas'],
  })
})

test('an edit says who is over it, and only does so with --dry-run', async () => {
  const over = [{ user: { email: 'ada@example.org' }, limits: [{ resource: 'cpu', used: 6, max: 4 }] }]
  const routes = {
    'POST /policies/student/preview': () => ({ body: { over, overCount: 1, starts: 9, refusedStarts: 3 } }),
    'GET /policies/student': () => ({ body: policy }),
    'PATCH /policies/student': () => ({ body: policy }),
  }
  const tried = await berth(routes, ['edit', 'student', '--cpu', '4', '--dry-run'])
  expect(tried.stdout).toContain('ada@example.org\tcpu 6 of 4\n')
  expect(tried.stdout).toContain('3 of 9 starts')
  expect(tried.asked.map(({ method }) => method)).toEqual(['POST'])
  const saved = await berth(routes, ['edit', 'student', '--cpu', '4'])
  expect(saved.asked.at(-1)?.body).toEqual({ cpu: 4 })
  expect(saved.stderr).toContain('Over it now: ada@example.org')
})

test('what is in use is not deleted, and why is said', async () => {
  const refused = await berth({ 'DELETE /policies/student': () => problem(409, 'policy-in-use') }, ['rm', 'student'])
  expect(refused.code).not.toBe(0)
  expect(
    (await berth({ 'DELETE /policies/student': () => ({ status: 204, body: '' }) }, ['rm', 'student'])).stdout,
  ).toBe('student was deleted.\n')
})
