import { sql, type Expression, type Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/**
 * Asks several questions in one statement: one way to the database and back, and one moment that all answers are of.
 * Rows come as JSON, so their values must be what JSON has: no dates, no numbers beyond 2^53.
 */
export async function together<Rows extends Record<string, object>>(
  db: Kysely<Tables>,
  questions: { readonly [Name in keyof Rows]: Expression<Rows[Name]> },
): Promise<{ [Name in keyof Rows]: Rows[Name][] }> {
  const names = Object.keys(questions)
  const answers = names.map(
    (name) => sql`(SELECT coalesce(json_agg(row), '[]') FROM (${questions[name]}) AS row) AS ${sql.ref(name)}`,
  )
  const { rows } = await sql<{ [Name in keyof Rows]: Rows[Name][] }>`SELECT ${sql.join(answers)}`.execute(db)
  const [row] = rows
  if (!row) throw new Error('The database answered nothing')
  return row
}
