/** What is removed is gone with all that is in it, however often it takes. */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { removeTree } from './remove-tree.ts'

async function place() {
  const top = await mkdtemp(join(tmpdir(), 'berth-remove-'))
  onTestFinished(() => rm(top, { recursive: true, force: true }))
  return top
}

/** Deeper than handles last, in two branches at each level. */
async function makeDeep(path: string, levels: number): Promise<void> {
  let at = path
  for (let level = 0; level < levels; level++) {
    await mkdir(join(at, 'aside'), { recursive: true })
    await writeFile(join(at, 'aside/x'), 'x')
    at = join(at, 'd')
    await mkdir(at)
  }
}

test.each([10, 60, 90, 120, 150, 200])('what was cut off after %d steps is gone when it is repeated', async (steps) => {
  const top = await place()
  const doomed = join(top, 'doomed')
  await makeDeep(doomed, 90)
  let left = steps
  const cut = new AbortController()
  const signal = Object.assign(cut.signal, {
    throwIfAborted() {
      if (left-- <= 0) throw new Error('cut off')
    },
  })
  await removeTree(doomed, signal).catch((error: Error) => expect(error.message).toBe('cut off'))
  await removeTree(doomed)
  expect(await readdir(top)).toEqual([])
})

test('a directory with more entries than are read at a time is removed, and what is beside it stays', async () => {
  const top = await place()
  const doomed = join(top, 'wide')
  await mkdir(doomed)
  await writeFile(join(top, 'stays'), '')
  for (let n = 0; n < 1_500; n++)
    await (n % 3 === 0 ? mkdir(join(doomed, `d${n}`)) : writeFile(join(doomed, `f${n}`), ''))
  await removeTree(doomed)
  expect(await readdir(top)).toEqual(['stays'])
})
