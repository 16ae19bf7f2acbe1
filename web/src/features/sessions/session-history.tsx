/** Every step of a session, when and why. */
import { NotLoaded } from '../../parts/not-loaded.tsx'
import type { historyEntry, Session } from '@berth/contract/sessions.ts'
import { useQuery } from '@tanstack/react-query'
import { historyQuery } from '../../api/queries.ts'
import { duration } from '../../parts/amounts.ts'
import { failureOf } from '../../parts/failure.ts'
import { SessionStatusMark } from '../../parts/session-status.tsx'
import { useSessionTexts } from '../../parts/session-texts.ts'
import { Table } from '../../ui/table.tsx'
import type { TableColumn } from '../../ui/table.tsx'
import { exactTime } from '../../ui/time-words.ts'
import { useSessionPageWords } from './session-page-texts.ts'
import styles from './session.module.css'

interface Step {
  readonly key: string
  readonly entry: (typeof historyEntry)['_zod']['output']
  /** Seconds after the step before. */
  readonly after: number | undefined
}

export function SessionHistory({ session }: { readonly session: Session }) {
  const words = useSessionTexts()
  const { t, states, language } = words
  const { session: page } = useSessionPageWords().t
  const history = useQuery(historyQuery(session.id))
  if (history.data === undefined && history.error !== null)
    return <NotLoaded title={t.errors.history} query={history} failureOf={(error) => failureOf(error, words)} />
  const items = history.data?.items
  const steps = items?.map((entry, index): Step => {
    const before = items[index - 1]
    const after = before === undefined ? undefined : (Date.parse(entry.at) - Date.parse(before.at)) / 1000
    return { key: `${index} ${entry.at}`, entry, after }
  })
  const columns: TableColumn<Step>[] = [
    {
      id: 'step',
      title: page.step,
      isRowTitle: true,
      width: '10rem',
      cell: ({ entry }) => <SessionStatusMark status={entry.status} />,
    },
    {
      id: 'time',
      title: page.time,
      card: 'show',
      cell: ({ entry, after }) => (
        <span className={styles.when}>
          <time dateTime={entry.at}>{exactTime(entry.at, language)}</time>
          {after !== undefined && after >= 1 && (
            <span className={styles.after}>{page.after({ duration: duration(language, after) })}</span>
          )}
        </span>
      ),
    },
    {
      id: 'reason',
      title: page.reason,
      card: 'show',
      cell: ({ entry }) => (
        <div className={styles.why}>
          {entry.reason !== null && states.reasons[entry.reason].text}
          {entry.detail !== null && <code>{entry.detail}</code>}
        </div>
      ),
    },
  ]
  return <Table label={page.history} columns={columns} rows={steps} rowKey={(step) => step.key} />
}
