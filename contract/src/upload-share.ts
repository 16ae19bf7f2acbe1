import type { UploadReport } from './upload-batches.ts'

/** How far files are that are uploaded together, 0 to 1. Many small files are as much work as their number. */
export function uploadShare({ files, done, skipped, failed, bytes, sent }: Omit<UploadReport, 'state'>): number {
  const ended = files === 0 ? 1 : (done + skipped + failed) / files
  return bytes === 0 ? ended : Math.min(1, (sent / bytes + ended) / 2)
}
