import { expect, test } from 'vitest'
import { emptyHome, problem, runBerth, stubServer } from '../../test/run-berth.ts'

const GiB = 1024 ** 3
const data = {
  id: '01900000-0000-7000-8000-00000000000a',
  name: 'data',
  host: 'local',
  type: 'user',
  project: null,
  projectName: null,
  ownerName: 'Ada',
  permission: 'rw',
  projectPermission: null,
  capacity: 10 * GiB,
  enforcement: 'measured',
  used: 1536,
  files: 3,
  measuredAt: '2026-11-22T10:00:00Z',
  state: 'ready',
  purgesAt: null,
  autoMount: false,
  sessions: 0,
  createdAt: '2026-11-20T10:00:00Z',
}
const images = {
  ...data,
  id: '01900000-0000-7000-8000-00000000000b',
  name: 'images',
  type: 'group',
  projectName: 'vision',
  permission: 'ro',
  capacity: null,
  used: null,
  files: null,
}
const me = { 'GET /me': () => ({ body: { role: 'user' } }) }
const listOf = (...items: object[]) => ({ ...me, 'GET /folders': () => ({ body: { items, nextCursor: null } }) })

async function berth(routes: Parameters<typeof stubServer>[0], args: string[], terminal = false) {
  const { origin, asked } = await stubServer(routes)
  const env = { ...(await emptyHome()), BERTH_URL: origin, BERTH_TOKEN: 'token' }
  return { ...(await runBerth(args, { env, terminal })), asked }
}

test('folders are listed with what one may, whose they are and how full they are', async () => {
  for (const command of ['list', 'ls']) {
    const { stdout } = await berth(listOf(data, images), ['folders', command])
    expect(stdout).toBe(
      `data\trw\tAda\tlocal\t1.5 KiB\t10 GiB\t3\tready\t${data.id}\n` +
        `images\tro\tproject vision\tlocal\t-\tunlimited\t-\tready\t${images.id}\n`,
    )
  }
})

test('what is only measured says so', async () => {
  const { stdout } = await berth(listOf(data), ['folders', 'show', 'data'])
  expect(stdout).toContain('capacity\t10 GiB (measured, not enforced in sessions)\n')
  const quota = await berth(listOf({ ...data, enforcement: 'project-quota' }), ['folders', 'show', data.id])
  expect(quota.stdout).toContain('capacity\t10 GiB\n')
})

test('a folder that is not there leads to those that are', async () => {
  expect(await berth(listOf(data), ['folders', 'show', 'other'])).toMatchObject({
    code: 4,
    stderr: 'berth: There is no folder other.\nSee: berth folders list\n',
  })
})

test('a group folder is made with its project, permission and size', async () => {
  const project = { id: '01900000-0000-7000-8000-00000000000d', name: 'vision' }
  const routes = {
    ...me,
    'GET /projects': () => ({ body: { items: [project], nextCursor: null } }),
    'POST /folders': () => ({ status: 201, body: images }),
  }
  const args = ['folders', 'create', 'images', '--group', '--project', 'vision', '--permission', 'ro']
  const { asked } = await berth(routes, [...args, '--capacity', '1TiB'])
  expect(asked.at(-1)?.body).toEqual({
    name: 'images',
    type: 'group',
    project: project.id,
    permission: 'ro',
    capacity: 1024 * GiB,
  })
  expect((await berth(routes, ['folders', 'create', 'images', '--permission', 'all'])).code).toBe(2)
})

test('for ever needs the name twice; a folder in use names its session', async () => {
  const routes = { ...listOf(data), [`POST /folders/${data.id}/purge`]: () => ({ status: 204, body: '' }) }
  const asked = await berth(routes, ['folders', 'purge', 'data'])
  expect(asked).toMatchObject({ code: 2 })
  expect(asked.stderr).toContain('--confirm data')
  expect(asked.asked.some(({ method }) => method === 'POST')).toBe(false)
  const done = await berth(routes, ['folders', 'purge', 'data', '--confirm', 'data'])
  expect(done).toMatchObject({ code: 0, stdout: 'data was deleted for ever.\n' })
  expect(done.asked.at(-1)?.body).toEqual({ name: 'data' })

  const inUse = { ...listOf(data), [`DELETE /folders/${data.id}`]: () => problem(409, 'folder-in-use') }
  expect((await berth(inUse, ['folders', 'trash', 'data'])).code).toBe(5)
})

test('whoever is invited already gets another permission, nobody a second invitation', async () => {
  const share = { id: '01900000-0000-7000-8000-00000000000e', email: 'grace@example.org', permission: 'ro' }
  const at = `/folders/${data.id}/shares`
  const routes = (items: object[]) => ({
    ...listOf(data),
    [`GET ${at}`]: () => ({ body: { items, nextCursor: null } }),
    [`POST ${at}`]: () => ({ status: 201, body: share }),
    [`PATCH ${at}/${share.id}`]: () => ({ body: { ...share, permission: 'rw' } }),
  })
  const first = await berth(routes([]), ['folders', 'share', 'data', 'grace@example.org'])
  expect(first.asked.at(-1)).toMatchObject({ method: 'POST', body: { email: 'grace@example.org', permission: 'ro' } })
  const args = ['folders', 'share', 'data', 'Grace@example.org', '--permission', 'rw']
  const second = await berth(routes([share]), args)
  expect(second.asked.at(-1)).toMatchObject({ method: 'PATCH', body: { permission: 'rw' } })
  expect(second.stdout).toBe('grace@example.org may rw in data now.\n')
})

test('names from elsewhere do nothing to a terminal', async () => {
  const entry = {
    name: '\u001b]0;x\u0007evil\nname',
    kind: 'file',
    size: 5,
    modifiedAt: '2026-11-22T10:00:00Z',
    link: null,
  }
  const routes = {
    ...listOf(data),
    [`GET /folders/${data.id}/files`]: () => ({ body: { items: [entry], nextCursor: null } }),
  }
  const { stdout } = await berth(routes, ['folders', 'ls', 'data:runs'], true)
  expect(stdout).not.toContain('\u001b]')
  expect(stdout.trim().split('\n')).toHaveLength(2)
})

test('folders are mounted as they are written', async () => {
  const routes = { 'POST /sessions': () => ({ status: 201, body: { id: 'x', name: 'job' } }) }
  const mounts = ['data', 'data:in', 'data:in:ro', 'data::rw', 'data:ro', 'data:/home/work/a b:rw']
  const { asked } = await berth(routes, ['sessions', 'start', ...mounts.flatMap((mount) => ['--mount', mount])])
  expect(asked.at(-1)?.body).toHaveProperty('mounts', [
    { folder: 'data' },
    { folder: 'data', path: 'in' },
    { folder: 'data', path: 'in', mode: 'ro' },
    { folder: 'data', mode: 'rw' },
    { folder: 'data', mode: 'ro' },
    { folder: 'data', path: '/home/work/a b', mode: 'rw' },
  ])
  expect((await berth(routes, ['sessions', 'start', '--mount', ':x'])).code).toBe(2)
})
