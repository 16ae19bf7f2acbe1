import type { CallResult } from '@berth/contract/endpoint.ts'
import type { passkeys } from '@berth/contract/my-account.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../api/client.ts'
import { canUsePasskeys } from '../../parts/passkey-support.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { PlusIcon } from '../../ui/action-icons.tsx'
import { KeyIcon } from '../../ui/icons.tsx'
import { MenuItem } from '../../ui/menu.tsx'
import { RowMenu } from '../../ui/more-menu.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { Table } from '../../ui/table.tsx'
import type { TableColumn } from '../../ui/table.tsx'
import { EmptyState } from '../../ui/page-state.tsx'
import { passkeysQuery } from './account-queries.ts'
import { useAccountWords } from './account-texts.ts'
import styles from './account.module.css'
import { AddPasskeyDialog, RenamePasskeyDialog } from './passkey-dialogs.tsx'
import { NotLoaded } from './not-loaded.tsx'

export type Passkey = CallResult<typeof passkeys.list>['items'][number]

export function PasskeysSection() {
  const words = useAccountWords()
  const t = words.t.passkeys
  const cache = useQueryClient()
  const query = useQuery(passkeysQuery)
  const [isAdding, setAdding] = useState(false)
  const [renaming, setRenaming] = useState<Passkey>()
  const [removing, setRemoving] = useState<Passkey>()
  const items = query.data?.items
  const canAdd = canUsePasskeys()
  const columns: TableColumn<Passkey>[] = [
    {
      id: 'name',
      title: t.name,
      isRowTitle: true,
      cell: ({ name }) => <span className={styles.name}>{name}</span>,
    },
    { id: 'added', title: t.added, card: 'show', cell: ({ createdAt }) => <RelativeTime at={createdAt} /> },
    {
      id: 'used',
      title: t.lastUsed,
      card: 'none',
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? t.never : <RelativeTime at={lastUsedAt} />),
    },
  ]
  return (
    <section className={styles.section} aria-labelledby="passkeys">
      <div className={styles.sectionHead}>
        <div className={styles.sectionWords}>
          <h2 id="passkeys">{t.title}</h2>
          <p className={styles.muted}>{t.text}</p>
        </div>
        {canAdd && items !== undefined && items.length > 0 && <AddButton onPress={() => setAdding(true)} />}
      </div>
      {query.data === undefined && query.error !== null ? (
        <NotLoaded query={query} />
      ) : (
        <Table
          label={t.title}
          columns={columns}
          rows={items}
          rowKey={({ id }) => id}
          skeletonRows={1}
          empty={
            <EmptyState
              icon={<KeyIcon size={24} />}
              title={t.none}
              headingLevel={3}
              actions={canAdd ? <AddButton onPress={() => setAdding(true)} /> : undefined}
            >
              {!canAdd && t.cannot}
            </EmptyState>
          }
          actions={(passkey) => (
            <RowMenu label={t.actions({ name: passkey.name })}>
              <MenuItem label={t.rename} onAction={() => setRenaming(passkey)} />
              <MenuItem label={t.remove} isDanger onAction={() => setRemoving(passkey)} />
            </RowMenu>
          )}
        />
      )}
      {isAdding && <AddPasskeyDialog onClose={() => setAdding(false)} />}
      {renaming !== undefined && <RenamePasskeyDialog passkey={renaming} onClose={() => setRenaming(undefined)} />}
      <ConfirmDialog
        isOpen={removing !== undefined}
        onOpenChange={() => setRemoving(undefined)}
        title={t.removeTitle({ name: removing?.name ?? '' })}
        verb={t.removeVerb}
        sayError={words.failureLine}
        onConfirm={async () => {
          if (removing === undefined) return
          await client.passkeys.remove({ params: { id: removing.id } })
          await cache.invalidateQueries({ queryKey: passkeysQuery.queryKey })
        }}
      >
        <p>{t.removeText}</p>
      </ConfirmDialog>
    </section>
  )
}

function AddButton({ onPress }: { readonly onPress: () => void }) {
  return (
    <Button onPress={onPress}>
      <PlusIcon />
      {useAccountWords().t.passkeys.add}
    </Button>
  )
}
