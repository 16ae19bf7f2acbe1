import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { clientConfig, type DatabaseConnection } from './database.ts'

/** The database and the program do not fit together; the message says what to do. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused'
}

interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

interface Applied {
  readonly number: number
  readonly name: string
  readonly checksum: string
}

/**
 * Brings the database to the state that the program expects: applies the files `NNNN_name.sql` of the folder that it
 * has not seen, in order, each in one transaction with the note that it was applied. Any number of processes may call
 * it at once; one works, the others wait. Forward only. Returns the names of what it applied.
 */
export async function migrate(connection: DatabaseConnection, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder)
  // A connection of its own: waiting for another process, or a long rewrite, may exceed the pool's time limits.
  const client = new pg.Client({ ...clientConfig(connection, 'berth migrations'), connectionTimeoutMillis: 10_000 })
  // An error between two queries shows in the next one.
  client.on('error', () => {})
  await client.connect()
  try {
    // Or PostgreSQL would go on with the statement of a process that was killed, and hold the lock, until it is done.
    await client.query(`set client_connection_check_interval = '1s'`)
    // Held by the connection, so it ends with the process.
    await client.query(`select pg_advisory_lock(hashtext('berth migrations'))`)
    await client.query(
      `create table if not exists migrations (
        number integer primary key,
        name text not null,
        checksum text not null,
        applied_at timestamptz not null default clock_timestamp()
      )`,
    )
    const { rows: applied } = await client.query<Applied>('select number, name, checksum from migrations order by 1')
    const pending = pendingOf(migrations, applied)
    for (const migration of pending) await apply(client, migration)
    return pending.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}

function pendingOf(migrations: Migration[], applied: Applied[]): Migration[] {
  for (const row of applied) {
    const known = migrations.find((migration) => migration.number === row.number)
    if (!known) {
      throw new MigrationRefused(
        `The database is newer than this program: it has the migration ${row.name}, which the program does not know. ` +
          'Start the newer program, or restore the backup made before the upgrade.',
      )
    }
    if (known.checksum !== row.checksum) {
      throw new MigrationRefused(`The migration ${row.name} was changed after this database had applied it.`)
    }
  }
  const last = applied.at(-1)
  const pending = migrations.filter((migration) => !applied.some((row) => row.number === migration.number))
  const late = last && pending.find((migration) => migration.number < last.number)
  if (late) throw new MigrationRefused(`The migration ${late.name} came after ${last.name} had been applied.`)
  return pending
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query('insert into migrations (number, name, checksum) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.checksum,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw new Error(`The migration ${migration.name} failed: ${(error as Error).message}`, { cause: error })
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const migrations = await Promise.all(
    names.map(async (name) => {
      if (!/^\d{4}_[a-z0-9_]+\.sql$/.test(name)) throw new Error(`A migration is named NNNN_name.sql, not ${name}`)
      const sql = await readFile(join(folder, name), 'utf8')
      // Line ends are git's affair.
      const checksum = createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex')
      return { number: Number(name.slice(0, 4)), name: name.slice(0, -4), sql, checksum }
    }),
  )
  const twice = migrations.find((migration, index) => migration.number === migrations[index - 1]?.number)
  if (twice) throw new Error(`Two migrations have the number of ${twice.name}`)
  return migrations
}
