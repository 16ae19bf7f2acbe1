/** A list that comes page by page, with a search that the server does, and what stands there when it did not come. */
import { MoreRows } from './more-rows.tsx'
import { NotLoaded } from './not-loaded.tsx'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { ErrorWords } from '../texts/describe-error.ts'
import { Button } from '../ui/button.tsx'
import { SearchIcon } from '../ui/action-icons.tsx'
import { EmptyState } from '../ui/page-state.tsx'
import { TextField } from '../ui/text-field.tsx'
import styles from './searched-list.module.css'

export interface SearchedListWords {
  readonly search: string
  readonly more: string
  readonly notLoaded: string
  readonly noneFound: string
  readonly clear: string
}

export interface SearchedListProps<Row> {
  readonly words: SearchedListWords
  readonly failureOf: (error: unknown) => ErrorWords
  /** What is looked for at first. */
  readonly initial?: string
  readonly useRows: (q: string) => UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly Row[] }>>
  /** When there is nothing at all. */
  readonly empty: ReactNode
  readonly children: (rows: readonly Row[] | undefined, empty: ReactNode) => ReactNode
}

/** After so long without a key the server is asked. */
const typingMs = 250

export function SearchedList<Row>(props: SearchedListProps<Row>) {
  const { words, failureOf, initial = '', useRows, empty, children } = props
  const [typed, setTyped] = useState(initial)
  const [q, setQ] = useState(initial)
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), typingMs)
    return () => clearTimeout(timer)
  }, [typed])
  const list = useRows(q)
  const rows = list.data?.pages.flatMap((page) => page.items)
  if (rows === undefined && list.isError)
    return <NotLoaded title={words.notLoaded} query={list} failureOf={failureOf} />
  const clear = () => {
    setTyped('')
    setQ('')
  }
  const nothing = <EmptyState title={words.noneFound} actions={<Button onPress={clear}>{words.clear}</Button>} />
  return (
    <div className={styles.list}>
      <div className={styles.search}>
        <TextField
          label={words.search}
          type="search"
          before={<SearchIcon size={14} />}
          value={typed}
          onChange={setTyped}
          maxLength={200}
        />
      </div>
      {children(rows, q === '' ? empty : nothing)}
      <MoreRows list={list}>{words.more}</MoreRows>
    </div>
  )
}
