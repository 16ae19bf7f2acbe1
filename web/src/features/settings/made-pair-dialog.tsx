import { useEffect, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { buttonClass } from '../../ui/button-style.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { DownloadIcon } from '../../ui/action-icons.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { MadePair } from './generate-key-dialog.tsx'
import styles from './general.module.css'
import { useGeneralWords } from './general-texts.ts'

export interface MadePairDialogProps {
  readonly pair: MadePair
  readonly onClose: () => void
}

/** Neither Escape nor a press beside it closes it: what it shows is shown once. */
export function MadePairDialog({ pair, onClose }: MadePairDialogProps) {
  const t = useGeneralWords().t.keys
  const [isSaved, setSaved] = useState(false)
  const file = pair.type === 'ssh-rsa' ? 'id_rsa' : 'id_ed25519'
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t.madeTitle(pair)}
      isLocked
      footer={
        <>
          {!isSaved && (
            <span data-start="" className={styles.muted}>
              {t.doneWaits}
            </span>
          )}
          <Button look="primary" isDisabled={!isSaved} onPress={onClose}>
            {t.done}
          </Button>
        </>
      }
    >
      <Notice tone="warn">{t.madeText}</Notice>
      <Half
        title={t.madePrivate}
        text={pair.privateKey}
        file={file}
        copy={t.copyPrivate}
        download={t.downloadPrivate}
        onSaved={() => setSaved(true)}
      />
      <Half
        title={t.madePublic}
        text={`${pair.publicKey}\n`}
        file={`${file}.pub`}
        copy={t.copyPublic}
        download={t.downloadPublic}
      />
      <p className={styles.muted}>
        {t.fingerprint} <span className={styles.mono}>{pair.fingerprint}</span>
      </p>
    </Dialog>
  )
}

interface HalfProps {
  readonly title: string
  readonly text: string
  readonly file: string
  readonly copy: string
  readonly download: string
  readonly onSaved?: () => void
}

function Half({ title, text, file, copy, download, onSaved }: HalfProps) {
  const url = useFile(text)
  return (
    <section className={styles.half} aria-label={title}>
      <h3>{title}</h3>
      <pre className={styles.keyText} tabIndex={0}>
        {text.trim()}
      </pre>
      <div className={styles.buttons}>
        <CopyButton text={text} {...(onSaved === undefined ? {} : { onCopied: onSaved })}>
          {copy}
        </CopyButton>
        <a className={buttonClass({ compact: true })} href={url} download={file} onClick={onSaved}>
          <DownloadIcon />
          {download}
        </a>
      </div>
    </section>
  )
}

function useFile(text: string): string | undefined {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }))
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [text])
  return url
}
