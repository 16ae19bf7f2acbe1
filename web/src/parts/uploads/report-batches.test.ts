import { ApiProblem } from '@berth/contract/client.ts'
import type { UploadReport } from '@berth/contract/upload-batches.ts'
import { expect, test } from 'vitest'
import { createBatchReports } from './report-batches.ts'
import type { UploadBatch } from './upload-state.ts'

const batch = (changes: Partial<UploadBatch> = {}): UploadBatch => ({
  ...{ id: 1, record: 'r', serverKnows: 'nothing', folder: { id: 'f', name: 'data' }, state: 'going' },
  ...{ files: 4, done: 1, skipped: 0, failed: 0, bytes: 100, sent: 30, going: [], taken: [], failures: [] },
  ...{ startedAt: 0, endedAt: null },
  ...changes,
})
const done = batch({ state: 'done', done: 4, sent: 100, endedAt: 5 })

/** A server that hears, and what it answers. */
function setUp() {
  const heard: UploadReport['state'][] = []
  const acts: string[] = []
  let answer = (): boolean => false
  const take = createBatchReports({
    send(_batch, report) {
      heard.push(report.state)
      return Promise.resolve().then(() => answer())
    },
    controls: () => ({
      cancel: (id) => void acts.push(`cancel ${id}`),
      told: (id, what) => void acts.push(`told ${id} ${what}`),
    }),
    everyMs: 5,
  })
  return { take, heard, acts, answers: (next: () => boolean) => void (answer = next) }
}

test('the server is told while it goes on, and once how it ended', async () => {
  const { take, heard, acts } = setUp()
  take([batch()])
  await expect.poll(() => heard.length).toBeGreaterThan(1)
  take([done])
  await expect.poll(() => acts).toContain('told 1 end')
  expect(heard.filter((state) => state === 'done')).toHaveLength(1)
  // Tried again it is another end.
  take([batch({ endedAt: null })])
  take([batch({ ...done, endedAt: 9 })])
  await expect.poll(() => heard.filter((state) => state === 'done').length).toBe(2)
})

test('what is over at once is not told', async () => {
  const { take, heard } = setUp()
  take([batch()])
  take([done])
  const other = batch({ id: 2, record: 's' })
  take([other, done])
  await expect.poll(() => heard.length).toBeGreaterThan(1)
  expect(new Set(heard)).toEqual(new Set(['going']))
})

test('what was cancelled elsewhere is cancelled here', async () => {
  const { take, acts, answers } = setUp()
  answers(() => true)
  take([batch()])
  await expect.poll(() => acts).toContain('cancel 1')
})

test('an end that does not get through is told until it does, also when nobody wants to see it any more', async () => {
  const { take, heard, acts, answers } = setUp()
  take([batch()])
  await expect.poll(() => heard.length).toBeGreaterThan(0)
  let refusals = 0
  answers(() => {
    if ((refusals += 1) <= 3) throw new TypeError('Failed to fetch')
    return false
  })
  take([done])
  take([])
  await expect.poll(() => acts).toContain('told 1 end')
  expect(heard.at(-1)).toBe('done')
})

test('what is refused is not asked for again', async () => {
  const { take, heard, answers } = setUp()
  answers(() => {
    throw new ApiProblem({ type: 'too-many-uploads', title: '', detail: '', status: 409, requestId: '' })
  })
  take([batch()])
  await expect.poll(() => heard.length).toBe(1)
  const other = batch({ id: 2, record: 's' })
  take([batch(), other])
  await expect.poll(() => heard.length).toBe(2)
})
