import { expect, test } from 'vitest'
import { emptyHome, runBerth, stubServer } from '../../test/run-berth.ts'

const GiB = 1024 ** 3
const resources = { cpu: 2, memory: 4 * GiB, gpu: 0, gpuShares: 0.5, sharedMemory: GiB / 2 }
const preset = {
  id: '01900000-0000-7000-8000-000000000002',
  name: 'Medium',
  description: 'To build',
  resources,
  position: 2,
  version: 'v1',
}
const list = { 'GET /resource-presets': () => ({ body: { items: [preset], nextCursor: null } }) }

async function berth(routes: Parameters<typeof stubServer>[0], args: string[]) {
  const { origin, asked } = await stubServer(routes)
  const env = { ...(await emptyHome()), BERTH_URL: origin, BERTH_TOKEN: 'token' }
  return { ...(await runBerth(args, { env })), asked }
}

test('presets are listed with what they give, and what would come of them is said', async () => {
  expect((await berth(list, ['presets', 'ls'])).stdout).toBe('2\tMedium\t2\t4 GiB\t512 MiB\t0\t0.5\tTo build\n')
  const violations = [{ limit: 'user', resource: 'memory', used: 2 * GiB, asked: 4 * GiB, max: 4 * GiB }]
  const outlook = {
    'GET /resource-presets/outlook': () => ({ body: { items: [{ preset, verdict: 'refused', violations }] } }),
  }
  const checked = await berth(outlook, ['presets', 'check', '--containers', '2'])
  expect(checked.stdout).toBe('Medium\trefused\tuser memory: 4 GiB asked, 2 GiB in use, 4 GiB at most\n')
  expect(checked.asked[0]?.query.get('containers')).toBe('2')
})

test('amounts are read in the units that people write; an edit keeps what it does not name', async () => {
  const made = await berth({ 'POST /resource-presets': () => ({ status: 201, body: preset }) }, [
    ...['presets', 'create', 'Medium', '--cpu', '2', '--memory', '4GiB', '--place', '1'],
  ])
  expect(made.asked[0]?.body).toEqual({ name: 'Medium', position: 1, resources: { cpu: 2, memory: 4 * GiB } })
  const routes = { ...list, [`PATCH /resource-presets/${preset.id}`]: () => ({ body: preset }) }
  const edited = await berth(routes, ['presets', 'edit', 'medium', '--memory', '8GiB'])
  expect(edited.asked.at(-1)?.body).toEqual({ resources: { ...resources, memory: 8 * GiB } })
  expect((await berth({}, ['presets', 'create', 'Medium', '--cpu', '2'])).code).toBe(2)
})

test('a preset goes by its name, and one that is not there is said to be missing', async () => {
  const routes = { ...list, [`DELETE /resource-presets/${preset.id}`]: () => ({ status: 204, body: '' }) }
  expect((await berth(routes, ['presets', 'rm', 'Medium'])).stdout).toBe('Medium was deleted.\n')
  const missing = await berth(routes, ['presets', 'rm', 'Large'])
  expect([missing.code, missing.stderr]).toEqual([4, expect.stringContaining('There is no preset Large.')])
})

test('a session of a preset has its amounts, but for those that are said', async () => {
  const routes = { ...list, 'POST /sessions': () => ({ status: 201, body: { id: 'x', name: 'job' } }) }
  const { asked } = await berth(routes, ['sessions', 'start', '--preset', 'Medium', '--cpu', '1'])
  expect(asked.at(-1)?.body).toMatchObject({ type: 'interactive', resources: { ...resources, cpu: 1 } })
})
