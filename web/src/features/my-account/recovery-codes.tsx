/** The recovery codes, which nobody can see a second time: copied or downloaded before they leave the screen. */
import { useEffect, useState } from 'react'
import { useMe } from '../../shell/use-me.ts'
import { buttonClass } from '../../ui/button-style.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { DownloadIcon } from '../../ui/action-icons.tsx'
import { useAccountWords } from './account-texts.ts'
import styles from './account.module.css'

export interface RecoveryCodesProps {
  readonly codes: readonly string[]
  readonly onKept: () => void
}

export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const t = useAccountWords().t.twoFactor
  const file = useFile(`${t.fileHead({ user: useMe().email, site: window.location.host })}\n\n${codes.join('\n')}\n`)
  return (
    <>
      <p>{t.codesText}</p>
      <ol className={styles.codes} aria-label={t.codes}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className={styles.keep}>
        <CopyButton text={codes.join('\n')} onCopied={onKept}>
          {t.copyCodes}
        </CopyButton>
        <a
          className={buttonClass({ compact: true })}
          href={file}
          download={`berth-recovery-codes-${window.location.hostname}.txt`}
          onClick={onKept}
        >
          <DownloadIcon />
          {t.download}
        </a>
      </div>
    </>
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
