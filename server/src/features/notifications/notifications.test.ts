import type { Notification } from '@berth/contract/notifications.ts'
import { MiB, type Session } from '@berth/contract/sessions.ts'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { makeAdmin, makeUser, type MadeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'
import { EngineProblem } from '../../engines/engine.ts'
import { createMockEngine } from '../../engines/mock/mock.engine.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { recordAudit, type AuditRecord } from '../../platform/events/audit-record.ts'
import { forgetOldNotifications } from './notifications.service.ts'

const engine = createMockEngine()
let app: TestApp
let admin: string
let user: MadeUser
beforeAll(async () => {
  app = await testApp({ engine })
  admin = await makeAdmin(app)
})
beforeEach(async () => {
  user = await makeUser(app)
})

const mine = () => app.as(user.token)
const list = (query: { limit?: number; cursor?: string; show?: 'in-progress' } = {}) =>
  mine().notifications.list({ query })
/** The newest, when there are so many; how sessions started is apart. */
const told = async (count = 1): Promise<Notification> => {
  const news = async () => (await list()).items.filter(({ kind }) => kind !== 'session-start')
  const items = await eventually(news, (some) => some.length >= count)
  expect(items).toHaveLength(count)
  return items[0] as Notification
}
type StartNotification = Extract<Notification, { kind: 'session-start' }>
const startOf = (session: Pick<Session, 'id'>, state: StartNotification['progress']['state']) =>
  eventually(
    async () =>
      (await list()).items.find(
        (one): one is StartNotification => one.kind === 'session-start' && one.parameters.session === session.id,
      ),
    (one) => one?.progress.state === state,
  )
const record = (about: string, action: AuditRecord['action'], actor: string | null = null) =>
  transaction(app.database.db, (tx) => recordAudit(tx, { action, result: 'success', user: about, actor }))

const start = (): Promise<Session> =>
  mine().sessions.create({ body: { type: 'interactive', resources: { cpu: 0.1, memory: 64 * MiB } } })
const reach = ({ id }: Session, status: Session['status']) =>
  eventually(
    () => mine().sessions.show({ params: { id } }),
    (session) => session.status === status,
  )

describe('somebody is told', () => {
  beforeAll(() => app.as(admin).myAccount.update({ body: { fullName: 'Ada Lovelace' } }))
  const by = 'Ada Lovelace'

  test('that an administrator reset their second factor', async () => {
    await record(user.id, 'two-factor.reset', (await app.as(admin).accounts.me()).id)
    const shown = await told()
    expect(shown).toMatchObject({ kind: 'two-factor-reset', parameters: { by }, read: false })
    expect(Date.now() - Date.parse(shown.at)).toBeLessThan(60_000)
  })

  test('that an administrator set their password, or somebody at the server’s machine', async () => {
    await app.as(admin).users.update({ params: { id: user.id }, body: { password: 'another password 1!' } })
    await record(user.id, 'password.changed')
    user = { ...user, token: await app.signIn(user.username, 'another password 1!') }
    expect(await told(2)).toMatchObject({ kind: 'password-set', parameters: { by: null } })
    expect((await list()).items[1]).toMatchObject({ kind: 'password-set', parameters: { by } })
  })

  test('that their account was reactivated', async () => {
    await app.as(admin).users.deactivate({ params: { id: user.id }, body: { terminateSessions: false } })
    await app.as(admin).users.reactivate({ params: { id: user.id } })
    user = { ...user, token: await app.signIn(user.username, 'user password 1!') }
    expect(await told()).toMatchObject({ kind: 'account-reactivated', parameters: { by } })
  })

  test('that they are invited to a workspace', async () => {
    const { id } = await app.as(admin).workspaces.create({ body: { name: `Vision of ${user.username}` } })
    const email = `${user.username}@example.org`
    await app.as(admin).invitations.create({ params: { id }, body: { email, role: 'member' } })
    expect(await told()).toMatchObject({
      kind: 'workspace-invitation',
      parameters: { by, workspace: `Vision of ${user.username}` },
    })
  })

  test('that an administrator ended their session, whether it runs or waits', async () => {
    const running = await start()
    await reach(running, 'RUNNING')
    await app.as(admin).sessions.terminate({ params: { id: running.id } })
    const aside = { kind: 'session-ended-by-administrator' }
    expect(await told()).toMatchObject({ ...aside, parameters: { session: running.id, name: running.name } })
    const startsAt = new Date(app.clock.now().getTime() + 3_600_000).toISOString()
    const waiting = await mine().sessions.create({
      body: { type: 'batch', command: 'true', startsAt, resources: { cpu: 0.1, memory: 64 * MiB } },
    })
    await app.as(admin).sessions.terminate({ params: { id: waiting.id } })
    expect(await told(2)).toMatchObject({ ...aside, parameters: { session: waiting.id } })
  })

  test('that their session ran as long as the policy allows', async () => {
    await app.database.pool.query(`UPDATE policies SET max_session_lifetime = 600`)
    const session = await start()
    await reach(session, 'RUNNING')
    await app.database.pool.query(`UPDATE policies SET max_session_lifetime = 0`)
    app.clock.advance(601_000)
    // What begins wakes who looks after all of them.
    await mine().sessions.terminate({ params: { id: (await start()).id } })
    expect(await told()).toMatchObject({ kind: 'session-lifetime-over', parameters: { name: session.name } })
  })
})

describe('the start of a session is told while it goes on', () => {
  const later = () => new Date(app.clock.now().getTime() + 3_600_000).toISOString()
  const waiting = () =>
    mine().sessions.create({
      body: { type: 'batch', command: 'true', startsAt: later(), resources: { cpu: 0.1, memory: 64 * MiB } },
    })

  test('to its end, which is no news to who just started it', async () => {
    const session = await start()
    const { parameters, progress, read } = (await startOf(session, 'done')) as StartNotification
    expect(parameters).toEqual({ session: session.id, name: session.name })
    expect(progress).toMatchObject({ step: 'started', share: 1, canCancel: false })
    expect(read).toBe(true)
    expect(await list()).toMatchObject({ unread: 0, inProgress: 0 })
    expect((await list({ show: 'in-progress' })).items).toEqual([])
  })

  test('in each of its steps', async () => {
    const own = await listen(user.token)
    const session = await waiting()
    const going = await startOf(session, 'going')
    expect(going?.progress).toMatchObject({ step: 'waiting-for-start-time', share: 0, canCancel: true })
    expect(await list({ show: 'in-progress' })).toMatchObject({ unread: 0, inProgress: 1, items: [{ id: going?.id }] })
    app.clock.advance(3_600_000)
    // What begins wakes who looks after those that wait.
    await reach(await start(), 'RUNNING')
    await startOf(session, 'done')
    await eventually(own.said, (said) => said.includes('event: notification.progressed') && said.includes('"share":1'))
    await own.stop()
  })

  test('and that it failed, once', async () => {
    engine.mock.failNext('start', new EngineProblem('start-failed', 'no space left'))
    const session = await start()
    const failed = await startOf(session, 'failed')
    expect(failed).toMatchObject({ read: false, progress: { step: 'start-failed', canCancel: false } })
    await record(user.id, 'user.reactivated')
    expect(await told()).toMatchObject({ kind: 'account-reactivated' })
    expect((await list()).unread).toBe(2)
  })

  test('until it is cancelled, by its owner alone', async () => {
    const session = await waiting()
    const { id } = (await startOf(session, 'going')) as StartNotification
    const other = await makeUser(app)
    for (const token of [other.token, admin])
      await expect(app.as(token).notifications.cancel({ params: { id } })).rejects.toMatchObject({
        body: { type: 'not-found' },
      })
    await mine().notifications.cancel({ params: { id } })
    expect(await mine().sessions.show({ params: { id: session.id } })).toMatchObject({ status: 'CANCELLED' })
    expect(await startOf(session, 'cancelled')).toMatchObject({ read: true })
    // What is over stays as it is.
    expect(await mine().notifications.cancel({ params: { id } })).toMatchObject({ progress: { state: 'cancelled' } })
  })

  test('and a session that runs is not ended by it', async () => {
    const session = await start()
    const { id } = (await startOf(session, 'done')) as StartNotification
    await mine().notifications.cancel({ params: { id } })
    expect(await mine().sessions.show({ params: { id: session.id } })).toMatchObject({ status: 'RUNNING' })
  })

  test('and stays when all others are cleared', async () => {
    const session = await waiting()
    const going = await startOf(session, 'going')
    await record(user.id, 'two-factor.reset')
    await told()
    await mine().notifications.clear()
    expect(await list()).toMatchObject({ unread: 0, inProgress: 1, items: [{ id: going?.id }] })
    await mine().notifications.remove({ params: { id: going?.id ?? '' } })
    expect((await list()).items).toHaveLength(1)
    await mine().sessions.terminate({ params: { id: session.id } })
    await startOf(session, 'cancelled')
    await mine().notifications.clear()
    expect((await list()).items).toEqual([])
  })
})

test('what is removed is gone, for its reader alone', async () => {
  const other = await makeUser(app)
  for (const { id } of [user, other]) await record(id, 'two-factor.reset')
  await record(user.id, 'user.reactivated')
  const { id } = await told(2)
  await expect(app.as(other.token).notifications.remove({ params: { id } })).rejects.toMatchObject({
    body: { type: 'not-found' },
  })
  await mine().notifications.remove({ params: { id } })
  expect(await list()).toMatchObject({ unread: 1, items: [{ kind: 'two-factor-reset' }] })
  await mine().notifications.clear()
  expect(await list()).toMatchObject({ unread: 0, items: [] })
  expect((await app.as(other.token).notifications.list({ query: {} })).items).toHaveLength(1)
})

test('nobody is told of what they did themselves, of what failed, and of what happens to others', async () => {
  const other = await makeUser(app)
  await record(user.id, 'two-factor.reset', user.id)
  await transaction(app.database.db, (tx) =>
    recordAudit(tx, { action: 'password.changed', result: 'failure', user: user.id, actor: null }),
  )
  await record(other.id, 'two-factor.reset')
  const session = await start()
  await reach(session, 'RUNNING')
  await mine().sessions.terminate({ params: { id: session.id } })
  await reach(session, 'TERMINATED')
  await record(user.id, 'user.reactivated')
  expect(await told()).toMatchObject({ kind: 'account-reactivated' })
})

test('nobody reads or marks what others were told, not even an administrator', async () => {
  await record(user.id, 'two-factor.reset')
  const { id } = await told()
  const other = await makeUser(app)
  for (const token of [other.token, admin]) {
    expect((await app.as(token).notifications.list({ query: {} })).items.map((one) => one.id)).not.toContain(id)
    await expect(app.as(token).notifications.update({ params: { id }, body: { read: true } })).rejects.toMatchObject({
      body: { type: 'not-found' },
    })
    await app.as(token).notifications.readAll()
  }
  expect(await list()).toMatchObject({ unread: 1, items: [{ id, read: false }] })
})

test('what is read stays read until it is marked as unread', async () => {
  for (const action of ['two-factor.reset', 'user.reactivated', 'password.changed'] as const)
    await record(user.id, action)
  const { id } = await told(3)
  expect(await mine().notifications.update({ params: { id }, body: { read: true } })).toMatchObject({ id, read: true })
  expect(await list()).toMatchObject({ unread: 2, items: [{ read: true }, { read: false }, { read: false }] })
  await mine().notifications.update({ params: { id }, body: { read: false } })
  expect((await list()).unread).toBe(3)
  await mine().notifications.readAll()
  expect(await list()).toMatchObject({ unread: 0, items: [{ read: true }, { read: true }, { read: true }] })
})

test('pages follow each other also while new ones come', async () => {
  for (let n = 0; n < 5; n++) await record(user.id, 'two-factor.reset')
  await told(5)
  const first = await list({ limit: 2 })
  await record(user.id, 'user.reactivated')
  await told(6)
  const second = await list({ limit: 2, cursor: first.nextCursor ?? '' })
  const third = await list({ limit: 2, cursor: second.nextCursor ?? '' })
  expect(third.nextCursor).toBeNull()
  expect(third.unread).toBe(6)
  const ids = [first, second, third].flatMap(({ items }) => items.map(({ id }) => id))
  expect(ids).toEqual((await list()).items.slice(1).map(({ id }) => id))
  for (const cursor of [
    'made-up',
    Buffer.from('["x"]').toString('base64url'),
    Buffer.from('[1]').toString('base64url'),
  ])
    await expect(list({ cursor })).rejects.toMatchObject({ body: { type: 'invalid-input' } })
})

test('what is older than 30 days is forgotten', async () => {
  const days = (count: number) => new Date(Date.now() + count * 86_400_000)
  await record(user.id, 'two-factor.reset')
  await told()
  await forgetOldNotifications(app.database.db, days(29))
  expect((await list()).items).toHaveLength(1)
  await forgetOldNotifications(app.database.db, days(31))
  expect(await list()).toMatchObject({ items: [], unread: 0 })
})

test('an open stream is told at once, its user’s alone, and again when something is marked', async () => {
  const other = await makeUser(app)
  const [own, others, administrators] = await Promise.all([user.token, other.token, admin].map(listen))
  await record(user.id, 'two-factor.reset')
  const { id } = await told()
  await eventually(
    () => own?.said() ?? '',
    (said) => said.includes('event: notification.created') && said.includes(id),
  )
  await mine().notifications.update({ params: { id }, body: { read: true } })
  await eventually(
    () => own?.said() ?? '',
    (said) => said.includes('event: notifications.updated'),
  )
  // Something of their own comes after what they must not see.
  await record(other.id, 'user.reactivated')
  await eventually(
    () => others?.said() ?? '',
    (said) => said.includes('account-reactivated'),
  )
  for (const stream of [others, administrators]) expect(stream?.said()).not.toContain(id)
  for (const stream of [own, others, administrators]) await stream?.stop()
})

async function listen(token: string) {
  const abort = new AbortController()
  const headers = { authorization: `Bearer ${token}` }
  const answer = await fetch(`${app.origin}/api/v1/events`, { headers, signal: abort.signal })
  let said = ''
  const read = async () => {
    for await (const piece of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) said += piece
  }
  const done = read().catch(() => {})
  return { said: () => said, stop: () => (abort.abort(), done) }
}
