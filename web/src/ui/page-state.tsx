/** What a place shows when there is nothing to show. */
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { classNames } from './class-names.ts'
import { CopyButton } from './copy-button.tsx'
import { ErrorIcon } from './icons.tsx'
import styles from './page-state.module.css'
import { useUiTexts } from './ui-texts.tsx'

export interface EmptyStateProps {
  readonly title: ReactNode
  /** What this place is for. */
  readonly children?: ReactNode
  readonly icon?: ReactNode
  /** The first step. */
  readonly actions?: ReactNode
  readonly headingLevel?: 1 | 2 | 3
}

export function EmptyState({ title, children, icon, actions, headingLevel = 2 }: EmptyStateProps) {
  const Title = `h${headingLevel}` as const
  return (
    <div className={styles.state}>
      {icon !== undefined && <div className={styles.icon}>{icon}</div>}
      <Title className={styles.title}>{title}</Title>
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}

export interface ErrorStateProps {
  /** What happened. */
  readonly title: ReactNode
  /** What it means for the work and what to do. */
  readonly children?: ReactNode
  readonly requestId?: string | undefined
  readonly onRetry?: (() => void) | undefined
  readonly isRetrying?: boolean
  readonly actions?: ReactNode
  readonly headingLevel?: 1 | 2 | 3
  /** In a card or between other parts, not in place of a page or a list. */
  readonly isCompact?: boolean | undefined
}

export function ErrorState(props: ErrorStateProps) {
  const {
    title,
    children,
    requestId,
    onRetry,
    isRetrying,
    actions,
    isCompact,
    headingLevel = isCompact ? 3 : 2,
  } = props
  const { texts } = useUiTexts()
  const Title = `h${headingLevel}` as const
  return (
    <div className={classNames(styles.state, styles.bad, isCompact && styles.compact)} role="alert">
      <div className={styles.icon}>
        <ErrorIcon size={isCompact ? 16 : 24} />
      </div>
      <Title className={styles.title}>{title}</Title>
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {requestId !== undefined && (
        <div className={styles.request}>
          {texts.requestId} <code>{requestId}</code>
          <CopyButton text={requestId} />
        </div>
      )}
      {(onRetry !== undefined || actions !== undefined) && (
        <div className={styles.actions}>
          {onRetry !== undefined && (
            <Button onPress={onRetry} isPending={isRetrying ?? false}>
              {texts.retry}
            </Button>
          )}
          {actions}
        </div>
      )}
    </div>
  )
}
