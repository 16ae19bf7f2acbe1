import type { NotificationContent } from '@berth/contract/notifications.ts'
import type { Kysely, Transaction } from 'kysely'
import { ownTables } from '../../platform/database/own-tables.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { uuidv7 } from '../../platform/ids.ts'
import './notifications.tables.ts'

type Tx = Transaction<Tables>
const own = ownTables<'notifications'>()

export interface NewNotification {
  readonly user: string
  readonly event: number
  readonly at: Date
  readonly content: NotificationContent
}

const columns = ['id', 'user_id as user', 'kind', 'parameters', 'at', 'read_at as readAt'] as const

/** Those of them that were not there yet, as they are kept. */
export const insertNotifications = (tx: Tx, some: readonly NewNotification[]) =>
  own(tx)
    .insertInto('notifications')
    .values(
      some.map(({ user, event, at, content }) => ({
        id: uuidv7(),
        user_id: user,
        event_id: event,
        kind: content.kind,
        parameters: JSON.stringify(content.parameters),
        at,
      })),
    )
    .onConflict((conflict) => conflict.column('event_id').doNothing())
    .returning(columns)
    .execute()
export type KeptNotification = Awaited<ReturnType<typeof insertNotifications>>[number]

/** Of this user alone. */
export const lockNotification = (tx: Tx, user: string, id: string): Promise<KeptNotification | undefined> =>
  own(tx)
    .selectFrom('notifications')
    .select(columns)
    .where('id', '=', id)
    .where('user_id', '=', user)
    .forUpdate()
    .executeTakeFirst()

export const markNotification = (tx: Tx, id: string, readAt: Date | null) =>
  own(tx).updateTable('notifications').set({ read_at: readAt }).where('id', '=', id).execute()

/** How many were unread. */
export async function markAll(tx: Tx, user: string, readAt: Date): Promise<number> {
  const { numUpdatedRows } = await own(tx)
    .updateTable('notifications')
    .set({ read_at: readAt })
    .where('user_id', '=', user)
    .where('read_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export const deleteOld = (db: Kysely<Tables>, before: Date) =>
  own(db).deleteFrom('notifications').where('at', '<', before).execute()
