/**
 * Tells the server how far uploads are, so that other pages and devices show it and it is known when this page is gone.
 * What is over before anybody could have looked elsewhere is not told.
 */
import { ApiProblem } from '@berth/contract/client.ts'
import type { UploadReport } from '@berth/contract/upload-batches.ts'
import { isUploading } from './upload-state.ts'
import type { UploadBatch, UploadControls } from './upload-state.ts'

export interface ReportSettings {
  /** True: it was cancelled elsewhere. */
  readonly send: (batch: UploadBatch, report: UploadReport) => Promise<boolean>
  readonly controls: () => Pick<UploadControls, 'cancel' | 'told'>
  readonly everyMs?: number
}

/** Takes the batches whenever they have changed. */
export function createBatchReports({ send, controls, everyMs = 2000 }: ReportSettings) {
  let known: readonly UploadBatch[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const begun = new Set<string>()
  const refused = new Set<string>()
  /** Ends that the server knows; what is tried again ends again. */
  const ended = new Set<string>()
  const endOf = ({ record, endedAt }: UploadBatch) => `${record} ${endedAt}`

  const isDue = (batch: UploadBatch): boolean =>
    !refused.has(batch.record) && (isUploading(batch) || (begun.has(batch.record) && !ended.has(endOf(batch))))
  const wait = () => {
    if (known.some(isDue)) timer ??= setTimeout(() => void work(), everyMs)
  }
  const work = async () => {
    await Promise.all(known.filter(isDue).map(tell))
    timer = undefined
    wait()
  }
  const tell = async (batch: UploadBatch) => {
    try {
      begun.add(batch.record)
      const isCancelled = await send(batch, reportOf(batch))
      if (!isUploading(batch)) ended.add(endOf(batch))
      else if (isCancelled) controls().cancel(batch.id)
      controls().told(batch.id, isUploading(batch) ? 'start' : 'end')
    } catch (error) {
      if (isRefused(error)) refused.add(batch.record)
    }
  }

  return (batches: readonly UploadBatch[]): void => {
    const isThere = new Set(batches.map(({ record }) => record))
    // What somebody does not want to see any more has ended, too.
    known = [...batches, ...known.filter((batch) => !isThere.has(batch.record) && isDue(batch) && !isUploading(batch))]
    wait()
  }
}

/** What does not get through is told again; what is refused is not asked for again. */
const isRefused = (error: unknown) =>
  error instanceof ApiProblem && error.body.status < 500 && ![401, 408, 429].includes(error.body.status)

const reportOf = ({ files, bytes, sent, done, skipped, failed, state }: UploadBatch): UploadReport => ({
  ...{ files, bytes, done, skipped, failed, state },
  sent: Math.min(sent, bytes),
})
