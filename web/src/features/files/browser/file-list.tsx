/** What is at a place, or what was found below it: rows, a search, and what is done with a selection. */
import type { Folder } from '@berth/contract/folders.ts'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { hashKey } from '@tanstack/react-query'
import { useMemo, useSyncExternalStore } from 'react'
import { longLists } from '../../../api/file-cache.ts'
import { MoreRows } from '../../../parts/more-rows.tsx'
import { NotLoaded } from '../../../parts/not-loaded.tsx'
import { SmallSort } from '../../../parts/small-sort.tsx'
import { Button } from '../../../ui/button.tsx'
import { SearchIcon } from '../../../ui/action-icons.tsx'
import { FolderIcon } from '../../../ui/thing-icons.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { EmptyState } from '../../../ui/page-state.tsx'
import type { OpenDialog } from './file-dialogs.tsx'
import { joined } from './file-paths.ts'
import { fileListQuery, fileSearchQuery } from './file-queries.ts'
import type { Item } from './file-queries.ts'
import { fileSortFields } from './file-search.ts'
import type { FilesAddress, FileSortField } from './file-search.ts'
import { FileTable } from './file-table.tsx'
import { useFileWords } from './files-texts.ts'
import styles from './files.module.css'
import { SearchField } from './search-field.tsx'
import { SelectionBar } from './selection-bar.tsx'

export interface FileListProps {
  readonly folder: Folder
  readonly address: FilesAddress
  readonly canWrite: boolean
  readonly selected: readonly Item[]
  readonly onSelect: (selected: readonly Item[]) => void
  readonly onGo: (changes: Partial<FilesAddress>, replace?: boolean) => void
  readonly onOpen: (dialog: OpenDialog) => void
}

export function FileList(props: FileListProps) {
  const { folder, address, canWrite, selected, onSelect, onGo, onOpen } = props
  return (
    <div className={styles.list}>
      <div className={styles.bar}>
        <SearchField key={address.path} value={address.q} onSearch={(q) => onGo({ q }, true)} />
        {selected.length > 0 && (
          <SelectionBar
            folder={folder}
            selected={selected}
            canWrite={canWrite}
            onOpen={onOpen}
            onClear={() => onSelect([])}
          />
        )}
      </div>
      {address.q === '' ? <Listed {...props} /> : <Found {...props} />}
    </div>
  )
}

function Listed(props: FileListProps) {
  const { folder, address, canWrite, onGo } = props
  const { t, failureOf } = useFileWords()
  const query = fileListQuery(folder.id, address)
  const list = useInfiniteQuery(query)
  const pages = list.data?.pages
  const { path } = address
  const rows = useMemo(
    () => pages?.flatMap(({ items }) => items.map((item): Item => ({ ...item, path: joined(path, item.name) }))),
    [pages, path],
  )
  const hash = hashKey(query.queryKey)
  const isChanged = useSyncExternalStore(longLists.subscribe, () => longLists.has(hash))
  if (rows === undefined && list.isError) return <NotLoaded title={t.notLoaded} query={list} failureOf={failureOf} />
  return (
    <>
      <SmallSort
        sort={address.sort}
        sortFields={fileSortFields.map((column) => [column, t.columns[column]])}
        onSort={({ column, isDescending }) => onGo({ sort: { column: column as FileSortField, isDescending } }, true)}
      />
      {isChanged && (
        <Notice
          tone="info"
          actions={
            <Button
              compact
              onPress={() => {
                longLists.forget(hash)
                void list.refetch()
              }}
            >
              {t.reload}
            </Button>
          }
        >
          {t.changed}
        </Notice>
      )}
      <FileTable
        {...props}
        rows={rows}
        empty={
          <EmptyState title={t.empty} icon={<FolderIcon size={24} />}>
            {canWrite ? t.emptyText : t.emptyReadOnly}
          </EmptyState>
        }
      />
      <MoreRows list={list}>{t.more}</MoreRows>
    </>
  )
}

function Found(props: FileListProps) {
  const { folder, address, onGo } = props
  const { t, say, failureOf } = useFileWords()
  const query = useQuery(fileSearchQuery(folder.id, address.path, address.q))
  if (query.data === undefined && query.isError)
    return <NotLoaded title={t.search.failed} query={query} failureOf={failureOf} />
  const items = query.data?.items
  return (
    <>
      <p role="status" className={styles.note}>
        {items !== undefined && items.length > 0 && t.search.some({ count: items.length, text: say(items.length) })}
        {query.data?.complete === false && ` ${t.search.incomplete}`}
      </p>
      <FileTable
        {...props}
        isFound
        rows={items}
        empty={
          <EmptyState
            title={t.search.none({ q: address.q })}
            icon={<SearchIcon size={24} />}
            actions={<Button onPress={() => onGo({ q: '' })}>{t.search.clear}</Button>}
          />
        }
      />
    </>
  )
}
