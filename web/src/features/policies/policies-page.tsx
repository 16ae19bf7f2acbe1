/** The site's resource policies, for administrators. */
import { addressOf } from '@berth/contract/client.ts'
import type { Policy } from '@berth/contract/policies.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { api } from 'virtual:api-paths'
import { SearchedList } from '../../parts/searched-list.tsx'
import { AdministratorsOnly } from '../../shell/administrators-only.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/use-me.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { DownloadIcon, MoreIcon, PlusIcon } from '../../ui/icons.tsx'
import { Menu, MenuItem } from '../../ui/menu.tsx'
import { showToast } from '../../ui/toast.tsx'
import styles from './policies.module.css'
import { policyListQuery, usePolicyChanges } from './policy-queries.ts'
import { PolicyTable } from './policy-table.tsx'
import { usePolicyWords } from './policy-texts.ts'

const PolicyFormDialog = lazy(async () => ({ default: (await import('./policy-form-dialog.tsx')).PolicyFormDialog }))

export function PoliciesPage() {
  const { t } = usePolicyWords()
  return useMe().role === 'superadmin' ? <Policies /> : <AdministratorsOnly title={t.title} />
}

type Open = { readonly name: 'create' } | { readonly name: 'edit' | 'remove'; readonly policy: Policy }

const useRows = (q: string) => useInfiniteQuery(policyListQuery(q))

function Policies() {
  const { t, failureOf } = usePolicyWords()
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
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
            <Menu
              label={t.pageActions}
              trigger={
                <IconButton look="plain" label={t.pageActions}>
                  <MoreIcon />
                </IconButton>
              }
            >
              <MenuItem
                label={t.export}
                icon={<DownloadIcon />}
                onAction={() => window.location.assign(addressOf(api.policies.export))}
              />
            </Menu>
          </>
        }
      />
      <p className={styles.intro}>{t.text}</p>
      <SearchedList
        words={{ search: t.search, more: t.more, notLoaded: t.notLoaded, noneFound: t.none, clear: t.clear }}
        failureOf={failureOf}
        useRows={useRows}
        empty={null}
      >
        {(rows, empty) => (
          <PolicyTable
            rows={rows}
            empty={empty}
            onEdit={(policy) => setOpen({ name: 'edit', policy })}
            onRemove={(policy) => setOpen({ name: 'remove', policy })}
          />
        )}
      </SearchedList>
      <Suspense>
        {open?.name === 'create' && <PolicyFormDialog onClose={close} />}
        {open?.name === 'edit' && <PolicyFormDialog policy={open.policy} onClose={close} />}
        {open?.name === 'remove' && <RemovePolicy policy={open.policy} onClose={close} />}
      </Suspense>
    </div>
  )
}

function RemovePolicy({ policy, onClose }: { readonly policy: Policy; readonly onClose: () => void }) {
  const { t, failureLine } = usePolicyWords()
  const { remove } = usePolicyChanges()
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t.removing.title(policy)}
      verb={t.removing.verb}
      sayError={failureLine}
      onConfirm={async () => {
        await remove(policy)
        showToast({ text: t.removing.done(policy), tone: 'ok' })
      }}
    >
      <p>{t.removing.text}</p>
    </ConfirmDialog>
  )
}
