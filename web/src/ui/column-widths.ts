/** Columns that stay as wide as they are while other rows come into sight below them. */
import { useEffect, useLayoutEffect, useState } from 'react'
import type { RefObject } from 'react'

/** Percent of the table's width by column; undefined where the rows decide. */
export type ColumnWidths = readonly number[]

/** @param columns Whoever names others gets other widths; undefined: the rows decide. */
export function useColumnWidths(
  table: RefObject<HTMLTableElement | null>,
  columns: string | undefined,
): ColumnWidths | undefined {
  const [kept, keep] = useState<{ readonly columns: string; readonly widths: ColumnWidths }>()
  const widths = kept !== undefined && kept.columns === columns ? kept.widths : undefined
  useLayoutEffect(() => {
    const row = table.current?.tHead?.rows[0]
    if (columns === undefined || widths !== undefined || row === undefined) return
    const each = [...row.cells].map((cell) => cell.getBoundingClientRect().width)
    const all = each.reduce((sum, width) => sum + width, 0)
    if (all > 0) keep({ columns, widths: each.map((width) => (100 * width) / all) })
  }, [table, columns, widths])
  useEffect(() => {
    if (columns === undefined) return
    // other columns may be in sight
    const again = () => keep(undefined)
    window.addEventListener('resize', again)
    return () => window.removeEventListener('resize', again)
  }, [columns])
  return widths
}
