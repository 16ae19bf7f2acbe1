/** Below a list that comes page by page. */
import type { ReactNode } from 'react'
import { Button } from '../ui/button.tsx'
import styles from './more-rows.module.css'

export interface MoreRowsProps {
  readonly list: {
    readonly hasNextPage: boolean
    readonly isFetchingNextPage: boolean
    readonly fetchNextPage: () => Promise<unknown>
  }
  readonly children: ReactNode
}

export function MoreRows({ list, children }: MoreRowsProps) {
  if (!list.hasNextPage) return null
  return (
    <div className={styles.more}>
      <Button isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
        {children}
      </Button>
    </div>
  )
}
