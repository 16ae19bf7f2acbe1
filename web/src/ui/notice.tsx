import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { ErrorIcon, InfoIcon, SuccessIcon, WarningIcon } from './icons.tsx'
import styles from './notice.module.css'
import type { Tone } from './tone.ts'

const icons = { ok: SuccessIcon, warn: WarningIcon, bad: ErrorIcon, info: InfoIcon, neutral: InfoIcon }

export interface NoticeProps {
  readonly tone: Tone
  readonly title?: ReactNode
  readonly children?: ReactNode
  /** Buttons at its end. */
  readonly actions?: ReactNode
  /** Said by screen readers when it appears; `bad` is said at once. On by default. */
  readonly isLive?: boolean
  readonly className?: string
}

/** A message in its place on the page. */
export function Notice({ tone, title, children, actions, isLive = true, className }: NoticeProps) {
  const Icon = icons[tone]
  return (
    <div
      className={classNames(styles.notice, styles[tone], className)}
      role={isLive ? (tone === 'bad' ? 'alert' : 'status') : undefined}
    >
      <Icon />
      <div className={styles.words}>
        {title !== undefined && <div className={styles.title}>{title}</div>}
        {children !== undefined && <div>{children}</div>}
      </div>
      {actions}
    </div>
  )
}
