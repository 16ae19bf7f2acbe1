import type { ReactNode } from 'react'
import styles from './page-head.module.css'
import { usePageTitle } from './page-title.ts'

export interface PageHeadProps {
  /** Also the name of the tab. */
  readonly title: string
  /** Beside the title: a status, a badge. */
  readonly facts?: ReactNode
  /** The page's one main action, and a `…` menu. */
  readonly actions?: ReactNode
}

export function PageHead({ title, facts, actions }: PageHeadProps) {
  usePageTitle(title)
  return (
    <div className={styles.head}>
      <div className={styles.title}>
        <h1>{title}</h1>
        {facts}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  )
}
