/** In the drawer of notifications: this page's uploads, above what the server tells; it tells of those that ended, too. */
import { UploadBatchView } from './upload-batch.tsx'
import { isUploading, useUploads } from './upload-state.ts'
import { useUploadWords } from './upload-texts.ts'
import styles from './uploads.module.css'

export interface UploadRowsProps {
  /** Only those that are not over. */
  readonly isGoingOnly: boolean
  readonly onFollow: () => void
}

export function UploadRows({ isGoingOnly, onFollow }: UploadRowsProps) {
  const { t } = useUploadWords()
  const batches = useUploads().filter((batch) => (isGoingOnly ? isUploading(batch) : batch.serverKnows !== 'end'))
  if (batches.length === 0) return null
  return (
    <ul className={styles.batches} aria-label={t.title}>
      {batches.map((batch) => (
        <UploadBatchView key={batch.id} batch={batch} onFollow={onFollow} />
      ))}
    </ul>
  )
}
