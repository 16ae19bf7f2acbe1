/** What was chosen together: how far it has come, what it asks, what failed of it. */
import { uploadShare } from '@berth/contract/upload-share.ts'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { paths } from '../../paths.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { CloseIcon } from '../../ui/icons.tsx'
import { Progress } from '../../ui/progress.tsx'
import { bytes } from '../amounts.ts'
import { uploadQueue } from './start-uploads.ts'
import { isUploading } from './upload-state.ts'
import type { UploadBatch } from './upload-state.ts'
import { useUploadWords } from './upload-texts.ts'
import styles from './uploads.module.css'

export interface UploadBatchViewProps {
  readonly batch: UploadBatch
  /** No way to the folder is needed. */
  readonly isInFolder?: boolean
  readonly onFollow?: () => void
}

const tones = { going: 'info', asking: 'warn', done: 'ok', failed: 'bad', cancelled: 'neutral' } as const

export function UploadBatchView({ batch, isInFolder = false, onFollow }: UploadBatchViewProps) {
  const { t, say, language } = useUploadWords()
  const [isOpen, setOpen] = useState(false)
  const { id, folder, state, files, done, skipped, failed, sent, going, failures } = batch
  const name = t.to({ count: files, text: say(files), folder: folder.name })
  const title = `${t.states[state]}: ${name}`
  const hasDetails = going.length + failures.length > 0
  return (
    <li className={styles.batch}>
      <div className={styles.head}>
        <strong>{title}</strong>
        <div className={styles.buttons}>
          {hasDetails && (
            <Button compact look="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
              {isOpen ? t.hide : t.details}
            </Button>
          )}
          {failed > 0 && !isUploading(batch) && (
            <Button compact onPress={() => uploadQueue.retry(id)}>
              {t.retry}
            </Button>
          )}
          {isUploading(batch) ? (
            <Button compact aria-label={t.cancelThis({ title: name })} onPress={() => uploadQueue.cancel(id)}>
              {t.cancel}
            </Button>
          ) : (
            <IconButton compact label={t.dismiss({ title: name })} onPress={() => uploadQueue.forget(id)}>
              <CloseIcon />
            </IconButton>
          )}
        </div>
      </div>
      <Progress label={title} value={uploadShare(batch)} tone={tones[state]} />
      <p className={styles.note}>
        {t.progress({
          count: files,
          done: say(done),
          files: say(files),
          sent: bytes(language, sent),
          bytes: bytes(language, batch.bytes),
        })}
        {skipped > 0 && `, ${t.skipped({ count: skipped, text: say(skipped) })}`}
        {failed > 0 && `, ${t.failed({ count: failed, text: say(failed) })}`}
      </p>
      <Taken batch={batch} />
      {isOpen && <Details batch={batch} />}
      {!isInFolder && (
        <Link to={paths.folder(folder.id)} onClick={onFollow}>
          {t.show}
        </Link>
      )}
    </li>
  )
}

function Taken({ batch: { id, taken } }: { readonly batch: UploadBatch }) {
  const { t, say } = useUploadWords()
  const [first] = taken
  if (first === undefined) return null
  return (
    <div className={styles.taken} role="group">
      <span>
        {taken.length === 1
          ? t.taken.one({ name: first.path })
          : t.taken.many({ count: taken.length, text: say(taken.length), name: first.path })}
      </span>
      <div className={styles.buttons}>
        {(['replace', 'both', 'skip'] as const).map((how) => (
          <Button key={how} compact onPress={() => uploadQueue.answer(id, how)}>
            {t.taken[how]}
          </Button>
        ))}
      </div>
    </div>
  )
}

function Details({ batch: { going, failures, failed } }: { readonly batch: UploadBatch }) {
  const { t, say, language, failureOf } = useUploadWords()
  return (
    <>
      {going.length > 0 && (
        <ul className={styles.files} aria-label={t.goingNow}>
          {going.map(({ id, path, size, sent }) => (
            <li key={id}>
              <span>{t.begun.one({ path, sent: bytes(language, sent), size: bytes(language, size) })}</span>
              <Progress label={path} value={size === 0 ? 1 : sent / size} tone="info" />
            </li>
          ))}
        </ul>
      )}
      {failures.length > 0 && (
        <ul className={styles.files} aria-label={t.failures}>
          {failures.map(({ id, path, error }) => (
            <li key={id}>
              <span>
                <code>{path}</code> {failureOf(error).detail}
              </span>
            </li>
          ))}
          {failed > failures.length && <li>{t.more({ text: say(failed - failures.length) })}</li>}
        </ul>
      )}
    </>
  )
}
