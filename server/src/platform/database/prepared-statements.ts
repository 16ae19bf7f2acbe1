/** Connections that prepare what they are asked, by the text of it. */
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

/** Of all texts, in each connection: one whose number of values varies makes many. Further ones are not prepared. */
const mostStatements = 200

export function preparing(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>()
  const nameOf = (text: string) => {
    const known = names.get(text)
    if (known !== undefined || names.size >= mostStatements) return known
    const name = `prepared ${names.size}`
    names.set(text, name)
    return name
  }
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  const wrap = (client: pg.PoolClient) => {
    const query = (text: string, values: readonly unknown[]) => {
      // Without values it is `begin` or the like.
      const name = values.length === 0 ? undefined : nameOf(text)
      return client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) })
    }
    const wrapped = Object.create(client, { query: { value: query } }) as PostgresPoolClient
    clients.set(client, wrapped)
    return wrapped
  }
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect()
      return clients.get(client) ?? wrap(client)
    },
    // It is the pool's owner who ends it.
    end: () => Promise.resolve(),
  }
}
