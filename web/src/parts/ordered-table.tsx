/**
 * A table of a list that the server sorts: the order is chosen in the header, and above it where rows are cards or some
 * orders have no column.
 */
import { useState } from 'react'
import type { TableSort } from '../ui/table.tsx'
import { ChosenTable } from './chosen-table.tsx'
import type { ChosenTableProps } from './chosen-table.tsx'
import { FilterBar } from './filter-bar.tsx'

export interface ListOrder {
  /** By its columns, what the server calls them. */
  readonly fields: Readonly<Record<string, string>>
  readonly sort: TableSort
  readonly onSort: (sort: TableSort) => void
  /** As the server is asked. */
  readonly asked: string
}

export function useListOrder(fields: ListOrder['fields'], first: TableSort): ListOrder {
  const [sort, onSort] = useState(first)
  return { fields, sort, onSort, asked: `${sort.isDescending ? '-' : ''}${fields[sort.column]}` }
}

export interface OrderedTableProps<Row> extends Omit<ChosenTableProps<Row>, 'sort' | 'onSort'> {
  readonly order: ListOrder
  /** Orders that no column shows. */
  readonly otherOrders?: readonly (readonly [field: string, words: string])[]
}

export function OrderedTable<Row>({ order, otherOrders = [], columns, ...props }: OrderedTableProps<Row>) {
  const { fields, sort, onSort } = order
  const isSortable = ({ id }: { readonly id: string }) => Object.hasOwn(fields, id)
  const ordered = columns.filter(isSortable)
  return (
    <>
      <FilterBar
        filters={[]}
        values={{}}
        onChange={() => undefined}
        sort={sort}
        sortFields={[...otherOrders, ...ordered.map(({ id, title }) => [id, title] as const)]}
        onSort={onSort}
        opensBelow={Math.max(1024, ...ordered.map(({ hideBelow = 0 }) => hideBelow))}
        isAlways={otherOrders.length > 0}
      />
      <ChosenTable
        {...props}
        columns={columns.map((column) => ({ ...column, isSortable: isSortable(column) }))}
        sort={sort}
        onSort={onSort}
      />
    </>
  )
}
