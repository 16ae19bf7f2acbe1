/** Where one is signed in, and how to end it. */
import type { CallResult } from '@berth/contract/endpoint.ts'
import type { myAccount } from '@berth/contract/my-account.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Badge } from '../../ui/status.tsx'
import { Table } from '../../ui/table.tsx'
import type { TableColumn } from '../../ui/table.tsx'
import { showToast } from '../../ui/toast.tsx'
import { loginsQuery } from './account-queries.ts'
import { useAccountWords } from './account-texts.ts'
import type { AccountWords } from './account-texts.ts'
import styles from './account.module.css'
import { deviceWords } from './device-words.ts'
import { NotLoaded } from './not-loaded.tsx'

type Login = CallResult<typeof myAccount.loginSessions>['items'][number]

export function LoginsTab() {
  const words = useAccountWords()
  const t = words.t.logins
  const cache = useQueryClient()
  const query = useQuery(loginsQuery)
  const [revoking, setRevoking] = useState<Login>()
  const [isRevokingOthers, setRevokingOthers] = useState(false)
  // this one stays first, where people look for it
  const items = query.data?.items.toSorted((a, b) => Number(b.current) - Number(a.current))
  const others = items?.filter(({ current }) => !current).length ?? 0
  const device = revoking === undefined ? '' : deviceWords(revoking.device, t)
  const done = async (text: string) => {
    await cache.invalidateQueries({ queryKey: loginsQuery.queryKey })
    showToast({ text, tone: 'ok' })
  }
  if (query.data === undefined && query.error !== null) return <NotLoaded query={query} />
  return (
    <div className={styles.panel}>
      <div className={styles.toolbar}>
        <p className={styles.muted}>{t.text}</p>
        {others > 0 && <Button onPress={() => setRevokingOthers(true)}>{t.others}</Button>}
      </div>
      <Table
        label={words.t.page.tabs.logins}
        columns={columnsOf(words)}
        rows={items}
        rowKey={({ id }) => id}
        skeletonRows={2}
        actions={(login) =>
          !login.current && (
            <Button
              compact
              aria-label={t.revokeOf({ device: deviceWords(login.device, t) })}
              onPress={() => setRevoking(login)}
            >
              {t.revoke}
            </Button>
          )
        }
      />
      <ConfirmDialog
        isOpen={revoking !== undefined}
        onOpenChange={() => setRevoking(undefined)}
        title={t.revokeTitle({ device })}
        verb={t.revokeVerb}
        sayError={words.failureLine}
        onConfirm={async () => {
          if (revoking === undefined) return
          await client.myAccount.revokeLogin({ params: { id: revoking.id } })
          await done(t.revoked)
        }}
      >
        <p>{t.revokeText({ device, address: revoking?.address ?? '' })}</p>
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={isRevokingOthers}
        onOpenChange={setRevokingOthers}
        title={t.othersTitle}
        verb={t.othersVerb}
        sayError={words.failureLine}
        onConfirm={async () => {
          await client.myAccount.revokeOtherLogins()
          await done(t.othersDone)
        }}
      >
        <p>{t.othersText({ count: others })}</p>
      </ConfirmDialog>
    </div>
  )
}

function columnsOf({ t: { logins: t } }: AccountWords): TableColumn<Login>[] {
  return [
    {
      id: 'device',
      title: t.device,
      isRowTitle: true,
      skeletonWidth: '16ch',
      cell: (login) => (
        <span className={styles.device} title={login.device}>
          <span className={styles.name}>{deviceWords(login.device, t)}</span>
          {login.current && <Badge tone="ok">{t.current}</Badge>}
          {login.kind === 'program' && <Badge>{t.program}</Badge>}
        </span>
      ),
    },
    { id: 'address', title: t.address, isMono: true, card: 'show', cell: ({ address }) => address },
    { id: 'last', title: t.last, card: 'show', cell: ({ lastSeenAt }) => <RelativeTime at={lastSeenAt} /> },
    { id: 'first', title: t.first, card: 'none', cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
    { id: 'ends', title: t.ends, hideBelow: 1024, cell: ({ expiresAt }) => <RelativeTime at={expiresAt} /> },
  ]
}
