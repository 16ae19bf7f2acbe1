import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createFairLanes } from './fair-lanes.ts'

/** Work that goes on until it is told to end. */
function workshop(limits = { atOnce: 2, waiting: 2 }) {
  const lanes = createFairLanes(limits)
  const going: string[] = []
  const ends = new Map<string, () => void>()
  return {
    going,
    start: (who: string, name: string) =>
      lanes(who, async () => {
        going.push(name)
        await new Promise<void>((resolve) => ends.set(name, resolve))
        going.splice(going.indexOf(name), 1)
        return name
      }),
    async end(name: string) {
      ends.get(name)?.()
      await setImmediate()
    },
  }
}

test('of each person one thing goes on, of all of them so many', async () => {
  const { start, end, going } = workshop()
  const all = [start('ada', 'a1'), start('ada', 'a2'), start('eve', 'e1'), start('bob', 'b1')]
  await setImmediate()
  expect(going).toEqual(['a1', 'e1'])
  await end('e1')
  expect(going).toEqual(['a1', 'b1'])
  await end('a1')
  expect(going).toEqual(['b1', 'a2'])
  for (const name of ['b1', 'a2']) await end(name)
  expect(await Promise.all(all)).toEqual(['a1', 'a2', 'e1', 'b1'])
})

test('who has much to do comes again behind the others', async () => {
  const { start, end, going } = workshop({ atOnce: 1, waiting: 9 })
  const all = ['a1', 'a2', 'a3', 'a4'].map((name) => start('ada', name))
  all.push(start('bob', 'b1'), start('bob', 'b2'))
  for (const name of ['a1', 'a2', 'b1', 'a3', 'b2', 'a4']) {
    await setImmediate()
    expect(going).toEqual([name])
    await end(name)
  }
  await Promise.all(all)
})

test('who has too much waiting is refused, others are not, and what fails holds up nobody', async () => {
  const { start, end, going } = workshop({ atOnce: 1, waiting: 1 })
  const first = start('ada', 'a1')
  const second = start('ada', 'a2')
  expect(await start('ada', 'a3')).toBeNull()
  const other = start('eve', 'e1')
  for (const name of ['a1', 'a2', 'e1']) {
    await setImmediate()
    expect(going).toEqual([name])
    await end(name)
  }
  expect(await Promise.all([first, second, other])).toEqual(['a1', 'a2', 'e1'])
  const lanes = createFairLanes({ atOnce: 1, waiting: 1 })
  await expect(lanes('ada', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(await lanes('eve', async () => 'done')).toBe('done')
})
