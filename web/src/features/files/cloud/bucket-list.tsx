/** All buckets that there are keys for. */
import { Link } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import type { CloudAccess } from '../../../parts/cloud/cloud-access.ts'
import { setCloudKeys, withRow } from '../../../parts/cloud/cloud-keys.ts'
import type { CloudKeys } from '../../../parts/cloud/cloud-keys.ts'
import type { CloudTexts } from '../../../parts/cloud/cloud-texts.ts'
import { useCloudWords } from '../../../parts/cloud/cloud-texts.ts'
import { originToReach } from '../../../parts/cloud/cloud-urls.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/button.tsx'
import { PlusIcon } from '../../../ui/action-icons.tsx'
import { KeyIcon } from '../../../ui/icons.tsx'
import { lazyPart } from '../../../ui/lazy-part.ts'
import { BoxIcon } from '../../../ui/thing-icons.tsx'
import { EmptyState } from '../../../ui/page-state.tsx'
import { Table } from '../../../ui/table.tsx'
import type { TableColumn } from '../../../ui/table.tsx'
import { showToast } from '../../../ui/toast.tsx'
import styles from './cloud.module.css'
import { searchTo } from './cloud-place.ts'

const CloudKeyDialog = lazyPart(async () => (await import('../../../parts/cloud/cloud-key-dialog.tsx')).CloudKeyDialog)

export function BucketList({ keys }: { readonly keys: CloudKeys }) {
  const { t } = useCloudWords()
  const { rows, isKept } = keys
  const [isAdding, setAdding] = useState(false)
  const add = (
    <Button look="primary" onPress={() => setAdding(true)}>
      <PlusIcon />
      {t.add}
    </Button>
  )
  return (
    <>
      <div className={styles.bar}>
        <p className={styles.muted}>{t.page.text}</p>
        {rows.length > 0 && add}
      </div>
      <Table
        label={t.page.buckets}
        columns={columnsOf(t)}
        rows={rows}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={<KeyIcon size={24} />} title={t.none} actions={add}>
            {t.form.stays}
          </EmptyState>
        }
      />
      <Suspense>
        {isAdding && (
          <CloudKeyDialog
            reason="add"
            onSave={(access) => {
              setCloudKeys({ rows: withRow(rows, access), isKept })
              showToast({ text: t.form.added(access), tone: 'ok' })
            }}
            onClose={() => setAdding(false)}
          />
        )}
      </Suspense>
    </>
  )
}

const columnsOf = (t: CloudTexts): TableColumn<CloudAccess>[] => [
  {
    id: 'name',
    title: t.page.columns.name,
    isRowTitle: true,
    cell: (access) => (
      <Link to={paths.cloud} search={searchTo(access, '')} className={styles.entry}>
        <BoxIcon />
        <span>{access.bucket}</span>
      </Link>
    ),
  },
  {
    id: 'provider',
    title: t.page.columns.provider,
    card: 'show',
    width: '14rem',
    cell: ({ provider }) => t.providers[provider],
  },
  {
    id: 'host',
    title: t.page.columns.host,
    isMono: true,
    hideBelow: 1024,
    card: 'none',
    cell: (access) => new URL(originToReach(access)).host,
  },
]
