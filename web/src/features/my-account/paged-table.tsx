/** A list that comes page by page, with a filter that the server applies. */
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { SearchIcon } from '../../ui/action-icons.tsx'
import { EmptyState } from '../../ui/page-state.tsx'
import type { TableColumn } from '../../ui/table.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { OrderedTable, useListOrder } from '../../parts/ordered-table.tsx'
import { useAccountWords } from './account-texts.ts'
import styles from './account.module.css'
import { NotLoaded } from './not-loaded.tsx'

interface Page<Row> {
  readonly items: readonly Row[]
}

export interface PagedTableProps<Row extends { readonly id: number }> {
  /** By which the choice of columns is remembered. */
  readonly name: string
  readonly label: string
  readonly filterLabel: string
  readonly columns: readonly TableColumn<Row>[]
  /** Its columns by which it can be sorted, as the server calls them; the newest first at first. */
  readonly orders: { readonly time: string; readonly [column: string]: string }
  readonly useRows: (q: string, sort: string) => UseInfiniteQueryResult<InfiniteData<Page<Row>>>
  readonly empty: { readonly title: string; readonly text: string }
}

/** After so long without a key the server is asked. */
const typingMs = 250

export function PagedTable<Row extends { readonly id: number }>(props: PagedTableProps<Row>) {
  const { name, label, filterLabel, columns, orders, useRows, empty } = props
  const { history, page } = useAccountWords().t
  const [typed, setTyped] = useState('')
  const [q, setQ] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setQ(typed.trim()), typingMs)
    return () => clearTimeout(timer)
  }, [typed])
  const order = useListOrder(orders, { column: 'time', isDescending: true })
  const query = useRows(q, order.asked)
  if (query.data === undefined && query.error !== null) return <NotLoaded query={query} />
  return (
    <div className={styles.panel}>
      <div className={styles.filter}>
        <TextField
          label={filterLabel}
          type="search"
          before={<SearchIcon size={14} />}
          value={typed}
          onChange={setTyped}
          maxLength={200}
        />
      </div>
      <OrderedTable
        name={name}
        order={order}
        label={label}
        columns={columns}
        rows={query.data?.pages.flatMap(({ items }) => items)}
        rowKey={({ id }) => String(id)}
        empty={
          q === '' ? (
            <EmptyState title={empty.title}>{empty.text}</EmptyState>
          ) : (
            <EmptyState
              title={history.noMatch}
              actions={
                <Button
                  onPress={() => {
                    setTyped('')
                    setQ('')
                  }}
                >
                  {history.clear}
                </Button>
              }
            />
          )
        }
      />
      {query.hasNextPage && (
        <div className={styles.more}>
          <Button isPending={query.isFetchingNextPage} onPress={() => void query.fetchNextPage()}>
            {page.more}
          </Button>
        </div>
      )}
    </div>
  )
}
