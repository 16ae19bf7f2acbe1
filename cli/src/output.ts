/** Answers for three readers: tables for people, tab-separated lines for pipes, JSON for programs. */
import { clean } from './clean.ts'
import type { Io } from './terminal-io.ts'
import { write } from './terminal-io.ts'

export interface Column<Row> {
  readonly title: string
  readonly value: (row: Row) => string
  readonly align?: 'right'
}

export interface Output {
  readonly json: boolean
  /** A list: a table with titles at a terminal; without titles and with tabs in a pipe. */
  rows<Row>(rows: readonly Row[], columns: readonly Column<Row>[], empty: string): Promise<void>
  /** One thing: `name  value` lines. */
  fields(data: unknown, fields: readonly (readonly [string, string])[]): Promise<void>
  /** What was done: a line, or the data. */
  done(data: unknown, line: string): Promise<void>
  /** Several lines, to be used as they are; or the data. */
  text(data: unknown, lines: string): Promise<void>
  /** Beside the answer, for people: to the error stream. */
  note(line: string): void
}

export function createOutput(io: Io, json: boolean): Output {
  const line = (text: string) => write(io.stdout, `${text}\n`)
  const data = (value: unknown) => line(JSON.stringify(value, null, 2))
  return {
    json,
    async rows(rows, columns, empty) {
      if (json) return data(rows)
      if (!io.stdout.isTTY) {
        if (rows.length === 0) return
        return line(rows.map((row) => columns.map(({ value }) => clean(value(row))).join('\t')).join('\n'))
      }
      if (rows.length === 0) return line(empty)
      await line(table(rows, columns))
    },
    async fields(value, fields) {
      if (json) return data(value)
      const widest = Math.max(...fields.map(([name]) => name.length))
      const separated = ([name, text]: readonly [string, string]) =>
        io.stdout.isTTY ? `${name.padEnd(widest)}  ${clean(text)}` : `${name}\t${clean(text)}`
      await line(fields.map(separated).join('\n'))
    },
    done: (value, text) => (json ? data(value) : line(clean(text))),
    text: (value, lines) => (json ? data(value) : line(lines.split('\n').map(clean).join('\n'))),
    note: (text) => void io.stderr.write(`${clean(text)}\n`),
  }
}

export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ value }) => clean(value(row))))]
  const widths = columns.map((_, index) => Math.max(...cells.map((cell) => width(cell[index] ?? ''))))
  const pad = (text: string, index: number) => {
    const space = ' '.repeat((widths[index] ?? 0) - width(text))
    return columns[index]?.align === 'right' ? space + text : text + space
  }
  return cells.map((cell) => cell.map(pad).join('  ').trimEnd()).join('\n')
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u
const segmenter = new Intl.Segmenter()

/** Columns of a terminal that a text takes: Korean, Chinese and Japanese letters and emoji take two. */
function width(text: string): number {
  let columns = 0
  for (const { segment } of segmenter.segment(text)) columns += wide.test(segment) ? 2 : 1
  return columns
}
