import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { clientConfig, type DatabaseConnection } from './database.ts'

/** Of all processes that ask for a name, one leads. It ends with the process, however it ends, or with `signal`. */
export interface Leadership extends AsyncDisposable {
  /** Aborted when the database can no longer be asked, since another process may lead then. */
  readonly signal: AbortSignal
}

export interface LeadershipOptions {
  readonly connection: DatabaseConnection
  readonly name: string
  /** Gives up waiting. */
  readonly signal: AbortSignal
  /** How often to ask while another process leads, and to make sure that the connection lives. */
  readonly everyMs?: number
}

/**
 * Waits until this process leads. The lock belongs to a connection of its own and goes with it. It is asked for again
 * and again: a statement that waits for a lock would hold back the clean-up of every table meanwhile.
 */
export async function lead({ connection, name, signal, everyMs = 2_000 }: LeadershipOptions): Promise<Leadership> {
  const lost = new AbortController()
  const client = new pg.Client({
    ...clientConfig(connection, `berth leader: ${name}`),
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  })
  client.on('error', () => lost.abort())
  client.on('end', () => lost.abort())
  try {
    await client.connect()
    for (let wait = 20; !(await tryLock(client, name)); wait = Math.min(everyMs, wait * 2))
      await delay(wait, undefined, { signal: AbortSignal.any([signal, lost.signal]) })
    signal.throwIfAborted()
  } catch (error) {
    void client.end().catch(() => {})
    throw error
  }
  // A cable pulled out closes nothing; only an unanswered question shows it.
  const heartbeat = setInterval(() => void client.query('SELECT').catch(() => lost.abort()), everyMs).unref()
  return {
    signal: lost.signal,
    async [Symbol.asyncDispose]() {
      clearInterval(heartbeat)
      lost.abort()
      await client.end().catch(() => {})
    },
  }
}

async function tryLock(client: pg.Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ got: boolean }>(
    `SELECT pg_try_advisory_lock(hashtextextended('leader: ' || $1, 0)) AS got`,
    [name],
  )
  return rows[0]?.got ?? false
}
