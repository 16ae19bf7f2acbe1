/** A credential is for one workspace, also where its owner may do more. */
import { MiB, type Session } from '@berth/contract/sessions.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../../../../test/eventually.ts'
import { makeAdmin, makeUser, type MadeUser } from '../../../../test/make.ts'
import { problemOf, typeOf } from '../../../../test/problem-of.ts'
import { refusedSocket } from '../../../../test/socket.ts'
import { basic, testApp, type TestApp } from '../../../../test/test-app.ts'

let app: TestApp
let adminToken: string
let admin: ReturnType<TestApp['as']>
let owner: MadeUser
let here: Place
let there: Place
/** The owner's, of either workspace. */
let inHere: Session
let inThere: Session
let keyHere: Key
let adminKeyHere: Key

interface Place {
  readonly workspace: string
  readonly project: string
}

/** A workspace of the administrator and the owner, with a project for both. */
async function makePlace(name: string): Promise<Place> {
  const { id } = await admin.workspaces.create({ body: { name } })
  const { token } = await admin.invitations.create({
    params: { id },
    body: { email: `${owner.username}@example.org` },
  })
  await app.as(owner.token).invitations.accept({ params: { token } })
  const project = await admin.projects.create({ body: { workspace: id, name, everyone: true } })
  return { workspace: id, project: project.id }
}

type Key = Awaited<ReturnType<typeof makeKey>>

async function makeKey(token: string, { workspace }: Place) {
  const { credential, secretKey } = await app.as(token).credentials.create({ body: { workspace } })
  const { accessKey } = credential
  return {
    accessKey,
    as: app.withKeys(accessKey, secretKey),
    authorization: basic(accessKey, secretKey),
  }
}

const start = (as: ReturnType<TestApp['as']>, project?: string, headers = {}) =>
  as.sessions.create(
    { body: { type: 'interactive', resources: { cpu: 0.1, memory: 64 * MiB }, ...(project ? { project } : {}) } },
    { headers },
  )
const reach = ({ id }: Session, status: Session['status']) =>
  eventually(
    () => admin.sessions.show({ params: { id } }),
    (now) => now.status === status,
  )
/** Cancelled, when it had not begun. */
const over = ({ id }: Pick<Session, 'id'>) =>
  eventually(
    () => admin.sessions.show({ params: { id } }),
    (now) => now.endedAt !== null,
  )
/** What a key is told of, from now on. */
async function listen({ authorization }: Key) {
  const abort = new AbortController()
  const answer = await fetch(`${app.origin}/api/v1/events`, { headers: { authorization }, signal: abort.signal })
  let text = ''
  const read = (async () => {
    for await (const piece of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) text += piece
  })().catch(() => {})
  return { text: () => text, stop: () => (abort.abort(), read) }
}
const idsOf = async (as: ReturnType<TestApp['as']>, query: { owner?: 'me' | 'all'; state?: 'running' } = {}) =>
  (await as.sessions.list({ query: { limit: 200, ...query } })).items.map(({ id }) => id).toSorted()

beforeAll(async () => {
  app = await testApp()
  adminToken = await makeAdmin(app)
  admin = app.as(adminToken)
  owner = await makeUser(app)
  here = await makePlace('here')
  there = await makePlace('there')
  inHere = await start(app.as(owner.token), here.project)
  inThere = await start(app.as(owner.token), there.project)
  for (const session of [inHere, inThere]) await reach(session, 'RUNNING')
  keyHere = await makeKey(owner.token, here)
  adminKeyHere = await makeKey(adminToken, here)
})

describe.each([
  ['a key', () => keyHere],
  ['a superadmin’s key', () => adminKeyHere],
])('sessions of another workspace for %s', (_name, key) => {
  test('are in no list and no total', async () => {
    expect(await idsOf(key().as, { owner: 'all', state: 'running' })).toEqual([inHere.id])
    expect(await idsOf(key().as, { owner: 'all' })).not.toContain(inThere.id)
    expect((await key().as.sessions.list({ query: { owner: 'all', state: 'running' } })).total).toBe(1)
  })

  test('do not exist, whatever is asked of them', async () => {
    const { as, authorization } = key()
    const params = { id: inThere.id }
    const { id: terminal } = await app.as(owner.token).terminals.open({ params, body: { cols: 80, rows: 24 } })
    for (const call of [
      () => as.sessions.show({ params }),
      () => as.sessions.history({ params }),
      () => as.sessions.explainOne({ params }),
      () => as.sessions.update({ params, body: { name: 'mine-now' } }),
      () => as.sessions.terminate({ params }),
      () => as.terminals.list({ params }),
      () => as.terminals.open({ params, body: { cols: 80, rows: 24 } }),
      () => as.terminals.close({ params: { ...params, tid: terminal } }),
    ])
      expect(await typeOf(call())).toBe('not-found')
    // WebSockets of programs come with a token.
    const bearer = { authorization: `Bearer ${(await as.tokens.issue()).token}` }
    for (const path of [`/sessions/${params.id}/exec`, `/sessions/${params.id}/terminals/${terminal}/stream`])
      expect(await refusedSocket(app.origin, path, bearer)).toMatchObject({ status: 404 })
    const logs = await fetch(`${app.origin}/api/v1/sessions/${params.id}/logs`, { headers: { authorization } })
    expect(logs.status).toBe(404)
    expect((await reach(inThere, 'RUNNING')).name).toBe(inThere.name)
  })

  test('are none of its live events', async () => {
    const events = await listen(key())
    const [far, near] = [
      await start(app.as(owner.token), there.project),
      await start(app.as(owner.token), here.project),
    ]
    for (const { id } of [far, near]) await admin.sessions.terminate({ params: { id } })
    for (const session of [far, near]) await over(session)
    const { id } = await start(app.as(owner.token), here.project)
    await eventually(events.text, (seen) => seen.includes(id) && seen.includes(near.id))
    expect(events.text()).not.toContain(far.id)
    expect(events.text()).not.toContain('event: notification')
    await events.stop()
    await admin.sessions.terminate({ params: { id } })
    await over({ id })
  })

  test('nothing tells it that memberships of its owner there have changed', async () => {
    const events = await listen(key())
    const user = (await key().as.accounts.me()).id
    const comeAndGo = async ({ workspace }: Place) => {
      const { id } = await admin.projects.create({ body: { workspace, name: `for ${user}` } })
      await admin.projects.addMember({ params: { id, user } })
      await admin.projects.removeMember({ params: { id, user } })
    }
    await comeAndGo(there)
    await comeAndGo(here)
    // What comes after is told after.
    const { id } = await start(app.as(owner.token), here.project)
    await eventually(events.text, (seen) => seen.includes(id))
    expect(events.text().split('event: memberships.updated')).toHaveLength(1 + 2)
    await events.stop()
    await admin.sessions.terminate({ params: { id } })
    await over({ id })
  })
})

test('what is of that workspace is theirs as ever', async () => {
  expect(await keyHere.as.sessions.show({ params: { id: inHere.id } })).toMatchObject({ id: inHere.id })
  expect(await adminKeyHere.as.sessions.show({ params: { id: inHere.id } })).toMatchObject({ owner: owner.id })
  expect(await idsOf(app.as(owner.token), { state: 'running' })).toEqual([inHere.id, inThere.id].toSorted())
})

test('credentials of another workspace do not exist for a superadmin’s key', async () => {
  const far = await makeKey(owner.token, there)
  const params = { accessKey: far.accessKey }
  const { items } = await adminKeyHere.as.credentials.list({ query: { owner: 'all', limit: 200 } })
  expect(new Set(items.map(({ workspace }) => workspace))).toEqual(new Set([here.workspace]))
  expect(items.map(({ user }) => user)).toContain(owner.id)
  expect(await typeOf(adminKeyHere.as.credentials.show({ params }))).toBe('not-found')
  const csv = await fetch(`${app.origin}/api/v1/credentials/export.csv?owner=all`, {
    headers: { authorization: adminKeyHere.authorization },
  })
  expect(await csv.text()).not.toContain(far.accessKey)
  expect(await admin.credentials.show({ params })).toMatchObject({ active: true })
})

test('notifications and invitations are for persons alone', async () => {
  const { id } = await admin.workspaces.create({ body: { name: 'elsewhere' } })
  await admin.invitations.create({ params: { id }, body: { email: `${owner.username}@example.org` } })
  const mine = app.as(owner.token)
  const { items } = await eventually(
    () => mine.notifications.list({ query: {} }),
    (page) => page.unread > 0,
  )
  expect((await mine.invitations.mine()).items).toHaveLength(1)
  expect(await keyHere.as.notifications.list({ query: {} })).toMatchObject({ items: [], unread: 0, inProgress: 0 })
  expect((await keyHere.as.invitations.mine()).items).toEqual([])
  const mark = keyHere.as.notifications.update({ params: { id: items[0]?.id ?? '' }, body: { read: true } })
  expect((await problemOf(mark))['status']).toBeGreaterThanOrEqual(403)
  await keyHere.as.notifications.readAll().catch(() => {})
  expect((await mine.notifications.list({ query: {} })).unread).toBeGreaterThan(0)
})

test('a key of one request is none of another credential', async () => {
  const headers = { 'idempotency-key': 'the-same' }
  const far = await makeKey(owner.token, there)
  const second = await makeKey(owner.token, here)
  const callers = [keyHere.as, second.as, far.as, app.as(owner.token)]
  const made = await Promise.all(callers.map((as) => start(as, undefined, headers)))
  expect(new Set(made.map(({ id }) => id)).size).toBe(4)
  expect(made.slice(0, 3).map(({ workspace }) => workspace)).toEqual([here.workspace, here.workspace, there.workspace])
  const again = await Promise.all(callers.map((as) => start(as, undefined, headers)))
  expect(again.map(({ id }) => id)).toEqual(made.map(({ id }) => id))
  for (const { id } of made) await admin.sessions.terminate({ params: { id } })
})

test('two keys that ask at once are each told of their own limits', async () => {
  await admin.policies.create({ body: { name: 'narrow', cpu: 0.7 } })
  await admin.policies.create({ body: { name: 'wide', cpu: 0.9 } })
  const keys = [await makeKey(owner.token, here), await makeKey(owner.token, here)]
  for (const [index, policy] of ['narrow', 'wide'].entries())
    await admin.credentials.update({ params: { accessKey: keys[index]?.accessKey ?? '' }, body: { policy } })
  const asked = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => [
      index % 2,
      (await keys[index % 2]!.as.resources.report({ query: {} })).cpu.limit,
    ]),
  )
  expect(asked).toEqual(Array.from({ length: 20 }, (_, index) => [index % 2, index % 2 === 0 ? 0.7 : 0.9]))
})
