/** A list that comes page by page, with a filter that the server applies, and what stands in place of rows. */
import { MoreRows } from '../../parts/more-rows.tsx'
import { NotLoaded } from '../../parts/not-loaded.tsx'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import { SearchIcon } from '../../ui/action-icons.tsx'
import { EmptyState } from '../../ui/page-state.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useWorkspaceWords } from './workspace-texts.ts'
import styles from './workspace.module.css'

export interface FilteredListProps<Row> {
  readonly workspace: string
  readonly useRows: (
    workspace: string,
    q: string,
  ) => UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly Row[] }>>
  /** What the filter looks at. */
  readonly label: string
  /** Beside the filter. */
  readonly actions?: ReactNode
  /** When there is nothing at all. */
  readonly empty: ReactNode
  readonly children: (rows: readonly Row[] | undefined, empty: ReactNode) => ReactNode
}

/** After so long without a key the server is asked. */
const typingMs = 250

export function FilteredList<Row>({ workspace, useRows, label, actions, empty, children }: FilteredListProps<Row>) {
  const { t, failureOf } = useWorkspaceWords()
  const [typed, setTyped] = useState('')
  const [q, setQ] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), typingMs)
    return () => clearTimeout(timer)
  }, [typed])
  const list = useRows(workspace, q)
  const rows = list.data?.pages.flatMap((page) => page.items)
  if (rows === undefined && list.isError) return <NotLoaded title={t.loadFailed} query={list} failureOf={failureOf} />
  return (
    <div className={styles.list}>
      <div className={styles.bar}>
        <div className={styles.filter}>
          <TextField
            label={label}
            type="search"
            before={<SearchIcon size={14} />}
            value={typed}
            onChange={setTyped}
            maxLength={200}
          />
        </div>
        {actions}
      </div>
      {children(rows, q === '' ? empty : <EmptyState title={t.noMatch} />)}
      <MoreRows list={list}>{t.more}</MoreRows>
    </div>
  )
}
