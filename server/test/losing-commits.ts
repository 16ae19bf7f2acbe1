/** Connections that break while PostgreSQL commits: it has, and nobody hears of it. */
import type pg from 'pg'

type Query = (...given: unknown[]) => Promise<unknown>

/** Of transactions with a statement in which this text is. */
export function losingCommits(pool: pg.Pool, text: string): Disposable & { lost(): number } {
  const connect = pool.connect.bind(pool) as (...given: unknown[]) => Promise<pg.PoolClient>
  let lost = 0
  const wrapped = (client: pg.PoolClient) => {
    const { query, release } = client
    const asked = query.bind(client) as Query
    let isMeant = false
    const losing: Query = async (...given) => {
      const [first] = given
      const said = typeof first === 'string' ? first : ((first as { text?: string }).text ?? '')
      isMeant ||= said.includes(text)
      const answer = await asked(...given)
      if (!isMeant || said.toLowerCase() !== 'commit') return answer
      isMeant = false
      lost++
      throw new Error('Connection terminated unexpectedly')
    }
    const restored = (...given: Parameters<typeof release>) => {
      Object.assign(client, { query, release })
      release.apply(client, given)
    }
    return Object.assign(client, { query: losing, release: restored })
  }
  // With a callback it is the pool itself that asks, for one statement.
  const losing = async (...given: unknown[]) => (given.length > 0 ? connect(...given) : wrapped(await connect()))
  Object.assign(pool, { connect: losing })
  return {
    lost: () => lost,
    [Symbol.dispose]: () => void Object.assign(pool, { connect }),
  }
}
