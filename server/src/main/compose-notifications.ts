/** What people are told, and what tells of newer versions. */
import type { UploadBatches } from '../features/folders/uploads/upload-batches.ts'
import { notificationRoutes } from '../features/notifications/notifications.routes.ts'
import { createNotifications, createNotificationWriter } from '../features/notifications/notifications.service.ts'
import type { Sessions } from '../features/sessions/sessions.service.ts'
import { updateRoutes } from '../features/updates/updates.routes.ts'
import { createUpdates } from '../features/updates/updates.service.ts'
import type { Notifications as Listening } from '../platform/database/notifications.ts'
import type { SiteParts } from './site-parts.ts'
import { version } from './version.ts'

export interface Telling {
  readonly notifications: Listening
  readonly sessions: Pick<Sessions, 'terminate'>
  readonly uploads: Pick<UploadBatches, 'cancel'>
}

type Parts = Pick<SiteParts, 'database' | 'clock' | 'log' | 'updateFeed'>

export async function composeNotifications(parts: Parts, { notifications, sessions, uploads }: Telling) {
  const { database, clock, log } = parts
  const { db } = database
  await using held = new AsyncDisposableStack()
  held.use(await createNotificationWriter({ db, notifications, log }))
  const updates = held.use(createUpdates({ db, clock, log, version, feed: parts.updateFeed ?? null }))
  const service = createNotifications({ db, clock, cancelStart: sessions.terminate, cancelUpload: uploads.cancel })
  const disposal = held.move()
  return {
    updates,
    routes: { notifications: notificationRoutes(database.pool, service), updates: updateRoutes(updates) },
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  }
}
