import type { Insertable, Kysely } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { SshHostKeysTable } from './ssh-host-keys.tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'ssh_host_keys'>()

export const hostKeyOf = (db: Db, type: string) =>
  own(db).selectFrom('ssh_host_keys').selectAll().where('type', '=', type).executeTakeFirst()

/** Of several processes that make one at the same time, the first one's stays. */
export const keepHostKey = (db: Db, row: Insertable<SshHostKeysTable>) =>
  own(db)
    .insertInto('ssh_host_keys')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
