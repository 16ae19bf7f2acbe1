/** Lists in each order that they offer, both ways: whole, and page by page where many rows are alike. */
import { activitySorts, loginHistorySorts } from '@berth/contract/my-account.ts'
import { environmentSorts } from '@berth/contract/environments.ts'
import { groupSorts } from '@berth/contract/groups.ts'
import { invitationSorts } from '@berth/contract/invitations.ts'
import { projectSorts } from '@berth/contract/projects.ts'
import { MiB } from '@berth/contract/sessions.ts'
import { sharedTerminalSorts } from '@berth/contract/terminal-shares.ts'
import { memberSorts, type Member } from '@berth/contract/workspaces.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { eventually } from './eventually.ts'
import { makeAdmin, makeUser, type MadeUser } from './make.ts'
import { typeOf } from './problem-of.ts'
import { sharedWorkspace } from './shared-workspace.ts'
import { testApp, type TestApp } from './test-app.ts'

let app: TestApp
let admin: ReturnType<TestApp['as']>
let people: MadeUser[]
let id: string

beforeAll(async () => {
  app = await testApp()
  admin = app.as(await makeAdmin(app))
  people = []
  for (const name of ['zoe', 'aase', 'adam', 'berta', 'bert']) people.push(await makeUser(app, name))
  id = await sharedWorkspace(
    app,
    admin,
    people.map((person, index) => [person, index === 2 ? 'admin' : 'member']),
  )
  await app.database.db.updateTable('users').set({ full_name: 'Émile' }).where('username', '=', 'berta').execute()
})

type Row = Readonly<Record<string, unknown>>
interface Query {
  readonly sort?: string
  readonly limit?: number
  readonly cursor?: string
  readonly q?: string
}
type Ask = (query: Query) => Promise<{ readonly items: readonly object[]; readonly nextCursor: string | null }>

const whole = async (ask: Ask, sort: string) => (await ask({ sort, limit: 200 })).items as readonly Row[]
async function paged(ask: Ask, sort: string) {
  const rows: object[] = []
  for (let cursor: string | undefined; ;) {
    const page = await ask({ sort, limit: 2, ...(cursor === undefined ? {} : { cursor }) })
    rows.push(...page.items)
    if (page.nextCursor === null) return rows
    cursor = page.nextCursor
  }
}
/** As the database sorts texts. */
const low = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : '')
const byBytes = (a: unknown, b: unknown) => Buffer.compare(Buffer.from(low(a)), Buffer.from(low(b)))
const byNumber = (a: unknown, b: unknown) => Number(a) - Number(b)

interface List {
  readonly list: string
  readonly sorts: readonly string[]
  readonly ask: Ask
  /** What a row is sorted by; the field of that name where it does not say. */
  readonly keyOf?: (row: never, sort: string) => unknown
  /** Before all others. */
  readonly isFirst?: (row: Row) => boolean
}

const mine = () => app.as(people[0]?.token ?? '')
const lists: readonly List[] = [
  {
    list: 'members',
    sorts: memberSorts,
    ask: (query) => admin.workspaces.members({ params: { id }, query }),
    keyOf: (member: Member, sort) =>
      sort === 'name' ? member.fullName || member.username || member.email : member[sort as keyof Member],
  },
  {
    list: 'groups',
    sorts: groupSorts,
    ask: (query) => admin.groups.list({ params: { id }, query }),
    isFirst: ({ everyone }) => everyone === true,
  },
  { list: 'invitations', sorts: invitationSorts, ask: (query) => admin.invitations.list({ params: { id }, query }) },
  {
    list: 'projects',
    sorts: projectSorts,
    ask: (query) => admin.projects.list({ query: { ...query, all: 'true' } }),
    keyOf: (row: Row, sort) => row[sort === 'workspace' ? 'workspaceName' : sort],
  },
  { list: 'environments', sorts: environmentSorts, ask: (query) => admin.environments.listAll({ query }) },
  {
    list: 'login history',
    sorts: loginHistorySorts,
    ask: (query) => mine().myAccount.loginHistory({ query }),
    keyOf: (row: Row, sort) => row[sort === 'at' ? 'id' : sort],
  },
  {
    list: 'activity',
    sorts: activitySorts,
    ask: (query) => mine().myAccount.activity({ query }),
    keyOf: (row: Row, sort) => row[sort === 'at' ? 'id' : sort],
  },
  {
    list: 'shared terminals',
    sorts: sharedTerminalSorts,
    ask: (query) => mine().terminalShares.mine({ query }),
    keyOf: (row: Record<string, { name: string }>, sort) => (sort === 'createdAt' ? row[sort] : row[sort]?.name),
  },
]

beforeAll(async () => {
  for (const name of ['night shift', 'Day shift', 'ópera', 'empty']) {
    const { id: group } = await admin.groups.create({ params: { id }, body: { name } })
    if (name !== 'empty' && people[0]) await admin.groups.addMember({ params: { id, group, user: people[0].id } })
  }
  for (const name of ['x', 'Y', 'z', 'w'])
    await admin.invitations.create({
      params: { id },
      body: { email: `${name}@example.org`, role: name === 'z' ? 'admin' : 'member' },
    })
  for (const name of ['One', 'two', 'Three']) await admin.projects.create({ body: { workspace: id, name } })
  for (const [name, order] of [
    ['e-one', 3],
    ['e-two', -2],
    ['e-three', 3],
  ] as const)
    await admin.environments.create({
      // as long as a title can be, in letters of four bytes
      body: { name, title: '𒀀'.repeat(49) + name.at(-1), rootDirectory: `/srv/${name}`, order },
    })
  for (const password of ['wrong', 'wrong again', 'wrong']) await app.signIn('zoe', password).catch(() => undefined)
  await mine().myAccount.update({ body: { fullName: 'Zoe' } })
  const owner = app.as(people[1]?.token ?? '')
  const workspaceProject = (await owner.projects.list({ query: { workspace: id } })).items[0]
  for (const name of ['run-1', 'Run-2', 'run-3']) {
    const session = await owner.sessions.create({
      body: {
        name,
        type: 'interactive',
        resources: { cpu: 0.1, memory: 64 * MiB },
        ...(workspaceProject ? { project: workspaceProject.id } : {}),
      },
    })
    const params = { id: session.id }
    await eventually(
      () => owner.sessions.show({ params }),
      ({ status }) => status === 'RUNNING',
    )
    const { id: terminal } = await owner.terminals.open({ params, body: { cols: 80, rows: 20 } })
    await owner.terminalShares.create({ params, body: { terminal, with: 'zoe' } })
  }
  await app.site.auditLog.caughtUp()
})

describe.each(lists)('$list', ({ sorts, ask, keyOf = (row: Row, sort: string) => row[sort], isFirst }) => {
  test.each(sorts)('by %s: each row once, whole or in pages, up and down', async (sort) => {
    const rest = (rows: readonly Row[]) => rows.filter((row) => isFirst?.(row) !== true)
    const [up, down] = [await whole(ask, sort), await whole(ask, `-${sort}`)]
    expect(up.length).toBeGreaterThan(2)
    expect(await paged(ask, sort)).toEqual(up)
    expect(await paged(ask, `-${sort}`)).toEqual(down)
    expect(rest(down)).toEqual(rest(up).toReversed())
    const values = rest(up).map((row) => keyOf(row as never, sort))
    expect(values).toEqual(values.toSorted(typeof values[0] === 'number' ? byNumber : byBytes))
    expect([...up, ...down].map((row) => isFirst?.(row) === true).filter(Boolean)).toHaveLength(isFirst ? 2 : 0)
  })

  test('by several at once, one up and one down', async () => {
    const sort = `${sorts[1]},-${sorts[0]}`
    expect(await paged(ask, sort)).toEqual(await whole(ask, sort))
  })

  test('an order that it does not have is refused, and so is a place in another one', async () => {
    for (const sort of ['id', 'lower(email)', `${sorts[0]};DROP TABLE users`, `${sorts[0]} DESC`, '-', ''])
      expect(await typeOf(ask({ sort }))).toBe('invalid-input')
    const cursor = Buffer.from(JSON.stringify([`'; DROP TABLE users --`, 'x', 'y', 'z', null])).toString('base64url')
    expect(await typeOf(ask({ sort: sorts[0] ?? '', cursor }))).toBe('invalid-input')
  })
})

test('shared terminals are found by the session and by whose it is', async () => {
  const found = async (q: string) =>
    (await mine().terminalShares.mine({ query: { q } })).items.map(({ session }) => session.name)
  expect(await found('rUN-2')).toEqual(['Run-2'])
  expect((await found('AASE')).toSorted()).toEqual(['Run-2', 'run-1', 'run-3'])
  expect(await found('nobody')).toEqual([])
})
