/** CSV as RFC 4180 has it, both ways. */

/** UTF-8 with a mark, by which spreadsheets know that it is. */
export const byteOrderMark = '\ufeff'

/**
 * One record with its line end. A cell that a spreadsheet would take for a formula gets an apostrophe, which it shows as
 * text; so does one that hides such a beginning behind blanks.
 */
export const csvRecord = (cells: readonly (string | number | boolean | null)[]): string =>
  `${cells.map((cell) => quoted(typeof cell === 'string' ? harmless(cell) : String(cell ?? ''))).join(',')}\r\n`

const harmless = (text: string) => (/^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n|]/.test(text) ? `'${text}` : text)
const quoted = (text: string) => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

export interface CsvRow {
  /** Where it begins in the file; a quoted cell may go over several lines. */
  readonly line: number
  readonly cells: readonly string[]
}

export interface CsvFault {
  readonly line: number
  readonly fault: 'quote-not-closed' | 'text-after-quote' | 'quote-in-cell'
}

/** Every record, empty lines left out; what is no CSV is a fault with its line. */
export function parseCsv(text: string): { rows: CsvRow[]; faults: CsvFault[] } {
  const rows: CsvRow[] = []
  const faults: CsvFault[] = []
  const source = text.startsWith(byteOrderMark) ? text.slice(1) : text
  // A cell: quoted with doubled quotes inside, or bare; then what ends it.
  const cell = /(?:"((?:[^"]|"")*)("?)([^,\r\n]*)|([^,\r\n]*))(,|\r\n|\r|\n|$)/gy
  let [line, start, cells] = [1, 1, [] as string[]]
  while (cell.lastIndex < source.length || cells.length > 0) {
    const found = cell.exec(source)
    if (!found) break
    const [whole, inQuotes, closing, rest, bare = '', end] = found
    if (inQuotes !== undefined && closing === '') faults.push({ line: start, fault: 'quote-not-closed' })
    else if (inQuotes !== undefined && rest !== '') faults.push({ line: start, fault: 'text-after-quote' })
    else if (inQuotes === undefined && bare.includes('"')) faults.push({ line: start, fault: 'quote-in-cell' })
    cells.push(inQuotes === undefined ? bare : inQuotes.replaceAll('""', '"'))
    line += whole.match(/\r\n|\r|\n/g)?.length ?? 0
    if (end === ',') continue
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: start, cells })
    ;[start, cells] = [line, []]
    if (end === '') break
  }
  return { rows, faults }
}
