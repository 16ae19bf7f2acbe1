/** The rows of the file as the server read them, those that are wrong marked with every reason. */
import type { CallResult } from '@berth/contract/endpoint.ts'
import type { users } from '@berth/contract/users.ts'
import { useState } from 'react'
import { Checkbox } from '../../ui/checkbox.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Status } from '../../ui/status.tsx'
import { Table } from '../../ui/table.tsx'
import type { TableColumn } from '../../ui/table.tsx'
import styles from './import.module.css'
import { errorWords } from './user-form.ts'
import type { UserTexts } from './users-texts.ts'
import { useUserWords } from './users-texts.ts'

export type ImportRow = CallResult<typeof users.import>['rows'][number]

/** Drawing more helps nobody; what is wrong comes first. */
const mostShown = 200

export function ImportPreview({ rows }: { readonly rows: readonly ImportRow[] }) {
  const { t, say } = useUserWords()
  const words = t.import
  const [isOnlyBad, setOnlyBad] = useState(false)
  const bad = rows.filter(isBad)
  const inOrder = isOnlyBad ? bad : rows.length > mostShown ? [...bad, ...rows.filter((row) => !isBad(row))] : rows
  const shown = inOrder.slice(0, mostShown)
  const hidden = inOrder.length - shown.length
  if (rows.length === 0) return <Notice tone="warn">{words.empty}</Notice>
  return (
    <>
      {bad.length === 0 ? (
        <Notice tone="ok">{words.allGood({ count: rows.length, text: say(rows.length) })}</Notice>
      ) : (
        <Notice tone="bad">{words.bad({ bad: bad.length, badText: say(bad.length), text: say(rows.length) })}</Notice>
      )}
      {bad.length > 0 && bad.length < rows.length && (
        <Checkbox label={words.onlyBad} isSelected={isOnlyBad} onChange={setOnlyBad} />
      )}
      <Table label={words.preview} columns={columnsOf(t)} rows={shown} rowKey={({ line }) => String(line)} />
      {hidden > 0 && <p className={styles.muted}>{words.notShown({ count: hidden, text: say(hidden) })}</p>}
    </>
  )
}

const isBad = ({ errors }: ImportRow) => errors.length > 0

function columnsOf(t: UserTexts): TableColumn<ImportRow>[] {
  const { columns, import: words } = t
  const text = (value: string) => <span className={styles.text}>{value}</span>
  return [
    { id: 'line', title: words.line, align: 'end', isMono: true, card: 'side', cell: ({ line }) => line },
    { id: 'email', title: columns.email, isRowTitle: true, cell: ({ email }) => text(email) },
    { id: 'username', title: columns.username, card: 'show', cell: ({ username }) => text(username) },
    { id: 'fullName', title: columns.fullName, card: 'show', hideBelow: 1024, cell: ({ fullName }) => text(fullName) },
    { id: 'role', title: columns.role, card: 'show', hideBelow: 1024, cell: ({ role }) => text(role) },
    {
      id: 'result',
      title: words.result,
      card: 'show',
      cell: (row) =>
        isBad(row) ? (
          <ul className={styles.errors}>
            {row.errors.map((error, index) => (
              <li key={index}>
                <Status tone="bad" shape="cross">
                  {reasonOf(error, row, t)}
                </Status>
              </li>
            ))}
          </ul>
        ) : (
          <Status tone="ok" shape="filled">
            {words.good}
          </Status>
        ),
    },
  ]
}

const csvFaults = ['quote-not-closed', 'text-after-quote', 'quote-in-cell']

function reasonOf({ field, code, message }: ImportRow['errors'][number], row: ImportRow, t: UserTexts): string {
  const { form, import: words } = t
  if (field === 'file') {
    if (csvFaults.includes(code)) return form.errors['bad-csv']
    if (code === 'no-header' || code === 'too-many-cells' || code === 'not-text') return form.errors[code]
    return code === 'too-long' ? form.errors['too-many-rows'] : message
  }
  const { email, username, fullName } = row
  const text = field === 'role' && code === 'invalid-value' ? form.errors['invalid-value'] : undefined
  const names: Readonly<Record<string, unknown>> = form
  const name = names[field]
  return words.error({
    field: typeof name === 'string' ? name : words.wholeRow,
    text: text ?? errorWords(field, code, { email, username, fullName }, t),
  })
}
