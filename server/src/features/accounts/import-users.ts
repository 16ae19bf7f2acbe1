/** Users from a CSV file: every row passes the schema of a single user, and all are created or none. */
import { importColumns, newUser } from '@berth/contract/users.ts'
import type { z } from 'zod'
import type { Database } from '../../platform/database/database.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { parseCsv, type CsvRow } from '../../platform/csv.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Accounts } from './accounts.service.ts'
import { takenNames } from './users.views.ts'

type Column = (typeof importColumns)[number]
type RowError = { field: string; code: string; message: string }

interface Checked {
  readonly shown: { line: number; email: string; username: string; fullName: string; role: string }
  readonly errors: RowError[]
  readonly user: z.output<typeof newUser> | null
}

export interface ImportDeps {
  readonly database: Database
  readonly accounts: Accounts
}

const mostRows = 2_000

export async function importUsers({ database, accounts }: ImportDeps, by: Caller, csv: string, dryRun: boolean) {
  const checked = checkRows(csv)
  await markTaken(database, checked)
  const bad = checked.filter(({ errors }) => errors.length > 0).length
  const rows = checked.map(({ shown, errors }) => ({ ...shown, errors }))
  if (dryRun) return { created: 0, rows }
  if (bad > 0 || checked.length === 0) throw new Problem('import-refused', { bad })
  const users = checked.flatMap(({ user }) => user ?? [])
  const hashed: { user: (typeof users)[number]; passwordHash: string | null }[] = []
  // One by one: a file is no reason for others to wait longer for their sign-in.
  for (const user of users)
    hashed.push({
      user,
      passwordHash: user.password === undefined ? null : await accounts.passwords.hash(user.password),
    })
  await transaction(database.db, async (tx) => {
    for (const { user, passwordHash } of hashed)
      await accounts.create(tx, { ...user, passwordHash }, { user: by.user, address: by.address })
  })
  return { created: users.length, rows }
}

function checkRows(csv: string): Checked[] {
  const { rows, faults } = parseCsv(csv)
  const [first, ...others] = rows
  if (!first) return []
  const columns = headOf(first)
  if (columns === null) return [nothingBut(first, { field: 'file', code: 'no-header', message: headMessage })]
  if (others.length > mostRows)
    return [nothingBut(first, { field: 'file', code: 'too-long', message: `has more than ${mostRows} rows` })]
  return others.map((row) => {
    const checked = checkRow(row, columns)
    const broken = faults.filter(({ line }) => line === row.line)
    checked.errors.push(
      ...broken.map(({ fault }) => ({ field: 'file', code: fault, message: 'is not valid CSV here' })),
    )
    return checked
  })
}

const headMessage = `must begin with the names of its columns: ${importColumns.join(', ')}`

function headOf({ cells }: CsvRow): Column[] | null {
  const names = cells.map((cell) => importColumns.find((column) => column.toLowerCase() === cell.trim().toLowerCase()))
  const known = names.filter((name) => name !== undefined)
  const complete = known.length === cells.length && new Set(known).size === known.length
  return complete && known.includes('email') && known.includes('username') ? known : null
}

const nothingBut = ({ line }: CsvRow, error: RowError): Checked => ({
  shown: { line, email: '', username: '', fullName: '', role: '' },
  errors: [error],
  user: null,
})

function checkRow(row: CsvRow, columns: readonly Column[]): Checked {
  const given = Object.fromEntries(columns.flatMap((name, at) => (row.cells[at] ? [[name, row.cells[at]]] : [])))
  const shown = {
    line: row.line,
    email: (given['email'] ?? '').slice(0, 200),
    username: (given['username'] ?? '').slice(0, 200),
    fullName: (given['fullName'] ?? '').slice(0, 200),
    role: (given['role'] ?? 'user').slice(0, 20),
  }
  const errors: RowError[] = []
  if (row.cells.length > columns.length)
    errors.push({ field: 'file', code: 'too-many-cells', message: 'has more cells' })
  if (row.cells.some((cell) => cell.includes('\0') || !cell.isWellFormed()))
    errors.push({ field: 'file', code: 'not-text', message: 'must not contain NUL or halves of characters' })
  const parsed = newUser.safeParse(given)
  for (const issue of parsed.error?.issues ?? []) {
    const field = String(issue.path[0] ?? 'row')
    const missing = given[field] === undefined
    const code = issue.code === 'custom' ? String(issue.params?.['code'] ?? 'invalid') : issue.code.replaceAll('_', '-')
    errors.push({ field, code: missing ? 'required' : code, message: missing ? 'is required' : issue.message })
  }
  return { shown, errors, user: parsed.data ?? null }
}

/** By somebody who exists, or by an earlier row. */
async function markTaken({ pool }: Database, rows: readonly Checked[]): Promise<void> {
  const users = rows.flatMap(({ user }) => user ?? [])
  const taken = await takenNames(pool, users)
  const seen = { email: new Set(taken.emails), username: new Set(taken.usernames) }
  for (const { user, errors } of rows)
    for (const field of ['email', 'username'] as const) {
      if (user === null) continue
      const name = user[field].toLowerCase()
      if (seen[field].has(name)) errors.push({ field, code: 'taken', message: 'is in use already' })
      seen[field].add(name)
    }
}
