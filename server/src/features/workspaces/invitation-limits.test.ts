/** How much mail invitations can make go out. */
import { ApiProblem } from '@berth/contract/client.ts'
import { beforeAll, expect, test } from 'vitest'
import { makeAdmin } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
let admin: ReturnType<TestApp['as']>
let id = ''
beforeAll(async () => {
  app = await testApp()
  admin = app.as(await makeAdmin(app))
  ;({ id } = await admin.workspaces.create({ body: { name: 'lab' } }))
})

const typeOf = (error: unknown) => (error instanceof ApiProblem ? error.body.type : String(error))
const day = 86_400_000
let invited = 0
const newEmail = () => `invited-${++invited}@example.org`
const invite = (email = newEmail()) => admin.invitations.create({ params: { id }, body: { email } })

test('a link is sent again after a minute at the earliest', async () => {
  const made = await invite()
  const params = { id, invitation: made.id }
  const problem = (error: unknown) => (error instanceof ApiProblem ? error.body : error)
  app.clock.advance(15_000)
  expect(await admin.invitations.resend({ params }).catch(problem)).toMatchObject({
    type: 'too-many-requests',
    retryAfter: 45,
  })
  app.clock.advance(45_000)
  expect(await admin.invitations.resend({ params })).toMatchObject({ id: made.id, status: 'pending' })
  expect(await admin.invitations.resend({ params }).catch(typeOf)).toBe('too-many-requests')
})

test('taking an invitation back and inviting anew waits for the minute too, in this workspace', async () => {
  const made = await invite()
  const email = made.email.toUpperCase()
  app.clock.advance(15_000)
  await admin.invitations.revoke({ params: { id, invitation: made.id } })
  expect(await invite(email).catch((error: ApiProblem) => error.body)).toMatchObject({
    type: 'too-many-requests',
    retryAfter: 45,
  })
  expect(await invite()).toMatchObject({ status: 'pending' })
  app.clock.advance(45_000)
  expect(await invite(email)).toMatchObject({ status: 'pending' })
})

test('a workspace has 1,000 open invitations at most, also when many ask for the last place', async () => {
  const full = await admin.workspaces.create({ body: { name: 'crowd' } })
  const to = (email: string) => admin.invitations.create({ params: { id: full.id }, body: { email } })
  const first = await to('first@example.org')
  await app.database.pool.query(
    `INSERT INTO invitations (id, workspace_id, email, role, token_hash, created_at, expires_at)
     SELECT gen_random_uuid(), $1, 'crowd-' || n || '@example.org', 'member', decode(lpad(to_hex(n), 8, '0'), 'hex'), $2, $3
       FROM generate_series(1, 998) n`,
    [full.id, app.clock.now(), new Date(app.clock.now().getTime() + 3 * day)],
  )
  const asked = await Promise.all(['a', 'b', 'c'].map((name) => to(`${name}@example.org`).then(() => 'done', typeOf)))
  expect(asked.toSorted()).toEqual(['done', 'too-many-requests', 'too-many-requests'])
  // One that is open already takes no place anew; one taken back makes room a day after it was sent.
  app.clock.advance(60_000)
  const params = { id: full.id, invitation: first.id }
  expect(await admin.invitations.resend({ params })).toMatchObject({ id: first.id })
  await admin.invitations.revoke({ params })
  expect(await to('d@example.org').catch((error: ApiProblem) => error.body)).toMatchObject({
    type: 'too-many-requests',
    retryAfter: day / 1000,
  })
  app.clock.advance(day)
  expect(await to('d@example.org')).toMatchObject({ status: 'pending' })
  expect(await to('e@example.org').catch(typeOf)).toBe('too-many-requests')
})
