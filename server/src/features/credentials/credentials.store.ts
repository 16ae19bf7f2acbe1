import { sql, type Insertable, type Kysely, type Selectable, type Transaction, type Updateable } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import type { CredentialsTable } from './credentials.tables.ts'

type Db = Kysely<Tables>
const own = ownTables<'credentials'>()
export type CredentialRow = Selectable<CredentialsTable>

export const insertCredential = (tx: Db, row: Insertable<CredentialsTable>) =>
  own(tx).insertInto('credentials').values(row).execute()

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
export const revokeAll = async (tx: Transaction<Tables>, user: string, workspace: string, at: Date) =>
  (
    await own(tx)
      .updateTable('credentials')
      .set({ active: false, revoked_at: at })
      .where('user_id', '=', user)
      .where('workspace_id', '=', workspace)
      .where('revoked_at', 'is', null)
      .returning('access_key')
      .execute()
  ).map((row) => row.access_key)

/** All of a user, wherever; answers which. */
export const deactivateAll = async (tx: Transaction<Tables>, user: string) =>
  (
    await own(tx)
      .updateTable('credentials')
      .set({ active: false })
      .where('user_id', '=', user)
      .where('active', '=', true)
      .returning('access_key')
      .execute()
  ).map((row) => row.access_key)

/** The console acts under these, so they come and go with the account. */
export const activateMains = (tx: Transaction<Tables>, user: string) =>
  own(tx)
    .updateTable('credentials')
    .set({ active: true })
    .where('user_id', '=', user)
    .where('main', '=', true)
    .where('revoked_at', 'is', null)
    .execute()

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

/** Adds what this process counted to what others did; answers the windows as they are with it. */
export async function addUse(db: Db, uses: readonly Use[], windowSeconds: number) {
  const goesOn = sql`c.window_started_at > u.at - make_interval(secs => ${windowSeconds})`
  const { rows } = await sql<{ accessKey: string; windowStartedAt: Date; windowRequests: number }>`
    UPDATE credentials c
       SET requests = c.requests + u.requests,
           last_used_at = greatest(c.last_used_at, u.at),
           last_used_from = CASE WHEN c.last_used_at > u.at THEN c.last_used_from ELSE u.address END,
           window_started_at = CASE WHEN ${goesOn} THEN c.window_started_at ELSE u.window_started_at END,
           window_requests = CASE WHEN ${goesOn} THEN c.window_requests ELSE 0 END + u.window_requests
      FROM unnest(${uses.map((use) => use.accessKey)}::text[], ${uses.map((use) => use.requests)}::integer[],
                  ${uses.map((use) => use.at)}::timestamptz[], ${uses.map((use) => use.address)}::text[],
                  ${uses.map((use) => use.windowStartedAt)}::timestamptz[],
                  ${uses.map((use) => use.windowRequests)}::integer[])
             AS u(access_key, requests, at, address, window_started_at, window_requests)
     WHERE c.access_key = u.access_key
    RETURNING c.access_key AS "accessKey", c.window_started_at AS "windowStartedAt",
              c.window_requests AS "windowRequests"`.execute(db)
  return rows
}

/** Those that are revoked count against nothing any more. */
export const leavePolicy = (tx: Transaction<Tables>, policy: string) =>
  own(tx)
    .updateTable('credentials')
    .set({ policy: 'default' })
    .where('policy', '=', policy)
    .where('revoked_at', 'is not', null)
    .execute()
