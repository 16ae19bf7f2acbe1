/**
 * Changes of credentials and policies wait for decisions about sessions that are under way before they hold what others
 * want: nobody waits in a circle.
 */
import { ApiProblem } from '@berth/contract/client.ts'
import { beforeAll, expect, test } from 'vitest'
import { deadlocksIn } from '../../../test/database.ts'
import { makeAdmin, makePair, makeUser, type MadeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'
import { underWay } from '../../../test/under-way.ts'
import { addUse } from './credentials.store.ts'

const workspace = '00000000-0000-7000-8000-000000000001'
let app: TestApp
let admin: ReturnType<TestApp['as']>
beforeAll(async () => {
  app = await testApp()
  admin = app.as(await makeAdmin(app))
})

const lockOf = ({ id }: MadeUser, where = workspace) => `admission user ${id} ${where}`
/** One that is under way, and holds these alone or with others. */
async function decision(held: string, how: 'pg_advisory_xact_lock' | 'pg_advisory_xact_lock_shared') {
  const other = await underWay(app.database)
  const take = (lock: string, by: string) => other.query(`SELECT ${by}(hashtextextended($1, 0))`, [lock])
  await take(held, how)
  return { ...other, take: (lock: string) => take(lock, alone) }
}
const alone = 'pg_advisory_xact_lock'

/** Never rejected. */
const outcome = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (error: unknown) => (error instanceof ApiProblem ? error.body.type : String(error)),
  )
const deactivate = ({ id }: MadeUser) => admin.users.deactivate({ params: { id }, body: { terminateSessions: false } })
let policies = 0
const makePolicy = async () => (await admin.policies.create({ body: { name: `policy-${++policies}` } })).name
const give = (accessKey: string, policy: string) =>
  admin.credentials.update({ params: { accessKey }, body: { policy } })

test.each<[string, (user: MadeUser) => Promise<unknown>]>([
  ['is deactivated', deactivate],
  [
    'is removed from the workspace',
    (user) => admin.workspaces.removeMember({ params: { id: workspace, user: user.id } }),
  ],
])('a credential is changed while its user %s', async (_how, act) => {
  const user = await makeUser(app)
  const { params } = await makePair(app, user.token)
  const under = await decision(lockOf(user), alone)
  const ended = outcome(act(user))
  await under.blocks(1)
  const changed = outcome(admin.credentials.deactivate({ params }))
  await under.blocks(2)
  await under.commit()
  expect(await ended).toBe('done')
  expect(['done', 'credential-revoked']).toContain(await changed)
  expect(await deadlocksIn(app.database)).toBe(0)
})

test('all credentials of a user are deactivated beside a decision that is about one workspace after the other', async () => {
  const user = await makeUser(app)
  const { items } = await app.as(user.token).workspaces.list()
  const [first, ...rest] = items.map(({ id }) => lockOf(user, id)).toSorted()
  const under = await decision(first!, alone)
  const ended = outcome(deactivate(user))
  await under.blocks()
  for (const lock of rest) await under.take(lock)
  await under.commit()
  expect(await ended).toBe('done')
  expect(await deadlocksIn(app.database)).toBe(0)
})

test('a policy is given to a credential while it is edited', async () => {
  const user = await makeUser(app)
  const { accessKey } = await makePair(app, user.token)
  const name = await makePolicy()
  const under = await decision('admission policies', 'pg_advisory_xact_lock_shared')
  const edited = outcome(admin.policies.update({ params: { name }, body: { cpu: 2 } }))
  await under.blocks()
  expect(await outcome(give(accessKey, name))).toBe('done')
  await under.take(lockOf(user))
  await under.commit()
  expect(await edited).toBe('done')
  expect(await deadlocksIn(app.database)).toBe(0)
})

test('a policy is deleted while its edit waits for a decision', async () => {
  const user = await makeUser(app)
  const { accessKey, params } = await makePair(app, user.token)
  const name = await makePolicy()
  await give(accessKey, name)
  await admin.credentials.revoke({ params })
  const under = await decision('admission policies', 'pg_advisory_xact_lock_shared')
  const edited = outcome(admin.policies.update({ params: { name }, body: { cpu: 2 } }))
  await under.blocks()
  expect(await outcome(admin.policies.remove({ params: { name } }))).toBe('done')
  await under.take(lockOf(user))
  await under.commit()
  expect(await edited).toBe('not-found')
  expect(await deadlocksIn(app.database)).toBe(0)
})

test('a policy is given to a credential while it is deleted', async () => {
  const user = await makeUser(app)
  const [{ accessKey }, old] = [await makePair(app, user.token), await makePair(app, user.token)]
  const name = await makePolicy()
  await give(old.accessKey, name)
  await admin.credentials.revoke({ params: old.params })
  const under = await decision(lockOf(user), alone)
  const given = outcome(give(accessKey, name))
  await under.blocks(1)
  const deleted = outcome(admin.policies.remove({ params: { name } }))
  await under.blocks(2)
  await under.commit()
  expect([await given, await deleted]).toEqual(['done', 'policy-in-use'])
  expect(await deadlocksIn(app.database)).toBe(0)
})

test('a policy of revoked credentials is deleted beside a decision about all of their users', async () => {
  const people = [await makeUser(app), await makeUser(app), await makeUser(app)]
  const name = await makePolicy()
  for (const { token } of people.toReversed()) {
    const { accessKey, params } = await makePair(app, token)
    await give(accessKey, name)
    await admin.credentials.revoke({ params })
  }
  const [first, ...rest] = people.map((user) => lockOf(user)).toSorted()
  const under = await decision(first!, alone)
  const deleted = outcome(admin.policies.remove({ params: { name } }))
  await under.blocks()
  for (const lock of rest) await under.take(lock)
  await under.commit()
  expect(await deleted).toBe('done')
  expect(await deadlocksIn(app.database)).toBe(0)
})

test('what several servers count of the same credentials is all counted', async () => {
  const user = await makeUser(app)
  const pairs = [await makePair(app, user.token), await makePair(app, user.token), await makePair(app, user.token)]
  const [first, ...rest] = pairs.map(({ accessKey }) => accessKey).toSorted()
  const count = 'UPDATE credentials SET requests = requests + 100 WHERE access_key = ANY($1)'
  const at = app.clock.now()
  const once = { requests: 1, at, address: '127.0.0.1', windowStartedAt: at, windowRequests: 1 }
  const other = await underWay(app.database)
  await other.query(count, [[first]])
  const counted = addUse(
    app.database.db,
    [...rest.toReversed(), first!].map((accessKey) => ({ accessKey, ...once })),
    900,
  )
  await other.blocks()
  await other.query(count, [rest])
  await other.commit()
  expect(await counted).toHaveLength(3)
  for (const { params } of pairs)
    expect(await app.as(user.token).credentials.show({ params })).toMatchObject({ requests: 101 })
  expect(await deadlocksIn(app.database)).toBe(0)
})
