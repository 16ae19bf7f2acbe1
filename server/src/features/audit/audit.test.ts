import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeAdmin, makeUser } from '../../../test/make.ts'
import { adminPassword, testApp, type TestApp } from '../../../test/test-app.ts'
import { createNotifications } from '../../platform/database/notifications.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { recordAudit } from '../../platform/events/audit-record.ts'
import { pruneEvents } from '../../platform/events/outbox.ts'
import { createLog } from '../../platform/log/log.ts'
import { createAuditLog, verifyAuditLog, type Verdict } from './audit.service.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})

const record = (name: string) =>
  transaction(app.database.db, (tx) =>
    recordAudit(tx, {
      action: 'user.updated',
      result: 'success',
      actor: null,
      name,
      after: { name, b: [1, { z: 1, a: 2 }] },
    }),
  )
const names = async () =>
  (await app.database.pool.query<{ name: string }>(`SELECT name FROM audit_log ORDER BY id`)).rows.map(
    ({ name }) => name,
  )
const query = (text: string) => app.database.pool.query(text)
const verdict = () => verifyAuditLog(app.database.db)

describe('the chain', () => {
  beforeAll(async () => {
    for (const name of ['one', 'two', 'thr\u0000ee \ud800', 'four']) await record(name)
    await app.site.auditLog.caughtUp()
  })

  test('is whole as it was written', async () => {
    expect(await verdict()).toEqual({ rows: 4, fault: null })
    expect(await names()).toEqual(['one', 'two', 'thr\ufffdee \ufffd', 'four'])
  })

  test('refuses to be changed', async () => {
    for (const text of ['UPDATE audit_log SET name = name', 'DELETE FROM audit_log', 'TRUNCATE audit_log'])
      await expect(query(text)).rejects.toThrow('append-only')
  })

  test.each([
    [`UPDATE audit_log SET name = 'three' WHERE id = 3`, 'row 3 was changed'],
    [`UPDATE audit_log SET at = at + interval '1 s' WHERE id = 1`, 'row 1 was changed'],
    [`UPDATE audit_log SET after = '{"name":"x"}' WHERE id = 2`, 'row 2 was changed'],
    [`UPDATE audit_log SET actor_id = gen_random_uuid() WHERE id = 4`, 'row 4 was changed'],
    ['DELETE FROM audit_log WHERE id = 2', 'row 2 is missing'],
    ['DELETE FROM audit_log WHERE id = 1', 'row 1 is missing'],
    ['DELETE FROM audit_log WHERE id >= 3', 'row 3 and what followed are missing'],
    ['DELETE FROM audit_log', 'row 1 and what followed are missing'],
    ['UPDATE audit_log SET id = 9 - id', 'row 1 is missing'],
    [
      `UPDATE audit_log a SET name = b.name FROM audit_log b WHERE a.id + b.id = 5 AND a.id IN (2, 3)`,
      'row 2 was changed',
    ],
    [
      `INSERT INTO audit_log SELECT 5, 999, at, action, result, reason, actor_id, user_id, subject, 'forged', workspace_id,
         address, device, method, before, after, hash, hash FROM audit_log WHERE id = 4`,
      'row 5 was changed',
    ],
  ])('%s is found by whoever verifies', async (tampering, fault) => {
    let found: Verdict | undefined
    const undone = transaction(app.database.db, async (tx) => {
      await sql`ALTER TABLE audit_log DISABLE TRIGGER USER`.execute(tx)
      await sql.raw(tampering).execute(tx)
      found = await verifyAuditLog(tx)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(found?.fault).toBe(fault)
    expect((await verdict()).fault).toBeNull()
  })
})

test('what many write at the same time, and what is rolled back, is told once and never', async () => {
  const writes = Array.from({ length: 60 }, (_, n) =>
    n % 3 === 2
      ? transaction(app.database.db, async (tx) => {
          await recordAudit(tx, { action: 'user.updated', result: 'success', actor: null, name: `never ${n}` })
          throw new Error('rolled back')
        }).catch(() => {})
      : record(`name ${n}`),
  )
  await Promise.all(writes)
  await app.site.auditLog.caughtUp()
  const expected = Array.from({ length: 60 }, (_, n) => n).filter((n) => n % 3 !== 2)
  const told = (await names()).filter((name) => /^(name|never) \d+$/.test(name))
  expect(told.sort()).toEqual(expected.map((n) => `name ${n}`).sort())
  expect((await verdict()).fault).toBeNull()
})

test('several processes, and ones that are cut off in the middle, lose none and repeat none', async () => {
  const log = createLog({ format: 'json', write: () => {} })
  const start = async () => {
    const notifications = await createNotifications({ connection: app.database.connection })
    const reader = await createAuditLog({ db: app.database.db, notifications, log })
    return { reader, notifications }
  }
  const others = await Promise.all([start(), start()])
  let written = 0
  const write = async () => {
    for (let n = 0; n < 80; n++) await record(`name ${String(written++).padStart(3, '0')}`)
  }
  const cut = async () => {
    // Connections break at any step of a reader, as when its process is killed there.
    for (let n = 0; n < 15; n++) {
      await query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE '%audit_%' LIMIT 2`,
      ).catch(() => {})
      await record(`cut ${n}`).catch(() => {})
    }
  }
  await Promise.all([write().catch(() => {}), cut()])
  await app.site.auditLog.caughtUp()
  const { rows } = await app.database.pool.query<{ name: string }>(
    `SELECT payload->>'name' AS name FROM events WHERE kind = 'audit'`,
  )
  expect((await names()).sort()).toEqual(rows.map(({ name }) => name).sort())
  expect((await verdict()).fault).toBeNull()
  for (const { reader, notifications } of others) {
    await reader[Symbol.asyncDispose]()
    await notifications[Symbol.asyncDispose]()
  }
})

test('every change of an account is in the log: who, as whom, what, from where, before and after', async () => {
  const token = await makeAdmin(app)
  const admin = app.as(token)
  const { id: actor } = await admin.accounts.me()
  const user = await makeUser(app)
  await admin.users.update({ params: { id: user.id }, body: { fullName: 'New Name', password: 'planted-secret 1!' } })
  await admin.users.update({ params: { id: user.id }, body: { fullName: 'New Name' } })
  await admin.users.deactivate({ params: { id: user.id }, body: { terminateSessions: false } })
  await admin.users.reactivate({ params: { id: user.id } })
  await admin.users.unlock({ params: { id: user.id } })
  await admin.settings.update({ body: { loginExtension: false } })
  await admin.logins.logout()
  await app.site.auditLog.caughtUp()
  const { rows } = await app.database.pool.query<Record<string, unknown>>(
    `SELECT action, actor_id, user_id, address, before, after FROM audit_log WHERE actor_id = $1 ORDER BY id`,
    [actor],
  )
  const about = { actor_id: actor, user_id: user.id, address: '127.0.0.1' }
  expect(rows.slice(1)).toEqual([
    { ...about, action: 'user.updated', before: { fullName: '' }, after: { fullName: 'New Name' } },
    { ...about, action: 'password.changed', before: null, after: null },
    { ...about, action: 'user.deactivated', before: null, after: { terminateSessions: false } },
    { ...about, action: 'user.reactivated', before: null, after: null },
    { ...about, action: 'user.unlocked', before: null, after: null },
    {
      ...about,
      user_id: null,
      action: 'settings.updated',
      before: { loginExtension: true },
      after: { loginExtension: false },
    },
    { ...about, user_id: actor, action: 'sign-out', before: null, after: null },
  ])
  const all = JSON.stringify((await query('SELECT * FROM audit_log')).rows)
  for (const secret of ['planted-secret', adminPassword, token, 'argon2']) expect(all).not.toContain(secret)
})

test('what the log has not taken over yet is not pruned', async () => {
  await app.site.auditLog.caughtUp()
  await app.close()
  await record('waits')
  await query(`UPDATE events SET at = at - interval '1 day'`)
  await pruneEvents(app.database.db, 3600)
  const again = await testApp({ database: app.database, clock: app.clock })
  await again.site.auditLog.caughtUp()
  expect((await names()).at(-1)).toBe('waits')
  // After it has, it is.
  await query(`UPDATE event_readers SET snapshot = pg_current_snapshot()::text`)
  await pruneEvents(app.database.db, 3600)
  expect((await query(`SELECT FROM events WHERE kind = 'audit'`)).rowCount).toBe(0)
})
