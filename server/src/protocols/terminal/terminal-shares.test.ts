/** A terminal that somebody else looks at. */
import { MiB } from '@berth/contract/sessions.ts'
import type { TerminalShare } from '@berth/contract/terminal-shares.ts'
import { beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { makeAdmin, makeUser, type MadeUser } from '../../../test/make.ts'
import { problemOf } from '../../../test/problem-of.ts'
import { openSocket, refusedSocket } from '../../../test/socket.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
let admin: string
let owner: MadeUser
let guest: MadeUser
let id: string
let terminal: string

beforeAll(async () => {
  app = await testApp()
  admin = await makeAdmin(app)
  owner = await makeUser(app, 'ada')
  guest = await makeUser(app, 'grace')
  const body = { type: 'interactive' as const, resources: { cpu: 0.1, memory: 64 * MiB } }
  id = (await app.as(owner.token).sessions.create({ body })).id
  await eventually(
    () => app.as(owner.token).sessions.show({ params: { id } }),
    ({ status }) => status === 'RUNNING',
  )
  terminal = (await app.as(owner.token).terminals.open({ params: { id }, body: { cols: 90, rows: 20 } })).id
})

const share = (name: string, token = owner.token): Promise<TerminalShare> =>
  app.as(token).terminalShares.create({ params: { id }, body: { terminal, with: name } })
const takeBack = (made: TerminalShare, token = owner.token) =>
  app.as(token).terminalShares.remove({ params: { id, share: made.id } })
const watch = (made: TerminalShare, token = guest.token) =>
  openSocket(app.origin, `/shared-terminals/${made.id}/stream`, token)
const typeAsOwner = async (text: string) => {
  const view = await openSocket(app.origin, `/sessions/${id}/terminals/${terminal}/stream`, owner.token)
  await view.shows('$ ')
  view.socket.send(Buffer.from(text))
  return view
}

test('somebody who was let in sees what happens, at its size, and is told of it', async () => {
  const made = await share('grace')
  expect(made).toMatchObject({ terminal, with: { id: guest.id, username: 'grace' } })
  expect(await share('GRACE@example.org')).toEqual(made)
  const view = await watch(made)
  await view.shows('$ ')
  expect(view.control.slice(0, 2)).toEqual([
    { type: 'size', cols: 90, rows: 20 },
    { type: 'replay', bytes: expect.any(Number) },
  ])
  const own = await typeAsOwner('echo seen by two\r')
  await view.shows('seen by two\r\n')
  own.socket.send(JSON.stringify({ type: 'resize', cols: 101, rows: 31 }))
  await eventually(
    async () => view.control.at(-1),
    (last) => last?.['cols'] === 101,
  )
  const { items } = await app.as(guest.token).terminalShares.mine()
  expect(items).toMatchObject([{ id: made.id, owner: { username: 'ada' }, live: true }])
  const notes = await eventually(
    () => app.as(guest.token).notifications.list({ query: {} }),
    (page) => page.items.length > 0,
  )
  expect(notes.items).toMatchObject([{ kind: 'terminal-shared', parameters: { by: 'ada', share: made.id } }])
  view.socket.close()
  own.socket.close()
  await takeBack(made)
})

test.each([
  ['keys', Buffer.from('rm -rf ~\r')],
  ['a size', JSON.stringify({ type: 'resize', cols: 10, rows: 10 })],
])('who looks and sends %s is cut off, and nothing of it arrives', async (_name, frame) => {
  const made = await share('grace')
  const view = await watch(made)
  await view.shows('$ ')
  view.socket.send(frame)
  expect((await view.closed).code).toBe(4400)
  const own = await typeAsOwner('echo still mine\r')
  await own.shows('still mine\r\n')
  expect(own.bytes().toString()).not.toContain('rm -rf')
  expect((await app.as(owner.token).terminals.list({ params: { id } })).items).toMatchObject([{ cols: 101, rows: 31 }])
  own.socket.close()
  await takeBack(made)
})

test('what is taken back ends at once, and is gone', async () => {
  const made = await share('grace')
  const view = await watch(made)
  await view.shows('$ ')
  await takeBack(made)
  expect(await view.closed).toEqual({ code: 4404, reason: 'share-ended' })
  expect(await app.as(guest.token).terminalShares.mine()).toEqual({ items: [], nextCursor: null })
  const again = await refusedSocket(app.origin, `/shared-terminals/${made.id}/stream`, {
    authorization: `Bearer ${guest.token}`,
  })
  expect(again).toMatchObject({ status: 404, problem: { type: 'not-found' } })
  expect(await problemOf(takeBack(made))).toMatchObject({ type: 'not-found' })
})

test('nobody else sees it: no stranger, no administrator, nobody who is signed out', async () => {
  const made = await share('grace')
  const stranger = await makeUser(app)
  for (const headers of [
    { authorization: `Bearer ${stranger.token}` },
    { authorization: `Bearer ${owner.token}` },
    { authorization: `Bearer ${admin}` },
  ])
    expect(await refusedSocket(app.origin, `/shared-terminals/${made.id}/stream`, headers)).toMatchObject({
      status: 404,
    })
  expect(await refusedSocket(app.origin, `/shared-terminals/${made.id}/stream`, {})).toMatchObject({ status: 401 })
  // Being let in to one terminal opens nothing else.
  const asGuest = app.as(guest.token)
  expect(await problemOf(asGuest.sessions.show({ params: { id } }))).toMatchObject({ type: 'not-found' })
  expect(await problemOf(asGuest.terminals.list({ params: { id } }))).toMatchObject({ type: 'not-found' })
  expect(await problemOf(asGuest.terminalShares.list({ params: { id } }))).toMatchObject({ type: 'not-found' })
  await takeBack(made)
})

test('only its owner shows it, to others of the workspace; an administrator may take it back', async () => {
  expect(await problemOf(share('grace', admin))).toMatchObject({ type: 'not-allowed' })
  for (const name of ['ada', 'nobody', 'grace@elsewhere.org'])
    expect(await problemOf(share(name))).toMatchObject({ type: 'invalid-input', errors: [{ path: 'body.with' }] })
  const outside = await makeUser(app, 'outside')
  await app.database.db.deleteFrom('members').where('user_id', '=', outside.id).execute()
  expect(await problemOf(share('outside'))).toMatchObject({ type: 'invalid-input' })
  const made = await share('grace')
  await takeBack(made, admin)
  await app.site.auditLog.caughtUp()
  const { items } = await app.as(owner.token).myAccount.activity({})
  expect(items.map(({ action }) => action)).toEqual(expect.arrayContaining(['terminal.share-ended', 'terminal.shared']))
})

test('signing out ends the look, and so does leaving the workspace', async () => {
  const made = await share('grace')
  const token = await app.signIn('grace', 'user password 1!')
  const view = await watch(made, token)
  await view.shows('$ ')
  await app.as(token).logins.logout()
  expect((await view.closed).code).toBe(4401)

  const { items } = await app.as(admin).workspaces.list({ query: {} })
  const shared = items.find(({ personal }) => !personal)
  const other = await watch(made)
  await other.shows('$ ')
  await app.as(admin).workspaces.removeMember({ params: { id: shared?.id ?? '', user: guest.id } })
  expect((await other.closed).code).toBe(4404)
  expect(await app.as(owner.token).terminalShares.list({ params: { id } })).toEqual({ items: [] })
})

test('no terminal is shown that is not there yet', async () => {
  const early = app.as(owner.token).terminalShares.create({ params: { id }, body: { terminal: '99', with: 'grace' } })
  expect(await problemOf(early)).toMatchObject({ type: 'invalid-input', errors: [{ path: 'body.terminal' }] })
})

test('the deactivation of its owner ends the look, also where their sessions go on', async () => {
  const host = await makeUser(app, 'host')
  const other = await makeUser(app, 'looker')
  const asHost = app.as(host.token)
  const body = { type: 'interactive' as const, resources: { cpu: 0.1, memory: 64 * MiB } }
  const session = (await asHost.sessions.create({ body })).id
  await eventually(
    () => asHost.sessions.show({ params: { id: session } }),
    ({ status }) => status === 'RUNNING',
  )
  const opened = await asHost.terminals.open({ params: { id: session }, body: { cols: 80, rows: 24 } })
  const made = await asHost.terminalShares.create({
    params: { id: session },
    body: { terminal: opened.id, with: 'looker' },
  })
  const view = await watch(made, other.token)
  await view.shows('$ ')
  await app.as(admin).users.deactivate({ params: { id: host.id }, body: { terminateSessions: false } })
  expect(await view.closed).toEqual({ code: 4404, reason: 'share-ended' })
  expect(await app.as(other.token).terminalShares.mine()).toEqual({ items: [], nextCursor: null })
  expect(await app.as(admin).sessions.show({ params: { id: session } })).toMatchObject({ status: 'RUNNING' })
})

test('the end of the session ends the look', async () => {
  const other = await makeUser(app, 'linus')
  const made = await share('linus')
  const view = await watch(made, other.token)
  await view.shows('$ ')
  await app.as(owner.token).sessions.terminate({ params: { id } })
  expect([1000, 1013, 4404]).toContain((await view.closed).code)
  expect(
    await eventually(
      () => app.as(other.token).terminalShares.mine(),
      ({ items }) => items.length === 0,
    ),
  ).toEqual({ items: [], nextCursor: null })
})
