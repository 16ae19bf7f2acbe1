import { expect, test } from 'vitest'
import { createSharedReads } from './shared-reads.ts'

function counter() {
  const pending: ((value: number) => void)[] = []
  let begun = 0
  const read = () => {
    const mine = ++begun
    return new Promise<number>((resolve) => pending.push(() => resolve(mine)))
  }
  return { read, begun: () => begun, finish: () => pending.shift()?.(0) }
}
const settle = () => new Promise((resolve) => setImmediate(resolve))

test('a read that arrives during another gets one that began after it asked', async () => {
  const source = counter()
  const share = createSharedReads<number>()
  const first = share('list', source.read)
  const second = share('list', source.read)
  const third = share('list', source.read)
  expect(source.begun()).toBe(1)
  source.finish()
  expect(await first).toBe(1)
  await settle()
  expect(source.begun()).toBe(2)
  const fourth = share('list', source.read)
  source.finish()
  expect(await Promise.all([second, third])).toEqual([2, 2])
  await settle()
  source.finish()
  expect(await fourth).toBe(3)
})

test('different keys do not wait for each other', async () => {
  const source = counter()
  const share = createSharedReads<number>()
  void share('a', source.read)
  void share('b', source.read)
  expect(source.begun()).toBe(2)
})

test('a failure reaches those who shared it and nobody else', async () => {
  const share = createSharedReads<number>()
  let calls = 0
  const read = async () => {
    calls++
    await settle()
    if (calls === 2) throw new Error('no')
    return calls
  }
  const first = share('a', read)
  const second = share('a', read)
  expect(await first).toBe(1)
  await expect(second).rejects.toThrow('no')
  expect(await share('a', read)).toBe(3)
})
