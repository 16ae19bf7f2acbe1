/**
 * A server reduced to its database, for the tests that kill it: starts the embedded PostgreSQL on the directory given,
 * prints `ready` with its pid, and then, when asked for `commits`, the number of every row whose commit was acknowledged.
 */
import pg from 'pg'
import { clientConfig } from '../src/platform/database/database.ts'
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts'

const [directory, task] = process.argv.slice(2)
const say = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`)

try {
  const postgres = await startEmbeddedPostgres({ directory: directory! })
  say({ ready: postgres.pid() })
  process.once('SIGTERM', () => void postgres[Symbol.asyncDispose]().then(() => process.exit(0)))
  if (task === 'commits') {
    const client = new pg.Client(clientConfig(postgres.connection, 'commits'))
    await client.connect()
    await client.query('create table commits (number integer)')
    for (let number = 1; ; number++) {
      await client.query('insert into commits values ($1)', [number])
      say({ committed: number })
    }
  }
} catch (error) {
  say({ error: (error as Error).name, message: (error as Error).message })
  process.exitCode = 1
}
