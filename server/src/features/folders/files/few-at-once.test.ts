import { expect, test } from 'vitest'
import { Problem } from '../../../platform/http/problem.ts'
import { createFewAtOnce } from './few-at-once.ts'

/** Work that ends when it is told to. */
function held() {
  const fewAtOnce = createFewAtOnce({ atOnce: 2, mostWaiting: 2 })
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const start = (person: string, name: string) =>
    fewAtOnce(person, () => {
      begun.push(name)
      return new Promise<void>((resolve) => ends.set(name, resolve))
    })
  return { begun, start, end: (name: string) => ends.get(name)?.() }
}

test('somebody has so much going at one time, and nobody else waits for it', async () => {
  const { begun, start, end } = held()
  const [first] = ['a1', 'a2', 'a3', 'a4'].map((name) => start('ada', name))
  const refused = await start('ada', 'a5').catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(Problem)
  expect(refused).toMatchObject({ code: 'too-many-requests' })
  const other = start('eve', 'e1')
  expect(begun).toEqual(['a1', 'a2', 'e1'])
  end('e1')
  await other
  end('a1')
  await first
  expect(begun).toEqual(['a1', 'a2', 'e1', 'a3'])
})

test('a place is free again after what failed, too', async () => {
  const fewAtOnce = createFewAtOnce({ atOnce: 1, mostWaiting: 1 })
  const failing = () => fewAtOnce('ada', () => Promise.reject(new Error('no')))
  for (let n = 0; n < 3; n++) await expect(Promise.all([failing(), failing()])).rejects.toThrow('no')
  expect(await fewAtOnce('ada', () => Promise.resolve('done'))).toBe('done')
})
