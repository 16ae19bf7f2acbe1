/** From START to a prompt with real processes: the way that the product is for. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MiB, type Session } from '@berth/contract/sessions.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { makeAdmin } from '../../../test/make.ts'
import { openSocket } from '../../../test/socket.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'
import type { Engine } from '../../engines/engine.ts'
import { createLocalEngine } from '../../engines/local/local.engine.ts'

const directory = await mkdtemp(join(tmpdir(), 'berth-local-'))
const engine: Engine = createLocalEngine({ directory, nodeName: 'here' })
const { available, remedy } = await engine.probe()
let app: TestApp
let token: string

beforeAll(async () => {
  app = await testApp({ engine })
  token = await makeAdmin(app)
})
afterAll(async () => {
  for (const { id } of await engine.list()) {
    await engine.stop(id, { graceMs: 0 })
    await engine.remove(id)
  }
  await app.close()
  await engine[Symbol.asyncDispose]()
  await rm(directory, { recursive: true, force: true })
})

const reach = (id: string, status: Session['status']) =>
  eventually(
    () => app.as(token).sessions.show({ params: { id } }),
    (session) => session.status === status,
  )
const resources = { cpu: 0.5, memory: 128 * MiB }

test.skipIf(!available)(`bash answers over the socket${available ? '' : ` (skipped: ${remedy})`}`, async () => {
  const { id } = await app.as(token).sessions.create({ body: { type: 'interactive', resources } })
  await reach(id, 'RUNNING')
  const { id: terminal } = await app.as(token).terminals.open({ params: { id }, body: { cols: 90, rows: 30 } })
  const view = await openSocket(app.origin, `/sessions/${id}/terminals/${terminal}/stream`, token)
  view.socket.send(Buffer.from('echo $((6 * 7)); stty size; id -u; exit 5\r'))
  await view.shows('42\r\n30 90\r\n')
  expect((await view.closed).code).toBe(1000)
  expect(view.control.at(-1)).toEqual({ type: 'exit', code: 5 })
  await app.as(token).sessions.terminate({ params: { id } })
  expect(await reach(id, 'TERMINATED')).toMatchObject({ reason: 'ended-by-owner', node: 'here' })
})

test.skipIf(!available)('the title that a program gives its terminal is told without what is hidden', async () => {
  const env = { AWS_SECRET_ACCESS_KEY: 'hunter2hunter2' }
  const { id } = await app.as(token).sessions.create({ body: { type: 'interactive', resources, env } })
  await reach(id, 'RUNNING')
  const command = ['sh', '-c', 'printf "\\033]2;AWS_SECRET_ACCESS_KEY=x curl $AWS_SECRET_ACCESS_KEY\\007"; cat']
  await app.as(token).terminals.open({ params: { id }, body: { cols: 90, rows: 30, command } })
  const titles = async () => (await app.as(token).terminals.list({ params: { id } })).items.map(({ title }) => title)
  expect(await eventually(titles, ([title]) => title !== '')).toEqual(['AWS_SECRET_ACCESS_KEY=******** curl ********'])
  await app.as(token).sessions.terminate({ params: { id } })
})

test.skipIf(!available)('a batch command runs once, its output and exit code are kept', async () => {
  const command = 'echo from $(hostname); exit 6'
  const { id, name } = await app.as(token).sessions.create({ body: { type: 'batch', resources, command } })
  expect(await reach(id, 'TERMINATED')).toMatchObject({ result: 'failure', exitCode: 6, reason: 'command-failed' })
  const logs = await fetch(`${app.origin}/api/v1/sessions/${id}/logs`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect(await logs.text()).toBe(`from ${name}\n`)
})
