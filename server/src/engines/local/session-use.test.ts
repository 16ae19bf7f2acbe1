/** What a real session is said to use, beside what it does. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run, sessionSpec } from '../conformance-steps.ts'
import type { SessionUse } from '../engine.ts'
import { inspectHost } from './host.ts'
import { createLocalEngine } from './local.engine.ts'
import { createUseReader } from './session-use.ts'

const directory = mkdtempSync(join(tmpdir(), 'berth-use-'))
const engine = createLocalEngine({ directory, nodeName: 'test', uidRange: { first: 3_000_500, count: 100 } })
const spec = sessionSpec()
const MiB = 1024 ** 2

beforeAll(async () => {
  await engine.start(spec, new AbortController().signal)
})
afterAll(async () => {
  await engine.stop(spec.id, { graceMs: 0 })
  await engine[Symbol.asyncDispose]()
  rmSync(directory, { recursive: true, force: true })
})

const { cgroups } = inspectHost()
const byProcesses = createUseReader({ root: directory, host: { cgroups: null } })
const readers = [
  ['by its processes', byProcesses],
  ...(cgroups ? [['by its control group', (ids: readonly string[]) => engine.metrics(ids)] as const] : []),
] as const

test.each(readers)('processor time, memory and disk, %s', async (_name, read) => {
  const look = async () => (await read([spec.id])).get(spec.id) as SessionUse
  const before = await look()
  expect(before.memory).toBeGreaterThan(5 * MiB)
  expect(before.gpus).toEqual([])

  // Half a second of a core, then 80 MiB that stay in use while the question is asked.
  await run(engine, spec.id, ['perl', '-e', 'my $end = times() + 0.5; 1 while (times())[0] < $end'])
  const busy = await look()
  expect((busy.cpuSeconds ?? 0) - (before.cpuSeconds ?? 0)).toBeGreaterThan(0.4)
  expect((busy.cpuSeconds ?? 0) - (before.cpuSeconds ?? 0)).toBeLessThan(5)

  const holder = await engine.exec(spec.id, {
    command: ['perl', '-e', 'my $held = "x" x (80 * 1048576); $| = 1; print "held\\n"; <STDIN>'],
  })
  for await (const bytes of holder.stdout) if (String(bytes).includes('held')) break
  const held = await look()
  expect((held.memory ?? 0) - (busy.memory ?? 0)).toBeGreaterThan(60 * MiB)
  await holder[Symbol.asyncDispose]()

  await run(engine, spec.id, ['dd', 'if=/dev/zero', 'of=/tmp/written', 'bs=1M', 'count=16', 'conv=fsync'])
  const wrote = (await look()).diskWritten
  if (wrote !== null) expect(wrote - (held.diskWritten ?? 0)).toBeGreaterThanOrEqual(16 * MiB)
})

test('what does not run is left out', async () => {
  expect((await engine.metrics(['nobody', spec.id, 'x'])).size).toBe(1)
  expect((await byProcesses(['nobody'])).size).toBe(0)
})
