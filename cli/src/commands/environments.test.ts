import { expect, test } from 'vitest'
import { emptyHome, problem, runBerth, stubServer } from '../../test/run-berth.ts'

const science = {
  name: 'science',
  title: 'Science',
  description: '',
  engine: 'local',
  apps: [{ name: 'jupyter', title: 'JupyterLab' }],
  visible: true,
  order: 0,
  rootDirectory: '/srv/science',
  declaredApps: [],
  programs: [{ name: 'jupyter-lab', path: '/usr/bin/jupyter-lab' }],
  fault: null,
  createdAt: '2030-01-01T00:00:00.000Z',
  updatedAt: '2030-01-01T00:00:00.000Z',
  version: 'v1',
}
const session = '01a2027f-3103-721f-a43c-196ca6b41c1e'

async function berth(routes: Parameters<typeof stubServer>[0], args: string[]) {
  const { origin, asked } = await stubServer(routes)
  const env = { ...(await emptyHome()), BERTH_URL: origin, BERTH_TOKEN: 'token' }
  return { ...(await runBerth(args, { env })), asked }
}

test('environments are listed for everybody, and with their state for administrators', async () => {
  const page = () => ({ body: { items: [science], nextCursor: null } })
  const routes = { 'GET /environments': page, 'GET /admin/environments': page }
  expect((await berth(routes, ['environments', 'ls'])).stdout).toBe('science\tScience\tjupyter\n')
  expect((await berth(routes, ['environments', 'ls', '--all'])).stdout).toBe(
    'science\tScience\t/srv/science\tjupyter\toffered\n',
  )
  const { stdout } = await berth({ 'GET /environments/science': () => ({ body: science }) }, [
    ...['environments', 'show', 'science'],
  ])
  expect(stdout).toContain('found\tjupyter-lab  /usr/bin/jupyter-lab\n')
})

test('one is added with its root directory and apps, and a fault is told', async () => {
  const body = { ...science, fault: 'the root directory is not there' }
  const made = await berth({ 'POST /environments': () => ({ status: 201, body }) }, [
    ...['environments', 'create', 'science', '--root', '/srv/science', '--hidden'],
    ...['--app', 'board:7000=exec board --port $BERTH_APP_PORT', '--app', 'notes=notes'],
  ])
  expect(made.asked[0]?.body).toEqual({
    name: 'science',
    title: 'science',
    rootDirectory: '/srv/science',
    visible: false,
    apps: [
      { name: 'board', title: 'board', command: 'exec board --port $BERTH_APP_PORT', port: 7000 },
      { name: 'notes', title: 'notes', command: 'notes', port: null },
    ],
  })
  expect(made.stderr).toContain('the root directory is not there')
})

test('what is not named stays, and what contradicts itself is refused', async () => {
  const routes = { 'PATCH /environments/science': () => ({ body: science }) }
  const edit = (...args: string[]) => berth(routes, ['environments', 'edit', 'science', ...args])
  expect((await edit('--root', 'machine', '--no-apps')).asked[0]?.body).toEqual({ rootDirectory: null, apps: [] })
  for (const wrong of [[], ['--hidden', '--visible'], ['--app', 'x'], ['--no-apps', '--app', 'a=b']])
    expect((await edit(...wrong)).code).toBe(2)
})

test('apps of a session are listed and opened', async () => {
  const routes = {
    [`GET /sessions/${session}`]: () => ({ body: { id: session } }),
    [`GET /sessions/${session}/apps`]: () => ({
      body: { items: [{ name: 'jupyter', title: 'JupyterLab', address: 'http://jupyter--x.localhost' }] },
    }),
    [`POST /sessions/${session}/apps/jupyter/open`]: () => ({
      body: { url: 'http://jupyter--x.localhost/once', shared: false },
    }),
    [`POST /sessions/${session}/apps/code/open`]: () => ({
      body: { url: 'http://192.168.1.5:8081/x/code/once', shared: true },
    }),
    [`POST /sessions/${session}/apps/broken/open`]: () => problem(409, 'app-failed'),
  }
  expect((await berth(routes, ['apps', 'ls', session])).stdout).toBe(
    'jupyter\tJupyterLab\thttp://jupyter--x.localhost\n',
  )
  const opened = await berth(routes, ['apps', 'open', session, 'jupyter', '--path', '/tree'])
  expect(opened.stdout).toBe('http://jupyter--x.localhost/once\n')
  expect(opened.asked.at(-1)?.body).toEqual({ path: '/tree' })
  expect(opened.stderr).toBe('')
  const beside = await berth(routes, ['apps', 'open', session, 'code'])
  expect(beside).toMatchObject({ stdout: 'http://192.168.1.5:8081/x/code/once\n', code: 0 })
  expect(beside.stderr).toContain('can read each other')
  expect((await berth(routes, ['apps', 'open', session, 'broken'])).code).toBe(5)
})

test('a service is started with its command and port', async () => {
  const routes = { 'POST /sessions': () => ({ status: 201, body: { id: session, name: 'web' } }) }
  const start = (...args: string[]) => berth(routes, ['sessions', 'start', '--type', 'service', ...args])
  const { asked } = await start('--port', '8000', '--audience', 'project', '--', 'serve', 'a b')
  expect(asked[0]?.body).toMatchObject({ type: 'service', port: 8000, audience: 'project', command: "serve 'a b'" })
  expect((await start('--', 'serve')).stderr).toContain('needs --port')
  expect((await start('--port', '8000')).stderr).toContain('needs a command')
  expect((await start('--port', '8000', '--audience', 'world', '--', 'x')).code).toBe(2)
})
