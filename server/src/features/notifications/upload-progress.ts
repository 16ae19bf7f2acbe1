/** How far files are that are uploaded together. Pure. */
import type { Progress } from '@berth/contract/notifications.ts'
import type { UploadBatchState, UploadReport } from '@berth/contract/upload-batches.ts'
import { uploadShare } from '@berth/contract/upload-share.ts'
import type { Step } from './progress.ts'

export type Batch = Omit<UploadReport, 'state'> & { readonly state: UploadBatchState }

const states: Readonly<Record<UploadBatchState, Progress['state']>> = {
  going: 'going',
  asking: 'going',
  done: 'done',
  failed: 'failed',
  cancelled: 'cancelled',
  interrupted: 'failed',
}

export const uploadStepOf = (batch: Batch): Step => ({
  state: states[batch.state],
  step: batch.state,
  share: batch.state === 'done' ? 1 : uploadShare(batch),
})
