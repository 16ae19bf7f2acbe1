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
const settle = async () => {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve))
}

test('those who ask in the same turn share one read', async () => {
  const source = counter()
  const share = createSharedReads<number>()
  const answers = Promise.all([share('list', source.read), share('list', source.read)])
  await settle()
  source.finish()
  expect(await answers).toEqual([1, 1])
  expect(source.begun()).toBe(1)
})

test('a read that arrives during another gets one that began after it asked', async () => {
  const source = counter()
  const share = createSharedReads<number>()
  const first = share('list', source.read)
  await settle()
  const second = share('list', source.read)
  const third = share('list', source.read)
  await settle()
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
  await settle()
  expect(source.begun()).toBe(2)
})

test('a failure reaches those who shared it and nobody else', async () => {
  const source = counter()
  const share = createSharedReads<number>()
  const read = async () => {
    const mine = await source.read()
    if (mine === 2) throw new Error('no')
    return mine
  }
  const first = share('a', read)
  await settle()
  const second = share('a', read)
  source.finish()
  expect(await first).toBe(1)
  await settle()
  source.finish()
  await expect(second).rejects.toThrow('no')
  const third = share('a', read)
  await settle()
  source.finish()
  expect(await third).toBe(3)
})
