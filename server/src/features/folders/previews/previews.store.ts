import './previews.tables.ts'
import { sql, type Insertable, type Kysely } from 'kysely'
import { ownTables } from '../../../platform/database/own-tables.ts'
import type { Tables } from '../../../platform/database/tables.ts'
import type { FilePreviewsTable } from './previews.tables.ts'

const own = ownTables<'file_previews'>()

export const insertPreview = (db: Kysely<Tables>, row: Insertable<FilePreviewsTable>) =>
  own(db).insertInto('file_previews').values(row).execute()

export const forgetOldPreviews = (db: Kysely<Tables>, now: Date) =>
  own(db).deleteFrom('file_previews').where('expires_at', '<=', now).execute()

/** Whoever comes first comes alone. False: somebody else did, or it is gone. */
export async function openFrom(db: Kysely<Tables>, hash: Buffer, address: string): Promise<boolean> {
  const row = await own(db)
    .updateTable('file_previews')
    .set({ opened_from: sql`coalesce(opened_from, ${address})` })
    .where('token_hash', '=', hash)
    .returning('opened_from')
    .executeTakeFirst()
  return row?.opened_from === address
}
