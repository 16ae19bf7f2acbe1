/** One tab: filters, rows, more rows; and what is there in place of rows. */
import type { Folder } from '@berth/contract/folders.ts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { storageHostsQuery } from '../../../api/folder-queries.ts'
import { FilterBar } from '../../../parts/filter-bar.tsx'
import type { ListFilter } from '../../../parts/filter-field.tsx'
import { isFiltered } from '../../../parts/filter-field.tsx'
import { useListWords } from '../../../parts/list-texts.ts'
import { MoreRows } from '../../../parts/more-rows.tsx'
import { NotLoaded } from '../../../parts/not-loaded.tsx'
import { usePreferences } from '../../../parts/preferences.ts'
import { Button } from '../../../ui/button.tsx'
import { TrashIcon } from '../../../ui/action-icons.tsx'
import { FolderIcon } from '../../../ui/thing-icons.tsx'
import { EmptyState } from '../../../ui/page-state.tsx'
import type { FolderAction } from './folder-menu.tsx'
import { FolderTable } from './folder-table.tsx'
import { folderListQuery } from './folder-queries.ts'
import { filterChoices, folderSortFields } from './folders-search.ts'
import type { FolderFilterName, FoldersAddress, FolderSortField } from './folders-search.ts'
import { useFolderWords } from './folders-texts.ts'
import type { FolderTexts } from './folders-texts.ts'
import styles from './folders.module.css'

export interface FolderListProps {
  readonly address: Omit<FoldersAddress, 'isCreating'>
  readonly onChange: (changes: Partial<FoldersAddress>) => void
  readonly onAction: (folder: Folder, action: FolderAction) => void
  readonly onCreate: () => void
}

export function FolderList({ address, onChange, onAction, onCreate }: FolderListProps) {
  const { t, failureOf } = useFolderWords()
  const lists = useListWords()
  const { hideExamples } = usePreferences()
  const { data: hosts } = useQuery(storageHostsQuery(undefined))
  const list = useInfiniteQuery(folderListQuery(address, hideExamples))
  const rows = list.data?.pages.flatMap((page) => page.items)
  if (rows === undefined && list.isError) return <NotLoaded title={t.notLoaded} query={list} failureOf={failureOf} />
  const filters = folderFilters(t, hosts?.items.map(({ name }) => name) ?? [])
  const empty = t.empty[address.tab]
  return (
    <div className={styles.list}>
      <FilterBar
        filters={filters}
        values={address.filters}
        onChange={(values) => onChange({ filters: values })}
        sort={address.sort}
        sortFields={folderSortFields.map((column) => [column, t.columns[column]])}
        onSort={({ column, isDescending }) => onChange({ sort: { column: column as FolderSortField, isDescending } })}
      />
      <FolderTable
        address={address}
        rows={rows}
        filters={filters}
        onChange={onChange}
        onAction={onAction}
        empty={
          isFiltered(address.filters) ? (
            <EmptyState
              title={t.empty.filtered.title}
              actions={<Button onPress={() => onChange({ filters: {} })}>{lists.t.filter.clear}</Button>}
            >
              {t.empty.filtered.text}
            </EmptyState>
          ) : (
            <EmptyState
              icon={address.tab === 'live' ? <FolderIcon size={24} /> : <TrashIcon size={24} />}
              title={empty.title}
              actions={address.tab === 'live' ? <Button onPress={onCreate}>{t.create}</Button> : undefined}
            >
              {empty.text}
            </EmptyState>
          )
        }
      />
      <MoreRows list={list}>{t.more}</MoreRows>
    </div>
  )
}

const folderFilters = (t: FolderTexts, hosts: readonly string[]): readonly ListFilter<FolderFilterName>[] => [
  { name: 'name', label: t.columns.name },
  ...(hosts.length > 1
    ? [{ name: 'host' as const, label: t.columns.host, choices: hosts.map((host) => [host, host] as const) }]
    : []),
  { name: 'type', label: t.columns.type, choices: filterChoices.type.map((type) => [type, t.types[type]] as const) },
  {
    name: 'permission',
    label: t.columns.permission,
    choices: filterChoices.permission.map((permission) => [permission, t.permissions[permission]] as const),
  },
  {
    name: 'relation',
    label: t.columns.owner,
    choices: filterChoices.relation.map((relation) => [relation, t.relations[relation]] as const),
  },
]
