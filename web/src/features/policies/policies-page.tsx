/** The site's resource policies, for administrators. */
import { MoreRows } from '../../parts/more-rows.tsx'
import { NotLoaded } from '../../parts/not-loaded.tsx'
import type { Policy } from '@berth/contract/policies.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { FilterBar } from '../../parts/filter-bar.tsx'
import { useListWords } from '../../parts/list-texts.ts'
import { AdministratorsOnly } from '../../shell/administrators-only.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/use-me.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { DownloadIcon, PlusIcon } from '../../ui/action-icons.tsx'
import { lazyPart } from '../../ui/lazy-part.ts'
import { MenuItem } from '../../ui/menu.tsx'
import { MoreMenu } from '../../ui/more-menu.tsx'
import { EmptyState } from '../../ui/page-state.tsx'
import { showToast } from '../../ui/toast.tsx'
import shared from '../../parts/amounts-page.module.css'
import styles from './policies.module.css'
import { policyListQuery, usePolicyChanges } from './policy-queries.ts'
import { filterFrom, policySortFields, searchOf } from './policy-search.ts'
import type { PolicyFilter, PolicySortField } from './policy-search.ts'
import { PolicyTable } from './policy-table.tsx'
import { usePolicyWords } from './policy-texts.ts'

const PolicyFormDialog = lazyPart(async () => (await import('./policy-form-dialog.tsx')).PolicyFormDialog)
const PolicyExport = lazyPart(async () => (await import('./policy-export.tsx')).PolicyExport)

export function PoliciesPage() {
  const { t } = usePolicyWords()
  return useMe().role === 'superadmin' ? <Policies /> : <AdministratorsOnly title={t.title} />
}

type Open = { readonly name: 'create' | 'export' } | { readonly name: 'edit' | 'remove'; readonly policy: Policy }

function Policies() {
  const { t } = usePolicyWords()
  const lists = useListWords()
  const navigate = useNavigate()
  const filter = filterFrom(useSearch({ strict: false }))
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  const change = (changes: Partial<PolicyFilter>) =>
    // of what is now in the address, which may be newer than this drawing
    void navigate({
      to: '.',
      search: (now: Record<string, unknown>) => searchOf({ ...filterFrom(now), ...changes }),
      replace: true,
    })
  return (
    <div className={shared.page}>
      <PageHead
        title={t.title}
        actions={
          <>
            <Button look="primary" onPress={() => setOpen({ name: 'create' })}>
              <PlusIcon />
              {t.create}
            </Button>
            <MoreMenu label={t.pageActions}>
              <MenuItem
                label={lists.t.export.menu}
                icon={<DownloadIcon />}
                onAction={() => setOpen({ name: 'export' })}
              />
            </MoreMenu>
          </>
        }
      />
      <p className={shared.intro}>{t.text}</p>
      <PolicyList filter={filter} onChange={change} onOpen={setOpen} />
      <Suspense>
        {open?.name === 'create' && <PolicyFormDialog onClose={close} />}
        {open?.name === 'export' && <PolicyExport filter={filter} onClose={close} />}
        {open?.name === 'edit' && <PolicyFormDialog policy={open.policy} onClose={close} />}
        {open?.name === 'remove' && <RemovePolicy policy={open.policy} onClose={close} />}
      </Suspense>
    </div>
  )
}

interface PolicyListProps {
  readonly filter: PolicyFilter
  readonly onChange: (changes: Partial<PolicyFilter>) => void
  readonly onOpen: (open: Open) => void
}

function PolicyList({ filter, onChange, onOpen }: PolicyListProps) {
  const { t, failureOf } = usePolicyWords()
  const lists = useListWords()
  const list = useInfiniteQuery(policyListQuery(filter))
  const rows = list.data?.pages.flatMap((page) => page.items)
  if (rows === undefined && list.isError) return <NotLoaded title={t.notLoaded} query={list} failureOf={failureOf} />
  const byName = { name: 'name', label: t.columns.name } as const
  const onSort = ({ column, isDescending }: { column: string; isDescending: boolean }) =>
    onChange({ sort: { column: column as PolicySortField, isDescending } })
  const onFilter = ({ name = '' }: { readonly name?: string }) => onChange({ name })
  return (
    <div className={styles.list}>
      <FilterBar
        filters={[byName]}
        values={{ name: filter.name }}
        onChange={onFilter}
        sort={filter.sort}
        sortFields={policySortFields.map((field) => [
          field,
          field === 'createdAt' ? t.columns[field] : t.fields[field],
        ])}
        onSort={onSort}
        isAlways
      />
      <PolicyTable
        rows={rows}
        nameFilter={byName}
        filter={filter}
        onFilter={onFilter}
        onSort={onSort}
        empty={
          <EmptyState
            title={t.none}
            actions={<Button onPress={() => onChange({ name: '' })}>{lists.t.filter.clear}</Button>}
          />
        }
        onEdit={(policy) => onOpen({ name: 'edit', policy })}
        onRemove={(policy) => onOpen({ name: 'remove', policy })}
      />
      <MoreRows list={list}>{t.more}</MoreRows>
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
