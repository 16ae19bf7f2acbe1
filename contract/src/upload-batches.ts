/** Files that are uploaded together, as whoever sends them tells how far they are: a piece of work in the background (6.3). */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id } from './shapes.ts'

const count = z.number().int().nonnegative()
const reported = ['going', 'asking', 'done', 'failed', 'cancelled'] as const

/** How far a batch is. Only whoever sends it knows what was chosen. */
export const uploadReport = z
  .strictObject({
    files: count.min(1),
    /** Of all of them. */
    bytes: count,
    /** Bytes that have come to their end, whether they were sent, left out or refused. */
    sent: count,
    done: count,
    skipped: count,
    failed: count,
    /** `asking`: what is left has names that are taken, and somebody has to say what to do. */
    state: z.enum(reported),
  })
  .refine(({ files, done, skipped, failed }) => done + skipped + failed <= files, {
    error: 'done, skipped and failed must be no more than files',
    path: ['files'],
  })
  .refine(({ bytes, sent }) => sent <= bytes, { error: 'must be no more than bytes', path: ['sent'] })
export type UploadReport = z.infer<typeof uploadReport>

/** `interrupted`: nobody has told of it for a while. It goes on when somebody does. */
export const uploadBatchStates = [...reported, 'interrupted'] as const
export type UploadBatchState = (typeof uploadBatchStates)[number]

export const uploadBatches = {
  report: endpoint({
    method: 'PUT',
    path: '/folders/{id}/upload-batches/{batch}',
    summary:
      'Tell how far files are that you upload together, so that all your pages show it; the id is your own. Once a minute at least, or it is said to be interrupted',
    access: 'login',
    params: z.strictObject({ id, batch: id }),
    body: uploadReport,
    /** How it stands now: one that was cancelled elsewhere stays so, and whoever sends it is to stop. */
    response: z.object({ state: z.enum(uploadBatchStates) }),
    problems: ['not-found', 'folder-state', 'folder-read-only', 'storage-host-refused', 'too-many-uploads'],
  }),
}
