/**
 * Rows and columns on native table markup, with roles said in words because a table drawn as cards loses them. Below
 * 768 px a row is a card of two lines. Columns leave from the right as the width shrinks. Of a long table only the rows
 * around those in sight are drawn.
 */
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { useColumnWidths } from './column-widths.ts'
import { ArrowDownIcon, ArrowUpIcon } from './icons.tsx'
import { Skeleton } from './skeleton.tsx'
import { Cell, TableBody } from './table-rows.tsx'
import styles from './table.module.css'
import { useUiTexts } from './ui-texts.tsx'
import { cardsQuery, useMedia } from './use-media.ts'

export interface TableColumn<Row> {
  readonly id: string
  readonly title: string
  /** In the header in place of the title: a control of its own. */
  readonly head?: ReactNode
  /** The cell whose `isRowTitle` is set should hold the link that opens the row. */
  readonly cell: (row: Row) => ReactNode
  readonly isRowTitle?: boolean
  /** Numbers stand at the end. */
  readonly align?: 'start' | 'end'
  readonly isMono?: boolean
  readonly isSortable?: boolean
  /** Below the title: a field that filters by this column. */
  readonly filter?: ReactNode
  /** The column leaves below this width. */
  readonly hideBelow?: 1024 | 1280 | 1440
  /** On a card: at the end of the first line, in the second line, or nowhere. The row's title comes first. */
  readonly card?: 'side' | 'show' | 'none'
  readonly width?: string
  /** How wide the text is while it loads. */
  readonly skeletonWidth?: string
}

export interface TableSort {
  readonly column: string
  readonly isDescending: boolean
}

export interface TableProps<Row> {
  readonly label: string
  readonly columns: readonly TableColumn<Row>[]
  /** Not here yet: the layout's skeleton is drawn. */
  readonly rows: readonly Row[] | undefined
  readonly rowKey: (row: Row) => string
  /** A press anywhere on the row that no control of it took; the same as its link. */
  readonly onOpen?: (row: Row) => void
  /** At the end of the row: a `Menu`, icon buttons. */
  readonly actions?: (row: Row) => ReactNode
  /** In the header above them: what is about the table itself. */
  readonly headEnd?: ReactNode
  readonly sort?: TableSort
  readonly onSort?: (sort: TableSort) => void
  /** In place of rows when there is none. */
  readonly empty?: ReactNode
  readonly skeletonRows?: number
}

export function Table<Row>(props: TableProps<Row>) {
  const { label, columns, rows, rowKey, onOpen, headEnd, empty, skeletonRows = 5 } = props
  const actions = props.actions ?? (headEnd === undefined ? undefined : noActions)
  const { texts } = useUiTexts()
  const span = columns.length + (actions === undefined ? 0 : 1)
  const isLong = rows !== undefined && rows.length >= longFrom
  const hasFilters = columns.some(({ filter }) => filter !== undefined)
  // its header is there for those who hear it; nothing in it gets a focus that nobody sees
  const isHeadHidden = useMedia(cardsQuery)
  const table = useRef<HTMLTableElement>(null)
  const widths = useColumnWidths(table, isLong && !hasFilters ? columns.map(({ id }) => id).join() : undefined)
  return (
    <div className={styles.frame}>
      <table
        ref={table}
        className={styles.table}
        role="table"
        aria-label={label}
        aria-busy={rows === undefined}
        // not all rows are there, nor is it known how many will have come at the end
        aria-rowcount={isLong ? -1 : undefined}
        data-filters={hasFilters ? '' : undefined}
        data-fixed={widths === undefined ? undefined : ''}
      >
        <thead className={styles.head} role="rowgroup">
          <tr role="row" aria-rowindex={1}>
            {columns.map((column, index) => (
              <HeadCell
                key={column.id}
                column={column}
                width={widthOf(widths?.[index]) ?? column.width}
                sort={props.sort}
                onSort={props.onSort}
                isHidden={isHeadHidden}
              />
            ))}
            {actions !== undefined && (
              <th
                scope="col"
                role="columnheader"
                className={classNames(styles.headCell, styles.actionsHead)}
                style={{ inlineSize: widthOf(widths?.[columns.length]) }}
              >
                <span className="visually-hidden">{texts.actions}</span>
                {headEnd !== undefined && <span className={styles.headEnd}>{headEnd}</span>}
              </th>
            )}
          </tr>
        </thead>
        {rows === undefined ? (
          <tbody className={styles.body} role="rowgroup">
            {Array.from({ length: skeletonRows }, (_, index) => (
              <tr key={index} className={styles.row} role="row">
                {columns.map((column) => (
                  <Cell key={column.id} column={column}>
                    <Skeleton width={column.skeletonWidth ?? (column.isRowTitle ? '14ch' : '8ch')} />
                  </Cell>
                ))}
                {actions !== undefined && <td role="cell" className={classNames(styles.cell, styles.actions)} />}
              </tr>
            ))}
          </tbody>
        ) : (
          <TableBody rows={rows} rowKey={rowKey} columns={columns} onOpen={onOpen} actions={actions} isLong={isLong}>
            {rows.length === 0 && empty !== undefined && (
              <tr className={styles.row} role="row">
                <td role="cell" className={classNames(styles.cell, styles.empty)} colSpan={span}>
                  {empty}
                </td>
              </tr>
            )}
          </TableBody>
        )}
      </table>
    </div>
  )
}

const noActions = () => null
/** So many rows are not all drawn: a first page that has more behind it, so that nothing changes when those come. */
const longFrom = 50
const widthOf = (percent: number | undefined) => (percent === undefined ? undefined : `${percent}%`)

interface HeadCellProps<Row> extends Pick<TableProps<Row>, 'sort' | 'onSort'> {
  readonly column: TableColumn<Row>
  readonly width: string | undefined
  readonly isHidden: boolean
}

function HeadCell<Row>({ column, width, sort, onSort, isHidden }: HeadCellProps<Row>) {
  const isSorted = sort?.column === column.id
  const isDescending = isSorted && sort.isDescending
  return (
    <th
      scope="col"
      role="columnheader"
      className={styles.headCell}
      data-align={column.align}
      data-hide={column.hideBelow}
      aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : undefined}
      style={width === undefined ? undefined : { inlineSize: width }}
    >
      {isHidden ? (
        column.title
      ) : column.isSortable && onSort !== undefined ? (
        <button
          type="button"
          className={styles.sort}
          onClick={() => onSort({ column: column.id, isDescending: isSorted && !isDescending })}
        >
          {column.title}
          {isDescending ? <ArrowDownIcon size={12} /> : <ArrowUpIcon size={12} />}
        </button>
      ) : (
        (column.head ?? column.title)
      )}
      {!isHidden && column.filter !== undefined && <div className={styles.filter}>{column.filter}</div>}
    </th>
  )
}
