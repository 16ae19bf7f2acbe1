import { sql, type Insertable, type Kysely, type Selectable } from 'kysely'
import { commitLater } from '../../../platform/database/durability.ts'
import { ownTables } from '../../../platform/database/own-tables.ts'
import type { Tables } from '../../../platform/database/tables.ts'
import { reachableOf } from '../folder-access.views.ts'
import type { FolderUploadsTable } from './uploads.tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'folder_uploads'>()

export type UploadRow = Selectable<FolderUploadsTable>

/**
 * False: the person has as many as they may. Waits for no disk: whoever tells of it writes to it again before, which waits
 * for both.
 */
export async function insertUpload(db: Db, row: Insertable<FolderUploadsTable>, most: number): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO folder_uploads (id, folder_id, user_id, path, size, overwrite, modified_at, created_at, expires_at,
                                idempotency_key, idempotency_hash)
    SELECT ${row.id}, ${row.folder_id}, ${row.user_id}, ${row.path}, ${row.size}, ${row.overwrite}, ${row.modified_at},
           ${row.created_at}, ${row.expires_at}, ${row.idempotency_key}, ${row.idempotency_hash}
     WHERE (SELECT count(*) FROM folder_uploads WHERE user_id = ${row.user_id} AND finished_at IS NULL) < ${most}
    RETURNING ${commitLater}`.execute(db)
  return rows.length > 0
}

export const findUpload = (db: Db, id: string): Promise<UploadRow | undefined> =>
  own(db).selectFrom('folder_uploads').selectAll().where('id', '=', id).executeTakeFirst()

/** What was begun with a key of a caller's. */
export const uploadOfKey = (db: Db, key: string): Promise<UploadRow | undefined> =>
  own(db).selectFrom('folder_uploads').selectAll().where('idempotency_key', '=', key).executeTakeFirst()

/** Of one person into one folder, those that go on. */
export const openUploads = (db: Db, user: string, folder: string, now: Date): Promise<UploadRow[]> =>
  own(db)
    .selectFrom('folder_uploads')
    .selectAll()
    .where('user_id', '=', user)
    .where('folder_id', '=', folder)
    .where('finished_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at')
    .orderBy('id')
    .execute()

export const keepUpload = (db: Db, id: string, until: Date) =>
  own(db).updateTable('folder_uploads').set({ expires_at: until }).where('id', '=', id).execute()

export const finishUpload = (db: Db, id: string, now: Date) =>
  own(db).updateTable('folder_uploads').set({ finished_at: now }).where('id', '=', id).execute()

export const deleteUpload = (db: Db, id: string) => own(db).deleteFrom('folder_uploads').where('id', '=', id).execute()

/** One that nobody was told of, so it need not be off the disk before anybody is. */
export const forgetUpload = (db: Db, id: string) =>
  own(db).deleteFrom('folder_uploads').where('id', '=', id).returning(commitLater.as('later')).execute()

/** Those that nobody went on with. */
export const deleteOldUploads = (db: Db, now: Date) =>
  own(db).deleteFrom('folder_uploads').where('expires_at', '<=', now).execute()

/**
 * Those that their people may not go on with any more; what they spoke for is free again. In one folder, of one person or
 * (null) of everybody there, or all that there are.
 */
export async function deleteForbiddenUploads(db: Db, within?: { folder: string; user: string | null }): Promise<void> {
  const theirs = within?.user ? sql`u.user_id = ${within.user}` : sql`true`
  await sql`
    DELETE FROM folder_uploads u USING users
     WHERE users.id = u.user_id AND u.finished_at IS NULL AND ${theirs}
       AND ${within === undefined ? sql`true` : sql`u.folder_id = ${within.folder}`}
       AND NOT EXISTS (SELECT FROM (${reachableOf(sql`u.user_id`)}) r WHERE r.id = u.folder_id AND r.granted = 'rw')
       AND NOT (users.role = 'superadmin' AND EXISTS (
             SELECT FROM folders g WHERE g.id = u.folder_id AND g.project_id IS NOT NULL))`.execute(db)
}

export type KnownUpload = Pick<UploadRow, 'id' | 'folder_id' | 'created_at' | 'finished_at'>

export const allUploads = (db: Db): Promise<KnownUpload[]> =>
  own(db).selectFrom('folder_uploads').select(['id', 'folder_id', 'created_at', 'finished_at']).execute()

/** Of these, what has not come to its end after all. */
export const deleteLostUploads = (db: Db, lost: readonly Pick<UploadRow, 'id'>[]) =>
  own(db)
    .deleteFrom('folder_uploads')
    .where(
      'id',
      'in',
      lost.map(({ id }) => id),
    )
    .where('finished_at', 'is', null)
    .execute()
