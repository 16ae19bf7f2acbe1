import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { compiled } from '../../../test/compiled.ts'
import { openShell, run, sessionSpec } from '../conformance-steps.ts'
import { eventually, readAll, reader } from '../conformance-streams.ts'
import type { Engine, SessionEnd, SessionSpec } from '../engine.ts'
import { createLocalEngine } from './local.engine.ts'
import { readChildPid, readState, sessionPaths } from './session-directory.ts'
import { leftovers, marker, nothing } from './test-leftovers.ts'

const directory = mkdtempSync(join(tmpdir(), 'berth-recovery-'))
const uidRange = { first: 3_000_200, count: 100 }
const never = new AbortController().signal
const open: Engine[] = []
let count = 0

function newEngine() {
  const engine = createLocalEngine({ directory, nodeName: 'test', uidRange })
  open.push(engine)
  return engine
}

function newSpec(change: Partial<SessionSpec> = {}) {
  return sessionSpec({ id: `${marker}-${++count}`, ...change })
}

async function clear(engine: Engine) {
  for (const { id } of await engine.list()) {
    await engine.stop(id, { graceMs: 0 })
    await engine.remove(id)
  }
}

afterEach(async () => {
  const engine = newEngine()
  await clear(engine)
  await Promise.all(open.splice(0).map((it) => it[Symbol.asyncDispose]()))
})
afterAll(() => rmSync(directory, { recursive: true, force: true }))

function endOf(engine: Engine, id: string): Promise<SessionEnd> {
  return eventually(async () => (await engine.list()).find((it) => it.id === id)?.end, 10_000)
}

/** A server in a process of its own, killed so long after it began to start the session, or when it said so. */
async function killedServer(spec: SessionSpec, delayMs: number | 'bootstrap'): Promise<string> {
  const argument = JSON.stringify({ directory, uidRange, spec })
  const child = spawn(process.execPath, [join(import.meta.dirname, 'recovery-process.ts'), argument], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...compiled },
  })
  const output = reader(child.stdout)
  await output.until('ready')
  if (delayMs === 'bootstrap') await output.until('bootstrap')
  else if (delayMs === Infinity) await output.until('started')
  else await new Promise((resolve) => setTimeout(resolve, delayMs))
  child.kill('SIGKILL')
  await output.end()
  return output.text()
}

describe('the server is killed', () => {
  test.each([0, 10, 20, 30, 40, 50, 60, 75, 90, 110, 140, 180])(
    '%i ms into a start: all is cleaned up',
    async (delay) => {
      await killedServer(newSpec(), delay)
      const engine = newEngine()
      await clear(engine)
      await eventually(() => JSON.stringify(leftovers(directory, uidRange)) === JSON.stringify(nothing), 3000).catch(
        () => {
          expect(leftovers(directory, uidRange)).toEqual(nothing)
        },
      )
    },
  )

  test.each([0, 30, 60, 90, 140])('%i ms into a start: starting again works, the command runs once', async (delay) => {
    const spec = newSpec({ type: 'batch', command: 'echo once >> /data/out/runs; exit 9', mounts: [out] })
    writeFileSync(join(shared, 'runs'), '')
    chmodSync(join(shared, 'runs'), 0o666)
    await killedServer(spec, delay)
    const engine = newEngine()
    await engine.start(spec, never)
    expect(await endOf(engine, spec.id)).toMatchObject({ cause: 'exited', exitCode: 9 })
    expect(readFileSync(join(shared, 'runs'), 'utf8')).toBe('once\n')
  })

  test.each([0, 40, 80, 120, 200, 350, 500])(
    '%i ms into a start with a bootstrap script: it runs once, and so does the command after it',
    async (delay) => {
      for (const name of ['scripts', 'runs']) {
        writeFileSync(join(shared, name), '')
        chmodSync(join(shared, name), 0o666)
      }
      const script = 'echo once >> /data/out/scripts; sleep 0.3; exit 6'
      const bootstrap = { script, timeLimitSeconds: 60 }
      const spec = newSpec({
        type: 'batch',
        command: 'cat /data/out/scripts >> /data/out/runs',
        mounts: [out],
        bootstrap,
      })
      await killedServer(spec, delay)
      const engine = newEngine()
      const started = await engine.start(spec, never)
      expect(started.bootstrap).toEqual({ exitCode: 6, timedOut: false })
      expect(await endOf(engine, spec.id)).toMatchObject({ cause: 'exited', exitCode: 0 })
      expect(readFileSync(join(shared, 'scripts'), 'utf8')).toBe('once\n')
      expect(readFileSync(join(shared, 'runs'), 'utf8')).toBe('once\n')
    },
  )

  test('before a bootstrap script has ended: how it ended is known after the session’s own end', async () => {
    const bootstrap = { script: 'sleep 0.4; exit 6', timeLimitSeconds: 60 }
    const spec = newSpec({ type: 'batch', command: 'exit 5', bootstrap })
    await killedServer(spec, 'bootstrap')
    const { init } = readState(sessionPaths(directory, spec.id)) ?? {}
    await eventually(() => init && !alive(init.pid))
    const engine = newEngine()
    expect(await engine.list()).toMatchObject([{ bootstrap: { exitCode: 6, timedOut: false } }])
    expect(await engine.start(spec, never)).toMatchObject({ bootstrap: { exitCode: 6, timedOut: false } })
  })

  test('in a start that never ran: it is no end of the session, which is started anew', async () => {
    const engine = newEngine()
    await engine.list()
    const began = { v: 1, tier: 'full', uid: null, cgroups: [], token: `berth-${marker}`, startedAt: 1, init: null }
    const lost = { at: 2, cause: 'lost', exitCode: null }
    for (const written of [null, { phase: 'launching', end: null }, { phase: 'ended', end: lost }]) {
      const spec = newSpec({ type: 'batch', command: 'exit 5' })
      const paths = sessionPaths(directory, spec.id)
      mkdirSync(paths.directory)
      if (written) writeFileSync(paths.state, JSON.stringify({ ...began, id: spec.id, type: 'batch', ...written }))
      const found = (await engine.list()).find((it) => it.id === spec.id)
      expect([found?.state, found?.end]).toEqual(['unstarted', undefined])
      await engine.start(spec, never)
      expect(await endOf(engine, spec.id)).toMatchObject({ cause: 'exited', exitCode: 5 })
    }
  })

  test('after a start: the session goes on, and what happened meanwhile is known', async () => {
    const spec = newSpec({ type: 'batch', command: 'echo before; sleep 0.5; echo after; exit 11' })
    await killedServer(spec, Infinity)
    const { init } = readState(sessionPaths(directory, spec.id)) ?? {}
    await eventually(() => init && !alive(init.pid))
    const engine = newEngine()
    expect(await engine.list()).toMatchObject([{ id: spec.id, state: 'ended', end: { cause: 'exited', exitCode: 11 } }])
    const log = engine.logs(spec.id, { source: 'main', from: 0, follow: true, signal: never })
    expect(await readAll(log)).toBe('before\nafter\n')
  })
})

const shared = mkdtempSync(join(tmpdir(), 'berth-shared-'))
chmodSync(shared, 0o777)
const out = { source: shared, target: '/data/out', mode: 'rw' as const }
afterAll(() => rmSync(shared, { recursive: true, force: true }))

function alive(pid: number) {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'))
  } catch {
    return false
  }
}

describe('a session', () => {
  test('whose keeper is killed is lost, with all that ran in it', async () => {
    const engine = newEngine()
    const spec = newSpec()
    await engine.start(spec, never)
    const told = Promise.withResolvers<SessionEnd>()
    engine.watch((_id, end) => told.resolve(end), never)
    const shell = await engine.exec(spec.id, { command: ['sh', '-c', 'setsid sleep 60 & sleep 0.2; kill -9 2'] })
    shell.stdout.resume()
    shell.stderr.resume()
    expect(await told.promise).toMatchObject({ cause: 'lost' })
    expect(await engine.list()).toMatchObject([{ id: spec.id, state: 'ended', end: { cause: 'lost' } }])
    expect(leftovers(directory, uidRange).processes).toEqual([])
  })

  test('whose first process is killed while no server runs is found lost', async () => {
    const spec = newSpec()
    await killedServer(spec, Infinity)
    process.kill(readChildPid(sessionPaths(directory, spec.id)) ?? 0, 'SIGKILL')
    expect(await endOf(newEngine(), spec.id)).toMatchObject({ cause: 'lost' })
  })

  test('of a machine that was restarted is found lost', async () => {
    const engine = newEngine()
    const spec = newSpec()
    await engine.start(spec, never)
    await engine.stop(spec.id, { graceMs: 0 })
    const paths = sessionPaths(directory, spec.id)
    const state = readState(paths)
    const init = { pid: 1234, startTime: 1, bootId: 'another' }
    writeFileSync(paths.state, JSON.stringify({ ...state, phase: 'running', end: null, init }))
    expect(await endOf(newEngine(), spec.id)).toMatchObject({ cause: 'lost' })
  })

  test('leaves nothing behind, whatever its processes do against their end', async () => {
    const engine = newEngine()
    const spec = newSpec()
    await engine.start(spec, never)
    const { screen, type } = await openShell(engine, spec.id)
    type(
      `trap "" TERM HUP INT; (trap "" TERM HUP; setsid nohup sh -c 'trap "" TERM; while :; do sleep 1; done' &); kill -STOP $$\r`,
    )
    await screen.until('kill -STOP')
    await run(engine, spec.id, ['sh', '-c', 'mkdir -p ~/a/b && chmod 0 ~/a; setsid sleep 100 >/dev/null 2>&1 &'])
    const before = performance.now()
    expect(await engine.stop(spec.id, { graceMs: 1000 })).toMatchObject({ cause: 'stopped' })
    expect(performance.now() - before).toBeLessThan(2000)
    expect(leftovers(directory, uidRange)).toMatchObject({ processes: [], mounts: [], groups: [] })
    await engine.remove(spec.id)
    await eventually(() => leftovers(directory, uidRange).trash.length === 0)
    expect(leftovers(directory, uidRange)).toEqual(nothing)
  })

  test('whose keeper is stopped can still be ended', async () => {
    const engine = newEngine()
    const spec = newSpec()
    await engine.start(spec, never)
    const stop = await engine.exec(spec.id, { command: ['sh', '-c', 'sleep 0.2; kill -STOP 2'] })
    stop.stdout.resume()
    await eventually(() => /^State:\s+T/m.test(keeperStatus(spec.id)))
    const before = performance.now()
    expect(await engine.stop(spec.id, { graceMs: 500 })).toMatchObject({ cause: 'stopped' })
    expect(performance.now() - before).toBeLessThan(2000)
  })

  test('ends politely when it is given the time', async () => {
    const engine = newEngine()
    const spec = newSpec({
      type: 'service',
      command: `trap 'echo bye; exit 0' TERM; echo up; while :; do sleep 0.05; done`,
    })
    await engine.start(spec, never)
    const log = reader(streamOf(engine, spec.id))
    await log.until('up')
    await engine.stop(spec.id, { graceMs: 1500 })
    expect(await log.end()).toMatch(/^up\n(Terminated\n)?bye\n$/)
  })
})

test('logs that hold garbage or a link are harmless', async () => {
  const engine = newEngine()
  const spec = newSpec({ type: 'batch', command: 'echo good' })
  await engine.start(spec, never)
  await endOf(engine, spec.id)
  const { logs } = sessionPaths(directory, spec.id)
  const read = () => readAll(engine.logs(spec.id, { source: 'main', from: 0, follow: false, signal: never }))
  writeFileSync(join(logs, 'main.1'), Buffer.alloc(100, 0xff))
  expect(await read()).toBe('good\n')
  rmSync(join(logs, 'main.1'))
  symlinkSync('/etc/passwd', join(logs, 'main.1'))
  expect(await read()).toBe('good\n')
  writeFileSync(join(logs, 'main.0'), 'BERTHLOG1 999999999999999999999\nnot a number')
  expect(await read()).toBe('')
})

function keeperStatus(id: string): string {
  const init = readState(sessionPaths(directory, id))?.init?.pid
  const children = readFileSync(`/proc/${init}/task/${init}/children`, 'utf8').trim().split(' ')
  return readFileSync(`/proc/${children[0]}/status`, 'latin1')
}

function streamOf(engine: Engine, id: string) {
  return Readable.from(engine.logs(id, { source: 'main', from: 0, follow: true, signal: never }))
}
