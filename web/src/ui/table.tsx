/**
 * Rows and columns on native table markup, with roles said in words because a table drawn as cards loses them. Below
 * 768 px a row is a card of two lines. Columns leave from the right as the width shrinks.
 */
import type { MouseEvent, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { ArrowDownIcon, ArrowUpIcon } from './icons.tsx'
import { Skeleton } from './skeleton.tsx'
import styles from './table.module.css'
import { useUiTexts } from './ui-texts.tsx'

export interface TableColumn<Row> {
  readonly id: string
  readonly title: string
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
  return (
    <div className={styles.frame}>
      <table
        className={styles.table}
        role="table"
        aria-label={label}
        aria-busy={rows === undefined}
        data-filters={columns.some(({ filter }) => filter !== undefined) ? '' : undefined}
      >
        <thead className={styles.head} role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <HeadCell key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
            {actions !== undefined && (
              <th scope="col" role="columnheader" className={classNames(styles.headCell, styles.actionsHead)}>
                {props.actions !== undefined && <span className="visually-hidden">{texts.actions}</span>}
                {headEnd !== undefined && <span className={styles.headEnd}>{headEnd}</span>}
              </th>
            )}
          </tr>
        </thead>
        <tbody className={styles.body} role="rowgroup">
          {rows === undefined
            ? Array.from({ length: skeletonRows }, (_, index) => (
                <tr key={index} className={styles.row} role="row">
                  {columns.map((column) => (
                    <Cell key={column.id} column={column}>
                      <Skeleton width={column.skeletonWidth ?? (column.isRowTitle ? '14ch' : '8ch')} />
                    </Cell>
                  ))}
                  {actions !== undefined && <td role="cell" className={classNames(styles.cell, styles.actions)} />}
                </tr>
              ))
            : rows.map((row) => (
                <tr
                  key={rowKey(row)}
                  className={styles.row}
                  role="row"
                  data-opens={onOpen === undefined ? undefined : ''}
                  data-has-actions={actions === undefined ? undefined : ''}
                  onClick={onOpen === undefined ? undefined : (event) => openRow(event, () => onOpen(row))}
                >
                  {columns.map((column) => (
                    <Cell key={column.id} column={column}>
                      {column.cell(row)}
                    </Cell>
                  ))}
                  {actions !== undefined && (
                    <td role="cell" className={classNames(styles.cell, styles.actions)}>
                      {actions(row)}
                    </td>
                  )}
                </tr>
              ))}
          {rows?.length === 0 && empty !== undefined && (
            <tr className={styles.row} role="row">
              <td role="cell" className={classNames(styles.cell, styles.empty)} colSpan={span}>
                {empty}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  )
}

const noActions = () => null

interface HeadCellProps<Row> extends Pick<TableProps<Row>, 'sort' | 'onSort'> {
  readonly column: TableColumn<Row>
}

function HeadCell<Row>({ column, sort, onSort }: HeadCellProps<Row>) {
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
      style={column.width === undefined ? undefined : { inlineSize: column.width }}
    >
      {column.isSortable && onSort !== undefined ? (
        <button
          type="button"
          className={styles.sort}
          onClick={() => onSort({ column: column.id, isDescending: isSorted && !isDescending })}
        >
          {column.title}
          {isDescending ? <ArrowDownIcon size={12} /> : <ArrowUpIcon size={12} />}
        </button>
      ) : (
        column.title
      )}
      {column.filter !== undefined && <div className={styles.filter}>{column.filter}</div>}
    </th>
  )
}

function Cell<Row>({ column, children }: { readonly column: TableColumn<Row>; readonly children: ReactNode }) {
  return (
    <td
      role="cell"
      className={styles.cell}
      data-align={column.align}
      data-mono={column.isMono ? '' : undefined}
      data-hide={column.hideBelow}
      data-card={column.isRowTitle ? 'title' : column.card}
    >
      {children}
    </td>
  )
}

const controls = 'a, button, input, select, textarea, label, summary, [role="menuitem"], [role="dialog"]'

/** A press that marks text or belongs to a control inside the row does not open it. */
function openRow(event: MouseEvent<HTMLTableRowElement>, open: () => void) {
  const target = event.target as Element
  if (event.button !== 0 || !event.currentTarget.contains(target) || target.closest(controls) !== null) return
  if ((window.getSelection()?.toString() ?? '') !== '') return
  open()
}
