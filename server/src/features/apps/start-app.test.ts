/** Apps that are started in real sandboxes when they are first opened. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { appCommand } from '../../../test/app-in-session.ts'
import { eventually } from '../../../test/eventually.ts'
import { run, sessionSpec } from '../../engines/conformance-steps.ts'
import type { Engine } from '../../engines/engine.ts'
import { createLocalEngine } from '../../engines/local/local.engine.ts'
import type { App } from '../environments/environments.service.ts'
import { connectApp, startApp } from './start-app.ts'

const directory = await mkdtemp(join(tmpdir(), 'berth-apps-'))
const make = () => createLocalEngine({ directory, nodeName: 'here' })
let engine: Engine = make()
const { available, remedy } = await engine.probe()
const never = new AbortController().signal
const limits = { answerMs: 8_000, serviceMs: 500, pauseMs: 50 }

const onSocket: App = { name: 'one', title: 'One', command: appCommand(), port: null }
const onPort: App = { name: 'two', title: 'Two', command: appCommand(), port: 7100 }

describe.skipIf(!available)(`starting apps${available ? '' : ` (skipped: ${remedy})`}`, () => {
  let id = ''
  beforeAll(async () => {
    const spec = sessionSpec()
    id = spec.id
    await engine.start(spec, never)
  }, 30_000)
  afterEach(() => run(engine, id, ['sh', '-c', 'rm -rf /tmp/.berth-apps/broken*']))
  afterAll(async () => {
    await engine.stop(id, { graceMs: 0 })
    await engine.remove(id)
    await engine[Symbol.asyncDispose]()
    await rm(directory, { recursive: true, force: true })
  })
  const start = (app: App) => startApp(engine, id, app, limits)
  /** Programs that listen, by their numbers. */
  const programs = async () =>
    (
      await run(engine, id, [
        'sh',
        '-c',
        'for one in /proc/[0-9]*; do case $(readlink $one/exe) in */node) grep -qsF createServer $one/cmdline && echo $one;; esac; done; true',
      ])
    ).stdout

  test.each([onSocket, onPort])(
    'one that listens on $port is there when it answers, once, and outlives the server',
    async (app) => {
      await Promise.all([start(app), start(app)])
      const before = await programs()
      expect(before.trim().split('\n')).toHaveLength(app === onSocket ? 1 : 2)
      await engine[Symbol.asyncDispose]()
      engine = make()
      await start(app)
      expect(await programs()).toBe(before)
      const stream = await connectApp(engine, id, app)
      stream.write('GET /again HTTP/1.0\r\n\r\n')
      const text = await new Promise<string>((resolve) => {
        let got = ''
        stream.on('data', (chunk: Buffer) => (got += chunk.toString()))
        stream.on('end', () => resolve(got))
      })
      expect(text).toContain('"url":"/again"')
    },
  )

  test('its files are for the session’s user alone', async () => {
    const { stdout } = await run(engine, id, ['sh', '-c', 'stat -c %a /tmp/.berth-apps /tmp/.berth-apps/one.sock'])
    expect(stdout).toBe('700\n700\n')
  })

  test('one that was killed is started anew', async () => {
    await start(onSocket)
    await run(engine, id, ['sh', '-c', 'pkill -9 -f BERTH_APP_SOCKET; pkill -9 -f "node -e"; true'])
    await eventually(
      () =>
        connectApp(engine, id, onSocket).then(
          (stream) => stream.destroy() && false,
          () => true,
        ),
      (gone) => gone,
    )
    await start(onSocket)
    ;(await connectApp(engine, id, onSocket)).destroy()
  })

  test('one that ends says with which code and what it said last, as text', async () => {
    const command = 'echo "<b>no</b> \u001b[31mred\u001b[0m $BERTH_APP_PORT" >&2; exit 3'
    await expect(start({ name: 'broken', title: 'Broken', command, port: 7200 })).rejects.toMatchObject({
      code: 'app-failed',
      params: { app: 'Broken', why: 'ended', exitCode: 3, output: '<b>no</b> red 7200\n' },
    })
  })

  test('one that is not there says so', async () => {
    await expect(
      start({ name: 'broken', title: 'Broken', command: 'exec no-such-program', port: 7200 }),
    ).rejects.toMatchObject({
      params: { why: 'ended', exitCode: 127, output: expect.stringContaining('not found') as string },
    })
  })

  test('one that does not answer is given up after its time', async () => {
    const quick = { ...limits, answerMs: 600 }
    const silent: App = { name: 'broken', title: 'Broken', command: 'sleep 60', port: 7200 }
    await expect(startApp(engine, id, silent, quick)).rejects.toMatchObject({ params: { why: 'no-answer' } })
    const babbling: App = {
      name: 'broken2',
      title: 'B',
      command: 'while :; do echo junk | nc -l -p 7300; done',
      port: 7300,
    }
    await expect(startApp(engine, id, babbling, quick)).rejects.toMatchObject({ code: 'app-failed' })
  })

  test('what the session itself has to start is waited for, and no longer than that', async () => {
    await expect(start({ name: 'service', title: 'Port 7400', command: null, port: 7400 })).rejects.toMatchObject({
      params: { why: 'no-answer', exitCode: null, output: '' },
    })
  })

  test('a session that is gone is the engine’s refusal', async () => {
    await expect(startApp(engine, 'nobody', onPort, limits)).rejects.toMatchObject({ code: 'no-such-session' })
  })
})
