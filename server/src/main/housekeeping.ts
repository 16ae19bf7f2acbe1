/** What is forgotten when nobody can need it any more; done by whichever process works. */
import { forgetOldAppPasses } from '../features/apps/apps.service.ts'
import { forgetOldLogins } from '../features/logins/logins.service.ts'
import { forgetOldNotifications } from '../features/notifications/notifications.service.ts'
import { forgetOldPoints } from '../features/sessions/sessions.service.ts'
import type { Database } from '../platform/database/database.ts'
import { pruneEvents } from '../platform/events/outbox.ts'
import { createJobs, type Jobs } from '../platform/jobs/jobs.ts'
import type { Log } from '../platform/log/log.ts'
import type { Clock } from '../platform/time.ts'
import type { StorageWork } from './compose-folders.ts'

/** Streams resume within 10 minutes; the rest is room for clocks and long transactions. */
const eventsKeptSeconds = 3600

export interface HousekeepingParts {
  readonly database: Database
  readonly clock: Clock
  readonly log: Log
  readonly checkForUpdates: () => Promise<void>
  readonly sendUsageData: () => Promise<void>
  readonly storage: () => StorageWork
}

export function createHousekeeping({
  database,
  clock,
  log,
  checkForUpdates,
  sendUsageData,
  storage,
}: HousekeepingParts): Jobs {
  const jobs = createJobs({ connection: database.connection, log })
  jobs.declare({
    name: 'forget-old-events',
    schedule: '*/10 * * * *',
    handle: async () => {
      const count = await pruneEvents(database.db, eventsKeptSeconds)
      log.debug('forgot events', { count })
    },
  })
  jobs.declare({
    name: 'forget-old-logins',
    schedule: '15 3 * * *',
    handle: () => forgetOldLogins(database.db, clock.now()),
  })
  jobs.declare({
    name: 'forget-old-app-passes',
    schedule: '35 * * * *',
    handle: async () => void (await forgetOldAppPasses(database.db, clock.now())),
  })
  jobs.declare({
    name: 'forget-old-notifications',
    schedule: '25 3 * * *',
    handle: () => forgetOldNotifications(database.db, clock.now()),
  })
  jobs.declare({
    name: 'forget-old-session-metrics',
    schedule: '35 3 * * *',
    handle: () => forgetOldPoints(database.db, clock.now()),
  })
  jobs.declare({ name: 'check-for-updates', schedule: '50 */6 * * *', handle: checkForUpdates })
  jobs.declare({ name: 'send-usage-data', schedule: '20 4 * * *', handle: sendUsageData })
  jobs.declare({
    name: 'measure-folders',
    schedule: '*/2 * * * *',
    // Nobody waits for it: on a host that answers nothing it does not end.
    handle: async () =>
      void storage()
        .measureDue()
        .catch((error: Error) => log.error('folders could not be measured', { error })),
  })
  jobs.declare({ name: 'empty-trash', schedule: '45 * * * *', handle: () => storage().purgeExpired() })
  jobs.declare({ name: 'remove-purged-folders', schedule: '*/10 * * * *', handle: () => storage().remove() })
  jobs.declare({ name: 'end-over-mounted', schedule: '*/5 * * * *', handle: () => storage().endOverMounted() })
  jobs.declare({ name: 'sweep-uploads', schedule: '20 * * * *', handle: () => storage().sweepUploads() })
  jobs.declare({ name: 'interrupt-uploads', schedule: '* * * * *', handle: () => storage().interruptUploads() })
  return jobs
}
