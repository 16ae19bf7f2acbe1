/** Who has a session learns what somebody else did to it. */
import { MiB } from '@berth/contract/sessions.ts'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { makeAdmin, makeUser, type MadeUser } from '../../../test/make.ts'
import { openSocket } from '../../../test/socket.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
let admin: string
let owner: MadeUser
let id: string
let name: string

beforeAll(async () => {
  app = await testApp()
  admin = await makeAdmin(app)
  await app.as(admin).myAccount.update({ body: { fullName: 'Ada Lovelace' } })
})

beforeEach(async () => {
  owner = await makeUser(app)
  const body = { type: 'interactive' as const, resources: { cpu: 0.1, memory: 64 * MiB } }
  ;({ id, name } = await app.as(owner.token).sessions.create({ body }))
  await eventually(
    () => app.as(owner.token).sessions.show({ params: { id } }),
    (now) => now.status === 'RUNNING',
  )
})

/** What the owner finds under their activity, oldest first. */
async function deeds() {
  await app.site.auditLog.caughtUp()
  const { items } = await app.as(owner.token).myAccount.activity({})
  return items.filter(({ action }) => action.startsWith('session.')).toReversed()
}

async function execute(token: string) {
  const { socket, closed } = await openSocket(app.origin, `/sessions/${id}/exec`, token)
  socket.send(JSON.stringify({ type: 'run', command: ['true'] }))
  expect((await closed).code).toBe(1000)
}

async function everything(token: string) {
  const as = app.as(token)
  const { id: tid } = await as.terminals.open({ params: { id }, body: { cols: 80, rows: 24 } })
  await execute(token)
  await as.sessions.update({ params: { id }, body: { name: 'renamed' } })
  await as.sessions.update({ params: { id }, body: { name: 'renamed' } })
  await as.terminals.close({ params: { id, tid } })
  await as.sessions.terminate({ params: { id } })
  await as.sessions.terminate({ params: { id } })
}

test('each deed of an administrator is told once, with who did it and from where', async () => {
  await everything(admin)
  const shown = await deeds()
  expect(shown.map(({ action }) => action)).toEqual([
    'session.entered',
    'session.entered',
    'session.renamed',
    'session.terminated',
  ])
  for (const one of shown) expect(one).toMatchObject({ by: 'Ada Lovelace', address: '127.0.0.1', result: 'success' })
  expect(shown[2]?.detail).toEqual({ name, before: { name }, after: { name: 'renamed' } })
  expect(shown[3]?.detail).toEqual({ name: 'renamed' })
})

test('to look at a terminal of the owner is to enter', async () => {
  const { id: tid } = await app.as(owner.token).terminals.open({ params: { id }, body: { cols: 80, rows: 24 } })
  const path = `/sessions/${id}/terminals/${tid}/stream`
  for (const token of [owner.token, admin]) {
    const view = await openSocket(app.origin, path, token)
    await view.shows('$ ')
    view.socket.close()
    await view.closed
  }
  expect((await deeds()).map(({ action }) => action)).toEqual(['session.entered'])
})

test('what owners do themselves is no entry', async () => {
  await everything(owner.token)
  expect(await deeds()).toEqual([])
})
