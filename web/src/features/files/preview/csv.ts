/** Rows of a CSV or TSV text, by RFC 4180 and as spreadsheets write it. */

export interface CsvRows {
  readonly rows: readonly (readonly string[])[]
  /** There are more than were asked for. */
  readonly isCut: boolean
}

const separators = [',', '\t', ';', '|'] as const

/** @param most Rows. */
export function parseCsv(text: string, most: number): CsvRows {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text
  const separator = separatorOf(source)
  const rows: string[][] = []
  let [row, field, isQuoted, at]: [string[], string, boolean, number] = [[], '', false, 0]
  const endField = () => {
    row.push(field)
    field = ''
  }
  const endRow = () => {
    endField()
    // an empty line says nothing
    if (row.length > 1 || row[0] !== '') rows.push(row)
    row = []
  }
  for (; at < source.length && rows.length <= most; at++) {
    const char = source[at] ?? ''
    if (isQuoted) {
      if (char !== '"') field += char
      else if (source[at + 1] === '"') {
        field += '"'
        at += 1
      } else isQuoted = false
    } else if (char === '"' && field === '') isQuoted = true
    else if (char === separator) endField()
    else if (char === '\n') endRow()
    else if (char !== '\r' || source[at + 1] !== '\n') field += char
  }
  if (field !== '' || row.length > 0) endRow()
  return { rows: rows.slice(0, most), isCut: rows.length > most || at < source.length }
}

/** The one that the first lines have most often, outside of quotes. */
function separatorOf(text: string): string {
  const head = text.slice(0, 4096).replace(/"[^"]*"/g, '')
  const counts = separators.map((separator) => head.split(separator).length)
  return separators[counts.indexOf(Math.max(...counts))] ?? ','
}
