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
import { emit } from '../../platform/events/outbox.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Log } from '../../platform/log/log.ts'
import type { Clock } from '../../platform/time.ts'
import { heardKinds } from './notification-of.ts'
import {
  clear,
  deleteOld,
  findNotification,
  lockNotification,
  markAll,
  markNotification,
} from './notifications.store.ts'
import { shown } from './notifications.views.ts'
import { notificationCreated, notificationProgressed, writeNotifications } from './write-notifications.ts'

export { notificationCreated, notificationProgressed }
/** To its user: some were marked as read or unread, or removed. */
export const notificationsUpdated = 'notifications.updated'

const keptDays = 30

export interface NotificationWriterDeps {
  readonly db: Kysely<Tables>
  readonly notifications: Listening
  readonly log: Log
}

/** From now on: what happened before there were notifications is nobody's news. */
export const createNotificationWriter = (deps: NotificationWriterDeps): Promise<DurableReader> =>
  createDurableReader({ ...deps, name: 'notifications', kind: heardKinds, from: 'now', handle: writeNotifications })

export interface NotificationsDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  /** Ends a session that has not begun; repeating it changes nothing. */
  readonly cancelStart: (caller: Caller, session: string) => Promise<unknown>
  /** Whoever sends the files learns of it. */
  readonly cancelUpload: (user: string, batch: string) => Promise<unknown>
}

export type Notifications = ReturnType<typeof createNotifications>

export function createNotifications({ db, clock, cancelStart, cancelUpload }: NotificationsDeps) {
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

    /** What comes of it is told when it has come. */
    async cancel(caller: Caller, id: string): Promise<Notification> {
      const row = await findNotification(db, caller.user, id)
      if (!row) throw new Problem('not-found')
      const one = shown(row)
      if (one.progress?.canCancel !== true) return one
      if (one.kind === 'session-start') await cancelStart(caller, one.parameters.session)
      if (one.kind === 'upload') await cancelUpload(caller.user, one.parameters.batch)
      return one
    },

    remove: (user: string, id: string): Promise<void> =>
      transaction(db, async (tx) => {
        const row = await lockNotification(tx, user, id)
        if (!row) throw new Problem('not-found')
        if ((await clear(tx, user, clock.now(), id)) > 0) await tellPages(tx, user)
      }),

    clear: (user: string): Promise<void> =>
      transaction(db, async (tx) => {
        if ((await clear(tx, user, clock.now())) > 0) await tellPages(tx, user)
      }),
  }
}

export const forgetOldNotifications = async (db: Kysely<Tables>, now: Date): Promise<void> =>
  void (await deleteOld(db, new Date(now.getTime() - keptDays * 86_400_000)))
