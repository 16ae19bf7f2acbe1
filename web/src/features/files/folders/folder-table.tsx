/** The rows of the list. */
import type { Folder } from '@berth/contract/folders.ts'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { bytes, number } from '../../../parts/amounts.ts'
import { ChosenTable } from '../../../parts/chosen-table.tsx'
import { FilterField } from '../../../parts/filter-field.tsx'
import type { ListFilter } from '../../../parts/filter-field.tsx'
import { RowLink } from '../../../parts/row-link.tsx'
import { paths } from '../../../paths.ts'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Badge, Status } from '../../../ui/status.tsx'
import type { TableColumn } from '../../../ui/table.tsx'
import { cardsQuery, useMedia } from '../../../ui/use-media.ts'
import { FolderMenu } from './folder-menu.tsx'
import type { FolderAction } from './folder-menu.tsx'
import { canOpen } from './folder-rights.ts'
import { folderSortFields } from './folders-search.ts'
import type { FolderFilterName, FoldersAddress, FolderSortField } from './folders-search.ts'
import { useFolderWords } from './folders-texts.ts'
import type { FolderWords } from './folders-texts.ts'
import styles from './folders.module.css'

const columnIds = ['name', 'host', 'type', 'permission', 'owner', 'used', 'files', 'createdAt', 'state'] as const
type ColumnId = (typeof columnIds)[number] | 'purgesAt'

/** Under which filter a column is filtered. */
const filterOf: { readonly [Id in ColumnId]?: FolderFilterName } = {
  name: 'name',
  host: 'host',
  type: 'type',
  permission: 'permission',
  owner: 'relation',
}

export interface FolderTableProps {
  readonly address: Omit<FoldersAddress, 'isCreating'>
  readonly rows: readonly Folder[] | undefined
  readonly filters: readonly ListFilter<FolderFilterName>[]
  readonly onChange: (changes: Partial<FoldersAddress>) => void
  readonly onAction: (folder: Folder, action: FolderAction) => void
  readonly empty: ReactNode
}

export function FolderTable({ address, rows, filters, onChange, onAction, empty }: FolderTableProps) {
  const words = useFolderWords()
  const { t } = words
  const navigate = useNavigate()
  const hasHeader = !useMedia(cardsQuery)
  const isTrash = address.tab === 'trashed'
  const ids: readonly ColumnId[] = isTrash ? ['name', 'host', 'type', 'owner', 'used', 'files', 'purgesAt'] : columnIds
  const columns = ids.map((id): TableColumn<Folder> => {
    const filter = filters.find(({ name }) => name === filterOf[id])
    return {
      id,
      title: t.columns[id],
      isSortable: folderSortFields.some((field) => field === id),
      ...(filter !== undefined && hasHeader
        ? {
            filter: (
              <FilterField
                filter={filter}
                values={address.filters}
                onChange={(values) => onChange({ filters: values })}
              />
            ),
          }
        : {}),
      ...cellOf(id, words),
    }
  })
  return (
    <ChosenTable
      name={isTrash ? 'trashedFolders' : 'folders'}
      label={`${t.title}: ${t.tabs[address.tab]}`}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      onOpen={(folder) => {
        if (canOpen(folder)) void navigate({ to: paths.folder(folder.id) })
      }}
      actions={(folder) => <FolderMenu folder={folder} onAction={(action) => onAction(folder, action)} />}
      sort={address.sort}
      onSort={({ column, isDescending }) => onChange({ sort: { column: column as FolderSortField, isDescending } })}
      empty={empty}
    />
  )
}

type CellProps = Pick<TableColumn<Folder>, 'cell'> & Partial<TableColumn<Folder>>

function cellOf(column: ColumnId, words: FolderWords): CellProps {
  const { t, language } = words
  switch (column) {
    case 'name':
      return { isRowTitle: true, skeletonWidth: '16ch', cell: (folder) => <Name folder={folder} /> }
    case 'host':
      return { width: '7rem', hideBelow: 1280, card: 'none', cell: ({ host }) => host }
    case 'type':
      return { width: '6rem', hideBelow: 1024, card: 'none', cell: ({ type }) => t.types[type] }
    case 'permission':
      return {
        width: '7.5rem',
        card: 'side',
        cell: ({ permission }) =>
          permission === null ? (
            <span className={styles.faint}>{t.manageOnly}</span>
          ) : (
            <span title={t.permissions[permission]}>
              <Badge tone={permission === 'rw' ? 'info' : 'neutral'}>{t.short[permission]}</Badge>
            </span>
          ),
      }
    case 'owner':
      return { width: '9rem', hideBelow: 1024, card: 'show', cell: (folder) => <Owner folder={folder} /> }
    case 'used':
      return { width: '8.5rem', align: 'end', card: 'show', cell: (folder) => <Used folder={folder} /> }
    case 'files':
      return {
        width: '5rem',
        align: 'end',
        hideBelow: 1440,
        card: 'none',
        cell: ({ files }) => (files === null ? '' : number(language, files)),
      }
    case 'createdAt':
      return { width: '7.5rem', hideBelow: 1280, card: 'none', cell: ({ createdAt }) => <At time={createdAt} /> }
    case 'purgesAt':
      return {
        width: '9rem',
        card: 'show',
        cell: ({ purgesAt }) => (purgesAt === null ? '' : <At time={purgesAt} />),
      }
    case 'state':
      return {
        width: '7.5rem',
        hideBelow: 1440,
        card: 'none',
        cell: ({ state }) => (
          <Status tone={state === 'ready' ? 'ok' : 'warn'} shape={state === 'ready' ? 'filled' : 'ring'}>
            {t.ownStates[state]}
          </Status>
        ),
      }
  }
}

const At = ({ time }: { readonly time: string }) => (
  <span className={styles.time}>
    <RelativeTime at={time} isFocusable={false} />
  </span>
)

function Name({ folder }: { readonly folder: Folder }) {
  const { t, say } = useFolderWords()
  const { id, name, autoMount, example, sessions, state } = folder
  return (
    <span className={styles.names}>
      <span className={styles.title}>
        {canOpen(folder) ? (
          <RowLink to={paths.folder(id)} className={styles.name}>
            {name}
          </RowLink>
        ) : (
          <span className={styles.name}>{name}</span>
        )}
        {autoMount && (
          <span title={t.autoMountText}>
            <Badge>{t.autoMount}</Badge>
          </span>
        )}
        {example && <Badge>{t.example}</Badge>}
      </span>
      {sessions > 0 && <span className={styles.faint}>{t.mounted({ count: sessions, text: say(sessions) })}</span>}
      {state === 'unavailable' && <span className={styles.away}>{t.ownStates[state]}</span>}
    </span>
  )
}

function Owner({ folder: { type, relation, ownerName, projectName } }: { readonly folder: Folder }) {
  const { t } = useFolderWords()
  if (type === 'group') return projectName
  return relation === 'owner' ? t.you : ownerName
}

function Used({ folder: { used, capacity, enforcement } }: { readonly folder: Folder }) {
  const { t, language } = useFolderWords()
  if (used === null) return <span className={styles.faint}>{t.notMeasured}</span>
  return (
    <span title={capacity !== null && enforcement === 'measured' ? t.measuredOnly : undefined}>
      {capacity === null
        ? bytes(language, used)
        : t.usedOf({ used: bytes(language, used), capacity: bytes(language, capacity) })}
    </span>
  )
}
