import { sql, type Kysely } from 'kysely'
import { decodeCursor, pageOf } from '../../platform/database/keyset.ts'
import type { Tables } from '../../platform/database/tables.ts'

interface Query {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly q?: string | undefined
  readonly workspace?: string | undefined
}

/** Projects of the workspaces that the user belongs to. */
const visibleTo = (db: Kysely<Tables>, user: string) =>
  db
    .selectFrom('projects')
    .innerJoin('members', 'members.workspace_id', 'projects.workspace_id')
    .where('members.user_id', '=', user)

export async function listProjects(db: Kysely<Tables>, user: string, query: Query) {
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor, 2, (value) => typeof value === 'string')
  const rows = await visibleTo(db, user)
    .select([
      'projects.id',
      'projects.workspace_id as workspace',
      'projects.name',
      'projects.description',
      'projects.created_at',
    ])
    .$if(query.workspace !== undefined, (some) => some.where('projects.workspace_id', '=', query.workspace ?? ''))
    .$if(query.q !== undefined, (some) =>
      some.where(sql<boolean>`strpos(lower(projects.name), lower(${query.q ?? ''})) > 0`),
    )
    .$if(after !== null, (some) =>
      some.where(sql<boolean>`(lower(projects.name), projects.id::text) > (${after?.[0]}::text, ${after?.[1]}::text)`),
    )
    .orderBy(sql`lower(projects.name), projects.id::text`)
    .limit(query.limit + 1)
    .execute()
  return pageOf(
    rows,
    query.limit,
    ({ created_at, ...row }) => ({ ...row, createdAt: created_at.toISOString() }),
    (row) => [row.name.toLowerCase(), row.id],
  )
}

/** An id wins over a name that looks like one; of two workspaces with projects of one name, the older project. */
export const findProject = (db: Kysely<Tables>, user: string, wanted: string | undefined) =>
  visibleTo(db, user)
    .select(['projects.id', 'projects.workspace_id as workspace'])
    .$if(wanted !== undefined, (some) =>
      some.where((or) =>
        or.or([
          or(sql`projects.id::text`, '=', wanted ?? ''),
          or(sql`lower(projects.name)`, '=', (wanted ?? '').toLowerCase()),
        ]),
      ),
    )
    .orderBy(sql`projects.id::text = ${wanted ?? ''}`, 'desc')
    .orderBy('projects.created_at')
    .orderBy('projects.id')
    .limit(1)
    .executeTakeFirst()
