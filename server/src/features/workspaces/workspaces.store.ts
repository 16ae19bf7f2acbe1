import type { Kysely, Transaction } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'

type Db = Kysely<Tables>
type Tx = Transaction<Tables>
type Role = 'admin' | 'member'
const own = ownTables<'workspaces' | 'members'>()

/** Made by the migration; every site has it. */
export const defaultWorkspace = '00000000-0000-7000-8000-000000000001'

export const insertWorkspace = (tx: Db, row: { id: string; name: string; personal_of: string | null }) =>
  own(tx).insertInto('workspaces').values(row).execute()

/**
 * Whoever changes who belongs to a workspace, or as what, waits for who else does. Who only refers to it does not wait:
 * a start holds what the end of a membership is going to ask for, and would be waited for in turn.
 */
export const lockWorkspace = (tx: Tx, id: string) =>
  own(tx).selectFrom('workspaces').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()

export const renameWorkspace = (tx: Tx, id: string, name: string) =>
  own(tx).updateTable('workspaces').set({ name }).where('id', '=', id).execute()

export const insertMember = (tx: Db, workspace: string, user: string, role: Role) =>
  own(tx).insertInto('members').values({ workspace_id: workspace, user_id: user, role }).execute()

export const roleOf = async (db: Db, workspace: string, user: string): Promise<Role | null> =>
  (
    await own(db)
      .selectFrom('members')
      .select('role')
      .where('workspace_id', '=', workspace)
      .where('user_id', '=', user)
      .executeTakeFirst()
  )?.role ?? null

/** So that the membership outlasts the transaction: who ends it waits, and then sees what was done by it. */
export const holdMember = async (tx: Tx, workspace: string, user: string): Promise<boolean> =>
  (await own(tx)
    .selectFrom('members')
    .select('role')
    .where('workspace_id', '=', workspace)
    .where('user_id', '=', user)
    .forKeyShare()
    .executeTakeFirst()) !== undefined

export const setRole = (tx: Tx, workspace: string, user: string, role: Role) =>
  own(tx)
    .updateTable('members')
    .set({ role })
    .where('workspace_id', '=', workspace)
    .where('user_id', '=', user)
    .execute()

export const deleteMember = (tx: Tx, workspace: string, user: string) =>
  own(tx).deleteFrom('members').where('workspace_id', '=', workspace).where('user_id', '=', user).execute()
