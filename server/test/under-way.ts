import type { Database } from '../src/platform/database/database.ts'
import { eventually } from './eventually.ts'

/** Another transaction, under way until `commit`; `blocks` waits for somebody, or for so many, to wait for it. */
export async function underWay({ pool }: Pick<Database, 'pool'>) {
  const other = await pool.connect()
  await other.query('BEGIN')
  const { rows } = await other.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const waiting = `SELECT count(*)::integer AS many FROM pg_stat_activity WHERE $1 = ANY(pg_blocking_pids(pid))`
  return {
    query: (text: string, values: unknown[]) => other.query(text, values),
    blocks: (least = 1) =>
      eventually(
        async () => (await pool.query<{ many: number }>(waiting, [rows[0]!.pid])).rows[0]!.many,
        (many) => many >= least,
      ),
    async commit() {
      await other.query('COMMIT')
      other.release()
    },
  }
}
