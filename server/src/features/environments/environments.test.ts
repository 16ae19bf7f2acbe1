/** Environments as administrators keep them, and what sessions see of them. */
import { MiB } from '@berth/contract/sessions.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeAdmin, makeUser, type MadeUser } from '../../../test/make.ts'
import { eventually } from '../../../test/eventually.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
let admin: string
let user: MadeUser
const resources = { cpu: 0.5, memory: 128 * MiB }
const board = { name: 'board', title: 'Board', command: 'board --port $BERTH_APP_PORT', port: 7000 }

beforeAll(async () => {
  app = await testApp()
  admin = await makeAdmin(app)
  user = await makeUser(app)
})
const names = async (token: string) => (await app.as(token).environments.list()).items.map(({ name }) => name)
const problem = (body: object) => ({ body })

test('the machine itself is there, cannot be deleted and has no root directory', async () => {
  const { environments } = app.as(admin)
  expect(await names(user.token)).toEqual(['this-machine'])
  expect(await environments.show({ params: { name: 'this-machine' } })).toMatchObject({
    rootDirectory: null,
    visible: true,
    programs: [{ name: 'bash', path: '/bin/bash' }],
    fault: null,
  })
  const params = { name: 'this-machine' }
  await expect(environments.remove({ params })).rejects.toMatchObject(problem({ type: 'built-in-environment' }))
  await expect(environments.update({ params, body: { rootDirectory: '/srv' } })).rejects.toMatchObject(
    problem({ type: 'built-in-environment' }),
  )
  const saved = await environments.update({ params, body: { apps: [board] } })
  expect(saved).toMatchObject({ apps: [{ name: 'board', title: 'Board' }], declaredApps: [board] })
  await environments.update({ params, body: { apps: [] } })
})

describe('one that was added', () => {
  const params = { name: 'science' }
  beforeAll(async () => {
    await app.as(admin).environments.create({
      body: { name: 'science', title: 'Science', rootDirectory: '/srv/science', apps: [board], order: -1 },
    })
  })

  test('is offered in its place, without what only administrators know', async () => {
    const { items } = await app.as(user.token).environments.list()
    expect(items.map(({ name }) => name)).toEqual(['science', 'this-machine'])
    expect(items[0]).toEqual({
      ...{ name: 'science', title: 'Science', description: '', engine: 'mock' },
      apps: [{ name: 'board', title: 'Board' }],
    })
    expect(JSON.stringify(items)).not.toContain('/srv/science')
  })

  test('is found by name and in pages', async () => {
    const { environments } = app.as(admin)
    expect((await environments.listAll({ query: { q: 'SCIEN' } })).items).toHaveLength(1)
    const first = await environments.listAll({ query: { limit: 1 } })
    const query = { limit: 1, cursor: first.nextCursor ?? '' }
    expect((await environments.listAll({ query })).items.map(({ name }) => name)).toEqual(['this-machine'])
  })

  test('is changed only by who has seen what it is now', async () => {
    const { environments } = app.as(admin)
    const { version } = await environments.show({ params })
    const ifMatch = { headers: { 'if-match': `"${version}"` } }
    await environments.update({ params, body: { description: 'Old programs' } }, ifMatch)
    await expect(environments.update({ params, body: { description: 'x' } }, ifMatch)).rejects.toMatchObject(
      problem({ type: 'changed-meanwhile' }),
    )
    await expect(environments.remove({ params }, ifMatch)).rejects.toMatchObject(problem({ type: 'changed-meanwhile' }))
  })

  test('hidden it is not started in, what runs in it goes on, and it stays until that has ended', async () => {
    const { environments, sessions } = app.as(admin)
    const body = { type: 'interactive' as const, resources, environment: 'science' }
    const { id } = await app.as(user.token).sessions.create({ body })
    await environments.update({ params, body: { visible: false } })
    expect(await names(user.token)).toEqual(['this-machine'])
    await expect(app.as(user.token).sessions.create({ body })).rejects.toMatchObject(
      problem({ errors: [{ path: 'body.environment', code: 'unknown' }] }),
    )
    await expect(environments.remove({ params })).rejects.toMatchObject(
      problem({ type: 'environment-in-use', count: 1 }),
    )
    expect((await app.as(user.token).apps.list({ params: { id } })).items).toMatchObject([
      { name: 'board', title: 'Board', address: `http://board--${id}.localhost:${new URL(app.origin).port}/` },
    ])
    await sessions.terminate({ params: { id } })
    await eventually(
      () => sessions.show({ params: { id } }),
      ({ endedAt }) => endedAt !== null,
    )
    await environments.remove({ params })
    await expect(environments.show({ params })).rejects.toMatchObject(problem({ type: 'not-found' }))
  })

  test('who did it is in the audit log', async () => {
    await app.site.auditLog.caughtUp()
    const { rows } = await app.database.pool.query<{ action: string }>(
      `SELECT DISTINCT action FROM audit_log WHERE action LIKE 'environment.%' ORDER BY action`,
    )
    expect(rows.map(({ action }) => action)).toEqual([
      'environment.created',
      'environment.deleted',
      'environment.updated',
    ])
  })
})

test.each([
  [{ name: 'Big' }, 'body.name'],
  [{ name: 'rescan' }, 'body.name'],
  [{ rootDirectory: 'srv' }, 'body.rootDirectory'],
  [{ rootDirectory: '/srv/../etc' }, 'body.rootDirectory'],
  [{ rootDirectory: '/' }, 'body.rootDirectory'],
  [{ apps: [{ ...board, name: 'a--b' }] }, 'body.apps.0.name'],
  [{ apps: [{ ...board, name: 'service' }] }, 'body.apps.0.name'],
  [{ apps: [board, board] }, 'body.apps'],
  [{ apps: [{ ...board, port: 70_000 }] }, 'body.apps.0.port'],
  [{ apps: [{ ...board, command: 'a\0b' }] }, 'body.apps.0.command'],
])('refuses %j', async (wrong, path) => {
  const body = { name: 'wrong', title: 'Wrong', ...wrong }
  await expect(app.as(admin).environments.create({ body })).rejects.toMatchObject(problem({ errors: [{ path }] }))
})

test('a name is given once', async () => {
  const create = () => app.as(admin).environments.create({ body: { name: 'twice', title: 'Twice' } })
  await create()
  await expect(create()).rejects.toMatchObject(problem({ errors: [{ path: 'body.name', code: 'taken' }] }))
  expect((await app.as(admin).environments.rescan()).items.map(({ name }) => name)).toContain('twice')
})
