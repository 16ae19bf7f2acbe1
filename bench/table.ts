/** Tables as text: the first column to the left, numbers to the right. */

export interface Table {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  /** What a reader must know to read it right. */
  readonly note?: string
}

type Cell = string | number

export function tableText({ title, columns, rows, note }: Table): string {
  const cells = [columns, ...rows].map((row) => row.map(cellText))
  const widths = columns.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)))
  const [head = '', ...body] = cells.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  )
  return [title, head, '─'.repeat(head.length), ...body, ...(note === undefined ? [] : [note])].join('\n')
}

/** As many digits as mean something. */
function cellText(value: Cell): string {
  if (typeof value === 'string') return value
  if (!Number.isFinite(value)) return '–'
  const size = Math.abs(value)
  const digits = Number.isInteger(value) || size >= 100 ? 0 : size >= 10 ? 1 : 2
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}
