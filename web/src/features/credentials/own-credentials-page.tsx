/** Settings → Credentials: the pairs of keys that programs act for somebody with. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useListOrder } from '../../parts/ordered-table.tsx'
import { SearchedList } from '../../parts/searched-list.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { Button } from '../../ui/button.tsx'
import { PlusIcon } from '../../ui/action-icons.tsx'
import { KeyIcon } from '../../ui/icons.tsx'
import { EmptyState } from '../../ui/page-state.tsx'
import { credentialListQuery } from './credential-queries.ts'
import { OwnCredentialsTable, ownOrders } from './credential-table.tsx'
import { useCredentialWords } from './credential-texts.ts'
import styles from './credentials.module.css'
import { OpenDialog } from './open-dialog.tsx'
import type { Open } from './open-dialog.tsx'
import { searchWords } from './search-words.ts'

export function OwnCredentialsPage() {
  const { t, failureOf } = useCredentialWords()
  const [open, setOpen] = useState<Open>()
  const order = useListOrder(ownOrders, { column: 'createdAt', isDescending: true })
  const useRows = (q: string) =>
    useInfiniteQuery(
      credentialListQuery({ owner: 'me', active: 'true', sort: order.asked, ...(q === '' ? {} : { q }) }),
    )
  const create = (
    <Button look="primary" onPress={() => setOpen({ name: 'create' })}>
      <PlusIcon />
      {t.create}
    </Button>
  )
  return (
    <div className={styles.page}>
      <PageHead title={t.title} actions={create} />
      <p className={styles.intro}>{t.ownText}</p>
      <SearchedList
        words={searchWords(t)}
        failureOf={failureOf}
        useRows={useRows}
        empty={
          <EmptyState icon={<KeyIcon size={24} />} title={t.empty.own}>
            {t.empty.ownText}
          </EmptyState>
        }
      >
        {(rows, empty) => (
          <OwnCredentialsTable
            order={order}
            rows={rows}
            empty={empty}
            onAction={(credential, name) => setOpen({ name, credential })}
          />
        )}
      </SearchedList>
      <OpenDialog open={open} isAdministrator={false} onClose={() => setOpen(undefined)} />
    </div>
  )
}
