/** Who one is to the identity provider, where the site has one. */
import type { CallResult } from '@berth/contract/endpoint.ts'
import type { identities } from '@berth/contract/my-account.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { NotLoaded } from '../../parts/not-loaded.tsx'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { EmptyState } from '../../ui/page-state.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Table } from '../../ui/table.tsx'
import type { TableColumn } from '../../ui/table.tsx'
import { identitiesQuery, waysQuery } from './account-queries.ts'
import { useAccountWords } from './account-texts.ts'
import styles from './account.module.css'

type Identity = CallResult<typeof identities.list>['items'][number]

const hostOf = (issuer: string) => (URL.canParse(issuer) ? new URL(issuer).host : issuer)

export function IdentitiesSection() {
  const words = useAccountWords()
  const t = words.t.identities
  const cache = useQueryClient()
  const ways = useQuery(waysQuery).data
  const list = useQuery(identitiesQuery)
  const items = list.data?.items
  const [unlinking, setUnlinking] = useState<Identity>()
  const { problem } = useSearch({ strict: false }) as { readonly problem?: unknown }
  const [error, setError] = useState<string | undefined>(() => words.problemLine(problem))
  const label = ways?.oidc?.label
  // where nobody signs in that way, there is nothing to say; an identity of before can still be taken away
  if (label === undefined && (items === undefined || items.length === 0)) return null

  const link = () =>
    client.identities.link().then(
      ({ url }) => window.location.assign(url),
      (failure: unknown) => setError(words.failureLine(failure)),
    )
  const columns: TableColumn<Identity>[] = [
    {
      id: 'issuer',
      title: t.issuer,
      isRowTitle: true,
      cell: ({ issuer }) => <span className={styles.name}>{hostOf(issuer)}</span>,
    },
    { id: 'email', title: t.email, card: 'show', cell: ({ email }) => email ?? '' },
    { id: 'linked', title: t.linkedAt, card: 'none', cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
    {
      id: 'used',
      title: t.lastUsed,
      hideBelow: 1024,
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? words.t.passkeys.never : <RelativeTime at={lastUsedAt} />),
    },
  ]
  return (
    <section className={styles.section} aria-labelledby="identities">
      <div className={styles.sectionHead}>
        <div className={styles.sectionWords}>
          <h2 id="identities">{t.title}</h2>
          {label !== undefined && <p className={styles.muted}>{t.text({ label })}</p>}
        </div>
        {label !== undefined && <Button onPress={() => void link()}>{t.link({ label })}</Button>}
      </div>
      {error !== undefined && (
        <Notice tone="bad" title={t.notLinked}>
          {error}
        </Notice>
      )}
      {items === undefined && list.error !== null ? (
        <NotLoaded isCompact title={words.t.page.notLoaded} query={list} failureOf={words.failureOf} />
      ) : (
        <Table
          label={t.title}
          columns={columns}
          rows={items}
          rowKey={({ id }) => id}
          skeletonRows={1}
          empty={<EmptyState title={t.none} headingLevel={3} />}
          actions={(identity) => (
            <Button compact onPress={() => setUnlinking(identity)}>
              {t.unlink}
            </Button>
          )}
        />
      )}
      <ConfirmDialog
        isOpen={unlinking !== undefined}
        onOpenChange={() => setUnlinking(undefined)}
        title={t.unlinkTitle}
        verb={t.unlinkVerb}
        sayError={words.failureLine}
        onConfirm={async () => {
          if (unlinking === undefined) return
          await client.identities.remove({ params: { id: unlinking.id } })
          await cache.invalidateQueries({ queryKey: identitiesQuery.queryKey })
        }}
      >
        <p>{t.unlinkText({ issuer: hostOf(unlinking?.issuer ?? '') })}</p>
      </ConfirmDialog>
    </section>
  )
}
