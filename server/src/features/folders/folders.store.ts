/** Everything that changes folders, and who is let into them. */
import { sql, type Insertable, type Kysely, type Transaction, type Updateable } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { FolderMeasuresTable, FolderSharesTable, FoldersTable } from './folders.tables.ts'

type Db = Kysely<Tables>
type Tx = Transaction<Tables>
const own = ownTables<'folders' | 'folder_shares' | 'folder_members' | 'folder_measures'>()

/**
 * Whoever gives a folder a name, or somebody one more folder, does so one after the other: names are unique among all that
 * somebody can reach, which no index knows.
 */
export const lockFolderNames = (tx: Tx) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended('folder names', 0))`.execute(tx)

/** In the way of whoever mounts it and of whoever changes it, until the transaction is over. */
export const lockFolder = (tx: Tx, id: string) =>
  own(tx)
    .selectFrom('folders')
    .selectAll()
    .where('id', '=', id)
    .where('purged_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()

/** In the way of whoever would take them away, until the transaction is over; in one order for all. */
export const holdFolders = async (tx: Db, ids: readonly string[]): Promise<void> => {
  await sql`SELECT id FROM folders WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR SHARE`.execute(tx)
}

/** The number of a folder to come in the quotas of its host. */
export async function nextQuotaProject(db: Db): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    SELECT nextval(pg_get_serial_sequence('folders', 'quota_project'))::integer AS number`.execute(db)
  return rows[0]?.number ?? 0
}

export const insertFolder = (tx: Db, row: Insertable<FoldersTable>) =>
  own(tx).insertInto('folders').values(row).execute()

/** What was made with a key of a caller's; undefined: nothing. */
export const folderOfKey = (db: Db, key: string) =>
  own(db)
    .selectFrom('folders')
    .select(['id', 'idempotency_hash as hash', 'purged_at'])
    .where('idempotency_key', '=', key)
    .executeTakeFirst()

export const updateFolder = (tx: Db, id: string, changes: Updateable<FoldersTable>) =>
  own(tx).updateTable('folders').set(changes).where('id', '=', id).execute()

export async function forgetPurged(tx: Db, id: string): Promise<void> {
  for (const table of ['folder_shares', 'folder_members', 'folder_measures'] as const)
    await own(tx).deleteFrom(table).where('folder_id', '=', id).execute()
}

export const insertShare = (tx: Db, row: Insertable<FolderSharesTable>) =>
  own(tx).insertInto('folder_shares').values(row).execute()

export const shareOfKey = (db: Db, key: string) =>
  own(db)
    .selectFrom('folder_shares')
    .select(['id', 'idempotency_hash as hash'])
    .where('idempotency_key', '=', key)
    .executeTakeFirst()

export const lockShare = (tx: Tx, id: string) =>
  own(tx).selectFrom('folder_shares').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** Of one person: the one that they accepted, or one that was meant for them. */
export const lockShareOf = (tx: Tx, folder: string, user: string) =>
  own(tx)
    .selectFrom('folder_shares')
    .selectAll()
    .where('folder_id', '=', folder)
    .where('user_id', '=', user)
    .forUpdate()
    .executeTakeFirst()

export const updateShare = (tx: Db, id: string, changes: Updateable<FolderSharesTable>) =>
  own(tx).updateTable('folder_shares').set(changes).where('id', '=', id).execute()

export const deleteShare = (tx: Db, id: string) => own(tx).deleteFrom('folder_shares').where('id', '=', id).execute()

export const setFolderMember = (tx: Db, folder: string, user: string, permission: 'ro' | 'rw') =>
  own(tx)
    .insertInto('folder_members')
    .values({ folder_id: folder, user_id: user, permission })
    .onConflict((conflict) => conflict.columns(['folder_id', 'user_id']).doUpdateSet({ permission }))
    .execute()

export const deleteFolderMember = async (tx: Db, folder: string, user: string): Promise<boolean> =>
  (await own(tx)
    .deleteFrom('folder_members')
    .where('folder_id', '=', folder)
    .where('user_id', '=', user)
    .returning('user_id')
    .executeTakeFirst()) !== undefined

/** One that began later says more. */
export const saveMeasure = (db: Db, row: Insertable<FolderMeasuresTable>) =>
  own(db)
    .insertInto('folder_measures')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column('folder_id')
        .doUpdateSet({ used: row.used, files: row.files, measured_at: row.measured_at })
        .where('folder_measures.measured_at', '<=', row.measured_at),
    )
    .execute()
