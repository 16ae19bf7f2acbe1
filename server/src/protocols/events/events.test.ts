import { MiB, type Session } from '@berth/contract/sessions.ts'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { listenTo, type Frame } from '../../../test/listen.ts'
import { makeAdmin, makeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'
import type { Engine } from '../../engines/engine.ts'
import { createMockEngine } from '../../engines/mock/mock.engine.ts'

let app: TestApp
let admin: string

beforeAll(async () => {
  app = await testApp()
  admin = await makeAdmin(app)
})

const listen = (token: string, lastEventId?: string) =>
  listenTo<Session>(app, { authorization: `Bearer ${token}` }, lastEventId)

const start = (token: string) =>
  app.as(token).sessions.create({ body: { type: 'interactive', resources: { cpu: 0.1, memory: 64 * MiB } } })
const statuses = (frames: readonly Frame<Session>[], { id }: Session) =>
  frames.filter((frame) => frame.data.id === id).map((frame) => frame.data.status)

test('the owner and administrators hear of every change, others of none', async () => {
  const [owner, stranger] = [await makeUser(app), await makeUser(app)]
  const [mine, theirs, all] = [await listen(owner.token), await listen(stranger.token), await listen(admin)]
  expect(mine.answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const session = await start(owner.token)
  for (const { frames } of [mine, all])
    await eventually(
      () => statuses(frames, session),
      (seen) => seen.includes('RUNNING'),
    )
  const shown = mine.frames.findLast((frame) => frame.data.id === session.id)
  expect(shown).toMatchObject({ event: 'session.updated', data: { status: 'RUNNING', ownerName: owner.username } })
  const own = await start(stranger.token)
  await eventually(
    () => statuses(theirs.frames, own),
    (seen) => seen.includes('RUNNING'),
  )
  expect(theirs.frames.filter((frame) => frame.data.id === session.id)).toEqual([])
  for (const stream of [mine, theirs, all]) await stream.stop()
})

test('what happened while a stream was away is told when it resumes', async () => {
  const owner = await makeUser(app)
  const first = await listen(owner.token)
  const session = await start(owner.token)
  await eventually(
    () => statuses(first.frames, session),
    (seen) => seen.includes('RUNNING'),
  )
  const place = await eventually(first.last, (id) => id !== undefined)
  await first.stop()
  await app.as(owner.token).sessions.terminate({ params: { id: session.id } })
  await eventually(
    () => app.as(owner.token).sessions.show({ params: { id: session.id } }),
    (now) => now.status === 'TERMINATED',
  )
  const resumed = await listen(owner.token, place)
  await eventually(
    () => statuses(resumed.frames, session),
    (seen) => seen.includes('TERMINATED'),
  )
  await resumed.stop()
})

test('a place that nobody gave out makes the page reload', async () => {
  const stream = await listen(admin, 'made-up')
  await eventually(
    () => stream.frames.map((frame) => frame.event),
    (events) => events[0] === 'reload',
  )
  await stream.stop()
})

test('a stream says that it is alive, so that silence means that it is not', async () => {
  const stream = await listen(admin)
  await eventually(stream.beats, (beats) => beats > 0)
  expect(stream.last()).toBeDefined()
  await stream.stop()
})

test('a stream ends with its login', async () => {
  const owner = await makeUser(app)
  const stream = await listen(owner.token)
  await app.as(owner.token).logins.logout()
  await eventually(stream.ended, (ended) => ended)
})

test('a log ends with the login also for a reader that does not read', async () => {
  const engine = createMockEngine({ capacity: { cpu: 8, memory: 1024 ** 3, gpus: 0 } })
  const endless: Engine = {
    ...engine,
    async *logs() {
      for (;;) yield Buffer.alloc(64 * 1024)
    },
  }
  const noisy = await testApp({ engine: endless })
  const token = await makeAdmin(noisy)
  const { id } = await noisy
    .as(token)
    .sessions.create({ body: { type: 'interactive', resources: { cpu: 0.1, memory: 64 * MiB } } })
  const connected = once(noisy.site.app.server, 'connection') as Promise<[Socket]>
  const reader = connect(Number(new URL(noisy.origin).port), '127.0.0.1')
  const [socket] = await connected
  const head = `GET /api/v1/sessions/${id}/logs?follow=1 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`
  reader.on('error', () => {}).pause()
  reader.write(head)
  await eventually(
    () => socket.writableLength,
    (waiting) => waiting > 0,
  )
  await noisy.as(token).logins.logout()
  await eventually(
    () => socket.destroyed,
    (destroyed) => destroyed,
  )
  reader.destroy()
  await engine[Symbol.asyncDispose]()
})

test('a log is followed until the session ends, from before it began', async () => {
  const owner = await makeUser(app)
  const at = new Date(app.clock.now().getTime() + 60_000).toISOString()
  const body = { type: 'batch' as const, command: 'echo one; sleep 0.05; echo two', startsAt: at }
  const session = await app
    .as(owner.token)
    .sessions.create({ body: { ...body, resources: { cpu: 0.1, memory: 64 * MiB } } })
  const answer = await fetch(`${app.origin}/api/v1/sessions/${session.id}/logs?follow=1`, {
    headers: { authorization: `Bearer ${owner.token}` },
  })
  expect(answer.status).toBe(200)
  app.clock.advance(60_000)
  await start(owner.token)
  expect(await answer.text()).toBe('one\ntwo\n')
})

test('the server ends although streams are open', async () => {
  const engineApp = await testApp()
  const token = await makeAdmin(engineApp)
  const answer = await fetch(`${engineApp.origin}/api/v1/events`, { headers: { authorization: `Bearer ${token}` } })
  const since = Date.now()
  await engineApp.close()
  await answer.text()
  expect(Date.now() - since).toBeLessThan(5_000)
})

test('the server ends although a request never does', async () => {
  const slow = await testApp({ finishMs: 200 })
  const connected = once(slow.site.app.server, 'connection')
  const client = connect(Number(new URL(slow.origin).port), '127.0.0.1')
  client.on('error', () => {})
  await connected
  const arrived = once(slow.site.app.server, 'request')
  client.write(
    'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
  )
  await arrived
  const since = Date.now()
  await slow.close()
  expect(Date.now() - since).toBeLessThan(5_000)
  client.destroy()
})
