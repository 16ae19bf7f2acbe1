import { text } from 'node:stream/consumers'
import { connect } from 'node:net'
import pg from 'pg'
import { afterAll, inject } from 'vitest'
import {
  clientConfig,
  type Database,
  type DatabaseConnection,
  openDatabase,
} from '../src/platform/database/database.ts'
import { templateName } from './cluster.ts'

let made = 0

/**
 * A migrated database of the calling file's own, on the run's PostgreSQL, dropped after the file's tests. Call it at
 * the top of a test file or in a `beforeAll`.
 */
export async function testDatabase(options: { empty?: boolean } = {}): Promise<Database> {
  const cluster = await testCluster()
  const name = `test_${process.pid}_${++made}`
  const template = options.empty ? 'template0' : templateName
  // Copying files takes half the time of writing them to the log, too.
  await asAdministrator(cluster, `create database ${name} template ${template} strategy file_copy`)
  const database = openDatabase({ connection: { ...cluster, database: name }, applicationName: name })
  afterAll(async () => {
    await database[Symbol.asyncDispose]()
    await asAdministrator(cluster, `drop database ${name} with (force)`)
  })
  return database
}

/**
 * How often PostgreSQL had to end a transaction because two waited for each other. Each takes a second until it does; how
 * long the rest takes depends on the machine.
 */
export async function deadlocksIn({ pool }: Pick<Database, 'pool'>): Promise<number> {
  const { rows } = await pool.query<{ deadlocks: number }>(
    'SELECT deadlocks::integer AS deadlocks FROM pg_stat_database WHERE datname = current_database()',
  )
  return rows[0]!.deadlocks
}

type ClusterConnection = Exclude<DatabaseConnection, { url: string }>

/** The run's PostgreSQL, started by the first call of the run. */
async function testCluster(): Promise<ClusterConnection> {
  const answer = JSON.parse(await text(connect(inject('testCluster')))) as
    | { connection: ClusterConnection }
    | { error: string }
  if ('error' in answer) throw new Error(answer.error)
  return answer.connection
}

async function asAdministrator(cluster: ClusterConnection, statement: string): Promise<void> {
  const client = new pg.Client(clientConfig(cluster, 'test database'))
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
