import type { Kysely, Transaction } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'

type Db = Kysely<Tables>
type Tx = Transaction<Tables>
const own = ownTables<'groups' | 'group_members'>()

export const insertGroup = (tx: Db, row: { id: string; workspace_id: string; name: string }) =>
  own(tx).insertInto('groups').values(row).execute()

export const lockGroup = (tx: Tx, workspace: string, id: string) =>
  own(tx)
    .selectFrom('groups')
    .selectAll()
    .where('id', '=', id)
    .where('workspace_id', '=', workspace)
    .forUpdate()
    .executeTakeFirst()

export const renameGroup = (tx: Tx, id: string, name: string) =>
  own(tx).updateTable('groups').set({ name }).where('id', '=', id).execute()

export const deleteGroup = (tx: Tx, id: string) => own(tx).deleteFrom('groups').where('id', '=', id).execute()

/** False: they are in it already. */
export const insertGroupMember = async (tx: Tx, group: string, user: string): Promise<boolean> => {
  const added = await own(tx)
    .insertInto('group_members')
    .values({ group_id: group, user_id: user })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export const deleteGroupMember = async (tx: Tx, group: string, user: string): Promise<boolean> => {
  const gone = await own(tx)
    .deleteFrom('group_members')
    .where('group_id', '=', group)
    .where('user_id', '=', user)
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}

/** Out of every group of the workspace. */
export const deleteMemberships = (tx: Tx, workspace: string, user: string) =>
  own(tx)
    .deleteFrom('group_members')
    .where('user_id', '=', user)
    .where('group_id', 'in', (groups) => groups.selectFrom('groups').select('id').where('workspace_id', '=', workspace))
    .execute()
