import { ApiProblem } from '@berth/contract/client.ts'
import { beforeAll, expect, test } from 'vitest'
import { makeAdmin, makeUser, type MadeUser } from '../../../test/make.ts'
import { leftAlone } from '../../../test/shared-workspace.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'
import { underWay } from '../../../test/under-way.ts'

let app: TestApp
let admin: ReturnType<TestApp['as']>
beforeAll(async () => {
  app = await testApp()
  admin = app.as(await makeAdmin(app))
})

const typeOf = (error: unknown) => (error instanceof ApiProblem ? error.body.type : String(error))
const client = ({ token }: MadeUser) => app.as(token)

test('who is being added to a group and a project while they are removed is in neither afterwards', async () => {
  const [boss, user] = [await makeUser(app), await makeUser(app)]
  const id = await leftAlone(app, admin, [
    [boss, 'admin'],
    [user, 'member'],
  ])
  const project = await admin.projects.create({ body: { workspace: id, name: 'race' } })
  const group = await client(boss).groups.create({ params: { id }, body: { name: 'race' } })
  const adding = await underWay(app.database)
  await adding.query('SELECT FROM members WHERE workspace_id = $1 AND user_id = $2 FOR KEY SHARE', [id, user.id])
  const removed = client(boss).workspaces.removeMember({ params: { id, user: user.id } })
  await adding.blocks()
  await adding.query('INSERT INTO group_members (group_id, user_id) VALUES ($1, $2)', [group.id, user.id])
  await adding.query('INSERT INTO project_members (project_id, user_id) VALUES ($1, $2)', [project.id, user.id])
  await adding.commit()
  await removed
  expect((await client(boss).groups.members({ params: { id, group: group.id } })).items).toEqual([])
  expect((await admin.projects.members({ params: { id: project.id } })).items).toEqual([])
})

test('the last admin does not leave while the other one is being deactivated', async () => {
  const [boss, other] = [await makeUser(app), await makeUser(app)]
  const id = await leftAlone(app, admin, [
    [boss, 'admin'],
    [other, 'admin'],
  ])
  const deactivation = await underWay(app.database)
  await deactivation.query('UPDATE users SET active = false WHERE id = $1', [other.id])
  const left = client(boss)
    .workspaces.leave({ params: { id } })
    .then(() => 'done', typeOf)
  await deactivation.blocks()
  await deactivation.commit()
  expect(await left).toBe('last-workspace-admin')
})

test('a deactivation says beforehand which workspaces it leaves without an admin', async () => {
  const [boss, second, member] = [await makeUser(app), await makeUser(app), await makeUser(app)]
  const id = await leftAlone(app, admin, [
    [boss, 'admin'],
    [second, 'admin'],
    [member, 'member'],
  ])
  const alone = async (user: MadeUser) =>
    (await admin.users.holdings({ params: { id: user.id } })).workspacesWithoutAdmin
  // Their personal ones are nobody else's either.
  expect(await alone(boss)).toEqual([])
  const params = { id: second.id }
  await admin.users.deactivate({ params, body: { terminateSessions: false } })
  expect(await alone(boss)).toEqual([{ id, name: 'lab' }])
  expect(await alone(member)).toEqual([])
})

test('leaving and coming back keeps the policy and the rate that the console acts under', async () => {
  const [boss, user] = [await makeUser(app), await makeUser(app)]
  const id = await leftAlone(app, admin, [
    [boss, 'admin'],
    [user, 'member'],
  ])
  const { db, pool } = app.database
  await pool.query(`INSERT INTO policies (name, cpu_tenths, containers_per_session) VALUES ('restricted', 5, 1)`)
  const main = async () => {
    const { rows } = await pool.query<{ access_key: string; policy: string; rate_limit: number | null }>(
      `SELECT access_key, policy, rate_limit FROM credentials
        WHERE workspace_id = $1 AND user_id = $2 AND main AND revoked_at IS NULL`,
      [id, user.id],
    )
    return rows[0]!
  }
  const comeBack = async () => {
    await client(user).workspaces.leave({ params: { id } })
    const body = { email: `${user.username}@example.org` }
    const { token } = await client(boss).invitations.create({ params: { id }, body })
    await client(user).invitations.accept({ params: { token } })
  }
  const first = await main()
  expect(first).toMatchObject({ policy: 'default', rate_limit: 30_000 })
  const restricted = { policy: 'restricted', rate_limit: 100 }
  await db.updateTable('credentials').set(restricted).where('access_key', '=', first.access_key).execute()
  for (const _time of ['once', 'again']) {
    await comeBack()
    expect(await main()).toMatchObject(restricted)
  }
  expect((await main()).access_key).not.toBe(first.access_key)

  // A policy that is gone meanwhile is none to come back to.
  await client(user).workspaces.leave({ params: { id } })
  await admin.policies.remove({ params: { name: 'restricted' } })
  const { token } = await client(boss).invitations.create({
    params: { id },
    body: { email: `${user.username}@example.org` },
  })
  await client(user).invitations.accept({ params: { token } })
  expect(await main()).toMatchObject({ policy: 'default' })
})

test('what only refers to a workspace does not wait for a change of who belongs to it', async () => {
  const [boss, user] = [await makeUser(app), await makeUser(app)]
  const id = await leftAlone(app, admin, [
    [boss, 'admin'],
    [user, 'member'],
  ])
  // A start refers to it while it holds what the end of the membership waits for: if it waited in turn, neither went on.
  const starting = await underWay(app.database)
  await starting.query('SELECT FROM members WHERE workspace_id = $1 AND user_id = $2 FOR KEY SHARE', [id, user.id])
  const removed = client(boss).workspaces.removeMember({ params: { id, user: user.id } })
  await starting.blocks()
  await starting.query(`SET LOCAL lock_timeout = '5s'`, [])
  await starting.query('SELECT FROM workspaces WHERE id = $1 FOR KEY SHARE', [id])
  await starting.commit()
  await removed
  const { items } = await client(boss).workspaces.members({ params: { id } })
  expect(items.map((one) => one.id)).toEqual([boss.id])
})
