import { expect, test } from 'vitest'
import { cameJustNow, noteGoing } from './going.ts'

const storage = () => {
  const kept = new Map<string, string>()
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
}

test('who comes back from an app at once is not sent there again by itself, but once', () => {
  const tab = storage()
  expect(cameJustNow(tab, 's', 'jupyter', 1000)).toBe(false)
  noteGoing(tab, 's', 'jupyter', 1000)
  expect(cameJustNow(tab, 's', 'code', 1500)).toBe(false)
  expect(cameJustNow(tab, 's', 'jupyter', 1500)).toBe(true)
  expect(cameJustNow(tab, 's', 'jupyter', 1600)).toBe(false)
})

test('who comes back later is', () => {
  const tab = storage()
  noteGoing(tab, 's', 'jupyter', 1000)
  expect(cameJustNow(tab, 's', 'jupyter', 60_000)).toBe(false)
})
