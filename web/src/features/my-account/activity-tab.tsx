/** What happened to the account, and by whom. */
import type { activityEntry } from '@berth/contract/my-account.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Badge } from '../../ui/status.tsx'
import type { TableColumn } from '../../ui/table.tsx'
import { activityQuery } from './account-queries.ts'
import { useAccountWords } from './account-texts.ts'
import type { AccountWords } from './account-texts.ts'
import styles from './account.module.css'
import { halfway, wordOf } from './history-tab.tsx'
import { PagedTable } from './paged-table.tsx'

type Entry = (typeof activityEntry)['_zod']['output']

const orders = { what: 'action', by: 'by', address: 'address', time: 'at' }

const useActivity = (q: string, sort: string) => useInfiniteQuery(activityQuery(q, sort))

export function ActivityTab() {
  const words = useAccountWords()
  const t = words.t.activity
  return (
    <PagedTable
      name="accountActivity"
      orders={orders}
      label={words.t.page.tabs.activity}
      filterLabel={t.filter}
      columns={columnsOf(words)}
      useRows={useActivity}
      empty={{ title: t.empty, text: t.emptyText }}
    />
  )
}

function columnsOf(words: AccountWords): TableColumn<Entry>[] {
  const { activity: t, history } = words.t
  return [
    {
      id: 'what',
      title: t.what,
      isRowTitle: true,
      skeletonWidth: '18ch',
      cell: (entry) => (
        <span className={styles.device}>
          {wordOf(t.actions, entry.action)}
          {entry.result === 'failure' && entry.reason !== halfway && <Badge tone="bad">{t.failed}</Badge>}
          <span className={styles.detail}>{detailOf(entry, words)}</span>
        </span>
      ),
    },
    {
      id: 'by',
      title: t.by,
      card: 'show',
      // who is refused is not known to be anybody
      cell: ({ by, action }) => by ?? (action === 'sign-in' ? '' : t.system),
    },
    {
      id: 'address',
      title: history.address,
      isMono: true,
      card: 'show',
      cell: ({ address }) => address,
    },
    { id: 'time', title: history.time, card: 'side', cell: ({ at }) => <RelativeTime at={at} /> },
  ]
}

/** The fields that changed, why, or of what; whatever the entry tells. */
function detailOf({ action, reason, detail }: Entry, { t, language }: AccountWords): string {
  const { fields, pageClosed } = t.activity
  const after = detail['after']
  const changed =
    action === 'user.updated' && typeof after === 'object' && after !== null
      ? Object.keys(after).map((field) => wordOf(fields, field))
      : []
  const said = [
    /^(passkey|identity)\./.test(action) && typeof detail['name'] === 'string' ? detail['name'] : '',
    reason === 'page-closed' ? pageClosed : wordOf(t.history.reasons, reason),
    new Intl.ListFormat(language).format(changed),
  ]
  return said.filter((one) => one !== '').join(' · ')
}
