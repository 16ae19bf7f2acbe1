/** The rows of the list. */
import type { Policy } from '@berth/contract/policies.ts'
import { defaultPolicy } from '@berth/contract/policies.ts'
import type { ReactNode } from 'react'
import { duration } from '../../parts/amounts.ts'
import { FilterField } from '../../parts/filter-field.tsx'
import type { FilterValues, ListFilter } from '../../parts/filter-field.tsx'
import { PencilIcon } from '../../ui/action-icons.tsx'
import { CloseIcon } from '../../ui/icons.tsx'
import { MenuItem, MenuSection } from '../../ui/menu.tsx'
import { RowMenu } from '../../ui/more-menu.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import type { TableColumn, TableSort } from '../../ui/table.tsx'
import { cardsQuery, useMedia } from '../../ui/use-media.ts'
import shared from '../../parts/amounts-page.module.css'
import { ChosenTable } from '../../parts/chosen-table.tsx'
import { amountText } from './policy-amounts.ts'
import type { PolicyFilter } from './policy-search.ts'
import type { PolicyWords } from './policy-texts.ts'
import { usePolicyWords } from './policy-texts.ts'

export interface PolicyTableProps {
  readonly rows: readonly Policy[] | undefined
  readonly empty: ReactNode
  readonly nameFilter: ListFilter<'name'>
  readonly filter: PolicyFilter
  readonly onFilter: (values: FilterValues<'name'>) => void
  readonly onSort: (sort: TableSort) => void
  readonly onEdit: (policy: Policy) => void
  readonly onRemove: (policy: Policy) => void
}

export function PolicyTable(props: PolicyTableProps) {
  const { rows, empty, nameFilter, filter, onFilter, onSort, onEdit, onRemove } = props
  const words = usePolicyWords()
  const { t } = words
  const hasHeader = !useMedia(cardsQuery)
  const columns = columnsOf(words, onEdit).map((column) =>
    column.isRowTitle === true && hasHeader
      ? {
          ...column,
          filter: <FilterField filter={nameFilter} values={{ name: filter.name }} onChange={onFilter} />,
        }
      : column,
  )
  return (
    <ChosenTable
      name="policies"
      label={t.title}
      columns={columns}
      sort={filter.sort}
      onSort={onSort}
      rows={rows}
      rowKey={({ name }) => name}
      onOpen={onEdit}
      empty={empty}
      actions={(policy) => (
        <RowMenu label={t.actionsOf(policy)}>
          <MenuItem label={t.edit} icon={<PencilIcon />} onAction={() => onEdit(policy)} />
          <MenuSection>
            <MenuItem
              label={t.remove}
              icon={<CloseIcon />}
              isDanger={policy.name !== defaultPolicy}
              onAction={() => onRemove(policy)}
              {...(policy.name === defaultPolicy ? { isDisabled: true, note: t.defaultStays } : {})}
            />
          </MenuSection>
        </RowMenu>
      )}
    />
  )
}

const resources = ['cpu', 'memory', 'gpu', 'gpuShares'] as const

const columnsOf = ({ t, language }: PolicyWords, onEdit: (policy: Policy) => void): TableColumn<Policy>[] => [
  {
    id: 'name',
    isSortable: true,
    title: t.columns.name,
    isRowTitle: true,
    width: '12rem',
    cell: (policy) => (
      <button type="button" className={shared.name} onClick={() => onEdit(policy)}>
        {policy.name}
      </button>
    ),
  },
  {
    id: 'resources',
    title: t.columns.resources,
    card: 'show',
    skeletonWidth: '28ch',
    cell: (policy) => (
      <span className={shared.amounts}>
        {resources.map((resource) => (
          <span key={resource}>
            <b>{t.short[resource]}</b> {amountText(language, resource, policy[resource])}
          </span>
        ))}
      </span>
    ),
  },
  {
    id: 'sessions',
    title: t.columns.sessions,
    hideBelow: 1024,
    card: 'none',
    cell: ({ concurrentSessions, pendingSessions, containersPerSession }) => (
      <span className={shared.amounts}>
        <span>{t.concurrent({ text: amountText(language, 'concurrentSessions', concurrentSessions) })}</span>
        <span>{t.pending({ text: amountText(language, 'pendingSessions', pendingSessions) })}</span>
        <span>
          {t.containers({
            count: containersPerSession ?? 2,
            text: amountText(language, 'maxFolders', containersPerSession),
          })}
        </span>
      </span>
    ),
  },
  {
    id: 'lifetime',
    title: t.columns.lifetime,
    hideBelow: 1280,
    card: 'none',
    cell: ({ idleTimeout, maxSessionLifetime }) => (
      <span className={shared.amounts}>
        {idleTimeout === 0 && maxSessionLifetime === 0 && <b>{t.never}</b>}
        {idleTimeout > 0 && <span>{t.idle({ text: duration(language, idleTimeout) })}</span>}
        {maxSessionLifetime > 0 && <span>{t.longest({ text: duration(language, maxSessionLifetime) })}</span>}
      </span>
    ),
  },
  {
    id: 'folders',
    title: t.columns.folders,
    hideBelow: 1440,
    card: 'none',
    cell: ({ maxFolders, folderCapacity, storageHosts }) => (
      <span className={shared.amounts}>
        <span>
          {t.foldersOf({
            count: amountText(language, 'maxFolders', maxFolders),
            capacity: amountText(language, 'folderCapacity', folderCapacity),
          })}
        </span>
        <b>{storageHosts?.join(', ') ?? ''}</b>
      </span>
    ),
  },
  {
    id: 'createdAt',
    isSortable: true,
    title: t.columns.createdAt,
    width: '8rem',
    hideBelow: 1280,
    card: 'none',
    cell: ({ createdAt }) => <RelativeTime at={createdAt} isFocusable={false} />,
  },
]
