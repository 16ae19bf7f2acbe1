import { sql, type Kysely } from 'kysely'
import { decodeCursor, pageOf } from '../../platform/database/keyset.ts'
import type { Tables } from '../../platform/database/tables.ts'

interface Query {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly q?: string | undefined
}

/** Shared ones first by name, the personal one last. */
export async function listWorkspaces(db: Kysely<Tables>, user: string, query: Query) {
  const after =
    query.cursor === undefined
      ? null
      : decodeCursor(query.cursor, 3, (value, at) => typeof value === (at === 0 ? 'boolean' : 'string'))
  const rows = await db
    .selectFrom('members')
    .innerJoin('workspaces', 'workspaces.id', 'members.workspace_id')
    .select([
      'workspaces.id',
      'workspaces.name',
      'members.role',
      sql<boolean>`workspaces.personal_of is not null`.as('personal'),
    ])
    .where('members.user_id', '=', user)
    .$if(query.q !== undefined, (some) =>
      some.where(sql<boolean>`strpos(lower(workspaces.name), lower(${query.q ?? ''})) > 0`),
    )
    .$if(after !== null, (some) =>
      some.where(
        sql<boolean>`(workspaces.personal_of is not null, lower(workspaces.name), workspaces.id::text) > (${after?.[0]}::boolean, ${after?.[1]}::text, ${after?.[2]}::text)`,
      ),
    )
    .orderBy(sql`workspaces.personal_of is not null, lower(workspaces.name), workspaces.id::text`)
    .limit(query.limit + 1)
    .execute()
  return pageOf(
    rows,
    query.limit,
    (row) => row,
    (row) => [row.personal, row.name.toLowerCase(), row.id],
  )
}
