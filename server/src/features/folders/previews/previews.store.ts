import './previews.tables.ts'
import type { Insertable, Kysely } from 'kysely'
import { ownTables } from '../../../platform/database/own-tables.ts'
import type { Tables } from '../../../platform/database/tables.ts'
import type { FilePreviewsTable } from './previews.tables.ts'

const own = ownTables<'file_previews'>()

export const insertPreview = (db: Kysely<Tables>, row: Insertable<FilePreviewsTable>) =>
  own(db).insertInto('file_previews').values(row).execute()

export const forgetOldPreviews = (db: Kysely<Tables>, now: Date) =>
  own(db).deleteFrom('file_previews').where('expires_at', '<=', now).execute()
