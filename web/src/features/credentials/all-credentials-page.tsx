/** Administration → Credentials: everybody's, active and not. */
import { MoreRows } from '../../parts/more-rows.tsx'
import { NotLoaded } from '../../parts/not-loaded.tsx'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { FilterBar } from '../../parts/filter-bar.tsx'
import { isFiltered } from '../../parts/filter-field.tsx'
import { useListWords } from '../../parts/list-texts.ts'
import { AdministratorsOnly } from '../../shell/administrators-only.tsx'
import { PageHead } from '../../shell/page-head.tsx'
import { useMe } from '../../shell/use-me.ts'
import { Button } from '../../ui/button.tsx'
import { DownloadIcon } from '../../ui/action-icons.tsx'
import { KeyIcon } from '../../ui/icons.tsx'
import { lazyPart } from '../../ui/lazy-part.ts'
import { MenuItem } from '../../ui/menu.tsx'
import { MoreMenu } from '../../ui/more-menu.tsx'
import { EmptyState } from '../../ui/page-state.tsx'
import { TabPanel, Tabs } from '../../ui/tabs.tsx'
import { credentialFilters } from './credential-filters.ts'
import { credentialListQuery, policyNamesQuery } from './credential-queries.ts'
import { addressFrom, credentialSortFields, credentialTabs, listQueryOf, searchOf } from './credential-search.ts'
import type { CredentialsAddress, CredentialSortField } from './credential-search.ts'
import { AllCredentialsTable } from './credential-table.tsx'
import { useCredentialWords } from './credential-texts.ts'
import styles from './credentials.module.css'
import { OpenDialog } from './open-dialog.tsx'
import type { Open } from './open-dialog.tsx'

const CredentialExport = lazyPart(async () => (await import('./credential-export.tsx')).CredentialExport)

export function AllCredentialsPage() {
  const { t } = useCredentialWords()
  return useMe().role === 'superadmin' ? <AllCredentials /> : <AdministratorsOnly title={t.title} />
}

function AllCredentials() {
  const { t } = useCredentialWords()
  const lists = useListWords()
  const navigate = useNavigate()
  const address = addressFrom(useSearch({ strict: false }))
  const [now] = useState(() => new Date())
  const [open, setOpen] = useState<Open>()
  const [isExporting, setExporting] = useState(false)
  const go = (changes: Partial<CredentialsAddress>, replace = false) =>
    // of what is now in the address, which may be newer than this drawing
    void navigate({
      to: '.',
      search: (now: Record<string, unknown>) => searchOf({ ...addressFrom(now), ...changes }),
      replace,
    })
  return (
    <div className={styles.page}>
      <PageHead
        title={t.title}
        actions={
          <MoreMenu label={t.pageActions}>
            <MenuItem label={lists.t.export.menu} icon={<DownloadIcon />} onAction={() => setExporting(true)} />
          </MoreMenu>
        }
      />
      <p className={styles.intro}>{t.allText}</p>
      <Tabs
        label={t.states}
        items={credentialTabs.map((id) => ({ id, label: t.tabs[id] }))}
        value={address.tab}
        onChange={(tab) => go({ tab })}
      >
        {credentialTabs.map((tab) => (
          <TabPanel key={tab} id={tab}>
            <OneTab
              address={{ ...address, tab }}
              now={now}
              onChange={(changes) => go(changes, true)}
              onOpen={setOpen}
            />
          </TabPanel>
        ))}
      </Tabs>
      <OpenDialog open={open} isAdministrator onClose={() => setOpen(undefined)} />
      <Suspense>
        {isExporting && <CredentialExport query={listQueryOf(address, now)} onClose={() => setExporting(false)} />}
      </Suspense>
    </div>
  )
}

interface OneTabProps {
  readonly address: CredentialsAddress
  readonly now: Date
  readonly onChange: (changes: Partial<CredentialsAddress>) => void
  readonly onOpen: (open: Open) => void
}

function OneTab({ address, now, onChange, onOpen }: OneTabProps) {
  const { t, failureOf } = useCredentialWords()
  const lists = useListWords()
  const { data: policies = [] } = useQuery(policyNamesQuery)
  const list = useInfiniteQuery(credentialListQuery(listQueryOf(address, now)))
  const rows = list.data?.pages.flatMap((page) => page.items)
  const { tab, filters, sort } = address
  // one that is in the address stays a choice, also where there are more than are asked for
  const chosen = filters.policy ?? ''
  const specs = credentialFilters(t, chosen === '' || policies.includes(chosen) ? policies : [chosen, ...policies])
  if (rows === undefined && list.isError) return <NotLoaded title={t.notLoaded} query={list} failureOf={failureOf} />
  const onSort = (next: { column: string; isDescending: boolean }) =>
    onChange({ sort: { column: next.column as CredentialSortField, isDescending: next.isDescending } })
  return (
    <div className={styles.list}>
      <FilterBar
        filters={specs}
        values={filters}
        onChange={(next) => onChange({ filters: next })}
        sort={sort}
        sortFields={credentialSortFields.map((column) => [column, t.columns[column]])}
        onSort={onSort}
        opensBelow={1280}
      />
      <AllCredentialsTable
        rows={rows}
        filters={specs}
        values={filters}
        onChange={(next) => onChange({ filters: next })}
        sort={sort}
        onSort={onSort}
        empty={
          isFiltered(filters) ? (
            <EmptyState
              title={t.empty.found}
              actions={<Button onPress={() => onChange({ filters: {} })}>{lists.t.filter.clear}</Button>}
            />
          ) : (
            <EmptyState icon={<KeyIcon size={24} />} title={t.empty[tab]} />
          )
        }
        onAction={(credential, name) => onOpen({ name, credential })}
      />
      <MoreRows list={list}>{t.more}</MoreRows>
    </div>
  )
}
