import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { transaction } from '../database/transaction.ts'
import { createJobs } from './jobs.ts'

const database = await testDatabase()
const { db, connection } = database

test('a job runs after its transaction commits, is repeated when it fails, and waits once for one key', async () => {
  await using jobs = createJobs({ connection, pollingSeconds: 0.5, graceMs: 5_000 })
  const seen: string[] = []
  let failures = 1
  const greet = jobs.declare<{ name: string }>({
    name: 'greet',
    schedule: '0 4 * * *',
    retries: 3,
    async handle({ name }) {
      if (name === 'twice' && failures-- > 0) throw new Error('not yet')
      seen.push(name)
    },
  })
  // Another process that only enqueues, as a web process does.
  await using web = createJobs({ connection })
  const greetFromWeb = web.declare<{ name: string }>({ name: 'greet', handle: () => Promise.reject(new Error('no')) })
  await web.start({ work: false })

  await expect(
    transaction(db, async (tx) => {
      await greetFromWeb.enqueue(tx, { name: 'rolled back' })
      throw new Error('stop')
    }),
  ).rejects.toThrow('stop')
  await transaction(db, (tx) => greetFromWeb.enqueue(tx, { name: 'plain' }))
  expect(await greetFromWeb.enqueue(db, { name: 'keyed' }, { key: 'k' })).toBe(true)
  expect(await greetFromWeb.enqueue(db, { name: 'keyed again' }, { key: 'k' })).toBe(false)
  await greetFromWeb.enqueue(db, { name: 'later' }, { notBefore: new Date(Date.now() + 3_600_000) })

  await jobs.start({ work: true })
  await vi.waitFor(() => expect(seen.toSorted()).toEqual(['keyed', 'plain']), { timeout: 10_000 })
  await greet.enqueue(db, { name: 'twice' })
  await vi.waitFor(() => expect(seen).toContain('twice'), { timeout: 15_000 })
  expect(seen).toHaveLength(3)
})

test('stopping lets a job that is under way finish', async () => {
  const jobs = createJobs({ connection, pollingSeconds: 0.5, graceMs: 10_000 })
  const under = Promise.withResolvers<void>()
  let finish = () => {}
  let done = false
  const slow = jobs.declare({
    name: 'slow',
    async handle() {
      under.resolve()
      await new Promise<void>((resolve) => (finish = resolve))
      done = true
    },
  })
  await jobs.start({ work: true })
  await slow.enqueue(db, {})
  await under.promise
  const stopped = jobs[Symbol.asyncDispose]()
  finish()
  await stopped
  expect(done).toBe(true)
})

test('what is ended while it starts leaves no connection behind', async () => {
  const jobs = createJobs({ connection })
  const start = jobs.start({ work: true })
  await jobs[Symbol.asyncDispose]()
  await start
  const { rows } = await sql<{ count: string }>`
    select count(*) from pg_stat_activity
    where application_name = 'berth jobs' and datname = current_database()`.execute(db)
  expect(Number(rows[0]!.count)).toBe(0)
})
