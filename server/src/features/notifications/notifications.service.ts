/**
 * Notifications (6.3): tells people what happened to them, from what the slices record and emit. Nobody imports this
 * slice; it hears. Rows and the place of the reader are one transaction, so each event is told exactly once.
 */
import type { Notification } from '@berth/contract/notifications.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Notifications as Listening } from '../../platform/database/notifications.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { createDurableReader, type DurableReader } from '../../platform/events/durable-reader.ts'
import { emit, type StoredEvent } from '../../platform/events/outbox.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Log } from '../../platform/log/log.ts'
import type { Clock } from '../../platform/time.ts'
import { actorOf, heardKinds, notificationOf } from './notification-of.ts'
import {
  deleteOld,
  insertNotifications,
  lockNotification,
  markAll,
  markNotification,
  type NewNotification,
} from './notifications.store.ts'
import { namesOf, shown } from './notifications.views.ts'

/** To its user, with the notification. */
export const notificationCreated = 'notification.created'
/** To its user: some were marked as read or unread. */
export const notificationsUpdated = 'notifications.updated'

const keptDays = 30

export interface NotificationWriterDeps {
  readonly db: Kysely<Tables>
  readonly notifications: Listening
  readonly log: Log
}

/** From now on: what happened before there were notifications is nobody's news. */
export const createNotificationWriter = (deps: NotificationWriterDeps): Promise<DurableReader> =>
  createDurableReader({ ...deps, name: 'notifications', kind: heardKinds, from: 'now', handle: write })

async function write(tx: Transaction<Tables>, events: readonly StoredEvent[]): Promise<void> {
  const told = events.filter((event) => event.user !== null && notificationOf(event, () => undefined) !== null)
  if (told.length === 0) return
  const people = told.flatMap((event) => [event.user, actorOf(event)]).filter((user) => user !== null)
  const names = await namesOf(tx, people)
  const some = told.flatMap((event): NewNotification[] => {
    const content = notificationOf(event, (user) => names.get(user))
    if (content === null || event.user === null || !names.has(event.user)) return []
    return [{ user: event.user, event: event.id, at: event.at, content }]
  })
  if (some.length === 0) return
  const kept = await insertNotifications(tx, some)
  const created = kept.map((row) => ({
    kind: notificationCreated,
    subject: row.id,
    user: row.user,
    payload: { ...shown(row) },
  }))
  await emit(tx, ...created)
}

export interface NotificationsDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
}

export type Notifications = ReturnType<typeof createNotifications>

export function createNotifications({ db, clock }: NotificationsDeps) {
  const tellPages = (tx: Transaction<Tables>, user: string) => emit(tx, { kind: notificationsUpdated, user })
  return {
    /** Somebody else's is not there. */
    mark: (user: string, id: string, read: boolean): Promise<Notification> =>
      transaction(db, async (tx) => {
        const row = await lockNotification(tx, user, id)
        if (!row) throw new Problem('not-found')
        if ((row.readAt !== null) === read) return shown(row)
        const readAt = read ? clock.now() : null
        await markNotification(tx, id, readAt)
        await tellPages(tx, user)
        return shown({ ...row, readAt })
      }),

    markAll: (user: string): Promise<void> =>
      transaction(db, async (tx) => {
        if ((await markAll(tx, user, clock.now())) > 0) await tellPages(tx, user)
      }),
  }
}

export const forgetOldNotifications = async (db: Kysely<Tables>, now: Date): Promise<void> =>
  void (await deleteOld(db, new Date(now.getTime() - keptDays * 86_400_000)))
