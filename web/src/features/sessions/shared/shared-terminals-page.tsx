/** Terminals that others let you look at. */
import type { SharedTerminal } from '@berth/contract/terminal-shares.ts'
import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { client } from '../../../api/client.ts'
import { OrderedTable, useListOrder } from '../../../parts/ordered-table.tsx'
import { SearchedList } from '../../../parts/searched-list.tsx'
import { paths } from '../../../paths.ts'
import { PageHead } from '../../../shell/page-head.tsx'
import { EyeIcon } from '../../../ui/icons.tsx'
import { EmptyState } from '../../../ui/page-state.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import type { TableColumn } from '../../../ui/table.tsx'
import { useActivityWords } from '../activity-words.ts'
import styles from './shared.module.css'

const orders = { session: 'session', owner: 'owner', since: 'createdAt' }

const sharedListQuery = (q: string, sort: string) =>
  infiniteQueryOptions({
    queryKey: ['shared-terminals', 'list', q, sort],
    queryFn: ({ pageParam }) =>
      client.terminalShares.mine({
        query: { sort, ...(q === '' ? {} : { q }), ...(pageParam === undefined ? {} : { cursor: pageParam }) },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    staleTime: 0,
    // that a session starts, or ends with what it shared, is told to its owner alone
    refetchInterval: 30_000,
  })

export function SharedTerminalsPage() {
  const { t, failureOf } = useActivityWords()
  const words = t.share
  const navigate = useNavigate()
  const order = useListOrder(orders, { column: 'since', isDescending: true })
  const useRows = (q: string) => useInfiniteQuery(sharedListQuery(q, order.asked))
  const searchWords = {
    search: words.searching.search,
    more: words.searching.more,
    noneFound: words.searching.noneFound,
    clear: words.searching.clear,
    notLoaded: words.failed,
  }
  const columns: TableColumn<SharedTerminal>[] = [
    {
      id: 'session',
      title: words.session,
      isRowTitle: true,
      cell: ({ id, session }) => <Link to={paths.sharedTerminal(id)}>{session.name}</Link>,
    },
    { id: 'owner', title: words.owner, card: 'show', cell: ({ owner }) => owner.name },
    {
      id: 'since',
      title: words.at,
      card: 'show',
      cell: ({ createdAt }) => <RelativeTime at={createdAt} isFocusable={false} />,
    },
  ]
  return (
    <div className={styles.page}>
      <PageHead title={words.pageTitle} />
      <SearchedList
        words={searchWords}
        failureOf={failureOf}
        useRows={useRows}
        empty={
          <EmptyState icon={<EyeIcon size={24} />} title={words.empty}>
            {words.emptyText}
          </EmptyState>
        }
      >
        {(rows, empty) => (
          <OrderedTable
            name="sharedTerminals"
            order={order}
            label={words.pageTitle}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            onOpen={({ id }) => void navigate({ to: paths.sharedTerminal(id) })}
            empty={empty}
          />
        )}
      </SearchedList>
    </div>
  )
}
