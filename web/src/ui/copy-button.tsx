import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { Button, IconButton } from './button.tsx'
import { copyText } from './clipboard.ts'
import styles from './copy-button.module.css'
import { CopyIcon } from './action-icons.tsx'
import { CheckIcon } from './icons.tsx'
import { showToast } from './toast.tsx'
import { useUiTexts } from './ui-texts.tsx'

export interface CopyButtonProps {
  readonly text: string
  /** Said by screen readers in place of “Copy”: what is copied. */
  readonly label?: string
  /** Words beside the icon. */
  readonly children?: ReactNode
  readonly onCopied?: () => void
}

const shownFor = 2000

/** Copies; says “Copied” for two seconds. */
export function CopyButton({ text, label, children, onCopied }: CopyButtonProps) {
  const { texts } = useUiTexts()
  const [isCopied, setCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return undefined
    const timer = setTimeout(() => setCopied(false), shownFor)
    return () => clearTimeout(timer)
  }, [isCopied])
  const copy = () =>
    copyText(text).then(
      () => {
        setCopied(true)
        onCopied?.()
      },
      () => showToast({ text: texts.copyFailed, tone: 'bad' }),
    )
  const icon = isCopied ? <CheckIcon className={styles.done} /> : <CopyIcon />
  return (
    <>
      {children === undefined ? (
        <IconButton label={isCopied ? texts.copied : (label ?? texts.copy)} compact onPress={() => void copy()}>
          {icon}
        </IconButton>
      ) : (
        <Button compact onPress={() => void copy()}>
          {icon}
          {isCopied ? texts.copied : children}
        </Button>
      )}
      <span className="visually-hidden" role="status">
        {isCopied ? texts.copied : ''}
      </span>
    </>
  )
}

/** An id, a key, a command: monospaced, with its copy button. */
export function CopyText({ text, label }: { readonly text: string; readonly label?: string }) {
  return (
    <span className={styles.line}>
      <span className={styles.text} title={text}>
        {text}
      </span>
      <CopyButton text={text} {...(label === undefined ? {} : { label })} />
    </span>
  )
}
