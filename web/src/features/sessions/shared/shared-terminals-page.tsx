/** Terminals that others let you look at. */
import type { SharedTerminal } from '@berth/contract/terminal-shares.ts'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { client } from '../../../api/client.ts'
import { paths } from '../../../paths.ts'
import { PageHead } from '../../../shell/page-head.tsx'
import { usePageTitle } from '../../../shell/page-title.ts'
import { EyeIcon } from '../../../ui/icons.tsx'
import { EmptyState, ErrorState } from '../../../ui/page-state.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Table } from '../../../ui/table.tsx'
import type { TableColumn } from '../../../ui/table.tsx'
import { useActivityWords } from '../activity-words.ts'
import styles from './shared.module.css'

const sharedListQuery = queryOptions({
  queryKey: ['shared-terminals'],
  queryFn: () => client.terminalShares.mine(),
  staleTime: 0,
  // that a session starts, or ends with what it shared, is told to its owner alone
  refetchInterval: 30_000,
})

export function SharedTerminalsPage() {
  const { t, failureOf } = useActivityWords()
  const words = t.share
  const navigate = useNavigate()
  const { data, error, refetch, isFetching } = useQuery(sharedListQuery)
  usePageTitle(words.pageTitle)
  if (data === undefined && error !== null) {
    const { title, detail, requestId } = failureOf(error)
    return (
      <ErrorState
        headingLevel={1}
        title={words.failed}
        requestId={requestId}
        onRetry={() => void refetch()}
        isRetrying={isFetching}
      >
        {title}. {detail}
      </ErrorState>
    )
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
      <Table
        label={words.pageTitle}
        columns={columns}
        rows={data?.items}
        rowKey={({ id }) => id}
        onOpen={({ id }) => void navigate({ to: paths.sharedTerminal(id) })}
        empty={
          <EmptyState icon={<EyeIcon size={24} />} title={words.empty}>
            {words.emptyText}
          </EmptyState>
        }
      />
    </div>
  )
}
