/** The rows of the list. */
import type { Session } from '@berth/contract/sessions.ts'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import type { ReactNode } from 'react'
import type { SessionListFilter, SessionSort } from '../../api/session-lists.ts'
import { number } from '../../parts/amounts.ts'
import { RowLink } from '../../parts/row-link.tsx'
import { SessionElapsed } from '../../parts/session-elapsed.tsx'
import { resourceWords } from '../../parts/session-resources.ts'
import { SessionStatusMark } from '../../parts/session-status.tsx'
import type { SessionWords } from '../../parts/session-texts.ts'
import { useSessionTexts } from '../../parts/session-texts.ts'
import { ChosenTable } from '../../parts/chosen-table.tsx'
import { paths } from '../../paths.ts'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Badge } from '../../ui/status.tsx'
import type { TableColumn } from '../../ui/table.tsx'
import { sortOf, sortText } from './session-search.ts'
import styles from './sessions.module.css'

export interface SessionTableProps {
  readonly filter: SessionListFilter
  readonly rows: readonly Session[] | undefined
  readonly onSort: (sort: SessionSort) => void
  readonly actions: (session: Session) => ReactNode
  readonly empty: ReactNode
}

export function SessionTable({ filter, rows, onSort, actions, empty }: SessionTableProps) {
  const words = useSessionTexts()
  const navigate = useNavigate()
  // the same as long as they say the same, so that news of one session draws one row
  const columns = useMemo(() => columnsOf(filter.owner, words), [filter.owner, words])
  const open = useCallback(({ id }: Session) => void navigate({ to: paths.session(id) }), [navigate])
  return (
    <ChosenTable
      name="sessions"
      label={`${words.t.title}: ${words.t.tabs[filter.state]}`}
      columns={columns}
      rows={rows}
      rowKey={idOf}
      onOpen={open}
      actions={actions}
      sort={sortOf(filter.sort)}
      onSort={(sort) => onSort(sortText(sort))}
      empty={empty}
    />
  )
}

const idOf = ({ id }: Session) => id

function columnsOf(owner: SessionListFilter['owner'], words: SessionWords): TableColumn<Session>[] {
  const { columns } = words.t
  const shown: (TableColumn<Session> | false)[] = [
    {
      id: 'name',
      title: columns.name,
      isRowTitle: true,
      isSortable: true,
      cell: (session) => (
        <RowLink to={paths.session(session.id)} className={styles.name}>
          {session.name}
        </RowLink>
      ),
    },
    {
      id: 'status',
      title: columns.status,
      isSortable: true,
      card: 'side',
      cell: (session) => <StatusCell session={session} />,
    },
    {
      id: 'resources',
      title: columns.resources,
      card: 'show',
      cell: (session) => <span className={styles.facts}>{resourceWords(session, words).join(' · ')}</span>,
      skeletonWidth: '16ch',
    },
    {
      id: 'elapsed',
      title: columns.elapsed,
      align: 'end',
      card: 'show',
      cell: (session) => <SessionElapsed session={session} />,
    },
    {
      id: 'createdAt',
      title: columns.created,
      isSortable: true,
      card: 'none',
      hideBelow: 1024,
      cell: (session) => <RelativeTime at={session.createdAt} isFocusable={false} />,
    },
    {
      id: 'project',
      title: columns.project,
      hideBelow: 1280,
      cell: (session) => <span className={styles.text}>{session.projectName}</span>,
    },
    owner === 'all' && {
      id: 'owner',
      title: columns.owner,
      card: 'show',
      cell: (session) => <span className={styles.text}>{session.ownerName}</span>,
    },
  ]
  return shown.filter((column) => column !== false)
}

function StatusCell({ session }: { readonly session: Session }) {
  const { t, language } = useSessionTexts()
  return (
    <span className={styles.status}>
      <SessionStatusMark status={session.status} />
      {session.result !== null && (
        <Badge tone={session.result === 'success' ? 'ok' : 'bad'}>{t.results[session.result]}</Badge>
      )}
      {session.warning !== null && session.status === 'RUNNING' && <Badge tone="warn">{t.warning}</Badge>}
      {session.idle?.warned === true && <Badge tone="warn">{t.idleSoon}</Badge>}
      {session.queue !== null && (
        <span className={styles.note}>{t.queuePosition({ position: session.queue.position })}</span>
      )}
      {session.queue !== null && session.priority !== 0 && (
        <Badge tone={session.priority > 0 ? 'info' : 'neutral'}>
          {t.priority.badge({ priority: number(language, session.priority) })}
        </Badge>
      )}
    </span>
  )
}
