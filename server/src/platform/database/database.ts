import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { preparing } from './prepared-statements.ts'
import type { Tables } from './tables.ts'

/** How to reach a database: a URL, or the fields of one. */
export type DatabaseConnection =
  | { readonly url: string }
  | {
      readonly host: string
      readonly port: number
      readonly user: string
      readonly password: string
      readonly database: string
    }

export interface Database extends AsyncDisposable {
  readonly db: Kysely<Tables>
  /**
   * The same, for what asks the same few statements over and over: each connection prepares them once, which saves their
   * parsing and, where the parameters make no difference, their planning. Not for lists with filters.
   */
  readonly prepared: Kysely<Tables>
  /** For the few hottest paths, which use named statements. */
  readonly pool: pg.Pool
  readonly connection: DatabaseConnection
}

export interface DatabaseOptions {
  readonly connection: DatabaseConnection
  /** Shown in pg_stat_activity. */
  readonly applicationName: string
  /** Connections at most. */
  readonly max?: number
  /** A statement that runs longer is cancelled: nothing a request does may take this long. */
  readonly statementTimeoutMs?: number
  /** Told about connections that broke while idle; the pool replaces them by itself. */
  readonly onIdleError?: (error: Error) => void
}

export function openDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    ...clientConfig(options.connection, options.applicationName),
    max: options.max ?? 10,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    // A transaction that was forgotten would hold locks and keep the outbox from being pruned.
    idle_in_transaction_session_timeout: 60_000,
  })
  // Without a listener, an idle connection that breaks (a restart of PostgreSQL) would end the process.
  // While it ends, PostgreSQL may end what the pool has already said good-bye to.
  let ending = false
  pool.on('error', (error) => {
    if (!ending) options.onIdleError?.(error)
  })
  // So would one that breaks between two statements of a transaction, which the pool does not listen to while it is
  // lent; the next statement says it then.
  pool.on('connect', (client) => void client.on('error', () => {}))
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    db,
    prepared: new Kysely<Tables>({ dialect: new PostgresDialect({ pool: preparing(pool) }) }),
    pool,
    connection: options.connection,
    [Symbol.asyncDispose]: () => {
      ending = true
      return db.destroy()
    },
  }
}

/** What every connection to the database has in common: pool, listener, jobs, tests. */
export function clientConfig(connection: DatabaseConnection, applicationName: string): pg.ClientConfig {
  return {
    ...('url' in connection ? { connectionString: connection.url } : connection),
    application_name: applicationName,
    keepAlive: true,
    types: { getTypeParser },
  }
}

const int8 = 20

/**
 * Counts come back as numbers. A value beyond 2^53 would silently lose digits as a number, so it is an error
 * here; a column that may hold such values is read as text. Everything else is as `pg` does it: timestamptz as Date,
 * numeric (sums of int8, too) as text.
 */
const getTypeParser: typeof pg.types.getTypeParser = ((oid: number, format?: 'text' | 'binary') =>
  oid === int8 && format !== 'binary' ? parseInt8 : pg.types.getTypeParser(oid, format)) as never

function parseInt8(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`The database answered ${text}, too large for a number`)
  return value
}

/** Is this a violation of the named unique constraint or index (of any, when no name is given)? */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return sqlState(error) === '23505' && (!constraint || (error as pg.DatabaseError).constraint === constraint)
}

export function isForeignKeyViolation(error: unknown, constraint?: string): boolean {
  return sqlState(error) === '23503' && (!constraint || (error as pg.DatabaseError).constraint === constraint)
}

/** The five characters by which PostgreSQL names an error, e.g. `23505`. */
export function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined
}
