import { expect, test } from 'vitest'
import { emptyHome, runBerth, stubServer } from '../../test/run-berth.ts'

const GiB = 1024 ** 3
const resources = { cpu: 2, memory: 4 * GiB, gpu: 0, gpuShares: 0, sharedMemory: GiB / 2 }
const settings = {
  type: 'batch',
  environment: 'this-machine',
  resourceGroup: 'default',
  resources,
  containers: 1,
  env: ['WANDB_API_KEY'],
  command: 'python3 train.py',
  timeLimit: 3600,
  skipUserScripts: false,
}
const own = {
  id: '01900000-0000-7000-8000-00000000000a',
  name: 'Train',
  owner: '01900000-0000-7000-8000-00000000000b',
  project: null,
  projectName: null,
  example: false,
  settings,
}
const ofProject = {
  ...own,
  id: '01900000-0000-7000-8000-00000000000c',
  owner: null,
  project: '01900000-0000-7000-8000-00000000000d',
  projectName: 'vision',
}
const listOf = (...items: object[]) => ({
  'GET /session-templates': () => ({ body: { items, nextCursor: null } }),
})

async function berth(routes: Parameters<typeof stubServer>[0], args: string[], env: Record<string, string> = {}) {
  const { origin, asked } = await stubServer(routes)
  const home = { ...(await emptyHome()), BERTH_URL: origin, BERTH_TOKEN: 'token', ...env }
  return { ...(await runBerth(args, { env: home })), asked }
}

test('templates are listed with whose they are', async () => {
  const { stdout } = await berth(listOf(own, ofProject), ['templates', 'ls'])
  expect(stdout).toBe(
    `Train\tyours\tbatch\t2\t4 GiB\t${own.id}\nTrain\tproject vision\tbatch\t2\t4 GiB\t${ofProject.id}\n`,
  )
})

test('a session starts as its template says, but for what is said', async () => {
  const routes = { ...listOf(own), 'POST /sessions': () => ({ status: 201, body: { id: 'x', name: 'job' } }) }
  const args = ['sessions', 'start', '--template', 'train', '--env', 'WANDB_API_KEY=key', '--time-limit', '2h']
  const { asked } = await berth(routes, args)
  expect(asked.at(-1)?.body).toEqual({
    type: 'batch',
    environment: 'this-machine',
    resourceGroup: 'default',
    resources,
    containers: 1,
    env: { WANDB_API_KEY: 'key' },
    command: 'python3 train.py',
    timeLimit: 7200,
  })
})

test('a service starts as its template says, and nothing starts with what is hidden in a command', async () => {
  const service = { ...settings, type: 'service', env: [], command: 'serve', timeLimit: null, port: 8000 }
  const start = (command: string, ...args: string[]) =>
    berth(
      {
        ...listOf({ ...own, settings: { ...service, command, audience: 'project', skipUserScripts: true } }),
        'POST /sessions': () => ({ status: 201, body: { id: 'x', name: 'job' } }),
      },
      ['sessions', 'start', '--template', 'train', ...args],
    )
  const sent = { type: 'service', command: 'serve', port: 8000, audience: 'project', skipUserScripts: true }
  expect((await start('serve')).asked.at(-1)?.body).toMatchObject(sent)
  const other = await start('serve --key ********', '--port', '9000', '--', 'serve')
  expect(other.asked.at(-1)?.body).toMatchObject({ ...sent, port: 9000 })
  expect((await start('serve --key ********')).stderr).toContain('--command TEXT')
})

test('values of its variables have to be said: they are never taken from here unasked', async () => {
  const { code, stderr, asked } = await berth(listOf(own), ['sessions', 'start', '--template', 'Train'], {
    WANDB_API_KEY: 'secret',
  })
  expect([code, stderr]).toEqual([2, expect.stringContaining('--env WANDB_API_KEY=VALUE')])
  expect(asked.map(({ method }) => method)).toEqual(['GET'])
})

test('own templates come before those of projects; between projects the id decides', async () => {
  const show = (args: string[], ...items: object[]) => berth(listOf(...items), ['templates', 'show', ...args])
  expect((await show(['Train'], ofProject, own)).stdout).toContain('of\tyours\n')
  const other = { ...ofProject, id: '01900000-0000-7000-8000-00000000000e', projectName: 'speech' }
  expect((await show(['Train'], ofProject, other)).code).toBe(5)
  expect((await show([other.id], ofProject, other)).stdout).toContain('of\tproject speech\n')
})

test('the settings of a session are kept without the values of its variables', async () => {
  const id = '01900000-0000-7000-8000-00000000000f'
  const routes = {
    [`GET /sessions/${id}`]: () => ({ body: { ...settings, id, env: { WANDB_API_KEY: '***' } } }),
    'POST /session-templates': () => ({ status: 201, body: own }),
  }
  const { asked, stdout } = await berth(routes, ['templates', 'save', 'Train', '--from', id])
  expect(asked.at(-1)?.body).toEqual({ name: 'Train', settings })
  expect(stdout).toBe('Train was saved as a template.\n')
})
