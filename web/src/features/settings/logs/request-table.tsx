import type { ReactNode } from 'react'
import type { RequestEntry } from '../../../api/request-entry.ts'
import type { KeptRequest } from '../../../api/request-log-store.ts'
import { ChosenTable } from '../../../parts/chosen-table.tsx'
import { useProblemTexts } from '../../../texts/problem-texts.ts'
import { CopyText } from '../../../ui/copy-button.tsx'
import { Status } from '../../../ui/status.tsx'
import type { TableColumn } from '../../../ui/table.tsx'
import styles from './logs.module.css'
import { useLogsWords } from './logs-texts.ts'
import type { LogsTexts } from './logs-texts.ts'
import { isError } from './request-search.ts'

export function useRequestWords() {
  const { t } = useLogsWords()
  const problems: Readonly<Record<string, { readonly title: string }>> = useProblemTexts()
  return {
    /** What went wrong, in words; nothing where nothing did. */
    errorOf: ({ status, problem }: RequestEntry): string =>
      status === 0 ? t.noAnswer : problem === null ? '' : (problems[problem]?.title ?? problem),
  }
}

export interface RequestTableProps {
  /** Undefined: they are being read. */
  readonly rows: readonly KeptRequest[] | undefined
  readonly empty: ReactNode
}

export function RequestTable({ rows, empty }: RequestTableProps) {
  const { t, language, say } = useLogsWords()
  const { errorOf } = useRequestWords()
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' })
  return (
    <ChosenTable
      name="requests"
      label={t.table}
      columns={columnsOf(t, {
        time: (at) => time.format(at),
        duration: (ms) => t.milliseconds({ count: say(ms) }),
        error: errorOf,
      })}
      rows={rows}
      rowKey={({ key }) => String(key)}
      empty={empty}
    />
  )
}

interface Formats {
  readonly time: (at: number) => string
  readonly duration: (ms: number) => string
  readonly error: (entry: RequestEntry) => string
}

function columnsOf({ columns, noAnswer, isError: failed, copyRequest }: LogsTexts, formats: Formats) {
  const list: TableColumn<KeptRequest>[] = [
    {
      id: 'time',
      title: columns.time,
      card: 'show',
      cell: ({ at }) => (
        <time className={styles.time} dateTime={new Date(at).toISOString()}>
          {formats.time(at)}
        </time>
      ),
    },
    { id: 'method', title: columns.method, isMono: true, card: 'show', cell: ({ method }) => method },
    { id: 'address', title: columns.address, isMono: true, isRowTitle: true, cell: ({ path }) => path },
    {
      id: 'status',
      title: columns.status,
      card: 'side',
      cell: (entry) => {
        const { status } = entry
        if (!isError(entry)) return status
        return (
          <Status tone="bad" shape="cross">
            {status === 0 ? noAnswer : `${status} ${failed}`}
          </Status>
        )
      },
    },
    {
      id: 'duration',
      title: columns.duration,
      align: 'end',
      card: 'show',
      cell: ({ ms }) => formats.duration(ms),
    },
    {
      id: 'error',
      title: columns.error,
      card: 'show',
      cell: (entry) => <span className={styles.error}>{formats.error(entry)}</span>,
    },
    {
      id: 'request',
      title: columns.request,
      card: 'show',
      hideBelow: 1024,
      cell: ({ request }) => request !== null && <CopyText text={request} label={copyRequest} />,
    },
  ]
  return list
}
