/** What the writer of notifications has read and what it made of it are one thing, wherever it is killed. */
import { beforeAll, expect, test } from 'vitest'
import { crashAt } from '../../../test/crash.ts'
import { makeUser, type MadeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'
import type { Database } from '../../platform/database/database.ts'
import { createNotifications as createListening } from '../../platform/database/notifications.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { recordAudit } from '../../platform/events/audit-record.ts'
import { createLog } from '../../platform/log/log.ts'
import { createNotificationWriter } from './notifications.service.ts'

const log = createLog({ format: 'json', write: () => {} })
let app: TestApp
let users: readonly MadeUser[]
beforeAll(async () => {
  app = await testApp()
  users = [await makeUser(app), await makeUser(app)]
  // Only the writers of the test are left.
  await app.close()
})

const happen = () =>
  transaction(app.database.db, (tx) =>
    recordAudit(
      tx,
      ...users.map(({ id }) => ({
        action: 'two-factor.reset' as const,
        result: 'success' as const,
        actor: null,
        user: id,
      })),
    ),
  )

async function read(database: Database): Promise<void> {
  await using held = new AsyncDisposableStack()
  const notifications = held.use(await createListening({ connection: app.database.connection }))
  const writer = held.use(await createNotificationWriter({ db: database.db, notifications, log }))
  await writer.caughtUp()
}

async function expectEachOnce(count: number): Promise<void> {
  const { rows } = await app.database.pool.query(
    `SELECT n.event_id, n.user_id FROM notifications n JOIN events e ON e.id = n.event_id AND e.user_id = n.user_id`,
  )
  expect(rows).toHaveLength(count)
  const told = await app.database.pool.query(`SELECT DISTINCT subject FROM events WHERE kind = 'notification.created'`)
  expect(told.rowCount).toBe(count)
}

test('a writer that is killed at any step has told each event once', async () => {
  let steps = Infinity
  let killed = 0
  for (let step = 1; step <= steps; step++) {
    await happen()
    await using crash = crashAt(step, app.engine, app.database)
    const ended = read(crash.database).catch(() => {})
    if ((await Promise.race([ended.then(() => 'done'), crash.died.then(() => 'died')])) === 'done')
      steps = crash.steps()
    else killed++
  }
  expect(killed).toBeGreaterThan(10)
  await read(app.database)
  await expectEachOnce((killed + 1) * users.length)
})

test('events that come again, as after a restore elsewhere, are told no second time', async () => {
  const { rowCount } = await app.database.pool.query('SELECT FROM notifications')
  await app.database.pool.query(`UPDATE event_readers SET snapshot = '1:1:' WHERE name = 'notifications'`)
  await read(app.database)
  await expectEachOnce(rowCount ?? 0)
})
