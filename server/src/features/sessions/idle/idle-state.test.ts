import { expect, test } from 'vitest'
import { graceMs, idleOf, idleStep, type IdleFacts } from './idle-state.ts'

const minute = 60_000
const start = Date.parse('2026-01-01T00:00:00Z')
const at = (minutes: number) => new Date(start + minutes * minute)
const facts = (change: Partial<IdleFacts> = {}): IdleFacts => ({
  status: 'RUNNING',
  idle_timeout: 3600,
  kept_until: null,
  idle_warned_at: null,
  started_at: at(0),
  deadline_at: null,
  activity: null,
  ...change,
})
const step = (minutes: number, change: Partial<IdleFacts> = {}) => idleStep(facts(change), at(minutes))

test('nobody is warned earlier than ten minutes before, and nothing ends without a warning', () => {
  expect([step(49), step(50), step(500)]).toEqual([null, 'warn', 'warn'])
  expect(idleOf(facts())?.endsAt).toBe(at(60).toISOString())
})

test('the end comes when the time of the warning is over, also where the warning came late', () => {
  const warned = { idle_warned_at: at(50) }
  expect([step(59, warned), step(60, warned)]).toEqual([null, null])
  expect(idleStep(facts(warned), new Date(at(60).getTime() + graceMs))).toBe('end')
  const late = { idle_warned_at: at(500) }
  expect([step(509, late), step(511, late)]).toEqual([null, 'end'])
  expect(idleOf(facts(late))?.endsAt).toBe(at(510).toISOString())
})

test('what should have ended while nobody looked is told of again', () => {
  const warned = { idle_warned_at: at(50) }
  expect([step(61.9, warned), step(62, warned), step(500, warned)]).toEqual(['end', 'warn', 'warn'])
})

test('any sign of use puts the end off and takes the warning back', () => {
  const used = { activity: { terminal: at(10).toISOString(), cpu: at(55).toISOString() }, idle_warned_at: at(50) }
  expect(step(56, used)).toBe('relax')
  expect(idleOf(facts({ ...used, idle_warned_at: null }))).toMatchObject({
    endsAt: at(115).toISOString(),
    signals: { terminal: at(10).toISOString(), cpu: at(55).toISOString(), ssh: null },
  })
})

test('what is kept does not end before, and its owner is warned again', () => {
  const kept = { kept_until: at(300) }
  expect([step(60, kept), step(289, kept), step(290, kept)]).toEqual([null, null, 'warn'])
  expect(idleOf(facts(kept))).toMatchObject({ endsAt: at(300).toISOString(), keptUntil: at(300).toISOString() })
})

test('of a short time half is for the warning', () => {
  const short = { idle_timeout: 60 }
  expect([idleStep(facts(short), at(0.4)), idleStep(facts(short), at(0.5))]).toEqual([null, 'warn'])
})

test('without a limit, and when it does not run, nothing ends', () => {
  for (const change of [{ idle_timeout: null }, { status: 'PREPARING' as const }, { status: 'TERMINATING' as const }]) {
    expect(step(5000, change)).toBeNull()
    expect(idleOf(facts(change))).toBeNull()
  }
})
