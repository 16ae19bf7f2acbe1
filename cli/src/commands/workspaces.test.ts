import { expect, test } from 'vitest'
import { emptyHome, problem, runBerth, stubServer } from '../../test/run-berth.ts'

const id = '01a20116-81f1-7455-915b-b1b8d922c301'
const user = '01a20116-81f1-7455-915b-b1b8d922c302'
const lab = { id, name: 'Vision lab', personal: false, role: 'admin' }
const vision = {
  id,
  workspace: id,
  workspaceName: 'Vision lab',
  name: 'vision',
  description: '',
  active: true,
  hidden: false,
  example: false,
  everyone: false,
  cpu: 4,
  memory: 16 * 1024 ** 3,
  gpu: null,
  gpuShares: null,
  concurrentSessions: null,
  storageHosts: null,
  createdAt: '2030-01-01T00:00:00.000Z',
  version: 'v1',
}
const grace = {
  id: user,
  email: 'grace@example.org',
  username: 'grace',
  fullName: '',
  role: 'member',
  status: 'active',
  addedAt: '2030-01-01T00:00:00.000Z',
  lastActiveAt: null,
  expiresAt: null,
}
const preferences = {
  autoLogout: false,
  workspace: null,
  project: null,
  showHiddenProjects: false,
  hideExamples: false,
}
const page =
  (...items: object[]) =>
  () => ({ body: { items, nextCursor: null } })
const routes = {
  'GET /me': () => ({ body: { id: user, role: 'superadmin' } }),
  'GET /workspaces': page(lab),
  'GET /projects': page(vision),
  'GET /me/preferences': () => ({ body: preferences }),
  [`GET /workspaces/${id}/members`]: page(grace),
}

async function berth(more: Parameters<typeof stubServer>[0], args: string[]) {
  const { origin, asked } = await stubServer({ ...routes, ...more })
  const env = { ...(await emptyHome()), BERTH_URL: origin, BERTH_TOKEN: 'token' }
  return { ...(await runBerth(args, { env })), asked }
}

test('a workspace is found by its whole name, and its people are listed', async () => {
  expect((await berth({}, ['workspaces', 'members', 'vision LAB'])).stdout).toContain(
    'grace@example.org\tgrace\tmember',
  )
  expect((await berth({}, ['workspaces', 'members', 'vision'])).code).toBe(4)
  expect((await berth({}, ['workspaces', 'ls'])).stdout).toBe(`Vision lab\tadmin\tshared\t${id}\n`)
})

test('two of one name are told apart by their ids', async () => {
  const twins = { 'GET /workspaces': page(lab, { ...lab, id: user }) }
  expect(await berth(twins, ['workspaces', 'members', 'Vision lab'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('use the id'),
  })
  expect((await berth(twins, ['workspaces', 'members', id])).code).toBe(0)
})

test('each email is invited, and its link printed', async () => {
  const invited = { ...grace, link: 'https://berth.example.org/invitation#token', token: 'token', mailed: false }
  const done = await berth({ [`POST /workspaces/${id}/invitations`]: () => ({ body: invited }) }, [
    'workspaces',
    'invite',
    'Vision lab',
    'grace@example.org',
    'alan@example.org',
    '--admin',
  ])
  expect(done.stdout.trim().split('\n')).toHaveLength(2)
  expect(done.asked.flatMap(({ method, body }) => (method === 'POST' ? [body] : []))).toEqual([
    { email: 'grace@example.org', role: 'admin' },
    { email: 'alan@example.org', role: 'admin' },
  ])
})

test('a dry run of leaving says what would be cut and cuts nothing', async () => {
  const held = { credentials: 2, projects: 1, computeSessions: [{ id, name: 'train', status: 'RUNNING' }] }
  const leaving = {
    [`GET /workspaces/${id}/members/${user}/holdings`]: () => ({ body: held }),
    [`POST /workspaces/${id}/leave`]: () => problem(409, 'last-workspace-admin'),
  }
  const tried = await berth(leaving, ['workspaces', 'leave', 'Vision lab', '--dry-run'])
  expect(tried.stdout).toContain('sessions that end\ttrain (RUNNING)')
  expect(tried.asked.some(({ method }) => method === 'POST')).toBe(false)
  expect((await berth(leaving, ['workspaces', 'leave', 'Vision lab'])).code).toBe(5)
})

test('limits of a project are given in units that people use, and unlimited', async () => {
  const made = await berth({ 'POST /projects': () => ({ body: vision }) }, [
    'projects',
    'create',
    'Vision lab',
    'vision',
    '--cpu',
    '2.5',
    '--memory',
    '16GiB',
    '--gpu',
    'unlimited',
    '--everyone',
    'yes',
  ])
  expect(made.asked.at(-1)?.body).toEqual({
    workspace: id,
    name: 'vision',
    cpu: 2.5,
    memory: 16 * 1024 ** 3,
    gpu: null,
    everyone: true,
  })
  expect((await berth({}, ['projects', 'ls'])).stdout).toContain('vision\tVision lab\tcpu 4, memory 16')
  expect((await berth({}, ['projects', 'edit', 'vision'])).code).toBe(2)
  expect((await berth({}, ['projects', 'edit', 'vision', '--hidden', 'maybe'])).code).toBe(2)
})

test('examples are left out of the list for who prefers that, and shown when they are asked for', async () => {
  const asked = async (hideExamples: boolean, ...more: string[]) => {
    const answers = { 'GET /me/preferences': () => ({ body: { ...preferences, hideExamples } }) }
    const { asked: all } = await berth(answers, ['projects', 'ls', ...more])
    return all.findLast(({ path }) => path.endsWith('/projects'))?.query.get('example')
  }
  expect(await asked(false)).toBe(null)
  expect(await asked(true)).toBe('false')
  expect(await asked(true, '--examples')).toBe(null)
})

test('members of the workspace are put into a project', async () => {
  const added = await berth({ [`PUT /projects/${id}/members/${user}`]: () => ({ status: 204, body: undefined }) }, [
    'projects',
    'add',
    'vision',
    'GRACE',
  ])
  expect(added.stdout).toBe('grace@example.org is in vision now.\n')
})
