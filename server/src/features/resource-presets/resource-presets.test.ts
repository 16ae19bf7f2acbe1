import { GiB, MiB } from '@berth/contract/sessions.ts'
import { beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { makeAdmin, makeUser } from '../../../test/make.ts'
import { problemOf } from '../../../test/problem-of.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'
import { createMockEngine } from '../../engines/mock/mock.engine.ts'

let app: TestApp
let admin: ReturnType<TestApp['as']>
let user: ReturnType<TestApp['as']>
let project = ''
beforeAll(async () => {
  app = await testApp({ engine: createMockEngine({ capacity: { cpu: 4, memory: 16 * GiB, gpus: 0 } }) })
  admin = app.as(await makeAdmin(app))
  user = app.as((await makeUser(app)).token)
  const { items } = await admin.projects.list()
  project = items.find(({ name }) => name === 'default')?.id ?? ''
  await eventually(
    () => admin.resources.report({ query: { project } }),
    ({ cpu }) => cpu.max > 0,
  )
})

const names = async () => (await user.resourcePresets.list()).items.map(({ name }) => name)
const idOf = async (name: string) =>
  (await user.resourcePresets.list()).items.find((preset) => preset.name === name)?.id ?? ''
const outlook = async (more: { containers?: number } = {}) => {
  const { items } = await user.resourcePresets.outlook({ query: { project, ...more } })
  return Object.fromEntries(items.map(({ preset, verdict, violations }) => [preset.name, { verdict, violations }]))
}

test('a new site has some, small enough for a small machine', async () => {
  const { items } = await user.resourcePresets.list()
  expect(items).toMatchObject([
    { name: 'Small', position: 1, resources: { cpu: 1, memory: GiB } },
    { name: 'Medium', position: 2, resources: { cpu: 2, memory: 4 * GiB } },
  ])
})

test('administrators make, change, move and delete them; the others move up', async () => {
  const resources = { cpu: 3, memory: 8 * GiB, sharedMemory: 512 * MiB }
  const made = await admin.resourcePresets.create({ body: { name: 'Large', resources, position: 1 } })
  expect(made).toMatchObject({ position: 1, description: '', resources: { ...resources, gpu: 0, gpuShares: 0 } })
  expect(await names()).toEqual(['Large', 'Small', 'Medium'])
  const params = { id: made.id }
  const moved = await admin.resourcePresets.update({ params, body: { position: 50, description: 'For training' } })
  expect(moved).toMatchObject({ position: 3, description: 'For training' })
  expect(await names()).toEqual(['Small', 'Medium', 'Large'])
  await admin.resourcePresets.remove({ params: { id: await idOf('Small') } })
  expect((await user.resourcePresets.list()).items.map(({ position }) => position)).toEqual([1, 2])
  await admin.resourcePresets.create({ body: { name: 'Small', resources: { cpu: 1, memory: GiB }, position: 1 } })
  expect(await names()).toEqual(['Small', 'Medium', 'Large'])
})

test('a name is there once, whatever its case, and what was changed meanwhile is not overwritten', async () => {
  const resources = { cpu: 1, memory: GiB }
  expect(await problemOf(admin.resourcePresets.create({ body: { name: 'SMALL', resources } }))).toMatchObject({
    type: 'invalid-input',
    errors: [{ path: 'body.name', code: 'taken' }],
  })
  const params = { id: await idOf('Medium') }
  const { version } = await user.resourcePresets.show({ params })
  const ifSame = { headers: { 'if-match': `"${version}"` } }
  await admin.resourcePresets.update({ params, body: { description: 'Changed' } }, ifSame)
  expect(await problemOf(admin.resourcePresets.remove({ params }, ifSame))).toMatchObject({ type: 'changed-meanwhile' })
})

test('each says what the evaluator says of a session of its size', async () => {
  expect(await outlook()).toMatchObject({
    Small: { verdict: 'starts' },
    Medium: { verdict: 'starts' },
    Large: { verdict: 'starts' },
  })
  const body = { type: 'interactive', project, resources: { cpu: 2, memory: GiB } } as const
  const running = await user.sessions.create({ body })
  // The machine has room for it once the other ends.
  const before = await outlook()
  expect(before).toMatchObject({ Medium: { verdict: 'starts' }, Large: { verdict: 'waits', violations: [] } })
  await app.database.pool.query(`UPDATE policies SET cpu_tenths = 40 WHERE name = 'default'`)
  const limited = await outlook()
  expect(limited['Large']).toMatchObject({
    verdict: 'refused',
    violations: expect.arrayContaining([
      expect.objectContaining({ limit: 'user', resource: 'cpu', used: 2, asked: 3, max: 4 }),
    ]),
  })
  const refused = await problemOf(
    user.sessions.create({ body: { ...body, resources: { cpu: 3, memory: 8 * GiB, sharedMemory: 512 * MiB } } }),
  )
  expect(refused['violations']).toEqual(limited['Large']?.violations)
  expect((await outlook({ containers: 2 }))['Medium']?.verdict).toBe('refused')
  await user.sessions.terminate({ params: { id: running.id } })
  await app.database.pool.query(`UPDATE policies SET cpu_tenths = NULL WHERE name = 'default'`)
})

test('what would come of them is said of the resource group that is asked about', async () => {
  await app.database.pool.query(`INSERT INTO resource_groups (name) VALUES ('empty')`)
  const { items } = await user.resourcePresets.outlook({ query: { project, resourceGroup: 'empty' } })
  expect(items.map(({ verdict }) => verdict)).toEqual(['refused', 'refused', 'refused'])
  expect(items[0]?.violations).toContainEqual(expect.objectContaining({ limit: 'hardware', resource: 'cpu', max: 0 }))
  const template = { type: 'interactive', resourceGroup: 'empty', resources: { cpu: 1, memory: GiB } } as const
  const kept = await user.sessionTemplates.create({ body: { name: 'Elsewhere', settings: template } })
  expect(kept.settings.resourceGroup).toBe('empty')
})

test('an unknown resource group is said to be none', async () => {
  expect(await problemOf(user.resourcePresets.outlook({ query: { project, resourceGroup: 'nowhere' } }))).toMatchObject(
    { errors: [{ path: 'query.resourceGroup', code: 'unknown' }] },
  )
})

test('there are never more than fit on a page of cards, however many are made at once', async () => {
  const { length } = await names()
  const answers = await Promise.allSettled(
    Array.from({ length: 55 }, (_, index) =>
      admin.resourcePresets.create({ body: { name: `many ${index}`, resources: { cpu: 1, memory: GiB } } }),
    ),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(50 - length)
  const { items } = await user.resourcePresets.list({ query: { limit: 200 } })
  expect(items.map(({ position }) => position)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
  const first = await user.resourcePresets.list({ query: { limit: 30 } })
  const cursor = first.nextCursor ?? ''
  expect((await user.resourcePresets.list({ query: { limit: 30, cursor } })).items).toEqual(items.slice(30))
})
