import { expect, test, vi } from 'vitest'
import { loadLasting } from './lazy-part.ts'
import type { Ways } from './lazy-part.ts'

const failed = new Error('Failed to fetch dynamically imported module')

/** @param there What the server's answers are, one after the other. */
function ways(...there: readonly boolean[]) {
  const answers = [...there]
  return {
    isServerThere: vi.fn<Ways['isServerThere']>(async () => answers.shift() ?? true),
    pause: vi.fn<Ways['pause']>(async () => undefined),
    styleAnew: vi.fn<Ways['styleAnew']>(async () => undefined),
  }
}

test('what comes at once asks nobody', async () => {
  const used = ways()
  expect(await loadLasting(async () => 'part', used)).toBe('part')
  expect(used.isServerThere).not.toHaveBeenCalled()
})

test('while the server is away a part is waited for', async () => {
  const used = ways(false, false, false, true)
  const load = vi.fn<() => Promise<string>>(async () => 'part')
  for (let times = 0; times < 4; times++) load.mockRejectedValueOnce(failed)
  expect(await loadLasting(load, used)).toBe('part')
  expect(used.pause).toHaveBeenCalledTimes(3)
  expect(used.styleAnew).toHaveBeenCalledWith(failed)
})

test('what a server that answers does not have is said to be missing', async () => {
  const load = vi.fn<() => Promise<string>>(async () => Promise.reject(failed))
  await expect(loadLasting(load, ways(true, true))).rejects.toBe(failed)
  expect(load).toHaveBeenCalledTimes(2)
})

test('styles that cannot be had again hold nothing up', async () => {
  const load = vi.fn<() => Promise<string>>(async () => 'part').mockRejectedValueOnce(failed)
  const used = { ...ways(true), styleAnew: async () => Promise.reject(failed) }
  expect(await loadLasting(load, used)).toBe('part')
})
