import { expect, test } from 'vitest'
import { emptyHome, problem, runBerth, stubServer } from '../../test/run-berth.ts'

const session = {
  id: '01a20116-81f1-7455-915b-b1b8d922c301',
  name: 'train-1',
  projectName: 'default',
  type: 'batch',
  status: 'PENDING',
  resources: { cpu: 1, memory: 2 ** 30, gpu: 0, gpuShares: 0, sharedMemory: 0 },
  startedAt: null,
  endedAt: null,
  result: null,
  exitCode: null,
  priority: 10,
  queue: { position: 1, estimate: null },
  createdAt: '2030-01-01T00:00:00.000Z',
}

async function berth(routes: Parameters<typeof stubServer>[0], args: string[]) {
  const { origin, asked } = await stubServer(routes)
  const env = { ...(await emptyHome()), BERTH_URL: origin, BERTH_TOKEN: 'token' }
  return { ...(await runBerth(['sessions', ...args], { env })), asked }
}
const found = {
  [`GET /sessions/${session.id}`]: () => ({ body: session }),
  'GET /sessions': ({ query }: { query: URLSearchParams }) => ({
    body: { items: query.get('state') === 'queued' ? [session] : [], nextCursor: null },
  }),
}

test('the priority of one that waits is changed and shown with its place', async () => {
  const changed = await berth({ ...found, [`PATCH /sessions/${session.id}`]: () => ({ body: session }) }, [
    ...['edit', 'train-1', '--priority', '10'],
  ])
  expect(changed.asked.at(-1)?.body).toEqual({ priority: 10 })
  expect(changed.stdout).toBe('train-1 was changed: priority 10, place 1 in the queue.\n')
  const list = await berth(found, ['ls', '--state', 'queued'])
  expect(list.stdout).toContain('train-1\tPENDING #1 priority 10\t')
})

test('below 0 too; what is no number and what says nothing is wrong usage; others are refused', async () => {
  const patch = { ...found, [`PATCH /sessions/${session.id}`]: () => problem(403, 'not-allowed') }
  const refused = await berth(patch, ['edit', 'train-1', '--priority=-5'])
  expect([refused.code, refused.asked.at(-1)?.body]).toEqual([5, { priority: -5 }])
  expect((await berth(found, ['edit', 'train-1', '--priority', 'high'])).code).toBe(2)
  expect((await berth(found, ['edit', 'train-1'])).stderr).toContain('say what to change')
})
