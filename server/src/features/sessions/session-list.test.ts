import { MiB, type Session, type SessionCreate } from '@berth/contract/sessions.ts'
import { beforeAll, expect, test } from 'vitest'
import { makeAdmin, makeUser, type MadeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
let admin: string
let owner: MadeUser
let other: MadeUser

const create = (token: string, name: string) => {
  const body: SessionCreate = { type: 'interactive', name, resources: { cpu: 0.1, memory: 64 * MiB } }
  return app.as(token).sessions.create({ body })
}

beforeAll(async () => {
  app = await testApp()
  admin = await makeAdmin(app)
  owner = await makeUser(app)
  other = await makeUser(app)
  // Three in every millisecond of the clock, so that ids have to decide.
  for (let index = 0; index < 30; index++) {
    await create(owner.token, `run-${'cbade'[index % 5]}-${String(index).padStart(2, '0')}`)
    if (index % 3 === 2) app.clock.advance(1)
  }
  await create(other.token, 'of-other')
})

type Query = NonNullable<Parameters<ReturnType<TestApp['as']>['sessions']['list']>[0]>['query']
const list = (query: Query, token = owner.token) => app.as(token).sessions.list({ query })

async function walk(query: Query, between: (page: number) => Promise<unknown> = async () => {}) {
  const seen: Session[] = []
  let cursor: string | undefined
  for (let page = 0; ; page++) {
    const answer = await list({ ...query, ...(cursor === undefined ? {} : { cursor }) })
    seen.push(...answer.items)
    if (answer.nextCursor === null) return seen
    cursor = answer.nextCursor
    await between(page)
  }
}

const compare = (a: string | number, b: string | number) => (a < b ? -1 : a > b ? 1 : 0)

test.each([
  'createdAt',
  '-createdAt',
  'name',
  '-name',
  'status',
  '-status',
  'status,-name',
  '-createdAt,name',
] as const)('pages sorted by %s show each session once, in order', async (sort) => {
  const seen = await walk({ sort, limit: 7, q: 'run-' })
  expect(new Set(seen.map((one) => one.id)).size).toBe(30)
  const keys = sort
    .split(',')
    .map((key) => ({ field: key.replace('-', '') as 'name', descending: key.startsWith('-') }))
  const expected = seen.toSorted((a, b) => {
    for (const { field, descending } of [
      ...keys,
      { field: 'id' as 'name', descending: keys[0]?.descending ?? false },
    ]) {
      const order = compare(a[field], b[field])
      if (order !== 0) return descending ? -order : order
    }
    return 0
  })
  expect(seen.map((one) => one.name)).toEqual(expected.map((one) => one.name))
})

test('what comes while somebody pages neither repeats nor hides a session', async () => {
  const seen = await walk({ limit: 10, q: 'run-' }, async (page) => {
    app.clock.advance(1)
    await create(owner.token, `run-late-${page}`)
  })
  expect(seen.filter((one) => one.name.startsWith('run-late'))).toEqual([])
  expect(new Set(seen.map((one) => one.id)).size).toBe(30)
  expect(seen).toHaveLength(30)
})

test('filters and search count what they find', async () => {
  expect((await list({ q: 'RUN-A' })).total).toBe(6)
  expect((await list({ q: '%' })).total).toBe(0)
  expect((await list({ state: 'finished' })).total).toBe(0)
  expect((await list({ owner: 'all' })).items.every((one) => one.owner === owner.id)).toBe(true)
  const everyone = await list({ owner: 'all', state: 'running', limit: 200 }, admin)
  expect(everyone.items.map((one) => one.name)).toContain('of-other')
  expect(everyone.total).toBe(everyone.items.length)
  const [one] = everyone.items
  expect((await list({ owner: 'all', project: one?.project ?? '', limit: 200 }, admin)).items).toHaveLength(
    everyone.items.length + (await list({ owner: 'all', state: 'queued', limit: 200 }, admin)).items.length,
  )
  expect((await list({ project: '01a20117-cee2-7703-babf-48c4a4d81ff2' })).total).toBe(0)
})

test('a cursor of one order is refused by another', async () => {
  const { nextCursor } = await list({ sort: 'name', limit: 1 })
  await expect(list({ sort: 'createdAt', cursor: nextCursor ?? '' })).rejects.toMatchObject({
    body: { type: 'invalid-input', errors: [{ path: 'query.cursor' }] },
  })
})
