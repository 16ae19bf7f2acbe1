import { expect, test, vi } from 'vitest'
import { soon } from '../../../test/soon.ts'
import { testDatabase } from '../../../test/database.ts'
import { createNotifications } from '../database/notifications.ts'
import { transaction } from '../database/transaction.ts'
import { createLeases, type Lease, LeaseEnded } from './leases.ts'

const { db, pool, connection } = await testDatabase()

/** A process: its connection for notifications and its leases. `gone` names the logins that are no more. */
async function createProcess(options: { gone?: Set<string>; recheckEveryMs?: number; fail?: () => boolean } = {}) {
  const { gone = new Set(), fail = () => false, recheckEveryMs } = options
  const parts = new AsyncDisposableStack()
  const notifications = parts.use(await createNotifications({ connection }))
  const leases = parts.use(
    await createLeases({
      notifications,
      recheckEveryMs,
      async recheck(held: readonly Lease[]) {
        if (fail()) throw new Error('the database is away')
        return held.filter((lease) => gone.has(lease.scope['login']!)).map((lease) => lease.id)
      },
    }),
  )
  return { leases, gone, [Symbol.asyncDispose]: () => parts.disposeAsync() }
}

test('revoking ends what matches, in every process, after the commit', async () => {
  await using here = await createProcess()
  await using there = await createProcess()
  const ended: string[] = []
  const hold = (process: typeof here, name: string, scope: Record<string, string>) =>
    process.leases.take(scope, (reason) => ended.push(`${name} ${reason}`))
  const mine = hold(here, 'mine', { login: 'l1', user: 'u1', session: 's1' })
  hold(there, 'elsewhere', { login: 'l1', user: 'u1', session: 's2' })
  const kept = hold(there, 'kept', { login: 'l2', user: 'u1', session: 's1' })
  await transaction(db, async (tx) => {
    await here.leases.revoke(tx, { login: 'l1' }, 'signed out')
    await pool.query('select')
    expect(ended).toEqual([])
  })
  await soon(() => expect(ended.toSorted()).toEqual(['elsewhere signed out', 'mine signed out']))
  expect(mine.signal.reason).toBeInstanceOf(LeaseEnded)
  expect([mine.reason, kept.signal.aborted]).toEqual(['signed out', false])
  expect([here.leases.count(), there.leases.count()]).toEqual([0, 1])

  const both = hold(there, 'both', { user: 'u1', session: 's9' })
  await here.leases.revoke(db, { user: 'u1', session: 's1' })
  await soon(() => expect(kept.reason).toBe('revoked'))
  expect(both.signal.aborted).toBe(false)
})

test('what was rolled back revokes nothing, and a holder that is done is not told', async () => {
  await using one = await createProcess()
  const ended: string[] = []
  const held = one.leases.take({ login: 'l1' }, () => ended.push('held'))
  const done = one.leases.take({ login: 'l2' }, () => ended.push('done'))
  done[Symbol.dispose]()
  await transaction(db, async (tx) => {
    await one.leases.revoke(tx, { login: 'l1' })
    throw new Error('rolled back')
  }).catch(() => {})
  await one.leases.revoke(db, { login: 'l2' })
  await one.leases.revoke(db, { login: 'marker' })
  const marker = one.leases.take({ login: 'later' }, () => ended.push('marker'))
  await one.leases.revoke(db, { login: 'later' })
  await soon(() => expect(ended).toEqual(['marker']))
  expect([held.signal.aborted, done.signal.aborted, marker.signal.aborted]).toEqual([false, false, true])
})

test('a right that ended between its check and the taking is noticed', async () => {
  await using one = await createProcess({ gone: new Set(['l1']) })
  const lease = one.leases.take({ login: 'l1' })
  await soon(() => expect(lease.reason).toBe('ended'))
})

test('after the connection was lost, what ended meanwhile ends, also when asking fails at first', async () => {
  let failures = 0
  await using one = await createProcess({ fail: () => failures-- > 0 })
  const [ending, going] = [one.leases.take({ login: 'l1' }), one.leases.take({ login: 'l2' })]
  await one.leases.revoke(db, { login: 'nobody' })
  failures = 2
  one.gone.add('l1')
  await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'berth notifications' and datname = current_database()`)
  await vi.waitFor(() => expect(ending.signal.aborted).toBe(true), { timeout: 5_000 })
  expect(going.signal.aborted).toBe(false)
})

test('a right that ends by the clock is noticed', async () => {
  await using one = await createProcess({ recheckEveryMs: 20 })
  const lease = one.leases.take({ login: 'l1' })
  one.gone.add('l1')
  await soon(() => expect(lease.signal.aborted).toBe(true))
})

test('the end of the process ends all of its own', async () => {
  const one = await createProcess()
  const lease = one.leases.take({ login: 'l1' })
  await one[Symbol.asyncDispose]()
  expect(lease.reason).toBe('shutdown')
  expect(one.leases.take({ login: 'l2' }).reason).toBe('shutdown')
})
