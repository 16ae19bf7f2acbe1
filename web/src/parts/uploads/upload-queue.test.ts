import { ApiProblem } from '@berth/contract/client.ts'
import type { ProblemCode } from '@berth/contract/problems.ts'
import { expect, test } from 'vitest'
import { createUploadQueue } from './upload-queue.ts'
import type { UploadTask } from './upload-queue.ts'
import type { UploadBatch } from './upload-state.ts'

const problem = (type: ProblemCode) => new ApiProblem({ type, title: '', detail: '', status: 409, requestId: '' })

/** A folder to upload into, with what is there already. */
function setUp(there: readonly string[] = []) {
  const disk = new Map(there.map((path) => [path, 'old']))
  const folders: string[] = []
  let [shown, most, now]: [readonly UploadBatch[], number, number] = [[], 0, 0]
  const faults = new Map<string, Error>()
  let hold: Promise<void> = Promise.resolve()
  const queue = createUploadQueue({
    async upload({ path, file, overwrite, signal, onSent }: UploadTask) {
      now += 1
      most = Math.max(most, now)
      try {
        await hold
        signal.throwIfAborted()
        const fault = faults.get(path)
        if (fault !== undefined) throw fault
        if (disk.has(path) && !overwrite) throw problem('file-exists')
        onSent(file.size)
        disk.set(path, await file.text())
      } finally {
        now -= 1
      }
    },
    makeFolder(_folder, path) {
      folders.push(path)
      return Promise.resolve()
    },
    show: (batches) => void (shown = batches),
    onChanged: () => undefined,
    everyMs: 0,
  })
  const add = (...paths: string[]) =>
    queue.add(
      { id: 'f', name: 'data' },
      paths.map((path) => ({ path, file: new File([`new ${path}`], 'x') })),
    )
  return {
    ...{ disk, folders, faults, queue, add },
    holdBack() {
      const { promise, resolve } = Promise.withResolvers<void>()
      hold = promise
      return resolve
    },
    batch: () => shown[0],
    most: () => most,
    async state(state: UploadBatch['state']) {
      await expect.poll(() => shown[0]?.state).toBe(state)
    },
  }
}

test('many files, four at a time', async () => {
  const { add, disk, most, state, batch } = setUp()
  add(...Array.from({ length: 50 }, (_, index) => `set/${index % 3}/${index}.bin`), 'top.txt')
  await state('done')
  expect(disk.size).toBe(51)
  expect(most()).toBe(4)
  expect(batch()).toMatchObject({ files: 51, done: 51, failed: 0, going: [] })
  expect(batch()?.sent).toBe(batch()?.bytes)
})

test('an empty folder is made, too', async () => {
  const { queue, folders, state } = setUp()
  queue.add({ id: 'f', name: 'data' }, [], ['a/empty'])
  await state('done')
  expect(folders).toEqual(['a/empty'])
})

test('names that are taken are asked about once, and the rest goes on meanwhile', async () => {
  for (const [how, expected] of [
    ['replace', { 'a.txt': 'new a.txt', 'c.txt': 'new c.txt' }],
    ['skip', { 'a.txt': 'old', 'c.txt': 'new c.txt' }],
    ['both', { 'a.txt': 'old', 'a (2).txt': 'new a.txt', 'c.txt': 'new c.txt' }],
  ] as const) {
    const { add, disk, queue, state, batch } = setUp(['a.txt'])
    add('a.txt', 'c.txt')
    await state('asking')
    expect(batch()?.taken.map(({ path }) => path)).toEqual(['a.txt'])
    queue.answer(batch()?.id ?? 0, how)
    await state('done')
    expect(Object.fromEntries(disk)).toEqual(expected)
  }
})

test('what fails can be tried again, and does not hold up the rest', async () => {
  const { add, faults, queue, state, batch, disk } = setUp()
  faults.set('b', problem('path-refused'))
  add('a', 'b', 'c')
  await state('failed')
  expect(batch()).toMatchObject({ done: 2, failed: 1 })
  expect(batch()?.failures[0]).toMatchObject({ path: 'b', error: expect.any(ApiProblem) })
  faults.clear()
  queue.retry(batch()?.id ?? 0)
  await state('done')
  expect(disk.has('b')).toBe(true)
})

test('a full folder ends the batch: nobody is asked a thousand times', async () => {
  const { add, faults, state, batch } = setUp()
  const paths = Array.from({ length: 1000 }, (_, index) => `${index}`)
  for (const path of paths) faults.set(path, problem('folder-full'))
  add(...paths)
  await state('failed')
  expect(batch()).toMatchObject({ done: 0, failed: 1000 })
  expect(batch()?.failures.length).toBe(50)
})

test('a batch that is given up ends, another one goes on', async () => {
  const { add, queue, holdBack, state, batch, disk } = setUp()
  const release = holdBack()
  add('a', 'b', 'c', 'd', 'e', 'f')
  await state('going')
  queue.cancel(batch()?.id ?? 0)
  release()
  await state('cancelled')
  expect(disk.size).toBe(0)
  add('g')
  await state('done')
  expect([...disk.keys()]).toEqual(['g'])
  queue.forget(batch()?.id ?? 0)
  await state('cancelled')
})
