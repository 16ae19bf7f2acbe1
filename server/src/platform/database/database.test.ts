import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { isForeignKeyViolation, isUniqueViolation, openDatabase } from './database.ts'
import { transaction } from './transaction.ts'

const { db, pool, connection } = await testDatabase()
await pool.query(`
  create table accounts (id integer primary key, balance integer not null);
  create table owners (account_id integer constraint owners_account references accounts, name text constraint owners_name unique);
  insert into accounts values (1, 100), (2, 100);
  insert into owners values (1, 'ada')`)

test('counts are numbers, times are dates, and a number that would lose digits is an error', async () => {
  const { rows } =
    await sql`select count(*) as count, '2030-01-02T03:04:05.678Z'::timestamptz as at from accounts`.execute(db)
  expect(rows).toEqual([{ count: 2, at: new Date('2030-01-02T03:04:05.678Z') }])
  await expect(sql`select 9007199254740993 as large`.execute(db)).rejects.toThrow('9007199254740993')
  // The connection is not harmed by that.
  expect((await sql`select 1 as one`.execute(db)).rows).toEqual([{ one: 1 }])
})

test('a violated constraint is recognised by its name', async () => {
  const failed = (text: string) => pool.query(text).catch((error: unknown) => error)
  const unique = await failed(`insert into owners values (1, 'ada')`)
  expect([isUniqueViolation(unique, 'owners_name'), isUniqueViolation(unique)]).toEqual([true, true])
  expect([isUniqueViolation(unique, 'other'), isForeignKeyViolation(unique)]).toEqual([false, false])
  const foreign = await failed(`insert into owners values (9, 'bob')`)
  expect(isForeignKeyViolation(foreign, 'owners_account')).toBe(true)
  expect(isUniqueViolation(new Error('duplicate key'))).toBe(false)
})

test('a statement that takes too long is cancelled', async () => {
  await using impatient = openDatabase({ connection, applicationName: 'test', statementTimeoutMs: 50 })
  await expect(impatient.pool.query('select pg_sleep(30)')).rejects.toThrow('statement timeout')
})

test('transactions that collide are repeated until they have all happened', async () => {
  const deposit = () =>
    transaction(
      db,
      async (tx) => {
        const { rows } = await sql<{ balance: number }>`select balance from accounts where id = 1`.execute(tx)
        await sql`update accounts set balance = ${rows[0]!.balance + 1} where id = 1`.execute(tx)
      },
      { isolation: 'serializable' },
    )
  await Promise.all(Array.from({ length: 5 }, deposit))
  expect((await sql`select balance from accounts where id = 1`.execute(db)).rows).toEqual([{ balance: 105 }])
})

test('a deadlock is dissolved', async () => {
  const bothHoldOne = Promise.withResolvers<void>()
  let holding = 0
  const lockInOrder = (first: number, second: number) =>
    transaction(db, async (tx) => {
      await sql`update accounts set balance = balance + 1 where id = ${first}`.execute(tx)
      if (++holding === 2) bothHoldOne.resolve()
      await bothHoldOne.promise
      await sql`update accounts set balance = balance + 1 where id = ${second}`.execute(tx)
    })
  await Promise.all([lockInOrder(1, 2), lockInOrder(2, 1)])
  expect(holding).toBeGreaterThan(2)
})

test('a transaction in a transaction is part of it', async () => {
  const outer = transaction(db, async (tx) => {
    await transaction(tx, (inner) => sql`insert into accounts values (3, 0)`.execute(inner))
    throw new Error('all of it')
  })
  await expect(outer).rejects.toThrow('all of it')
  expect((await sql`select from accounts where id = 3`.execute(db)).rows).toEqual([])
})
