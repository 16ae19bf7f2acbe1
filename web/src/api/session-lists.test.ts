import type { Session } from '@berth/contract/sessions.ts'
import { expect, test } from 'vitest'
import { placeSession } from './session-lists.ts'
import type { SessionListFilter, SessionPages } from './session-lists.ts'
import { sessionOf } from './session-sample.ts'

const filter: SessionListFilter = { state: 'running', q: '', sort: '-createdAt', owner: 'me' }
const named = (name: string, second: number, change: Partial<Session> = {}) =>
  sessionOf({ id: `${name}-id`, name, createdAt: `2026-01-01T00:00:${String(second).padStart(2, '0')}Z`, ...change })
const pages = (rows: Session[][], more = false): SessionPages => ({
  pages: rows.map((items, index) => ({
    items,
    nextCursor: index < rows.length - 1 || more ? 'next' : null,
    total: rows.flat().length,
  })),
  pageParams: rows.map(() => undefined),
})
const names = (lists: SessionPages) => lists.pages.map((page) => page.items.map((item) => item.name))

test('a new session takes its place in the order', () => {
  const lists = pages([[named('c', 3), named('a', 1)]])
  expect(names(placeSession(lists, named('b', 2), filter, 'me'))).toEqual([['c', 'b', 'a']])
  expect(placeSession(lists, named('b', 2), filter, 'me').pages[0]?.total).toBe(3)
  expect(names(placeSession(lists, named('0', 0), filter, 'me'))).toEqual([['c', 'a', '0']])
})

test('one behind what is loaded waits for the next page', () => {
  const lists = pages([[named('c', 3)]], true)
  const placed = placeSession(lists, named('a', 1), filter, 'me')
  expect(names(placed)).toEqual([['c']])
  expect(placed.pages[0]?.total).toBe(2)
})

test('a change stays in its row, a rename moves it where the list is sorted by name', () => {
  const lists = pages([[named('a', 1)], [named('b', 2)]])
  const byName = { ...filter, sort: 'name' as const }
  const renamed = { ...named('a', 1), name: 'c' }
  expect(names(placeSession(lists, renamed, byName, 'me'))).toEqual([[], ['b', 'c']])
  const changed = { ...named('b', 2), exitCode: 7 }
  expect(placeSession(lists, changed, byName, 'me').pages[1]?.items[0]?.exitCode).toBe(7)
})

test('a session that ends leaves one tab for the other', () => {
  const ended = named('a', 1, { status: 'TERMINATED' })
  const running = placeSession(pages([[named('b', 2), named('a', 1)]]), ended, filter, 'me')
  expect(names(running)).toEqual([['b']])
  expect(running.pages[0]?.total).toBe(1)
  expect(names(placeSession(pages([[]]), ended, { ...filter, state: 'finished' }, 'me'))).toEqual([['a']])
})

test('others’ sessions, other names and other projects stay out', () => {
  const lists = pages([[]])
  const theirs = named('a', 1, { owner: 'someone' })
  expect(placeSession(lists, theirs, filter, 'me')).toBe(lists)
  expect(names(placeSession(lists, theirs, { ...filter, owner: 'all' }, 'me'))).toEqual([['a']])
  expect(placeSession(lists, named('train', 1), { ...filter, q: 'sweep' }, 'me')).toBe(lists)
  expect(names(placeSession(lists, named('train', 1), { ...filter, q: 'RAI' }, 'me'))).toEqual([['train']])
  expect(placeSession(lists, named('a', 1), { ...filter, project: 'other' }, 'me')).toBe(lists)
})
