/** In a folder: its uploads of this page, and those that were cut before and wait to be gone on with. */
import { useQuery } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { fileKeys } from '../../api/live-keys.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { showToast } from '../../ui/toast.tsx'
import { bytes } from '../amounts.ts'
import { UploadBatchView } from './upload-batch.tsx'
import { isUploading, useUploads } from './upload-state.ts'
import { useUploadWords } from './upload-texts.ts'
import styles from './uploads.module.css'

export function UploadPanel({ folder }: { readonly folder: string }) {
  const { t } = useUploadWords()
  const batches = useUploads().filter((batch) => batch.folder.id === folder)
  const isBusy = batches.some(isUploading)
  return (
    <>
      {!isBusy && <BegunUploads folder={folder} />}
      {batches.length > 0 && (
        <section className={styles.panel} aria-label={t.title}>
          <ul className={styles.batches}>
            {batches.map((batch) => (
              <UploadBatchView key={batch.id} batch={batch} isInFolder />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

const mostNamed = 5

function BegunUploads({ folder }: { readonly folder: string }) {
  const { t, say, language, failureLine } = useUploadWords()
  const { data, refetch } = useQuery({
    queryKey: fileKeys.uploads(folder),
    queryFn: () => client.uploads.list({ params: { id: folder } }),
    staleTime: 10_000,
    placeholderData: undefined,
  })
  const items = data?.items ?? []
  if (items.length === 0) return null
  const remove = async () => {
    try {
      await Promise.all(items.map(({ id: upload }) => end(folder, upload)))
      showToast({ text: t.begun.removed, tone: 'ok' })
    } catch (error) {
      showToast({ text: failureLine(error), tone: 'bad' })
    }
    await refetch()
  }
  return (
    <Notice
      tone="info"
      title={t.begun.title({ count: items.length, text: say(items.length) })}
      actions={
        <Button compact onPress={() => void remove()}>
          {t.begun.remove}
        </Button>
      }
    >
      <p>{t.begun.text}</p>
      <ul className={styles.files}>
        {items.slice(0, mostNamed).map(({ id, path, offset, size }) => (
          <li key={id}>{t.begun.one({ path, sent: bytes(language, offset), size: bytes(language, size) })}</li>
        ))}
        {items.length > mostNamed && <li>{t.more({ text: say(items.length - mostNamed) })}</li>}
      </ul>
    </Notice>
  )
}

/** Of tus every request says which version it speaks. */
const end = (id: string, upload: string) =>
  client.uploads.end({ params: { id, upload } }, { headers: { 'tus-resumable': '1.0.0' } })
