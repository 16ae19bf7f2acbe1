/** What people want hidden of their sessions is hidden wherever something of one leaves the server. */
import { createPieceReader } from '@berth/contract/log-pieces.ts'
import { MiB, type Session, type SessionCreate } from '@berth/contract/sessions.ts'
import { usualHiddenArguments } from '@berth/contract/preferences.ts'
import { beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../../test/eventually.ts'
import { makeAdmin, makeUser, type MadeUser } from '../../../../test/make.ts'
import { testApp, type TestApp } from '../../../../test/test-app.ts'
import { EngineProblem } from '../../../engines/engine.ts'
import { createMockEngine, type MockEngine } from '../../../engines/mock/mock.engine.ts'

let app: TestApp
let engine: MockEngine
let owner: MadeUser
let admin: string

beforeAll(async () => {
  engine = createMockEngine()
  app = await testApp({ engine })
  admin = await makeAdmin(app)
  owner = await makeUser(app)
})

const secret = 'hunter2/hunter2'
const body = (change: Partial<SessionCreate> = {}): SessionCreate => ({
  type: 'batch',
  resources: { cpu: 0.1, memory: 64 * MiB },
  command: `sleep 60; docker run -e AWS_SECRET_ACCESS_KEY=abc -e FOO=bar; echo ${secret}`,
  env: { AWS_SECRET_ACCESS_KEY: secret, FOO: 'bar', URL: `https://me:${secret}@x` },
  ...change,
})
const start = (change: Partial<SessionCreate> = {}, token = owner.token) =>
  app.as(token).sessions.create({ body: body(change) })
const running = ({ id }: Session, token = owner.token) =>
  eventually(
    () => app.as(token).sessions.show({ params: { id } }),
    ({ status }) => status === 'RUNNING',
  )
const hidden = {
  command: 'sleep 60; docker run -e AWS_SECRET_ACCESS_KEY=******** -e FOO=bar; echo ********',
  env: { AWS_SECRET_ACCESS_KEY: '********', FOO: 'bar', URL: 'https://me:********@x' },
}
const logs = (id: string, query = '', token = owner.token, init: RequestInit = {}) =>
  fetch(`${app.origin}/api/v1/sessions/${id}/logs?${query}`, {
    ...init,
    headers: { authorization: `Bearer ${token}` },
  })

test('the names that are usual are hidden without being asked for, whoever looks', async () => {
  expect(await app.as(owner.token).preferences.show()).toMatchObject({
    hideArguments: true,
    hiddenArguments: usualHiddenArguments,
  })
  const session = await start()
  expect(session).toMatchObject(hidden)
  expect(await running(session)).toMatchObject(hidden)
  expect(await app.as(admin).sessions.show({ params: { id: session.id } })).toMatchObject(hidden)
  expect((await app.as(owner.token).sessions.list()).items[0]).toMatchObject(hidden)
  expect(engine.mock.world.sessions.get(session.id)?.spec).toMatchObject(body())
  expect(app.logged.join('\n')).not.toContain(secret)
})

test('live events tell no more', async () => {
  const abort = new AbortController()
  const stream = await fetch(`${app.origin}/api/v1/events`, {
    headers: { authorization: `Bearer ${owner.token}` },
    signal: abort.signal,
  })
  const { id } = await start()
  let told = ''
  for await (const chunk of stream.body ?? []) {
    told += Buffer.from(chunk).toString()
    if (told.includes(id) && told.includes('"status":"RUNNING"')) break
  }
  abort.abort()
  expect(told).toContain('AWS_SECRET_ACCESS_KEY=********')
  expect(told).not.toContain(secret)
})

test('the list is its owner’s, replaced as a whole, and may be switched off', async () => {
  const user = await makeUser(app)
  const { preferences, sessions } = app.as(user.token)
  const { id } = await start({}, user.token)
  await preferences.update({ body: { hiddenArguments: ['FOO', 'U*', 'FOO'] } })
  expect((await preferences.show()).hiddenArguments).toEqual(['FOO', 'U*'])
  expect(await sessions.show({ params: { id } })).toMatchObject({
    env: { AWS_SECRET_ACCESS_KEY: secret, FOO: '********', URL: '********' },
    command: expect.stringContaining('-e AWS_SECRET_ACCESS_KEY=abc -e FOO=********;') as string,
  })
  await preferences.update({ body: { hideArguments: false } })
  expect(await sessions.show({ params: { id } })).toMatchObject({ command: body().command, env: body().env })
  await preferences.update({ body: { hideArguments: true, hiddenArguments: [...usualHiddenArguments].toReversed() } })
  expect(await sessions.show({ params: { id } })).toMatchObject(hidden)
  const { rows } = await app.database.pool.query('SELECT hidden_arguments FROM users WHERE id = $1', [user.id])
  expect(rows).toEqual([{ hidden_arguments: null }])
})

test.each([['1X'], ['A-B'], ['A B'], [''], ['x'.repeat(129)]])('%j is no name to hide', async (name) => {
  const update = app.as(owner.token).preferences.update({ body: { hiddenArguments: [name] } })
  await expect(update).rejects.toMatchObject({ body: { type: 'invalid-input' } })
})

test('an environment with too much in it is shown by its names', async () => {
  const session = await start({ env: { AWS_SECRET_ACCESS_KEY: secret, LONG: 'x'.repeat(20_000) } })
  expect(session.env).toEqual({ AWS_SECRET_ACCESS_KEY: '********', LONG: '********' })
  expect(session.command).toBe('********')
  await running(session)
})

test('what an engine says of a failure is in the history without it', async () => {
  engine.mock.failNext(
    'start',
    new EngineProblem('start-failed', `mount: ${secret}, FOO=bar AWS_SECRET_ACCESS_KEY=x y`),
  )
  const { id } = await start()
  const { items } = await eventually(
    () => app.as(owner.token).sessions.history({ params: { id } }),
    (history) => history.items.some(({ detail }) => detail !== null),
  )
  expect(items.find(({ detail }) => detail !== null)?.detail).toBe(
    'mount: ********, FOO=bar AWS_SECRET_ACCESS_KEY=******** y',
  )
})

test('in the output every occurrence is hidden, live and downloaded, however it comes', async () => {
  const session = await start()
  await running(session)
  const live = logs(session.id, 'follow=1')
  const { body: stream } = await live
  const reader = stream?.getReader()
  for (const piece of ['one hun', 'ter2/hun', 'ter2 two AWS_SEC', 'RET_ACCESS_KEY="a', ' b" three hunter2/hunter3\n'])
    engine.mock.writeLog(session.id, piece)
  let text = ''
  while (!text.includes('\n')) text += Buffer.from((await reader?.read())?.value ?? []).toString()
  const shown = 'one ******** two AWS_SECRET_ACCESS_KEY="********" three hunter2/hunter3\n'
  expect(text).toBe(shown)
  await reader?.cancel()
  expect(await (await logs(session.id)).text()).toBe(shown)
  expect(await (await logs(session.id, '', admin)).text()).toBe(shown)
})

test('reading may begin anywhere and go on anywhere: no part of it is shown', async () => {
  const session = await start()
  await running(session)
  const written = `a ${secret} b ${secret}${secret} c AWS_SECRET_ACCESS_KEY=abc d\n`
  engine.mock.writeLog(session.id, written)
  const whole = await (await logs(session.id)).text()
  expect(whole).toBe('a ******** b ******** c AWS_SECRET_ACCESS_KEY=******** d\n')
  for (let from = 0; from <= written.length; from++) {
    const rest = await (await logs(session.id, `from=${from}`)).text()
    expect(whole.endsWith(rest)).toBe(true)
  }

  let text = ''
  let next = 0
  const read = createPieceReader((bytes, after) => {
    text += Buffer.from(bytes).toString()
    next = after
  })
  const answer = await logs(session.id, 'places=1')
  expect(answer.headers.get('content-type')).toBe('application/octet-stream')
  read(new Uint8Array(await answer.arrayBuffer()))
  expect([text, next]).toEqual([whole, written.length])
  engine.mock.writeLog(session.id, `e ${secret}`)
  read(new Uint8Array(await (await logs(session.id, `places=1&from=${next}`)).arrayBuffer()))
  expect(text).toBe(`${whole}e ********`)
})

test('a list that is changed holds at once for who is just looking, wherever they are', async () => {
  const user = await makeUser(app)
  const { preferences } = app.as(user.token)
  const session = await start({ env: { DEPLOY_PASS: 'swordfish' } }, user.token)
  await running(session, user.token)
  const abort = new AbortController()
  const [log, events] = await Promise.all([
    logs(session.id, 'follow=1', admin, { signal: abort.signal }),
    fetch(`${app.origin}/api/v1/events`, { headers: { authorization: `Bearer ${admin}` }, signal: abort.signal }),
  ])
  const read = (stream: Response) => {
    let text = ''
    void (async () => {
      for await (const chunk of stream.body ?? []) text += Buffer.from(chunk).toString()
    })().catch(() => {})
    return () => text
  }
  const [logged, told] = [read(log), read(events)]
  engine.mock.writeLog(session.id, 'one swordfish\n')
  await eventually(logged, (text) => text === 'one swordfish\n')
  await preferences.update({ body: { hiddenArguments: ['*_PASS'] } })
  await eventually(told, (text) => text.includes('"DEPLOY_PASS":"********"'))
  engine.mock.writeLog(session.id, 'two sword')
  engine.mock.writeLog(session.id, 'fish\n')
  await eventually(logged, (text) => text === 'one swordfish\ntwo ********\n')
  await preferences.update({ body: { hideArguments: false } })
  await eventually(told, (text) => text.includes('"DEPLOY_PASS":"swordfish"'))
  engine.mock.writeLog(session.id, 'three swordfish\n')
  await eventually(logged, (text) => text === 'one swordfish\ntwo ********\nthree swordfish\n')
  abort.abort()
})

test('the output of the bootstrap script is no exception', async () => {
  const user = await makeUser(app)
  await app.as(user.token).userScripts.saveBootstrap({ body: { content: 'echo $AWS_SECRET_ACCESS_KEY' } })
  const session = await start({}, user.token)
  await running(session, user.token)
  expect(await (await logs(session.id, 'source=bootstrap', user.token)).text()).toBe('********\n')
})
