/** Sessions that wait, of many users, written straight into a site's database. */
import type { Database } from '../server/src/platform/database/database.ts'

export interface Queue {
  readonly waiting: number
  /** Nobody's: the site's own engine leaves them alone. */
  readonly engine: string
  readonly group: string
  /** From, to. */
  readonly cpuTenths: readonly [number, number]
  readonly users?: number
}

/** Some ask for GPUs, half say how long they run; they came in the last hour. */
export async function insertQueue({ pool }: Database, queue: Queue): Promise<void> {
  const { waiting, engine, group, cpuTenths, users = 100 } = queue
  await pool.query(
    `INSERT INTO users (id, email, username, role, created_at)
     SELECT gen_random_uuid(), 'queuer-' || n || '@example.org', 'queuer-' || n, 'user', now()
       FROM generate_series(1, $1::integer) n ON CONFLICT DO NOTHING`,
    [users],
  )
  await pool.query(
    `INSERT INTO members (workspace_id, user_id, role)
     SELECT '00000000-0000-7000-8000-000000000001', id, 'member' FROM users WHERE username LIKE 'queuer-%'
     ON CONFLICT DO NOTHING`,
  )
  await pool.query(
    `INSERT INTO sessions (id, name, owner_id, workspace_id, project_id, credential, type, environment, resource_group,
       engine, cpu_tenths, memory, shared_memory, gpus, gpu_share_tenths, env, env_names, command, time_limit, status,
       reason, due_at, created_at, deadline_at)
     SELECT gen_random_uuid(), 'queued-' || gen_random_uuid(), c.user_id, c.workspace_id,
            '00000000-0000-7000-8000-000000000002', c.access_key, 'batch', 'this-machine', $1::text, $2,
            $3::integer + n * 7919 % ($4::integer - $3::integer), (1 + n * 31 % 64) * 1024 * 1024 * 1024::bigint, 67108864,
            CASE WHEN n % 5 = 0 AND $1::text <> 'default' THEN 1 + n % 4 ELSE 0 END, 0, '{}', '{}', 'true',
            CASE WHEN n % 2 = 0 THEN 3600 END, 'PENDING', 'waiting-for-resources',
            now() - n % 3600 * interval '1 second', now() - n % 3600 * interval '1 second', now() + interval '90 days'
       FROM generate_series(1, $5::integer) n
       JOIN (SELECT c.*, row_number() OVER () AS place FROM credentials c JOIN users u ON u.id = c.user_id
              WHERE u.username LIKE 'queuer-%' AND c.main) c ON c.place = 1 + n % $6::integer`,
    [group, engine, cpuTenths[0], cpuTenths[1], waiting, users],
  )
}
