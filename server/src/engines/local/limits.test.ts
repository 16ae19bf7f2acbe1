import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { line, openShell, run, sessionSpec } from '../conformance-steps.ts'
import { eventually, readAll } from '../conformance-streams.ts'
import type { SessionEnd, SessionSpec } from '../engine.ts'
import { readCounter } from './cgroup-files.ts'
import { findCgroups } from './cgroup.ts'
import { createLocalEngine } from './local.engine.ts'
import { readState, sessionPaths } from './session-directory.ts'

const cgroups = findCgroups()
const directory = mkdtempSync(join(tmpdir(), 'berth-limits-'))
const engine = createLocalEngine({
  directory,
  nodeName: 'test',
  maxProcesses: 400,
  uidRange: { first: 3_000_000, count: 100 },
})
const never = new AbortController().signal
const mebibyte = 1024 ** 2
const resources = { cpu: 1, memory: 256 * mebibyte, sharedMemory: 16 * mebibyte, gpus: [] }
const hog = `/run/berth/node -e 'const all = []; for (;;) all.push(Buffer.alloc(8e6, 1))'`

afterEach(async () => {
  for (const { id } of await engine.list()) {
    await engine.stop(id, { graceMs: 0 })
    await engine.remove(id)
  }
})
afterAll(async () => {
  await engine[Symbol.asyncDispose]()
  rmSync(directory, { recursive: true, force: true })
})

async function started(change: Partial<SessionSpec> = {}) {
  const spec = sessionSpec({ resources, ...change })
  await engine.start(spec, never)
  return spec
}

function end(id: string): Promise<SessionEnd> {
  return eventually(async () => (await engine.list()).find((it) => it.id === id)?.end, 15_000)
}

describe.skipIf(!cgroups)('limits of a session', () => {
  test('a batch command that takes too much memory ends as out of memory', async () => {
    const { id } = await started({ type: 'batch', command: hog })
    expect(await end(id)).toMatchObject({ cause: 'out-of-memory', exitCode: 137 })
  })

  test('also when it is a child of the command', async () => {
    const { id } = await started({ type: 'batch', command: `${hog}; exit $?` })
    expect(await end(id)).toMatchObject({ cause: 'out-of-memory' })
  })

  test('a command that survives its child ends with its own code', async () => {
    const { id } = await started({ type: 'batch', command: `${hog}; exit 3` })
    expect(await end(id)).toMatchObject({ cause: 'exited', exitCode: 3 })
  })

  test('in an interactive session the hog dies and the terminal goes on', async () => {
    const { id } = await started()
    const { screen, type } = await openShell(engine, id)
    type(`${hog}; echo "code $?"\r`)
    await screen.until(line('code 137'), 15_000)
    type('echo still here\r')
    await screen.until(line('still here'))
    expect(await engine.list()).toMatchObject([{ id, state: 'running', outOfMemoryKills: 1 }])
  })

  test('shared memory is as large as asked', async () => {
    const { id } = await started()
    const { stdout } = await run(engine, id, [
      'sh',
      '-c',
      'df -k /dev/shm | tail -1; head -c 32M /dev/zero >/dev/shm/x; echo $?',
    ])
    expect(stdout).toMatch(/ 16384 /)
    expect(stdout).toMatch(/1\n$/)
  })

  test('spinners are held within a fifth of their share, on both sides', async () => {
    const [share, period] = [0.6, 0.1]
    const { id } = await started({
      resources: { ...resources, cpu: share },
      type: 'service',
      command: 'while :; do :; done & while :; do :; done',
    })
    const { cgroups: paths } = readState(sessionPaths(directory, id)) ?? { cgroups: [] }
    const figures = () => ({
      at: performance.now(),
      used: cgroups?.cpuSeconds(paths) ?? 0,
      held: paths.reduce((sum, path) => sum + readCounter(path, 'cpu.stat', 'nr_throttled'), 0),
    })
    await eventually(() => figures().used > 0.3, 10_000)
    const from = figures()
    const to = await eventually(() => {
      const now = figures()
      return now.held - from.held >= 30 && now.at - from.at > 3000 ? now : undefined
    }, 60_000)
    const used = to.used - from.used
    expect(used / ((to.at - from.at) / 1000)).toBeLessThan(share * 1.2)
    // On a busy machine others may keep it from its share; where the limit did, it had its share before.
    expect(used / ((to.held - from.held) * period)).toBeGreaterThan(share * 0.8)
  }, 90_000)

  test('a fork bomb is held, and a terminal still answers', async () => {
    const { id } = await started()
    const { screen, type } = await openShell(engine, id)
    const bomb = await engine.exec(id, { command: ['bash', '-c', 'bomb() { bomb | bomb & }; bomb; sleep 60'] })
    bomb.stderr.resume()
    bomb.stdout.resume()
    const { cgroups: paths } = readState(sessionPaths(directory, id)) ?? { cgroups: [] }
    await eventually(() => (cgroups?.processes(paths).length ?? 0) > 300, 10_000)
    type('echo $((6 * 7))\r')
    await screen.until(line('42'), 10_000)
    const before = performance.now()
    expect(await engine.stop(id, { graceMs: 500 })).toMatchObject({ cause: 'stopped' })
    expect(performance.now() - before).toBeLessThan(2000)
    expect(cgroups?.processes(paths)).toEqual([])
  })
})

test('logs keep the last part of much output, and offsets go on', async () => {
  const total = 12 * mebibyte
  const { id } = await started({ type: 'batch', command: `head -c ${total} /dev/zero | tr '\\0' x; echo end` })
  await end(id)
  const all = await readAll(engine.logs(id, { source: 'main', from: 0, follow: false, signal: never }))
  expect(all.length).toBeGreaterThan(5 * mebibyte)
  expect(all.length).toBeLessThanOrEqual(10 * mebibyte)
  expect(all.endsWith('xend\n')).toBe(true)
  const tail = await readAll(engine.logs(id, { source: 'main', from: total, follow: false, signal: never }))
  expect(tail).toBe('end\n')
})
