import { randomInt } from 'node:crypto'
import { ApiProblem } from '@berth/contract/client.ts'
import type { UsageAmounts } from '@berth/contract/usage.ts'
import { beforeAll, expect, test } from 'vitest'
import { makeAdmin, makeUser, type MadeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'
import { parseCsv } from '../../platform/csv.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { createTestClock } from '../../platform/time.ts'

const GiB = 1024 ** 3
const hour = 3_600_000
let app: TestApp
let admin: string
let users: MadeUser[]
let projects: Record<string, string>
beforeAll(async () => {
  app = await testApp({ clock: createTestClock('2030-06-15T12:00:00Z') })
  admin = await makeAdmin(app)
  users = [await makeUser(app), await makeUser(app), await makeUser(app)]
  projects = {}
  for (const user of users) await place(user)
})

/** Sessions of a user are in a project of their own. */
async function place(user: MadeUser): Promise<void> {
  const workspace = (await app.as(user.token).workspaces.list({})).items.find(({ personal }) => !personal)?.id ?? ''
  projects[user.id] = (await app.as(admin).projects.create({ body: { workspace, name: user.username } })).id
}

interface Ran {
  readonly owner: MadeUser
  readonly started: string | null
  readonly ended: string | null
  readonly cpuTenths?: number
  readonly memory?: number
  readonly gpus?: number
  readonly shareTenths?: number
  readonly containers?: number
}

/** A row as a session that ran leaves it. */
async function ran({ owner, started, ended, ...asked }: Ran): Promise<void> {
  const { cpuTenths = 10, memory = GiB, gpus = 0, shareTenths = 0, containers = 1 } = asked
  const project = projects[owner.id] ?? ''
  const id = uuidv7()
  const status = ended === null ? (started === null ? 'PENDING' : 'RUNNING') : 'TERMINATED'
  await app.database.pool.query(
    `INSERT INTO sessions (id, name, owner_id, workspace_id, project_id, credential, type, environment, resource_group,
       engine, cpu_tenths, memory, shared_memory, gpus, gpu_share_tenths, containers, env, env_names, status, reason,
       due_at, created_at, started_at, ended_at)
     SELECT $1, $2, $3, p.workspace_id, p.id, c.access_key, 'interactive', 'this-machine', 'none', 'none', $5, $6, 0,
       $7, $8, $9, '{}', '{}', $10, 'asked', now(), now(), $11, $12
       FROM projects p JOIN credentials c ON c.workspace_id = p.workspace_id AND c.user_id = $3 AND c.main
      WHERE p.id = $4`,
    [id, `s-${id}`, owner.id, project, cpuTenths, memory, gpus, shareTenths, containers, status, started, ended],
  )
}

const usage = (token: string) => app.as(token).usage
const problemOf = async (call: Promise<unknown>) => {
  const error = await call.catch((reason: unknown) => reason)
  return error instanceof ApiProblem ? error.body : { type: 'none', status: 200 }
}
const days = (items: readonly { day: string | null; coreHours: number; sessions: number }[]) =>
  items.filter(({ sessions }) => sessions > 0).map(({ day, coreHours, sessions }) => [day, coreHours, sessions])

test('a session over midnight is split, counts on both days, and once in the sum', async () => {
  const [owner] = users as [MadeUser]
  await ran({ owner, started: '2029-01-01T22:00:00Z', ended: '2029-01-03T06:00:00Z', cpuTenths: 25, gpus: 2 })
  const range = { from: '2029-01-01', to: '2029-01-04' }
  const report = await usage(owner.token).report({ query: range })
  expect(report).toMatchObject({ ...range, groupBy: 'day', more: 0 })
  expect(report.items).toHaveLength(4)
  expect(days(report.items)).toEqual([
    ['2029-01-01', 5, 1],
    ['2029-01-02', 60, 1],
    ['2029-01-03', 15, 1],
  ])
  expect(report.sum).toEqual({ sessions: 1, coreHours: 80, gibHours: 32, gpuHours: 64 })
  // Cut by the range too.
  const middle = await usage(owner.token).report({
    query: { from: '2029-01-02', to: '2029-01-02', groupBy: 'project' },
  })
  expect(middle.items).toMatchObject([{ coreHours: 60, sessions: 1, projectName: expect.any(String), user: null }])
  expect(middle.sum).toMatchObject({ sessions: 1, coreHours: 60 })
})

test('midnight itself belongs to the day that it begins; what only waited or began later is no usage', async () => {
  const owner = await makeUser(app)
  await place(owner)
  await ran({ owner, started: '2029-02-01T23:00:00Z', ended: '2029-02-02T00:00:00Z' })
  await ran({ owner, started: '2029-02-03T00:00:00Z', ended: '2029-02-03T01:00:00Z' })
  await ran({ owner, started: '2029-02-04T10:00:00Z', ended: '2029-02-04T10:00:00Z' })
  // A clock that was set back between start and end.
  await ran({ owner, started: '2029-02-04T10:00:00Z', ended: '2029-02-04T09:00:00Z' })
  await ran({ owner, started: null, ended: null })
  const report = await usage(owner.token).report({ query: { from: '2029-02-01', to: '2029-02-28' } })
  expect(days(report.items)).toEqual([
    ['2029-02-01', 1, 1],
    ['2029-02-03', 1, 1],
    ['2029-02-04', 0, 1],
  ])
  expect(await usage(owner.token).report({ query: { from: '2029-02-02', to: '2029-02-02' } })).toMatchObject({
    sum: { sessions: 0, coreHours: 0 },
  })
})

test('what lives counts until now; fractions of GPUs and several containers count as what they are', async () => {
  const owner = await makeUser(app)
  await place(owner)
  const live = { cpuTenths: 5, memory: GiB / 2, shareTenths: 3, containers: 4 }
  await ran({ owner, started: '2030-06-14T18:00:00Z', ended: null, ...live })
  const { sum, items, to } = await usage(owner.token).report({})
  expect(to).toBe('2030-06-15')
  expect(items).toHaveLength(30)
  expect(days(items)).toEqual([
    ['2030-06-14', 12, 1],
    ['2030-06-15', 24, 1],
  ])
  expect(sum).toEqual({ sessions: 1, coreHours: 36, gibHours: 36, gpuHours: 21.6 })
  expect((await usage(owner.token).report({ query: { from: '2030-06-16', to: '2030-07-16' } })).sum.sessions).toBe(0)
})

test('the sum over days, over users and over projects is the sum over sessions, whatever ran', async () => {
  const from = Date.parse('2028-03-01T00:00:00Z')
  const until = Date.parse('2028-03-21T00:00:00Z')
  const expected = { sessions: 0, coreHours: 0, gibHours: 0, gpuHours: 0 }
  for (let index = 0; index < 300; index++) {
    const owner = users[randomInt(users.length)] as MadeUser
    const started = from + randomInt(-5 * 24, 22 * 24) * hour + randomInt(hour)
    // Now and then on the very hour, of midnight too, for no time at all, or for weeks.
    const length = [0, randomInt(hour), randomInt(24) * hour, randomInt(12 * 24) * hour][randomInt(4)] ?? 0
    const start = randomInt(4) === 0 ? Math.floor(started / hour) * hour : started
    const end = start + length
    const asked = {
      cpuTenths: randomInt(1, 640),
      memory: randomInt(1, 64) * (GiB / 4),
      gpus: randomInt(3),
      shareTenths: randomInt(20),
      containers: randomInt(1, 4),
    }
    await ran({ owner, started: new Date(start).toISOString(), ended: new Date(end).toISOString(), ...asked })
    const hours = Math.max(0, Math.min(end, until) - Math.max(start, from)) / hour
    if (hours === 0 && !(length === 0 && start >= from && start < until)) continue
    expected.sessions += 1
    expected.coreHours += (hours * asked.containers * asked.cpuTenths) / 10
    expected.gibHours += (hours * asked.containers * asked.memory) / GiB
    expected.gpuHours += hours * asked.containers * (asked.gpus + asked.shareTenths / 10)
  }
  const near = (found: UsageAmounts, what: string) => {
    for (const key of ['coreHours', 'gibHours', 'gpuHours'] as const)
      expect(Math.abs(found[key] - expected[key]), `${key} ${what}`).toBeLessThan(0.001)
  }
  const added = (items: readonly UsageAmounts[]) =>
    items.reduce(
      (sum, row) => ({
        sessions: sum.sessions + row.sessions,
        coreHours: sum.coreHours + row.coreHours,
        gibHours: sum.gibHours + row.gibHours,
        gpuHours: sum.gpuHours + row.gpuHours,
      }),
      { sessions: 0, coreHours: 0, gibHours: 0, gpuHours: 0 },
    )
  const range = { from: '2028-03-01', to: '2028-03-20' }
  for (const groupBy of ['day', 'user', 'project'] as const) {
    const { items, sum } = await usage(admin).report({ query: { ...range, groupBy } })
    near(sum, `sum by ${groupBy}`)
    near(added(items), `rows by ${groupBy}`)
    expect(sum.sessions).toBe(expected.sessions)
    if (groupBy !== 'day') expect(added(items).sessions).toBe(expected.sessions)
  }
  // Cut anywhere, the parts are the whole.
  const cut = 1 + randomInt(18)
  const day = (number: number) => new Date(from + number * 24 * hour).toISOString().slice(0, 10)
  const parts = await Promise.all([
    usage(admin).report({ query: { from: range.from, to: day(cut) } }),
    usage(admin).report({ query: { from: day(cut + 1), to: range.to } }),
  ])
  near(added(parts.map(({ sum }) => sum)), 'in two parts')
  const { rows } = await csv(admin, `from=${range.from}&to=${range.to}`)
  near(added(rows.map((row) => amountsOf(row))), 'of the file')
})

const amountsOf = (row: Readonly<Record<string, string>>): UsageAmounts => ({
  sessions: Number(row['sessions']),
  coreHours: Number(row['coreHours']),
  gibHours: Number(row['gibHours']),
  gpuHours: Number(row['gpuHours']),
})

async function csv(token: string, query = '') {
  const answer = await fetch(`${app.origin}/api/v1/usage/export.csv?${query}`, {
    headers: { authorization: `Bearer ${token}` },
  })
  // As bytes, since `text()` takes the mark away.
  const text = Buffer.from(await answer.arrayBuffer()).toString('utf8')
  const [head, ...lines] = parseCsv(text).rows
  const names = head?.cells ?? []
  const rows = lines.map(({ cells }) => Object.fromEntries(cells.map((cell, index) => [names[index] ?? '', cell])))
  return { answer, text, names, rows }
}

test('people see their own; administrators everyone’s, of one user, or of one project', async () => {
  const [one, two] = users as [MadeUser, MadeUser]
  const range = { from: '2028-03-01', to: '2028-03-20' }
  const mine = await usage(one.token).report({ query: { ...range, groupBy: 'user' } })
  expect(mine.items.map(({ user, userName }) => [user, userName])).toEqual([[one.id, one.username]])
  expect(await problemOf(usage(one.token).report({ query: { ...range, user: two.id } }))).toMatchObject({
    type: 'not-allowed',
    status: 403,
  })
  const others = await usage(one.token).report({ query: { ...range, project: projects[two.id] ?? '' } })
  expect(others.sum.sessions).toBe(0)
  const all = await usage(admin).report({ query: { ...range, groupBy: 'user' } })
  expect(new Set(all.items.map(({ user }) => user))).toEqual(new Set(users.map(({ id }) => id)))
  expect(all.items.map(({ coreHours }) => coreHours)).toEqual(
    all.items.map(({ coreHours }) => coreHours).toSorted((a, b) => b - a),
  )
  const ofOne = await usage(admin).report({ query: { ...range, groupBy: 'user', user: one.id } })
  expect(ofOne.sum).toEqual(mine.sum)
  const inProject = await usage(admin).report({ query: { ...range, project: projects[one.id] ?? '' } })
  expect(inProject.sum).toEqual(mine.sum)
  const few = await usage(admin).report({ query: { ...range, groupBy: 'user', limit: 1 } })
  expect([few.items, few.more, few.sum]).toMatchObject([[all.items[0]], 2, all.sum])
})

test('a program with an access key sees what ran in its workspace, and nothing of another', async () => {
  const [one] = users as [MadeUser]
  const query = { from: '2028-03-01', to: '2028-03-20' } as const
  const all = await usage(one.token).report({ query })
  const { items } = await app.as(one.token).workspaces.list({})
  for (const { id, personal } of items) {
    const { credential, secretKey } = await app.as(one.token).credentials.create({ body: { workspace: id } })
    const { sum } = await app.withKeys(credential.accessKey, secretKey).usage.report({ query })
    expect(sum).toEqual(personal ? { sessions: 0, coreHours: 0, gibHours: 0, gpuHours: 0 } : all.sum)
  }
  expect(items).toHaveLength(2)
})

test('a span that is none or too long is refused by name', async () => {
  const refused = (from: string, to: string) => problemOf(usage(admin).report({ query: { from, to } }))
  expect(await refused('2029-01-02', '2029-01-01')).toMatchObject({
    errors: [{ path: 'query.to', code: 'before-from' }],
  })
  expect(await refused('2020-01-01', '2029-01-01')).toMatchObject({
    errors: [{ path: 'query.from', code: 'too-long' }],
  })
  expect(await refused('2029-02-30', '2029-03-01')).toMatchObject({ errors: [{ path: 'query.from' }] })
  expect(await problemOf(usage(admin).report({ query: { from: '2028-01-01', to: '2028-12-31' } }))).toMatchObject({
    type: 'none',
  })
})

test('as CSV: a row for each day, user and project; no cell is a formula; what was taken is on the record', async () => {
  const [one] = users as [MadeUser]
  await app.database.db.updateTable('users').set({ full_name: '=1+1' }).where('id', '=', one.id).execute()
  const { answer, text, names, rows } = await csv(admin, 'from=2028-03-01&to=2028-03-20')
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toContain('filename="usage-2028-03-01-2028-03-20.csv"')
  expect(text.startsWith('\ufeff')).toBe(true)
  expect(names.slice(0, 3)).toEqual(['day', 'user', 'userEmail'])
  expect(rows.find(({ user }) => user === one.id)?.['userName']).toBe(`'=1+1`)
  const keys = rows.map(({ day, user, project }) => `${day} ${user} ${project}`)
  expect(new Set(keys).size).toBe(keys.length)
  const chosen = await csv(
    admin,
    'groupBy=user&columns=coreHours,userEmail&filename=../a b&from=2028-03-01&to=2028-03-20',
  )
  expect(chosen.names).toEqual(['coreHours', 'userEmail'])
  expect(chosen.answer.headers.get('content-disposition')).toContain('filename="_a b.csv"')
  expect((await csv(admin, 'groupBy=day&columns=user')).answer.status).toBe(400)
  expect((await csv(one.token, 'from=2028-03-01&to=2028-03-20')).rows.every(({ user }) => user === one.id)).toBe(true)
  await app.site.auditLog.caughtUp()
  const { rows: audit } = await app.database.pool.query(
    `SELECT actor_id, after FROM audit_log WHERE action = 'usage.exported'`,
  )
  expect(audit).toHaveLength(3)
  expect(audit[0]).toMatchObject({ after: { from: '2028-03-01', groupBy: 'each', user: null } })
})
