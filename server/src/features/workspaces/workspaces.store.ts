import type { Kysely } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'workspaces' | 'members'>()

/** Made by the migration; every site has it. */
export const defaultWorkspace = '00000000-0000-7000-8000-000000000001'

export const insertPersonal = (db: Db, id: string, name: string, user: string) =>
  own(db).insertInto('workspaces').values({ id, name, personal_of: user }).execute()

export const insertMember = (db: Db, workspace: string, user: string, role: 'admin' | 'member') =>
  own(db).insertInto('members').values({ workspace_id: workspace, user_id: user, role }).execute()

export const isMember = async (db: Db, workspace: string, user: string) =>
  (await own(db)
    .selectFrom('members')
    .select('role')
    .where('workspace_id', '=', workspace)
    .where('user_id', '=', user)
    .executeTakeFirst()) !== undefined
