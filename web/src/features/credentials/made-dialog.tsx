/** The new pair, which nobody can see a second time: it closes by its button, once it was copied or downloaded. */
import type { Configuration, Credential } from '@berth/contract/credentials.ts'
import { useEffect, useState } from 'react'
import { Button, IconButton } from '../../ui/button.tsx'
import { buttonClass } from '../../ui/button-style.ts'
import { CopyButton, CopyText } from '../../ui/copy-button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { DownloadIcon } from '../../ui/action-icons.tsx'
import { EyeIcon, EyeOffIcon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/notice.tsx'
import { TabPanel, Tabs } from '../../ui/tabs.tsx'
import { useCredentialWords } from './credential-texts.ts'
import styles from './credentials.module.css'

export interface MadeDialogProps {
  readonly made: { readonly credential: Credential; readonly secretKey: string; readonly configuration: Configuration }
  readonly onClose: () => void
}

const forms = ['hocon', 'jupyter', 'cli'] as const
const fileNames = { hocon: 'clearml.conf', jupyter: 'berth-credentials.txt', cli: 'berth-credentials.sh' } as const

export function MadeDialog({ made: { credential, secretKey, configuration }, onClose }: MadeDialogProps) {
  const { t } = useCredentialWords()
  const words = t.made
  const [form, setForm] = useState<(typeof forms)[number]>('hocon')
  const [isShown, setShown] = useState(false)
  const [isKept, setKept] = useState(false)
  const [isAsked, setAsked] = useState(false)
  const text = configuration[form]
  const file = useFile(`${text}\n`)
  const keep = () => setKept(true)
  const masked = (all: string) => (isShown ? all : all.replaceAll(secretKey, '•'.repeat(24)))
  return (
    <Dialog
      isOpen
      isLocked
      onOpenChange={onClose}
      size="large"
      title={words.title}
      footer={
        <>
          {isAsked && !isKept && (
            <span data-start="" role="status" className={styles.muted}>
              {words.keepFirst}
            </span>
          )}
          <Button look="primary" onPress={() => (isKept || isAsked ? onClose() : setAsked(true))}>
            {words.done}
          </Button>
        </>
      }
    >
      <Notice tone="warn" isLive={false}>
        {words.once}
      </Notice>
      <dl className={styles.pair}>
        <dt>{words.accessKey}</dt>
        <dd>
          <CopyText text={credential.accessKey} />
        </dd>
        <dt>{words.secretKey}</dt>
        <dd className={styles.secret}>
          <code>{masked(secretKey)}</code>
          <IconButton compact label={isShown ? words.hide : words.reveal} onPress={() => setShown(!isShown)}>
            {isShown ? <EyeOffIcon /> : <EyeIcon />}
          </IconButton>
          <CopyButton text={secretKey} label={words.copy} onCopied={keep} />
        </dd>
      </dl>
      <Tabs
        label={words.forms}
        items={forms.map((id) => ({ id, label: words.tabs[id] }))}
        value={form}
        onChange={setForm}
      >
        <TabPanel id={form}>
          <div className={styles.form}>
            <p className={styles.muted}>{words.about[form]}</p>
            <pre className={styles.text} tabIndex={0} aria-label={words.tabs[form]}>
              {masked(text)}
            </pre>
            <div className={styles.keep}>
              <CopyButton text={text} onCopied={keep}>
                {words.copy}
              </CopyButton>
              <a className={buttonClass({ compact: true })} href={file} download={fileNames[form]} onClick={keep}>
                <DownloadIcon />
                {words.download}
              </a>
            </div>
          </div>
        </TabPanel>
      </Tabs>
    </Dialog>
  )
}

function useFile(text: string): string | undefined {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [text])
  return url
}
