import { expect, test } from 'vitest'
import { emptyHome, problem, runBerth, stubServer } from '../../test/run-berth.ts'

const GiB = 1024 ** 3
const group = {
  name: 'default',
  scheduler: 'fair-share',
  holdAfter: 600,
  available: true,
  nodes: 2,
  availableNodes: 1,
  fractionalGpus: false,
  capacity: { cpu: 16, memory: 64 * GiB, gpu: 2, gpuShares: 0 },
  allocated: { cpu: 2.5, memory: 4 * GiB, gpu: 1, gpuShares: 0 },
  sessions: 3,
  queued: 7,
  version: 'v1',
}

async function berth(routes: Parameters<typeof stubServer>[0], args: string[]) {
  const { origin, asked } = await stubServer(routes)
  const env = { ...(await emptyHome()), BERTH_URL: origin, BERTH_TOKEN: 'token' }
  return { ...(await runBerth(['resource-groups', ...args], { env })), asked }
}

test('groups are listed with what is held of what there is', async () => {
  const { stdout } = await berth({ 'GET /resource-groups': () => ({ body: { items: [group] } }) }, ['ls'])
  expect(stdout).toBe('default\tavailable\t1 of 2\tfair-share\t600 s\t2.5 / 16\t4 GiB / 64 GiB\t1 / 2\t3\t7\n')
})

test('the rule of a queue is changed, in the units that people write, and only as it was read', async () => {
  const routes = {
    'GET /resource-groups/default': () => ({ body: group }),
    'PATCH /resource-groups/default': () => ({ body: { ...group, scheduler: 'fifo', holdAfter: 1800 } }),
  }
  const { asked, stdout } = await berth(routes, ['edit', 'default', '--scheduler', 'fifo', '--hold-after', '30m'])
  expect(asked.at(-1)).toMatchObject({ body: { scheduler: 'fifo', holdAfter: 1800 } })
  expect(stdout).toBe('default was saved: fifo, room held back after 1800 s.\n')
  const late = await berth({ ...routes, 'PATCH /resource-groups/default': () => problem(412, 'changed-meanwhile') }, [
    ...['edit', 'default', '--hold-after', '1h'],
  ])
  expect([late.code, late.stderr]).toEqual([5, expect.stringContaining('changed-meanwhile')])
  expect((await berth(routes, ['edit', 'default', '--scheduler', 'lottery'])).code).toBe(2)
  expect((await berth(routes, ['edit', 'default'])).stderr).toContain('say what to change')
})
