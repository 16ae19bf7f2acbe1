import type { NotificationContent } from '@berth/contract/notifications.ts'
import { sql, type Kysely, type Transaction } from 'kysely'
import { jsonRows } from '../../platform/database/json-rows.ts'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Step } from './progress.ts'
import './notifications.tables.ts'

type Tx = Transaction<Tables>
const own = ownTables<'notifications'>()

export interface NewNotification {
  readonly user: string
  readonly event: number
  readonly at: Date
  readonly content: NotificationContent
  /** Each person is told once of it, whichever event says it. */
  readonly about?: string
  /** Of work that has begun. */
  readonly progress?: Step
  readonly read?: boolean
}

const columns = [
  'id',
  'user_id as user',
  'kind',
  'parameters',
  'at',
  'read_at as readAt',
  'state',
  'step',
  'share',
  'started_at as startedAt',
] as const

/** Those of them that were not there yet, as they are kept. */
export const insertNotifications = (tx: Tx, some: readonly NewNotification[]) =>
  own(tx)
    .insertInto('notifications')
    .values(
      some.map(({ user, event, at, content, about, progress, read }) => ({
        id: uuidv7(),
        user_id: user,
        event_id: event,
        kind: content.kind,
        parameters: JSON.stringify(content.parameters),
        at,
        read_at: read === true ? at : null,
        about: about ?? null,
        state: progress?.state ?? null,
        step: progress?.step ?? null,
        share: progress?.share ?? null,
        started_at: progress ? at : null,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning(columns)
    .execute()
export type KeptNotification = Awaited<ReturnType<typeof insertNotifications>>[number]

export interface Advance extends Step {
  readonly id: string
  /** Those that are other than before. */
  readonly parameters: object
  readonly at: Date
  readonly read: boolean
}

/** What is done or cancelled has ended; what failed may be tried again, and is shown again then. */
export async function advance(tx: Tx, some: readonly Advance[]): Promise<KeptNotification[]> {
  const { rows } = await sql<KeptNotification>`
    UPDATE notifications n
       SET state = given.state, step = given.step, share = given.share, at = given.at,
           parameters = n.parameters || given.parameters,
           read_at = CASE WHEN given.read THEN coalesce(n.read_at, given.at) END,
           cleared_at = CASE WHEN given.state <> 'going' THEN n.cleared_at END
      FROM json_to_recordset(${jsonRows(some)}::json)
           AS given(id uuid, parameters jsonb, state text, step text, share real, at timestamptz, read boolean)
     WHERE n.id = given.id AND n.state IN ('going', 'failed')
    RETURNING n.id, n.user_id AS user, n.kind, n.parameters, n.at, n.read_at AS "readAt", n.state, n.step, n.share,
              n.started_at AS "startedAt"`.execute(tx)
  return rows
}

const ofUser = (db: Kysely<Tables>, user: string, id: string) =>
  own(db)
    .selectFrom('notifications')
    .select(columns)
    .where('id', '=', id)
    .where('user_id', '=', user)
    .where('cleared_at', 'is', null)

/** Of this user alone. */
export const findNotification = (db: Kysely<Tables>, user: string, id: string): Promise<KeptNotification | undefined> =>
  ofUser(db, user, id).executeTakeFirst()
export const lockNotification = (tx: Tx, user: string, id: string): Promise<KeptNotification | undefined> =>
  ofUser(tx, user, id).forUpdate().executeTakeFirst()

export const markNotification = (tx: Tx, id: string, readAt: Date | null) =>
  own(tx).updateTable('notifications').set({ read_at: readAt }).where('id', '=', id).execute()

/** How many were unread. */
export async function markAll(tx: Tx, user: string, readAt: Date): Promise<number> {
  const { numUpdatedRows } = await own(tx)
    .updateTable('notifications')
    .set({ read_at: readAt })
    .where('user_id', '=', user)
    .where('read_at', 'is', null)
    .where('cleared_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** One or all of them; what is still being done stays. How many there were. */
export async function clear(tx: Tx, user: string, at: Date, id?: string): Promise<number> {
  const { numUpdatedRows } = await own(tx)
    .updateTable('notifications')
    .set({ cleared_at: at })
    .where('user_id', '=', user)
    .where('cleared_at', 'is', null)
    .where((or) => or.or([or('state', 'is', null), or('state', '<>', 'going')]))
    .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Work that has not ended is not old. */
export const deleteOld = (db: Kysely<Tables>, before: Date) =>
  own(db)
    .deleteFrom('notifications')
    .where('at', '<', before)
    .where((or) => or.or([or('state', 'is', null), or('state', '<>', 'going')]))
    .execute()
