import { sessionColumns } from '@berth/contract/session-columns.ts'
import { GiB } from '@berth/contract/sessions.ts'
import { beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { makeAdmin, makeUser, type MadeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
let admin = ''
let owner: MadeUser
let other: MadeUser

type Query = NonNullable<Parameters<ReturnType<TestApp['as']>['sessions']['list']>[0]>['query']
const start = (token: string, name: string) =>
  app.as(token).sessions.create({ body: { type: 'interactive', name, resources: { cpu: 0.5, memory: GiB } } })
const get = (token: string, query: string) =>
  fetch(`${app.origin}/api/v1/sessions/export.csv?${query}`, { headers: { authorization: `Bearer ${token}` } })
const rowsOf = async (token: string, query: string) =>
  (await (await get(token, query)).text()).replace('\ufeff', '').trimEnd().split('\r\n')
const exported = async () =>
  (
    await app.database.pool.query<{ after: object }>(
      `SELECT payload->'after' AS after FROM events WHERE kind = 'audit' AND payload->>'action' = 'sessions.exported'`,
    )
  ).rows

beforeAll(async () => {
  app = await testApp()
  admin = await makeAdmin(app)
  ;[owner, other] = [await makeUser(app), await makeUser(app)]
  const first = await start(owner.token, 'train-1')
  await start(owner.token, 'train-2')
  await start(owner.token, 'serve-1')
  await start(other.token, 'train-3')
  await app.as(owner.token).sessions.terminate({ params: { id: first.id } })
  await eventually(
    () => app.as(owner.token).sessions.show({ params: { id: first.id } }),
    ({ endedAt }) => endedAt !== null,
  )
})

test('the export has exactly the rows that the list shows with the same filters, in its order', async () => {
  const queries: Query[] = [
    { owner: 'me' },
    { owner: 'me', state: 'finished' },
    { owner: 'me', q: 'train', sort: '-name' },
    { owner: 'me', q: 'nothing' },
  ]
  for (const query of queries) {
    const { items } = await app.as(owner.token).sessions.list({ query })
    const rows = await rowsOf(
      owner.token,
      `${new URLSearchParams(query as Record<string, string>).toString()}&columns=name,cpu,memory`,
    )
    expect(rows).toEqual(['name,cpu,memory', ...items.map(({ name }) => `${name},0.5,${GiB}`)])
  }
})

test('others’ are exported by administrators alone, and that stays known', async () => {
  expect(await rowsOf(owner.token, 'owner=all&columns=name&sort=name')).toEqual([
    'name',
    'serve-1',
    'train-1',
    'train-2',
  ])
  expect(await exported()).toEqual([])
  const rows = await rowsOf(admin, 'owner=all&q=train&columns=owner,name&sort=name')
  expect(rows.map((row) => row.split(',')[1])).toEqual(['name', 'train-1', 'train-2', 'train-3'])
  expect(await exported()).toEqual([{ after: { owner: 'all', q: 'train', sort: 'name' } }])
})

test('of commands only what everybody sees of them is exported', async () => {
  const resources = { cpu: 0.5, memory: GiB }
  const env = { AWS_SECRET_ACCESS_KEY: 'hunter2hunter2' }
  const body = { type: 'batch' as const, name: 'hides', resources, env, command: 'true hunter2hunter2' }
  await app.as(other.token).sessions.create({ body })
  const rows = await rowsOf(other.token, 'q=hides&columns=command,name')
  expect(rows).toEqual(['command,name', 'true ********,hides'])
})

test('all columns unless some are chosen, and the name that was asked for', async () => {
  const answer = await get(owner.token, `filename=${'n'.repeat(255)}`)
  expect(answer.headers.get('content-disposition')).toContain(`filename="${'n'.repeat(255)}.csv"`)
  expect((await answer.text()).split('\r\n')[0]?.replace('\ufeff', '')).toBe(sessionColumns.join(','))
  expect((await get(owner.token, '')).headers.get('content-disposition')).toMatch(/"sessions-\d{4}-\d\d-\d\d\.csv"/)
  expect((await get(owner.token, 'columns=env')).status).toBe(400)
  expect((await get(owner.token, `filename=${'n'.repeat(256)}`)).status).toBe(400)
})
