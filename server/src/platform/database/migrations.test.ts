import { expect, test } from 'vitest'
import { sql } from 'kysely'
import { testDatabase } from '../../../test/database.ts'

const database = await testDatabase()
test('smoke', async () => {
  expect((await sql`select name from migrations`.execute(database.db)).rows[0]).toEqual({ name: '0001_platform' })
})
