import { expect, test } from 'vitest'
import { createCoalescer, TooManyWaiting } from './coalesce.ts'

/** A table whose reads take until they are let go, and answer with what was there when they began. */
function slowTable() {
  const rows = new Map<string, number>()
  const reads: { keys: string[]; finish(): void; fail(error: Error): void }[] = []
  const load = (keys: string[]) => {
    const seen = new Map(keys.flatMap((key) => (rows.has(key) ? [[key, rows.get(key)!] as const] : [])))
    const { promise, resolve, reject } = Promise.withResolvers<Map<string, number>>()
    reads.push({ keys, finish: () => resolve(seen), fail: reject })
    return promise
  }
  return { rows, reads, load }
}

const turn = async () => {
  for (let turns = 0; turns < 2; turns++) await new Promise((resolve) => setImmediate(resolve))
}

test('those who ask together share a load, in which each key is once', async () => {
  const { rows, reads, load } = slowTable()
  const find = createCoalescer(load)
  rows.set('a', 1)
  const answers = Promise.all([find('a'), find('a'), find('b')])
  await turn()
  expect(reads.map((read) => read.keys)).toEqual([['a', 'b']])
  reads[0]!.finish()
  expect(await answers).toEqual([1, 1, undefined])
})

test('who asks while a load runs gets what the next one reads, so it sees what was written before it asked', async () => {
  const { rows, reads, load } = slowTable()
  const find = createCoalescer(load, { loads: 1 })
  rows.set('a', 1)
  const before = find('a')
  await turn()
  rows.set('a', 2) // acknowledged while the first load is under way
  const after = [find('a'), find('a')]
  await turn()
  expect(reads).toHaveLength(1)
  reads[0]!.finish()
  expect(await before).toBe(1)
  await turn()
  reads[1]!.finish()
  expect(await Promise.all(after)).toEqual([2, 2])
  expect(reads).toHaveLength(2)
})

test('two loads run together, the second for those who asked after the first began', async () => {
  const { rows, reads, load } = slowTable()
  const find = createCoalescer(load)
  rows.set('a', 1)
  const before = find('a')
  await turn()
  rows.set('a', 2)
  const after = find('a')
  await turn()
  const last = find('a')
  await turn()
  expect(reads).toHaveLength(2)
  reads[1]!.finish()
  expect(await after).toBe(2)
  reads[0]!.finish()
  expect(await before).toBe(1)
  await turn()
  reads[2]!.finish()
  expect(await last).toBe(2)
})

test('whatever the timing, an answer is never older than its question, and nothing is kept', async () => {
  let version = 0
  const pending: (() => void)[] = []
  const find = createCoalescer<string, number>(async (keys) => {
    const seen = version
    await new Promise<void>((resolve) => pending.push(resolve))
    return new Map(keys.map((key) => [key, seen]))
  })
  const answers: Promise<void>[] = []
  for (let step = 0; step < 2_000; step++) {
    const choice = Math.random()
    if (choice < 0.3) version += 1
    else if (choice < 0.7) {
      const asked = version
      answers.push(find(`k${step % 3}`).then((seen) => expect(seen).toBeGreaterThanOrEqual(asked)))
    } else if (choice < 0.9) pending.shift()?.()
    else await turn()
  }
  const all = Promise.all(answers)
  let done = false
  void all.finally(() => (done = true)).catch(() => {})
  while (!done) {
    pending.shift()?.()
    await turn()
  }
  await all
  version += 1
  const last = find('k0')
  await turn()
  pending.shift()!()
  expect(await last).toBe(version)
})

test('a failed load fails those who waited for it and nobody else', async () => {
  const { rows, reads, load } = slowTable()
  const find = createCoalescer(load)
  rows.set('a', 1)
  const first = find('a')
  await turn()
  const second = find('a')
  reads[0]!.fail(new Error('the database is away'))
  await expect(first).rejects.toThrow('the database is away')
  await turn()
  reads[1]!.finish()
  expect(await second).toBe(1)
})

test('a load is bounded, and so are those who wait', async () => {
  const { reads, load } = slowTable()
  const find = createCoalescer(load, { keys: 2, loads: 1, waiting: 3 })
  const answers = ['a', 'b', 'c'].map(find)
  await expect(find('d')).rejects.toThrow(TooManyWaiting)
  await turn()
  expect(reads.map((read) => read.keys)).toEqual([['a', 'b']])
  reads[0]!.finish()
  await turn()
  expect(reads[1]!.keys).toEqual(['c'])
  reads[1]!.finish()
  expect(await Promise.all(answers)).toEqual([undefined, undefined, undefined])
})
