import { sql, type Insertable, type Kysely, type Selectable } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { AppPassesTable } from './apps.tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'app_passes'>()

export type PassRow = Selectable<AppPassesTable>

export const insertPass = (db: Db, row: Insertable<AppPassesTable>) =>
  own(db).insertInto('app_passes').values(row).execute()

/** A ticket is good once: whoever takes it first has it, whatever becomes of it. */
export const takeTicket = (db: Db, hash: Buffer, now: Date): Promise<PassRow | undefined> =>
  own(db)
    .deleteFrom('app_passes')
    .where('token_hash', '=', hash)
    .where('kind', '=', 'ticket')
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst()

/** Those that nobody can use any more. */
export const deleteOldPasses = (db: Db, now: Date) =>
  sql`
    DELETE FROM app_passes p USING sessions s
     WHERE s.id = p.session_id AND (p.expires_at <= ${now} OR s.status IN ('TERMINATED', 'CANCELLED', 'ERROR'))`.execute(
    db,
  )
