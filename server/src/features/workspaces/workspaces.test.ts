import { ApiProblem } from '@berth/contract/client.ts'
import { beforeAll, expect, test } from 'vitest'
import { makeAdmin, makeUser, type MadeUser } from '../../../test/make.ts'
import { eventually } from '../../../test/eventually.ts'
import { leftAlone, sharedWorkspace } from '../../../test/shared-workspace.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
let admin: ReturnType<TestApp['as']>
beforeAll(async () => {
  app = await testApp()
  admin = app.as(await makeAdmin(app))
})

const typeOf = (error: unknown) => (error instanceof ApiProblem ? error.body.type : String(error))
const client = ({ token }: MadeUser) => app.as(token)

test('everybody has a personal workspace, which nobody joins and its owner cannot leave', async () => {
  const user = await makeUser(app)
  const own = (await client(user).workspaces.list()).items.find(({ personal }) => personal)!
  expect(own).toMatchObject({ name: user.username, role: 'admin' })
  const params = { id: own.id }
  expect(await client(user).workspaces.leave({ params }).catch(typeOf)).toBe('personal-workspace')
  const body = { email: 'grace@example.org' }
  expect(await client(user).invitations.create({ params, body }).catch(typeOf)).toBe('personal-workspace')
  const me = { id: own.id, user: user.id }
  expect(
    await client(user)
      .workspaces.updateMember({ params: me, body: { role: 'member' } })
      .catch(typeOf),
  ).toBe('personal-workspace')
  expect(await client(user).workspaces.update({ params, body: { name: 'my desk' } })).toMatchObject({ name: 'my desk' })
})

test('its own admins rename a workspace; members may not, and for others there is none', async () => {
  const [boss, member, other] = [await makeUser(app), await makeUser(app), await makeUser(app)]
  const id = await sharedWorkspace(app, admin, [
    [boss, 'admin'],
    [member, 'member'],
  ])
  const rename = (user: MadeUser, name: string) =>
    client(user)
      .workspaces.update({ params: { id }, body: { name } })
      .then(({ name: now }) => now, typeOf)
  expect(await rename(boss, 'vision')).toBe('vision')
  expect(await rename(member, 'mine')).toBe('not-allowed')
  expect(await rename(other, 'mine')).toBe('not-found')
  expect(await rename(boss, '')).toBe('invalid-input')
  expect(await rename(boss, 'x'.repeat(65))).toBe('invalid-input')
  expect(await client(member).workspaces.show({ params: { id } })).toMatchObject({ name: 'vision', role: 'member' })
  expect(await client(other).workspaces.members({ params: { id } }).catch(typeOf)).toBe('not-found')
})

test('members are listed with who is invited, to admins alone, page by page', async () => {
  const [boss, member] = [await makeUser(app, 'list-boss'), await makeUser(app, 'list-member')]
  const id = await leftAlone(app, admin, [
    [boss, 'admin'],
    [member, 'member'],
  ])
  await client(boss).invitations.create({ params: { id }, body: { email: 'aaa@example.org', role: 'admin' } })
  const list = async (user: MadeUser, query = {}) =>
    (await client(user).workspaces.members({ params: { id }, query })).items.map(({ email, status }) => [email, status])
  const emails = [boss, member].map(({ username }) => `${username}@example.org`)
  expect(await list(boss)).toEqual([
    ['aaa@example.org', 'pending'],
    [emails[0], 'active'],
    [emails[1], 'active'],
  ])
  expect(await list(member)).toEqual(emails.map((email) => [email, 'active']))
  expect(await list(boss, { status: 'pending' })).toEqual([['aaa@example.org', 'pending']])
  expect(await list(boss, { q: member.username })).toEqual([[emails[1], 'active']])
  const first = await client(boss).workspaces.members({ params: { id }, query: { limit: 2 } })
  const cursor = first.nextCursor ?? ''
  const second = await client(boss).workspaces.members({ params: { id }, query: { limit: 2, cursor } })
  expect(second.items.map(({ email }) => email)).toEqual([emails[1]])
  expect(second.nextCursor).toBeNull()
  expect(second.items[0]?.lastActiveAt).not.toBeNull()
})

test('there is always an admin: the last one neither steps down nor leaves, nor is another’s account counted', async () => {
  const [boss, member] = [await makeUser(app), await makeUser(app)]
  const id = await leftAlone(app, admin, [
    [boss, 'admin'],
    [member, 'admin'],
  ])
  await app.database.db.updateTable('users').set({ active: false }).where('id', '=', member.id).execute()
  const down = { params: { id, user: boss.id }, body: { role: 'member' as const } }
  expect(await client(boss).workspaces.updateMember(down).catch(typeOf)).toBe('last-workspace-admin')
  expect(await client(boss).workspaces.leave({ params: { id } }).catch(typeOf)).toBe('last-workspace-admin')
  const remove = { params: { id, user: boss.id } }
  expect(await admin.workspaces.removeMember(remove).catch(typeOf)).toBe('last-workspace-admin')
  await app.database.db.updateTable('users').set({ active: true }).where('id', '=', member.id).execute()
  expect(await client(boss).workspaces.updateMember(down)).toMatchObject({ role: 'member' })
  expect(await client(boss).workspaces.updateMember(down).catch(typeOf)).toBe('not-allowed')
})

test('of two admins who demote each other at the same time, one stays', async () => {
  for (let round = 0; round < 5; round++) {
    const [one, two] = [await makeUser(app), await makeUser(app)]
    const id = await leftAlone(app, admin, [
      [one, 'admin'],
      [two, 'admin'],
    ])
    const demote = (by: MadeUser, user: MadeUser) =>
      client(by)
        .workspaces.updateMember({ params: { id, user: user.id }, body: { role: 'member' } })
        .then(() => 'done', typeOf)
    const leave = (by: MadeUser) =>
      client(by)
        .workspaces.leave({ params: { id } })
        .then(() => 'done', typeOf)
    const outcome = await Promise.all(
      round % 2 === 0 ? [demote(one, two), demote(two, one)] : [leave(one), demote(one, two), leave(two)],
    )
    expect(outcome.filter((what) => what === 'done').length).toBeGreaterThan(0)
    const { items } = await admin.workspaces.members({ params: { id } })
    expect(items.filter(({ role }) => role === 'admin')).toHaveLength(1)
  }
})

test('leaving ends access, credentials, groups, projects and sessions there at once, and only there', async () => {
  const [boss, user] = [await makeUser(app), await makeUser(app)]
  const id = await leftAlone(app, admin, [
    [boss, 'admin'],
    [user, 'member'],
  ])
  const project = await admin.projects.create({ body: { workspace: id, name: 'vision' } })
  const group = await client(boss).groups.create({ params: { id }, body: { name: 'night shift' } })
  await admin.projects.addMember({ params: { id: project.id, user: user.id } })
  await client(boss).groups.addMember({ params: { id, group: group.id, user: user.id } })
  const body = { type: 'interactive' as const, resources: { cpu: 0.5, memory: 256 * 1024 ** 2 } }
  const there = await client(user).sessions.create({ body: { ...body, project: project.id } })
  const elsewhere = await client(user).sessions.create({ body: { ...body, project: 'default' } })

  const before = await client(user).workspaces.holdings({ params: { id, user: user.id } })
  expect(before).toMatchObject({ projects: 1, computeSessions: [{ id: there.id }] })
  await client(user).workspaces.leave({ params: { id } })

  expect(await client(user).workspaces.show({ params: { id } }).catch(typeOf)).toBe('not-found')
  const own = ['default', 'example', user.username].toSorted()
  expect((await client(user).projects.list()).items.map(({ name }) => name)).toEqual(own)
  expect(
    await client(user)
      .sessions.create({ body: { ...body, project: project.id } })
      .catch(typeOf),
  ).toBe('invalid-input')
  expect((await client(boss).groups.members({ params: { id, group: group.id } })).items).toEqual([])
  const { db } = app.database
  const keys = await db.selectFrom('credentials').selectAll().where('user_id', '=', user.id).execute()
  const live = (workspace: string) => keys.filter((key) => key.workspace_id === workspace && key.revoked_at === null)
  expect([live(id).length, live(elsewhere.workspace).length]).toEqual([0, 1])
  await eventually(
    async () => (await admin.sessions.show({ params: { id: there.id } })).status,
    (status) => status === 'TERMINATED' || status === 'CANCELLED',
  )
  expect((await client(user).sessions.show({ params: { id: elsewhere.id } })).status).not.toMatch(/TERM|CANCEL/)

  // Back by an invitation alone, with a key of the console's own, and in nothing that they were in.
  const again = { email: `${user.username}@example.org` }
  const { token } = await client(boss).invitations.create({ params: { id }, body: again })
  await client(user).invitations.accept({ params: { token } })
  expect((await client(user).projects.list({ query: { workspace: id } })).items).toEqual([])
})

test('an admin removes others, not themselves, and what was done is in the log', async () => {
  const [boss, user] = [await makeUser(app), await makeUser(app)]
  const id = await sharedWorkspace(app, admin, [
    [boss, 'admin'],
    [user, 'member'],
  ])
  const remove = (by: MadeUser, whom: MadeUser) =>
    client(by)
      .workspaces.removeMember({ params: { id, user: whom.id } })
      .then(() => 'done', typeOf)
  expect(await remove(user, boss)).toBe('not-allowed')
  expect(await remove(boss, boss)).toBe('not-yourself')
  expect(await remove(boss, user)).toBe('done')
  expect(await remove(boss, user)).toBe('not-found')
  await app.site.auditLog.caughtUp()
  const { db } = app.database
  const rows = await db.selectFrom('audit_log').selectAll().where('workspace_id', '=', id).orderBy('id').execute()
  expect(rows.map(({ action }) => action)).toEqual([
    'workspace.created',
    'invitation.created',
    'member.joined',
    'invitation.created',
    'member.joined',
    'member.removed',
  ])
  expect(rows.at(-1)).toMatchObject({ actor_id: boss.id, user_id: user.id, name: 'lab' })
})

test('a key of one workspace opens that one alone, and changes nothing about where its owner belongs', async () => {
  const [boss, other] = [await makeUser(app), await makeUser(app)]
  const id = await leftAlone(app, admin, [[boss, 'admin']])
  const away = await leftAlone(app, admin, [
    [boss, 'member'],
    [other, 'admin'],
  ])
  const project = await admin.projects.create({ body: { workspace: away, name: 'away', everyone: true } })
  const { credential, secretKey } = await client(boss).credentials.create({ body: { workspace: id } })
  const program = app.withKeys(credential.accessKey, secretKey)
  expect((await program.workspaces.list()).items.map((one) => one.id)).toEqual([id])
  expect(await program.workspaces.show({ params: { id: away } }).catch(typeOf)).toBe('not-found')
  expect((await program.projects.list()).items).toEqual([])
  expect(await program.projects.show({ params: { id: project.id } }).catch(typeOf)).toBe('not-found')
  expect(await program.workspaces.leave({ params: { id } }).catch(typeOf)).toBe('not-by-credential')
  // With the membership, the key is worth nothing.
  const second = await client(boss).credentials.create({ body: { workspace: away } })
  const there = app.withKeys(second.credential.accessKey, second.secretKey)
  expect((await there.projects.list()).items.map(({ name }) => name)).toEqual(['away'])
  await client(boss).workspaces.leave({ params: { id: away } })
  expect(await there.projects.list().catch(typeOf)).toBe('not-signed-in')
  expect((await program.workspaces.list()).items).toHaveLength(1)
})

test('a key of an admin lets nobody in and makes nobody an admin; what it may do ends with it', async () => {
  const [boss, user] = [await makeUser(app), await makeUser(app)]
  const id = await leftAlone(app, admin, [
    [boss, 'admin'],
    [user, 'member'],
  ])
  const { credential, secretKey } = await client(boss).credentials.create({ body: { workspace: id } })
  const pair = app.withKeys(credential.accessKey, secretKey)
  const { token } = await pair.tokens.issue()
  const email = `${(await makeUser(app)).username}@example.org`
  const invited = await client(boss).invitations.create({ params: { id }, body: { email, role: 'admin' } })
  const params = { id, user: user.id }
  app.clock.advance(60_000)
  for (const program of [pair, app.as(token)])
    for (const call of [
      () => program.invitations.create({ params: { id }, body: { email: 'accomplice@example.org' } }),
      () => program.invitations.resend({ params: { id, invitation: invited.id } }),
      () => program.workspaces.updateMember({ params, body: { role: 'admin' } }),
    ])
      expect(await call().catch(typeOf)).toBe('not-by-credential')
  expect((await client(boss).invitations.list({ params: { id } })).items).toMatchObject([{ id: invited.id }])

  // What is about those who are in already, and what takes away, is for programs too.
  expect((await pair.invitations.list({ params: { id } })).items).toMatchObject([{ email }])
  await pair.invitations.revoke({ params: { id, invitation: invited.id } })
  const group = await pair.groups.create({ params: { id }, body: { name: 'night shift' } })
  await pair.groups.addMember({ params: { id, group: group.id, user: user.id } })
  await pair.workspaces.removeMember({ params })
  expect((await client(boss).workspaces.members({ params: { id } })).items).toMatchObject([{ id: boss.id }])
})
