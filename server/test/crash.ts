/** A process that ends at its n-th step, as by kill -9: what it had under way is cut, and nothing of it goes on. */
import { Socket } from 'node:net'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import type { Engine } from '../src/engines/engine.ts'
import { openDatabase, type Database } from '../src/platform/database/database.ts'
import type { Tables } from '../src/platform/database/tables.ts'

export interface Crash extends AsyncDisposable {
  readonly engine: Engine
  readonly database: Database
  /** Resolves when it has ended. */
  readonly died: Promise<void>
  readonly steps: () => number
  kill(): Promise<void>
}

/** Every call of the engine and every statement is two steps: it may be cut before it takes effect or right after. */
export function crashAt(step: number, engine: Engine, database: Database): Crash {
  const { promise: died, resolve: die } = Promise.withResolvers<void>()
  const never = new Promise<never>(() => {})
  const sockets = new Set<Socket>()
  let steps = 0
  let dead = false
  // Whatever it connects with ends with it, a connection that is just being made too.
  const connection = {
    ...database.connection,
    stream: () => {
      const socket = new Socket()
      sockets.add(socket)
      if (dead) socket.destroy()
      return socket
    },
  }
  const own = openDatabase({ connection, applicationName: 'berth to be killed' })

  const kill = async () => {
    dead = true
    for (const socket of sockets) socket.destroy()
    await database.pool.query(
      `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE datname = current_database() AND (application_name LIKE 'berth leader%' OR application_name = $1)`,
      ['berth to be killed'],
    )
    die()
  }
  const pass = async () => {
    if (dead) return never
    if (++steps !== step) return
    void kill()
    return never
  }
  const stepped = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await pass()
    const result = await work()
    await pass()
    return result
  }

  const pool = {
    async connect() {
      if (dead) return never
      const client = await own.pool.connect()
      return {
        query: (...args: Parameters<pg.PoolClient['query']>) =>
          stepped(() => client.query(...args) as unknown as Promise<unknown>),
        release: () => client.release(),
      }
    },
    end: async () => {},
  }
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool as unknown as pg.Pool }) })
  return {
    engine: new Proxy(engine, {
      get(target, name: keyof Engine) {
        const verb = target[name] as (...args: unknown[]) => unknown
        if (typeof verb !== 'function') return verb
        if (name === 'watch')
          return (onEnd: Parameters<Engine['watch']>[0], signal: AbortSignal) =>
            target.watch((id, end) => dead || onEnd(id, end), signal)
        return (...args: unknown[]) => stepped(async () => verb.apply(target, args))
      },
    }),
    database: {
      db,
      prepared: db,
      pool: own.pool,
      get connection() {
        if (dead) throw new Error('A dead process connects to nothing')
        return connection
      },
      [Symbol.asyncDispose]: async () => {},
    },
    died,
    steps: () => steps,
    kill,
    async [Symbol.asyncDispose]() {
      if (!dead) await kill()
      await own[Symbol.asyncDispose]()
    },
  }
}
