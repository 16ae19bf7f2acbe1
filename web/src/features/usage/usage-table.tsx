/** The numbers behind the chart: by day, by project, by user. */
import type { UsageGroup, UsageRow } from '@berth/contract/usage.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { number } from '../../parts/amounts.ts'
import { ChosenTable } from '../../parts/chosen-table.tsx'
import { GaugeIcon } from '../../ui/thing-icons.tsx'
import { EmptyState } from '../../ui/page-state.tsx'
import type { TableColumn } from '../../ui/table.tsx'
import { NotLoaded } from './not-loaded.tsx'
import { dayWords } from '../../parts/day-words.ts'
import { usageQuery, type UsageFilter } from '../../api/usage-queries.ts'
import { measures, searchOf, type UsageAddress } from './usage-search.ts'
import { useUsageWords } from './usage-texts.ts'
import styles from './usage.module.css'

export interface UsageTableProps {
  readonly address: UsageAddress
  readonly filter: UsageFilter
  readonly by: UsageGroup
}

export function UsageTable({ address, filter, by }: UsageTableProps) {
  const { t, language } = useUsageWords()
  const query = useQuery(usageQuery(filter, by))
  const only = (changes: Partial<UsageAddress>) => searchOf({ ...address, ...changes, by: 'day' })
  const name: Readonly<Record<UsageGroup, TableColumn<UsageRow>[]>> = {
    day: [
      { id: 'day', title: t.day, isRowTitle: true, cell: ({ day }) => (day === null ? '' : dayWords(language, day)) },
    ],
    project: [
      {
        id: 'project',
        title: t.project,
        isRowTitle: true,
        cell: ({ project, projectName }) => (
          <Link to="." search={only({ project: project ?? undefined })}>
            {projectName}
          </Link>
        ),
      },
      { id: 'workspace', title: t.workspace, card: 'show', hideBelow: 1024, cell: (row) => row.workspaceName },
    ],
    user: [
      {
        id: 'user',
        title: t.user,
        isRowTitle: true,
        cell: ({ user, userName }) => (
          <Link to="." search={only({ user: user ?? undefined })}>
            {userName}
          </Link>
        ),
      },
      { id: 'email', title: t.email, card: 'show', hideBelow: 1024, cell: ({ userEmail }) => userEmail },
    ],
  }
  const columns = [
    ...name[by],
    ...measures.map((measure): TableColumn<UsageRow> => ({
      id: measure,
      title: t.measures[measure],
      align: 'end',
      card: measure === address.measure ? 'side' : 'show',
      cell: (row) => (
        <>
          <span className={styles.unit}>{t.measures[measure]}</span> {number(language, row[measure])}
        </>
      ),
    })),
  ]
  if (query.data === undefined && query.error !== null) return <NotLoaded query={query} />
  const items = query.data?.items
  const ran = by === 'day' ? items?.filter(({ sessions }) => sessions > 0).toReversed() : items
  return (
    <div className={styles.table}>
      <ChosenTable
        name="usage"
        label={t.groups[by]}
        columns={columns}
        rows={query.data?.groupBy === by ? ran : undefined}
        rowKey={(row) => row.day ?? row.project ?? row.user ?? ''}
        empty={
          <EmptyState icon={<GaugeIcon size={24} />} title={t.empty} headingLevel={3}>
            {t.emptyText}
          </EmptyState>
        }
      />
      {query.data !== undefined && query.data.more > 0 && (
        <p className={styles.muted}>{t.more({ count: query.data.more })}</p>
      )}
    </div>
  )
}
