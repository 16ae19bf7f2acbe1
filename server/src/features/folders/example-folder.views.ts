import { sql, type Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'

export interface ExamplePlace {
  readonly project: string
  readonly workspace: string
}

/** Where the example folder goes; undefined: there was one, or nowhere. */
export async function placeForExample(db: Kysely<Tables>): Promise<ExamplePlace | undefined> {
  const { rows } = await sql<ExamplePlace>`
    SELECT p.id AS project, p.workspace_id AS workspace
      FROM projects p
     WHERE p.example AND p.active AND NOT EXISTS (SELECT FROM folders WHERE example)
     ORDER BY p.created_at, p.id LIMIT 1`.execute(db)
  return rows[0]
}
