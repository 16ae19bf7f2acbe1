/** What sessions run in, for administrators. */
import type { EnvironmentDetail } from '@berth/contract/environments.ts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { appsAddressQuery } from '../../api/app-queries.ts'
import { useListOrder } from '../../parts/ordered-table.tsx'
import { SearchedList } from '../../parts/searched-list.tsx'
import { AdministratorsOnly } from '../../shell/administrators-only.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/use-me.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { PlusIcon, RefreshIcon } from '../../ui/action-icons.tsx'
import { lazyPart } from '../../ui/lazy-part.ts'
import { MenuItem } from '../../ui/menu.tsx'
import { MoreMenu } from '../../ui/more-menu.tsx'
import { Notice } from '../../ui/notice.tsx'
import { showToast } from '../../ui/toast.tsx'
import { allEnvironmentsQuery, useEnvironmentChanges } from './environment-queries.ts'
import { EnvironmentTable, environmentOrders } from './environment-table.tsx'
import { useEnvironmentWords } from './environment-texts.ts'
import styles from './environments.module.css'

const EnvironmentFormDialog = lazyPart(
  async () => (await import('./environment-form-dialog.tsx')).EnvironmentFormDialog,
)

export function EnvironmentsPage() {
  const { t } = useEnvironmentWords()
  return useMe().role === 'superadmin' ? <Environments /> : <AdministratorsOnly title={t.title} />
}

type Open = { readonly name: 'create' } | { readonly name: 'edit' | 'remove'; readonly environment: EnvironmentDetail }

function Environments() {
  const { t, failureOf, failureLine } = useEnvironmentWords()
  const { rescan } = useEnvironmentChanges()
  const order = useListOrder(environmentOrders, { column: 'order', isDescending: false })
  const useRows = (q: string) => useInfiniteQuery(allEnvironmentsQuery(q, order.asked))
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const lookAgain = () =>
    rescan().then(
      () => showToast({ text: t.rescanned, tone: 'ok' }),
      (error: unknown) => showToast({ text: failureLine(error), tone: 'bad' }),
    )
  return (
    <div className={styles.page}>
      <PageHead
        title={t.title}
        actions={
          <>
            <Button look="primary" onPress={() => setOpen({ name: 'create' })}>
              <PlusIcon />
              {t.create}
            </Button>
            <MoreMenu label={t.pageActions}>
              <MenuItem label={t.rescan} icon={<RefreshIcon />} onAction={() => void lookAgain()} />
            </MoreMenu>
          </>
        }
      />
      <p className={styles.intro}>{t.text}</p>
      <AppsAddressNotice />
      <SearchedList
        words={{ search: t.search, more: t.more, notLoaded: t.notLoaded, noneFound: t.none, clear: t.clear }}
        failureOf={failureOf}
        useRows={useRows}
        empty={null}
      >
        {(rows, empty) => (
          <EnvironmentTable
            order={order}
            rows={rows}
            empty={empty}
            onEdit={(environment) => setOpen({ name: 'edit', environment })}
            onRemove={(environment) => setOpen({ name: 'remove', environment })}
          />
        )}
      </SearchedList>
      <Suspense>
        {open?.name === 'create' && <EnvironmentFormDialog onClose={close} />}
        {open?.name === 'edit' && <EnvironmentFormDialog environment={open.environment} onClose={close} />}
        {open?.name === 'remove' && <RemoveEnvironment environment={open.environment} onClose={close} />}
      </Suspense>
    </div>
  )
}

function AppsAddressNotice() {
  const { t } = useEnvironmentWords()
  const { data } = useQuery(appsAddressQuery)
  if (data === undefined || data.way === 'domain' || data.way === 'local') return null
  const { title, text } = t.address[data.way]
  return (
    <Notice tone="warn" title={title} isLive={false}>
      {text({ port: data.port ?? 0 })}
    </Notice>
  )
}

interface RemoveEnvironmentProps {
  readonly environment: EnvironmentDetail
  readonly onClose: () => void
}

function RemoveEnvironment({ environment, onClose }: RemoveEnvironmentProps) {
  const { t, failureLine } = useEnvironmentWords()
  const { remove } = useEnvironmentChanges()
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t.removing.title(environment)}
      verb={t.removing.verb}
      sayError={failureLine}
      onConfirm={async () => {
        await remove(environment)
        showToast({ text: t.removing.done(environment), tone: 'ok' })
      }}
    >
      <p>{t.removing.text}</p>
    </ConfirmDialog>
  )
}
