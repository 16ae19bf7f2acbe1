import { MiB } from '@berth/contract/sessions.ts'
import { beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { makeAdmin, makeUser, type MadeUser } from '../../../test/make.ts'
import { openSocket, refusedSocket, type TestSocket } from '../../../test/socket.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

let app: TestApp
let admin: string
let owner: MadeUser
let id: string

const client = () => app.as(owner.token)
const startSession = async (token = owner.token) => {
  const body = { type: 'interactive' as const, resources: { cpu: 0.1, memory: 64 * MiB } }
  const session = await app.as(token).sessions.create({ body })
  await eventually(
    () => app.as(token).sessions.show({ params: { id: session.id } }),
    (now) => now.status === 'RUNNING',
  )
  return session.id
}

beforeAll(async () => {
  app = await testApp()
  admin = await makeAdmin(app)
  owner = await makeUser(app)
  id = await startSession()
})

const openTerminal = async (session = id) =>
  (await client().terminals.open({ params: { id: session }, body: { cols: 80, rows: 24 } })).id
const look = (terminal: string, session = id, token = owner.token): Promise<TestSocket> =>
  openSocket(app.origin, `/sessions/${session}/terminals/${terminal}/stream`, token)

test('a terminal shows what its shell prints, knows its size, and ends with the shell’s code', async () => {
  const view = await look(await openTerminal())
  await view.shows('$ ')
  expect(view.control[0]).toEqual({ type: 'replay', bytes: expect.any(Number) })
  view.socket.send(JSON.stringify({ type: 'resize', cols: 101, rows: 33 }))
  view.socket.send(Buffer.from('stty size\r'))
  await view.shows('33 101')
  view.socket.send(Buffer.from('exit 4\r'))
  expect(await view.closed).toMatchObject({ code: 1000 })
  expect(view.control.at(-1)).toEqual({ type: 'exit', code: 4 })
})

test('who looks again sees the screen as it was; two see the same', async () => {
  const terminal = await openTerminal()
  const first = await look(terminal)
  first.socket.send(Buffer.from('echo kept\r'))
  await first.shows('kept\r\n')
  first.socket.close()
  await first.closed
  const [again, beside] = [await look(terminal), await look(terminal, id, admin)]
  await again.shows('kept\r\n')
  expect(again.control[0]).toEqual({ type: 'replay', bytes: again.bytes().length })
  again.socket.send(Buffer.from('echo both\r'))
  await beside.shows('both\r\n')
  const { items } = await client().terminals.list({ params: { id } })
  expect(items.map((item) => item.id)).toContain(terminal)
  await client().terminals.close({ params: { id, tid: terminal } })
  for (const view of [again, beside]) expect((await view.closed).code).toBe(1000)
  await client().terminals.close({ params: { id, tid: terminal } })
})

test.each([
  ['no JSON', 'resize'],
  ['an unknown type', '{"type":"paste"}'],
  ['an unknown field', '{"type":"resize","cols":80,"rows":24,"x":1}'],
  ['no size', '{"type":"resize","cols":0,"rows":24}'],
  ['a monstrous size', '{"type":"resize","cols":80,"rows":99999}'],
])('a control frame with %s closes the viewer, not the terminal', async (_name, frame) => {
  const terminal = await openTerminal()
  const view = await look(terminal)
  view.socket.send(frame)
  expect((await view.closed).code).toBe(4400)
  await (await look(terminal)).shows('$ ')
})

test('signing out ends the view at once, with everything typed after it', async () => {
  const { token } = await makeUser(app)
  const session = await startSession(token)
  const { id: terminal } = await app.as(token).terminals.open({ params: { id: session }, body: { cols: 80, rows: 24 } })
  const view = await look(terminal, session, token)
  await view.shows('$ ')
  const since = Date.now()
  await app.as(token).logins.logout()
  expect((await view.closed).code).toBe(4401)
  expect(Date.now() - since).toBeLessThan(5_000)
})

test('a terminal that has ended is gone; one of a session that ended, too', async () => {
  expect((await (await look('none')).closed).code).toBe(4404)
  const session = await startSession()
  const view = await look(await openTerminal(session), session)
  await view.shows('$ ')
  await client().sessions.terminate({ params: { id: session } })
  expect([1000, 4404]).toContain((await view.closed).code)
  await eventually(
    () => client().sessions.show({ params: { id: session } }),
    (now) => now.status === 'TERMINATED',
  )
  expect((await (await look('1', session)).closed).code).toBe(4404)
  await expect(openTerminal(session)).rejects.toMatchObject({ body: { type: 'session-state', state: 'TERMINATED' } })
  expect(await client().terminals.list({ params: { id: session } })).toEqual({ items: [] })
})

test('more terminals than a session may have are refused', async () => {
  const session = await startSession()
  for (let count = 0; count < 32; count++) await openTerminal(session)
  await expect(openTerminal(session)).rejects.toMatchObject({ body: { type: 'too-many-terminals', limit: 32 } })
})

test('strangers get an answer before anything is opened', async () => {
  const terminal = await openTerminal()
  const stranger = await makeUser(app)
  const paths = [`/sessions/${id}/terminals/${terminal}/stream`, `/sessions/${id}/exec`]
  for (const path of paths) {
    const bearer = { authorization: `Bearer ${stranger.token}` }
    expect(await refusedSocket(app.origin, path, bearer)).toMatchObject({ status: 404, problem: { type: 'not-found' } })
    expect(await refusedSocket(app.origin, path, {})).toMatchObject({ status: 401 })
    const elsewhere = { cookie: `berth=${owner.token}`, origin: 'https://evil.example' }
    expect(await refusedSocket(app.origin, path, elsewhere)).toMatchObject({ problem: { type: 'cross-origin' } })
  }
})

const exec = (session = id) => openSocket(app.origin, `/sessions/${session}/exec`, owner.token)
const run = (...command: string[]) => JSON.stringify({ type: 'run', command })

test('a command’s output comes apart, and its exit code last', async () => {
  const socket = await exec()
  socket.socket.send(run('sh', '-c', 'echo out; echo err >&2; exit 3'))
  expect((await socket.closed).code).toBe(1000)
  const bytes = socket.bytes().toString()
  expect(bytes).toContain('\u0001out\n')
  expect(bytes).toContain('\u0002err\n')
  expect(socket.control).toEqual([{ type: 'exit', code: 3, signal: null }])
})

test('standard input reaches the command also when it is sent before it runs', async () => {
  const socket = await exec()
  socket.socket.send(run('cat'))
  for (let line = 0; line < 100; line++) socket.socket.send(Buffer.from(`line ${line}\n`))
  socket.socket.send(JSON.stringify({ type: 'stdin-end' }))
  await socket.closed
  const text = socket.bytes().toString().replaceAll('\u0001', '')
  expect(text).toBe(Array.from({ length: 100 }, (_, line) => `line ${line}\n`).join(''))
})

test('a signal reaches the command', async () => {
  const socket = await exec()
  socket.socket.send(run('sleep', '1000'))
  socket.socket.send(JSON.stringify({ type: 'signal', name: 'SIGTERM' }))
  await socket.closed
  expect(socket.control).toEqual([{ type: 'exit', code: null, signal: 'SIGTERM' }])
})

test.each([
  ['input before the command', Buffer.from('x')],
  ['a signal before the command', '{"type":"signal","name":"SIGINT"}'],
  ['a signal that none may send', '{"type":"signal","name":"SIGSTOP"}'],
  ['no command', '{"type":"run","command":[]}'],
])('%s closes the exec socket', async (_name, frame) => {
  const socket = await exec()
  socket.socket.send(frame)
  expect((await socket.closed).code).toBe(4400)
})

test('commands run only in running sessions', async () => {
  const session = await startSession()
  await client().sessions.terminate({ params: { id: session } })
  const path = `/sessions/${session}/exec`
  const answer = await refusedSocket(app.origin, path, { authorization: `Bearer ${owner.token}` })
  expect(answer).toMatchObject({ status: 409, problem: { type: 'session-state' } })
})
