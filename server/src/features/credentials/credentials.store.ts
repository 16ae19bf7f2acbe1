import {
  sql,
  type Insertable,
  type Kysely,
  type RawBuilder,
  type Selectable,
  type SqlBool,
  type Transaction,
  type Updateable,
} from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { CredentialsTable } from './credentials.tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'credentials'>()
export type CredentialRow = Selectable<CredentialsTable>

export const insertCredential = (tx: Db, row: Insertable<CredentialsTable>) =>
  own(tx).insertInto('credentials').values(row).execute()

/**
 * Waits for decisions about sessions of the user in the workspace; later ones see what is changed here. A trigger does so,
 * too (0015_admission.sql), but by then the row is locked, which somebody may want who waited here first: so whoever
 * changes what decisions are made by begins with this.
 */
export const waitForAdmissions = (tx: Transaction<Tables>, { user, workspace }: { user: string; workspace: string }) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended(${`admission user ${user} ${workspace}`}, 0))`.execute(tx)

/** The same for several, in the order in which decisions wait (admission-locks.store.ts); then their rows, in one order. */
async function lockThose(tx: Transaction<Tables>, those: RawBuilder<SqlBool>): Promise<string[]> {
  await sql`
    SELECT pg_advisory_xact_lock(hashtextextended(key, 0)) FROM (
      SELECT DISTINCT ('admission user ' || user_id || ' ' || workspace_id) COLLATE "C" AS key
        FROM credentials WHERE ${those} ORDER BY key) keys`.execute(tx)
  const { rows } = await sql<{ access_key: string }>`
    SELECT access_key FROM credentials WHERE ${those} ORDER BY access_key FOR NO KEY UPDATE`.execute(tx)
  return rows.map((row) => row.access_key)
}

/** Answers which. */
async function updateThose(
  tx: Transaction<Tables>,
  those: RawBuilder<SqlBool>,
  changes: Updateable<CredentialsTable>,
): Promise<string[]> {
  const keys = await lockThose(tx, those)
  if (keys.length > 0)
    await own(tx)
      .updateTable('credentials')
      .set(changes)
      .where(sql<SqlBool>`access_key = ANY(${keys})`)
      .execute()
  return keys
}

/**
 * Whoever ends a credential waits for who derives a token from it, and the other way round. Its key stays, so who only
 * refers to it does not wait: an admission does that while the change of a policy waits for the admission.
 */
export const lockCredential = (tx: Transaction<Tables>, accessKey: string) =>
  own(tx).selectFrom('credentials').selectAll().where('access_key', '=', accessKey).forNoKeyUpdate().executeTakeFirst()

export const updateCredential = (tx: Transaction<Tables>, accessKey: string, changes: Updateable<CredentialsTable>) =>
  own(tx).updateTable('credentials').set(changes).where('access_key', '=', accessKey).execute()

/** Those that somebody made in a workspace. The main one is there always: its lock makes the ones who make more wait. */
export async function countMade(tx: Transaction<Tables>, user: string, workspace: string): Promise<number> {
  const theirs = own(tx)
    .selectFrom('credentials')
    .where('user_id', '=', user)
    .where('workspace_id', '=', workspace)
    .where('revoked_at', 'is', null)
  await theirs.select('access_key').where('main', '=', true).forNoKeyUpdate().execute()
  const { made } = await theirs
    .select((count) => count.fn.countAll<number>().as('made'))
    .where('main', '=', false)
    .executeTakeFirstOrThrow()
  return made
}

export const mainCredential = async (tx: Db, user: string, workspace: string) =>
  (
    await own(tx)
      .selectFrom('credentials')
      .select('access_key')
      .where('user_id', '=', user)
      .where('workspace_id', '=', workspace)
      .where('main', '=', true)
      .where('revoked_at', 'is', null)
      .executeTakeFirst()
  )?.access_key

/** All of a user in a workspace, for good; answers which. */
export const revokeAll = (tx: Transaction<Tables>, user: string, workspace: string, at: Date) =>
  updateThose(tx, sql`user_id = ${user} AND workspace_id = ${workspace} AND revoked_at IS NULL`, {
    active: false,
    revoked_at: at,
  })

/** All of a user, wherever. */
export const deactivateAll = (tx: Transaction<Tables>, user: string) =>
  updateThose(tx, sql`user_id = ${user} AND active`, { active: false })

/** The console acts under these, so they come and go with the account. */
export const activateMains = (tx: Transaction<Tables>, user: string) =>
  updateThose(tx, sql`user_id = ${user} AND main AND revoked_at IS NULL`, { active: true })

export interface Use {
  readonly accessKey: string
  /** Since the last time that it was written down. */
  readonly requests: number
  readonly at: Date
  readonly address: string
  readonly windowStartedAt: Date
  /** Of those, the ones in the window. */
  readonly windowRequests: number
}

/** Adds what this process counted to what others did, in one order for all; answers the windows as they are with it. */
export async function addUse(db: Db, uses: readonly Use[], windowSeconds: number) {
  const goesOn = sql`c.window_started_at > u.at - make_interval(secs => ${windowSeconds})`
  const { rows } = await sql<{ accessKey: string; windowStartedAt: Date; windowRequests: number }>`
    UPDATE credentials c
       SET requests = c.requests + u.requests,
           last_used_at = greatest(c.last_used_at, u.at),
           last_used_from = CASE WHEN c.last_used_at > u.at THEN c.last_used_from ELSE u.address END,
           window_started_at = CASE WHEN ${goesOn} THEN c.window_started_at ELSE u.window_started_at END,
           window_requests = CASE WHEN ${goesOn} THEN c.window_requests ELSE 0 END + u.window_requests
      FROM (SELECT access_key FROM credentials WHERE access_key = ANY(${uses.map((use) => use.accessKey)})
             ORDER BY access_key FOR NO KEY UPDATE) held
      JOIN unnest(${uses.map((use) => use.accessKey)}::text[], ${uses.map((use) => use.requests)}::integer[],
                  ${uses.map((use) => use.at)}::timestamptz[], ${uses.map((use) => use.address)}::text[],
                  ${uses.map((use) => use.windowStartedAt)}::timestamptz[],
                  ${uses.map((use) => use.windowRequests)}::integer[])
             AS u(access_key, requests, at, address, window_started_at, window_requests)
             USING (access_key)
     WHERE c.access_key = held.access_key
    RETURNING c.access_key AS "accessKey", c.window_started_at AS "windowStartedAt",
              c.window_requests AS "windowRequests"`.execute(db)
  return rows
}

/** Those that are revoked count against nothing any more. */
export const leavePolicy = (tx: Transaction<Tables>, policy: string) =>
  updateThose(tx, sql`policy = ${policy} AND revoked_at IS NOT NULL`, { policy: 'default' })
