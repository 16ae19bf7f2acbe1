/** The first rows of a CSV file as a table. */
import { useMemo } from 'react'
import { Notice } from '../../../ui/notice.tsx'
import { parseCsv } from './csv.ts'
import styles from './preview.module.css'
import { usePreviewWords } from './preview-texts.ts'

const mostRows = 1000
const mostColumns = 100

export function CsvPreview({
  name,
  text,
  isCut,
}: {
  readonly name: string
  readonly text: string
  readonly isCut: boolean
}) {
  const { t, say } = usePreviewWords()
  const { rows, isCut: isLong } = useMemo(() => parseCsv(text, mostRows + 1), [text])
  const [head = [], ...all] = rows
  // the last row of a text that was cut lacks its end
  const body = isCut && !isLong ? all.slice(0, -1) : all
  const width = Math.min(mostColumns, Math.max(head.length, ...body.map((row) => row.length)))
  const columns = Array.from({ length: width }, (_, index) => head[index] ?? '')
  return (
    <>
      {(isCut || isLong) && <Notice tone="info">{t.cutRows({ text: say(body.length) })}</Notice>}
      {/* reached by keyboard to scroll */}
      <div className={styles.table} tabIndex={0} role="region" aria-label={t.rows({ name })}>
        <table>
          <thead>
            <tr>
              <th scope="col" className={styles.number}>
                <span className="visually-hidden">{t.row}</span>
              </th>
              {columns.map((column, index) => (
                <th key={index} scope="col">
                  {column === '' ? t.noColumnName({ text: say(index + 1) }) : column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {body.map((row, at) => (
              <tr key={at}>
                <th scope="row" className={styles.number}>
                  {say(at + 1)}
                </th>
                {columns.map((_, index) => (
                  <td key={index} data-number={isNumber(row[index]) || undefined}>
                    {row[index]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

const isNumber = (text: string | undefined) => text !== undefined && /^-?[\d.,]+(e[+-]?\d+)?%?$/i.test(text)
