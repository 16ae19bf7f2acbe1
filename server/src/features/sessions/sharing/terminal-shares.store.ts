/** Who may look at which terminals. */
import type { Kysely, Transaction } from 'kysely'
import { ownTables } from '../../../platform/database/own-tables.ts'
import type { Tables } from '../../../platform/database/tables.ts'

const own = ownTables<'terminal_shares'>()
type Tx = Transaction<Tables>

export interface NewShare {
  readonly id: string
  readonly session_id: string
  readonly terminal: string
  readonly user_id: string
  readonly created_at: Date
}

/** False: they may already. */
export async function insertShare(tx: Tx, row: NewShare): Promise<boolean> {
  const done = await own(tx)
    .insertInto('terminal_shares')
    .values(row)
    .onConflict((conflict) => conflict.columns(['session_id', 'terminal', 'user_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return done !== undefined
}

export const deleteShare = (tx: Tx, session: string, id: string) =>
  own(tx)
    .deleteFrom('terminal_shares')
    .where('id', '=', id)
    .where('session_id', '=', session)
    .returning('id')
    .executeTakeFirst()

export const deleteShares = (tx: Kysely<Tables>, ids: readonly string[]) =>
  own(tx)
    .deleteFrom('terminal_shares')
    .where('id', 'in', [...ids])
    .execute()
