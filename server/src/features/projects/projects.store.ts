import { sql, type Insertable, type Kysely, type Selectable, type Transaction, type Updateable } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { ProjectsTable } from './projects.tables.ts'

type Db = Kysely<Tables>
type Tx = Transaction<Tables>
const own = ownTables<'projects' | 'project_members'>()
export type ProjectRow = Selectable<ProjectsTable>

export const insertProject = (tx: Db, row: Insertable<ProjectsTable>) =>
  own(tx).insertInto('projects').values(row).execute()

/** Who only refers to it does not wait: an admission does that while a change of limits waits for the admission. */
export const lockProject = (tx: Tx, id: string) =>
  own(tx).selectFrom('projects').selectAll().where('id', '=', id).forNoKeyUpdate().executeTakeFirst()

/** Waits for decisions about sessions in it; later ones see what is changed here. As triggers do (0015_admission.sql). */
export const waitForAdmissions = (tx: Tx, id: string) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`admission project ${id}`}, 0))`.execute(tx)

export const projectRow = (db: Db, id: string) =>
  own(db).selectFrom('projects').selectAll().where('id', '=', id).executeTakeFirst()

export const updateProject = (tx: Tx, id: string, changes: Updateable<ProjectsTable>) =>
  own(tx).updateTable('projects').set(changes).where('id', '=', id).execute()

/** False: they are in it already. */
export const insertProjectMember = async (tx: Tx, project: string, user: string): Promise<boolean> => {
  const added = await own(tx)
    .insertInto('project_members')
    .values({ project_id: project, user_id: user })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (added.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export const deleteProjectMember = async (tx: Tx, project: string, user: string): Promise<boolean> => {
  const gone = await own(tx)
    .deleteFrom('project_members')
    .where('project_id', '=', project)
    .where('user_id', '=', user)
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}

/** Out of every project of the workspace. */
export const deleteMemberships = (tx: Tx, workspace: string, user: string) =>
  own(tx)
    .deleteFrom('project_members')
    .where('user_id', '=', user)
    .where('project_id', 'in', (projects) =>
      projects.selectFrom('projects').select('id').where('workspace_id', '=', workspace),
    )
    .execute()
