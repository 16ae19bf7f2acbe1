import { ApiProblem } from '@berth/contract/client.ts'
import { beforeAll, expect, test } from 'vitest'
import { makeAdmin, makeUser } from '../../../test/make.ts'
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
const invite = (email = newEmail(), role: 'admin' | 'member' = 'member') =>
  admin.invitations.create({ params: { id }, body: { email, role } })
const account = { username: '', fullName: 'Ada', password: 'analytical engine 1!' }

test('the answer alone has the link; the database has the hash of its token', async () => {
  const made = await invite(newEmail(), 'admin')
  expect(made).toMatchObject({ role: 'admin', status: 'pending', mailed: false })
  expect(made.link).toBe(`${app.origin}/invitation#${made.token}`)
  expect(new Date(made.expiresAt).getTime() - app.clock.now().getTime()).toBe(7 * day)
  const listed = (await admin.invitations.list({ params: { id } })).items.find((one) => one.id === made.id)
  expect(listed).toMatchObject({ email: made.email, status: 'pending' })
  expect(listed).not.toHaveProperty('token')
  const { rows } = await app.database.pool.query('SELECT * FROM invitations WHERE id = $1', [made.id])
  expect(JSON.stringify(rows)).not.toContain(made.token)
})

test('who signs up by the link has the account of that email, and belongs to the workspace and their own alone', async () => {
  const made = await invite()
  expect(await app.anonymous.invitations.show({ params: { token: made.token } })).toEqual({
    workspace: 'lab',
    email: made.email,
    role: 'member',
    invitedBy: 'admin',
    expiresAt: made.expiresAt,
    hasAccount: false,
    mayUseSignUp: true,
  })
  const params = { token: made.token }
  const body = { ...account, username: 'newcomer' }
  const weak = { ...body, password: made.email }
  expect(await app.anonymous.invitations.signUp({ params, body: weak }).catch(typeOf)).toBe('invalid-input')
  const me = await app.anonymous.invitations.signUp({ params, body })
  expect(me).toMatchObject({ email: made.email, username: 'newcomer', role: 'user' })
  const user = app.as(await app.signIn('newcomer', body.password))
  expect((await user.workspaces.list()).items.map(({ name }) => name)).toEqual(['lab', 'newcomer'])
  expect(await app.anonymous.invitations.signUp({ params, body }).catch(typeOf)).toBe('invitation-over')
})

test('sign-up answers with a cookie: the browser is signed in from then on', async () => {
  const { token } = await invite()
  const answer = await fetch(`${app.origin}/api/v1/invitations/${token}/sign-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...account, username: 'by-cookie' }),
  })
  expect(answer.status).toBe(201)
  const cookie = /berth=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? ''
  expect(await app.as(cookie).accounts.me()).toMatchObject({ username: 'by-cookie' })
})

test('where the site says so, administrators make the account, and the invitation waits for it', async () => {
  await admin.settings.update({ body: { signUpByInvitation: false } })
  const made = await invite('grace@example.org')
  const params = { token: made.token }
  expect(await app.anonymous.invitations.show({ params })).toMatchObject({ mayUseSignUp: false })
  const body = { ...account, username: 'grace' }
  expect(await app.anonymous.invitations.signUp({ params, body }).catch(typeOf)).toBe('sign-up-off')
  await admin.settings.update({ body: { signUpByInvitation: true } })
  const grace = app.as((await makeUser(app, 'grace')).token)
  expect(await app.anonymous.invitations.signUp({ params, body }).catch(typeOf)).toBe('invitation-has-account')
  const mine = (await grace.invitations.mine()).items
  expect(mine).toMatchObject([{ id: made.id, workspace: { id, name: 'lab' }, invitedBy: 'admin' }])
  expect(await grace.invitations.accept({ params: { token: made.id } })).toMatchObject({ id, role: 'member' })
  expect((await grace.invitations.mine()).items).toEqual([])
})

test('it is bound to its email: neither the link nor the id is of use to another', async () => {
  const made = await invite()
  const other = app.as((await makeUser(app)).token)
  for (const token of [made.token, made.id])
    expect(await other.invitations.accept({ params: { token } }).catch(typeOf)).toBe('invitation-for-another')
  expect(await other.invitations.decline({ params: { token: made.id } }).catch(typeOf)).toBe('invitation-for-another')
  // An id is no secret, so it shows and makes nothing.
  expect(await app.anonymous.invitations.show({ params: { token: made.id } }).catch(typeOf)).toBe('invitation-over')
  const body = { ...account, username: 'thief' }
  expect(await app.anonymous.invitations.signUp({ params: { token: made.id }, body }).catch(typeOf)).toBe(
    'invitation-over',
  )
})

test('it lives for seven days', async () => {
  const user = await makeUser(app)
  const made = await invite(`${user.username}@example.org`)
  app.clock.advance(7 * day)
  const fresh = app.as(await app.signIn(user.username, 'user password 1!'))
  admin = app.as(await app.signIn('admin', 'correct horse 1!'))
  expect(await fresh.invitations.accept({ params: { token: made.token } }).catch(typeOf)).toBe('invitation-over')
  expect((await fresh.invitations.mine()).items).toEqual([])
  const listed = (await admin.invitations.list({ params: { id }, query: { q: made.email } })).items
  expect(listed).toMatchObject([{ id: made.id, status: 'expired' }])
  const again = await invite(made.email)
  expect((await admin.invitations.list({ params: { id }, query: { q: made.email } })).items).toHaveLength(1)
  expect(await fresh.invitations.accept({ params: { token: again.token } })).toMatchObject({ id })
})

test('a revoked one and a replaced link are worth nothing; a declined one can be followed by another', async () => {
  const user = await makeUser(app)
  const mine = app.as(user.token)
  const made = await invite(`${user.username}@example.org`)
  expect(await invite(made.email).catch(typeOf)).toBe('already-invited')
  const params = { id, invitation: made.id }
  app.clock.advance(60_000)
  const newer = await admin.invitations.resend({ params })
  expect(newer.id).toBe(made.id)
  expect(await mine.invitations.accept({ params: { token: made.token } }).catch(typeOf)).toBe('invitation-over')
  await admin.invitations.revoke({ params })
  expect(await mine.invitations.accept({ params: { token: newer.token } }).catch(typeOf)).toBe('invitation-over')
  expect(await admin.invitations.revoke({ params }).catch(typeOf)).toBe('not-found')
  app.clock.advance(60_000)
  const second = await invite(made.email)
  await mine.invitations.decline({ params: { token: second.token } })
  expect(await mine.invitations.accept({ params: { token: second.token } }).catch(typeOf)).toBe('invitation-over')
  const third = await invite(made.email)
  await mine.invitations.accept({ params: { token: third.token } })
  expect(await invite(made.email.toUpperCase()).catch(typeOf)).toBe('already-member')
})

test('of two answers at the same time, one counts', async () => {
  for (let round = 0; round < 5; round++) {
    const user = await makeUser(app)
    const made = await invite(`${user.username}@example.org`)
    const params = { token: made.token }
    const mine = app.as(user.token)
    const answers = await Promise.all([
      mine.invitations.accept({ params }).then(() => 'done', typeOf),
      round % 2 === 0
        ? mine.invitations.accept({ params: { token: made.id } }).then(() => 'done', typeOf)
        : mine.invitations.decline({ params }).then(() => 'done', typeOf),
    ])
    expect(answers.toSorted()).toEqual(['done', 'invitation-over'])
  }
  const made = await invite()
  const params = { token: made.token }
  const signUps = await Promise.all(
    ['one', 'two'].map((username) =>
      app.anonymous.invitations.signUp({ params, body: { ...account, username } }).then(() => 'done', typeOf),
    ),
  )
  expect(signUps.filter((what) => what === 'done')).toHaveLength(1)
})

test('whoever is invited is told at once where they are signed in', async () => {
  const user = await makeUser(app)
  const page = new AbortController()
  const stream = await fetch(`${app.origin}/api/v1/events`, {
    headers: { authorization: `Bearer ${user.token}` },
    signal: page.signal,
  })
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
  await invite(`${user.username}@example.org`)
  let heard = ''
  while (!heard.includes('event: memberships.updated')) heard += (await reader.read()).value ?? ''
  page.abort()
})

test('only admins of the workspace invite, and see who is invited', async () => {
  const member = await makeUser(app)
  const { token } = await invite(`${member.username}@example.org`)
  const mine = app.as(member.token)
  await mine.invitations.accept({ params: { token } })
  const body = { email: newEmail() }
  expect(await mine.invitations.create({ params: { id }, body }).catch(typeOf)).toBe('not-allowed')
  expect(await mine.invitations.list({ params: { id } }).catch(typeOf)).toBe('not-allowed')
  const other = app.as((await makeUser(app)).token)
  expect(await other.invitations.create({ params: { id }, body }).catch(typeOf)).toBe('not-found')
})

test('who may not invite any more lets nobody in by what they sent before; another admin sends it in their own name', async () => {
  const there = await admin.workspaces.create({ body: { name: 'coup' } })
  const params = { id: there.id }
  for (const fall of ['removed', 'demoted', 'deactivated']) {
    const boss = await makeUser(app)
    const asked = { email: `${boss.username}@example.org`, role: 'admin' as const }
    const { token } = await admin.invitations.create({ params, body: asked })
    await app.as(boss.token).invitations.accept({ params: { token } })
    const friend = await makeUser(app)
    const theirs = app.as(friend.token)
    const body = { email: `${friend.username}@example.org`, role: 'admin' as const }
    const made = await app.as(boss.token).invitations.create({ params, body })
    const stranger = await app.as(boss.token).invitations.create({ params, body: { email: newEmail() } })
    expect((await theirs.invitations.mine()).items).toMatchObject([{ id: made.id }])
    const membership = { ...params, user: boss.id }
    if (fall === 'removed') await admin.workspaces.removeMember({ params: membership })
    else if (fall === 'demoted') await admin.workspaces.updateMember({ params: membership, body: { role: 'member' } })
    else await admin.users.deactivate({ params: { id: boss.id }, body: { terminateSessions: false } })

    expect((await theirs.invitations.mine()).items).toEqual([])
    for (const by of [made.token, made.id])
      expect(await theirs.invitations.accept({ params: { token: by } }).catch(typeOf)).toBe('invitation-over')
    const link = { token: stranger.token }
    const signUp = { ...account, username: `friend-of-${boss.username}` }
    expect(await app.anonymous.invitations.show({ params: link }).catch(typeOf)).toBe('invitation-over')
    expect(await app.anonymous.invitations.signUp({ params: link, body: signUp }).catch(typeOf)).toBe('invitation-over')
    const listed = (await admin.invitations.list({ params, query: { q: body.email } })).items
    expect(listed).toMatchObject([{ id: made.id, status: 'expired' }])

    app.clock.advance(60_000)
    const again = await admin.invitations.resend({ params: { ...params, invitation: made.id } })
    expect(again).toMatchObject({ status: 'pending', invitedBy: 'admin' })
    expect(await theirs.invitations.accept({ params: { token: again.token } })).toMatchObject({ role: 'admin' })
    expect(await admin.invitations.create({ params, body: { email: stranger.email } })).toMatchObject({
      status: 'pending',
    })
  }
})

test('who signs up by a link has proved no email: other invitations to it need their own links', async () => {
  const email = newEmail()
  const made = await invite(email)
  const [other, third] = [await elsewhere(email), await elsewhere(email)]
  const body = { ...account, username: 'not-the-ceo' }
  const { id: user } = await app.anonymous.invitations.signUp({ params: { token: made.token }, body })
  const mine = app.as(await app.signIn(body.username, body.password))
  expect((await mine.invitations.mine()).items).toEqual([])
  for (const answer of [mine.invitations.accept, mine.invitations.decline])
    expect(await answer({ params: { token: other.id } }).catch(typeOf)).toBe('invitation-over')
  expect(await mine.invitations.accept({ params: { token: other.token } })).toMatchObject({ id: other.workspace })
  // Nor is there news of what is sent to it.
  const silent = await elsewhere(email)
  await app.site.auditLog.caughtUp()
  const news = await app.database.pool.query('SELECT FROM audit_log WHERE workspace_id = $1 AND user_id = $2', [
    silent.workspace,
    user,
  ])
  expect(news.rowCount).toBe(0)

  // An administrator of the site who saves the account vouches for it.
  await admin.users.update({ params: { id: user }, body: {} })
  const names = (await mine.invitations.mine()).items.map((one) => one.id)
  expect(names.toSorted()).toEqual([silent.id, third.id].toSorted())
  expect(await mine.invitations.accept({ params: { token: third.id } })).toMatchObject({ id: third.workspace })
  await app.site.auditLog.caughtUp()
  const { rows } = await app.database.pool.query(
    `SELECT before, after FROM audit_log WHERE action = 'user.updated' AND user_id = $1`,
    [user],
  )
  expect(rows).toEqual([{ before: { emailProven: false }, after: { emailProven: true } }])
})

/** Into a workspace of its own. */
async function elsewhere(email: string) {
  const there = await admin.workspaces.create({ body: { name: 'elsewhere' } })
  return admin.invitations.create({ params: { id: there.id }, body: { email } })
}
