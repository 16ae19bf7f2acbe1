/** The rows of a table: drawn again only when they, or what draws them, changed. */
import { memo, useMemo, useRef, useState } from 'react'
import type { MouseEvent, ReactNode } from 'react'
import { classNames } from './class-names.ts'
import type { TableColumn, TableProps } from './table.tsx'
import styles from './table.module.css'
import { useRowWindow } from './use-row-window.ts'

type Drawn<Row> = Pick<TableProps<Row>, 'columns' | 'onOpen' | 'actions'>

interface RowProps<Row> extends Drawn<Row> {
  readonly row: Row
  readonly id: string
  /** Its place in the table, the header's being 1. */
  readonly place: number
  readonly onHold: (id: string) => void
}

function PlainRow<Row>({ row, id, columns, onOpen, actions, place, onHold }: RowProps<Row>) {
  return (
    <tr
      className={styles.row}
      role="row"
      aria-rowindex={place}
      data-key={id}
      data-opens={onOpen === undefined ? undefined : ''}
      data-has-actions={actions === undefined ? undefined : ''}
      onClick={onOpen === undefined ? undefined : (event) => openRow(event, () => onOpen(row))}
      // also of what floats above the page and belongs to this row
      onFocus={() => onHold(id)}
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
  )
}

const TableRow = memo(PlainRow) as typeof PlainRow

interface TableBodyProps<Row> extends Drawn<Row> {
  readonly rows: readonly Row[]
  readonly rowKey: (row: Row) => string
  /** Not all rows are drawn. */
  readonly isLong: boolean
  /** Below them. */
  readonly children?: ReactNode
}

export function TableBody<Row>({ rows, rowKey, isLong, children, ...drawn }: TableBodyProps<Row>) {
  const { columns, actions } = drawn
  const body = useRef<HTMLTableSectionElement>(null)
  const keys = useSame(useMemo(() => rows.map(rowKey), [rows, rowKey]))
  const { pieces, heightOf, hold } = useRowWindow(keys, body, isLong)
  const span = columns.length + (actions === undefined ? 0 : 1)
  return (
    <tbody ref={body} className={styles.body} role="rowgroup">
      {pieces.flatMap((piece) =>
        piece.gap === undefined
          ? rows.slice(piece.from, piece.to).map((row, index) => {
              const id = rowKey(row)
              // said of short tables too: whether one is long must not draw its rows anew
              return <TableRow key={id} id={id} row={row} place={piece.from + index + 2} onHold={hold} {...drawn} />
            })
          : [
              <tr key={`gap ${piece.gap}`} className={styles.gap} aria-hidden>
                <td colSpan={span} style={{ blockSize: heightOf(piece) }} />
              </tr>,
            ],
      )}
      {children}
    </tbody>
  )
}

/** The one of before while it holds the same, so that news of a row do not count for news of their order. */
function useSame(keys: readonly string[]): readonly string[] {
  const [kept, keep] = useState(keys)
  if (kept === keys) return kept
  if (kept.length === keys.length && kept.every((key, at) => key === keys[at])) return kept
  keep(keys)
  return keys
}

interface CellProps<Row> {
  readonly column: TableColumn<Row>
  readonly children: ReactNode
}

export function Cell<Row>({ column, children }: CellProps<Row>) {
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
