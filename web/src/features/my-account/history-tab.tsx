/** Who tried to sign in as oneself, and what became of it. */
import type { Refusal } from '@berth/contract/audit.ts'
import type { CallResult } from '@berth/contract/endpoint.ts'
import type { myAccount } from '@berth/contract/my-account.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Status } from '../../ui/status.tsx'
import type { TableColumn } from '../../ui/table.tsx'
import { historyQuery } from './account-queries.ts'
import { useAccountWords } from './account-texts.ts'
import type { AccountTexts } from './account-texts.ts'
import styles from './account.module.css'
import { deviceWords } from './device-words.ts'
import { PagedTable } from './paged-table.tsx'

type Attempt = CallResult<typeof myAccount.loginHistory>['items'][number]

/** A step of a sign-in rather than the end of one. */
export const halfway: Refusal = 'second-factor-missing'

/** A word that this console does not know yet is shown as the server says it. */
export const wordOf = (words: Readonly<Record<string, string>>, code: string | null): string =>
  code === null ? '' : (words[code] ?? code)

const orders = { time: 'at', result: 'result', method: 'method', address: 'address' }

const useHistory = (q: string, sort: string) => useInfiniteQuery(historyQuery(q, sort))

export function HistoryTab() {
  const { t } = useAccountWords()
  return (
    <PagedTable
      name="loginHistory"
      orders={orders}
      label={t.page.tabs.history}
      filterLabel={t.history.filter}
      columns={columnsOf(t)}
      useRows={useHistory}
      empty={{ title: t.history.empty, text: t.history.emptyText }}
    />
  )
}

function columnsOf({ history: t, logins }: AccountTexts): TableColumn<Attempt>[] {
  return [
    { id: 'time', title: t.time, isRowTitle: true, cell: ({ at }) => <RelativeTime at={at} /> },
    {
      id: 'result',
      title: t.result,
      card: 'side',
      cell: ({ result, reason }) => (
        <span className={styles.device}>
          {result === 'success' ? (
            <Status tone="ok" shape="filled">
              {t.success}
            </Status>
          ) : reason === halfway ? (
            <Status tone="info" shape="half">
              {t.halfway}
            </Status>
          ) : (
            <Status tone="bad" shape="cross">
              {t.failure}
            </Status>
          )}
          {reason !== null && <span className={styles.detail}>{wordOf(t.reasons, reason)}</span>}
        </span>
      ),
    },
    { id: 'method', title: t.method, card: 'show', cell: ({ method }) => wordOf(t.methods, method) },
    { id: 'address', title: t.address, isMono: true, card: 'show', cell: ({ address }) => address },
    {
      id: 'device',
      title: t.device,
      card: 'show',
      cell: ({ device }) => <span title={device ?? undefined}>{deviceWords(device, logins)}</span>,
    },
  ]
}
