import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../../../test/eventually.ts'
import { createHostPulse } from './host-pulse.ts'

const directory = mkdtempSync(join(tmpdir(), 'berth-pulse-'))
const [asked, hangs] = [join(directory, 'asked'), join(directory, 'hangs')]
afterAll(() => rmSync(directory, { recursive: true, force: true }))
beforeEach(() => {
  writeFileSync(asked, '')
  rmSync(hangs, { force: true })
})

/** Notes that it asks; answers when nothing is in its way. */
const script = `echo asked >>${asked}; while [ -e ${hangs} ]; do sleep 0.05; done`
const pulseOf = (more: { patienceMs?: number; freshMs?: number; ask?: [string, ...string[]] } = {}) =>
  createHostPulse({ path: '/', ask: ['sh', '-c', script], freshMs: 0, ...more })
const times = () => readFileSync(asked, 'utf8').split('\n').length - 1

test('what is there answers, and an answer holds for a moment', async () => {
  const pulse = pulseOf({ freshMs: 600_000 })
  expect(await pulse.answers()).toBe(true)
  for (let i = 0; i < 5; i++) expect(await pulse.beats()).toBe(true)
  expect(times()).toBe(1)
  expect(await pulse.answers()).toBe(true)
  expect(times()).toBe(2)
})

test('what cannot be asked is not taken to be silent', async () => {
  const pulse = pulseOf({ ask: ['there-is-no-such-program'] })
  expect(await pulse.answers()).toBe(true)
  expect(pulse.isSilent).toBe(false)
})

test('the file system itself is asked, also where it has no such directory', async () => {
  expect(await createHostPulse({ path: '/' }).answers()).toBe(true)
  expect(await createHostPulse({ path: join(directory, 'nothing') }).answers()).toBe(true)
})

test('what hangs is silent for everybody at once, and is asked one at a time', async () => {
  writeFileSync(hangs, '')
  const pulse = pulseOf({ patienceMs: 300 })
  expect(await Promise.all([pulse.beats(), pulse.beats(), pulse.answers()])).toEqual([false, false, false])
  expect(pulse.isSilent).toBe(true)
  expect(times()).toBe(1)
  rmSync(hangs)
  // Of one that was silent nobody waits for a word; it is heard when it speaks.
  expect(await eventually(pulse.beats, (beats) => beats)).toBe(true)
  expect(pulse.isSilent).toBe(false)
})
