/** Rows of files. */
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { bytes } from '../../../parts/amounts.ts'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { FolderIcon } from '../../../ui/thing-icons.tsx'
import { RelativeTime } from '../../../ui/relative-time.tsx'
import { Table } from '../../../ui/table.tsx'
import type { TableColumn } from '../../../ui/table.tsx'
import { FileIcon, LinkIcon } from './file-icons.tsx'
import type { FileListProps } from './file-list.tsx'
import { FileMenu } from './file-menu.tsx'
import { parentOf } from './file-paths.ts'
import type { Item } from './file-queries.ts'
import { searchOf } from './file-search.ts'
import type { FilesAddress, FileSortField } from './file-search.ts'
import { useFileWords } from './files-texts.ts'
import type { FileWords } from './files-texts.ts'
import styles from './files.module.css'

export interface FileTableProps extends FileListProps {
  readonly rows: readonly Item[] | undefined
  /** From a search: each says where it is, and they are in no order that could be another. */
  readonly isFound?: boolean
  readonly empty: ReactNode
}

export function FileTable(props: FileTableProps) {
  const { folder, address, rows, isFound = false, canWrite, selected, onSelect, onGo, onOpen, empty } = props
  const words = useFileWords()
  const { t } = words
  const chosen = useMemo(() => new Set(selected.map(({ path }) => path)), [selected])
  const toggle = (item: Item, isSelected: boolean) =>
    onSelect(isSelected ? [...selected, item] : selected.filter(({ path }) => path !== item.path))
  const all = rows ?? []
  const columns: TableColumn<Item>[] = [
    {
      id: 'select',
      title: t.columns.select,
      width: '2.25rem',
      card: 'side',
      head: (
        <Checkbox
          label={<span className="visually-hidden">{t.selectAll}</span>}
          isSelected={all.length > 0 && all.every(({ path }) => chosen.has(path))}
          isIndeterminate={chosen.size > 0 && all.some(({ path }) => !chosen.has(path))}
          isDisabled={all.length === 0}
          onChange={(isSelected) => onSelect(isSelected ? all : [])}
        />
      ),
      cell: (item) => (
        <Checkbox
          label={<span className="visually-hidden">{t.selectOne({ name: item.name })}</span>}
          isSelected={chosen.has(item.path)}
          onChange={(isSelected) => toggle(item, isSelected)}
        />
      ),
    },
    {
      id: 'name',
      title: t.columns.name,
      isRowTitle: true,
      isSortable: !isFound,
      skeletonWidth: '24ch',
      cell: (item) => <Name item={item} address={address} isFound={isFound} words={words} />,
    },
    {
      id: 'size',
      title: t.columns.size,
      isSortable: !isFound,
      align: 'end',
      width: '7rem',
      card: 'show',
      cell: ({ size }) => (size === null ? '' : bytes(words.language, size)),
    },
    {
      id: 'modifiedAt',
      title: t.columns.modifiedAt,
      isSortable: !isFound,
      width: '11rem',
      card: 'show',
      cell: ({ modifiedAt }) => (
        <span className={styles.time}>
          <RelativeTime at={modifiedAt} isFocusable={false} />
        </span>
      ),
    },
  ]
  return (
    <Table
      label={t.label({ name: folder.name })}
      columns={columns}
      rows={rows}
      rowKey={({ path }) => path}
      onOpen={(item) => {
        const way = wayTo(item)
        if (way !== undefined) onGo(way)
      }}
      actions={(item) => <FileMenu folder={folder} item={item} canWrite={canWrite} onGo={onGo} onOpen={onOpen} />}
      {...(isFound
        ? {}
        : {
            sort: address.sort,
            onSort: ({ column, isDescending }) =>
              onGo({ sort: { column: column as FileSortField, isDescending } }, true),
          })}
      empty={empty}
      skeletonRows={8}
    />
  )
}

/** What of the address changes when it is opened. */
function wayTo({ kind, path }: Item): Partial<FilesAddress> | undefined {
  if (kind === 'folder') return { path, q: '', file: undefined }
  return kind === 'file' ? { file: path } : undefined
}

interface NameProps {
  readonly item: Item
  readonly address: FilesAddress
  readonly isFound: boolean
  readonly words: FileWords
}

function Name({ item, address, isFound, words: { t } }: NameProps) {
  const { name, kind, link } = item
  const way = wayTo(item)
  const Icon = link !== null ? LinkIcon : kind === 'folder' ? FolderIcon : FileIcon
  return (
    <span className={styles.name}>
      <Icon className={styles.icon} />
      <span className={styles.words}>
        {way === undefined ? (
          <span title={t.kinds.other}>{name}</span>
        ) : (
          <Link to="." search={searchOf({ ...address, ...way })} title={name}>
            <span className="visually-hidden">{t.kinds[kind]}: </span>
            {name}
          </Link>
        )}
        {link !== null && <span className={styles.note}>{t.link({ target: link })}</span>}
        {isFound && parentOf(item.path) !== '' && <span className={styles.note}>{parentOf(item.path)}</span>}
      </span>
    </span>
  )
}
