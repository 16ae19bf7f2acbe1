import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { testDatabase } from '../../../test/database.ts'
import { type Database } from './database.ts'
import { migrate, MigrationRefused } from './migrations.ts'

let folder: string
let database: Database
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'berth-migrations-'))
  database = await testDatabase({ empty: true })
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
const run = () => migrate(database.connection, folder)
const rows = async (text: string) => (await database.pool.query(text)).rows

test('files are applied once, in order, and later ones when they come', async () => {
  write('0002_second.sql', `insert into t values ('second'); insert into t values ('and more')`)
  write('0001_first.sql', `create table t (x text); insert into t values ('first')`)
  write('notes.md', 'not a migration')
  expect(await run()).toEqual(['0001_first', '0002_second'])
  expect(await run()).toEqual([])
  write('0003_third.sql', `insert into t values ('third')`)
  expect(await run()).toEqual(['0003_third'])
  expect((await rows('select x from t')).map((row) => row.x)).toEqual(['first', 'second', 'and more', 'third'])
})

test('one that fails leaves nothing of itself, keeps those before it, and is named', async () => {
  write('0001_good.sql', 'create table good ()')
  write('0002_bad.sql', 'create table half (); select 1 / 0')
  await expect(run()).rejects.toThrow('The migration 0002_bad failed: division by zero')
  expect(await rows(`select to_regclass('good') is not null as good, to_regclass('half') is not null as half`)).toEqual(
    [{ good: true, half: false }],
  )
  write('0002_bad.sql', 'create table half ()')
  expect(await run()).toEqual(['0002_bad'])
})

test('a database newer than the program is refused and left as it is', async () => {
  write('0001_first.sql', 'create table t ()')
  write('0002_second.sql', 'create table u ()')
  await run()
  rmSync(join(folder, '0002_second.sql'))
  await expect(run()).rejects.toThrow(MigrationRefused)
  await expect(run()).rejects.toThrow('newer than this program: it has the migration 0002_second')
})

test('an applied file that was changed, or one that comes too late, is refused', async () => {
  write('0002_second.sql', 'create table t ()')
  await run()
  write('0001_late.sql', 'create table u ()')
  await expect(run()).rejects.toThrow('0001_late came after 0002_second')
  rmSync(join(folder, '0001_late.sql'))
  write('0002_second.sql', 'create table t (x text)')
  await expect(run()).rejects.toThrow('0002_second was changed after')
})

test('names that would be ambiguous are refused', async () => {
  write('1_first.sql', '')
  await expect(run()).rejects.toThrow('NNNN_name.sql, not 1_first.sql')
  rmSync(join(folder, '1_first.sql'))
  write('0001_one.sql', '')
  write('0001_two.sql', '')
  await expect(run()).rejects.toThrow('Two migrations have the number of 0001_two')
})

test('of several processes at once one works and the others wait for it', async () => {
  write('0001_slow.sql', 'create table t (x text); select pg_sleep(0.3)')
  const processes = await Promise.all(Array.from({ length: 3 }, () => migrateElsewhere().done))
  expect(processes.map(({ output }) => output).toSorted()).toEqual(['["0001_slow"]', '[]', '[]'])
})

test('a process killed in the middle of one leaves it undone for the next', async () => {
  write('0001_first.sql', 'create table t ()')
  write('0002_slow.sql', 'create table half (); select pg_sleep(60)')
  const killed = migrateElsewhere()
  const sleeping = `select from pg_stat_activity where query like '%pg_sleep(60)' and datname = current_database()
    and pid <> pg_backend_pid()`
  await vi.waitFor(async () => expect(await rows(sleeping)).toHaveLength(1), { timeout: 10_000 })
  killed.child.kill('SIGKILL')
  await killed.done
  write('0002_slow.sql', 'create table half ()')
  expect(await run()).toEqual(['0002_slow'])
})

function migrateElsewhere() {
  const program = `
    import { migrate } from ${JSON.stringify(join(import.meta.dirname, 'migrations.ts'))}
    console.log(JSON.stringify(await migrate(${JSON.stringify(database.connection)}, ${JSON.stringify(folder)})))`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  const done = once(child, 'close').then(() => ({ output: output.trim() }))
  return { child, done }
}
