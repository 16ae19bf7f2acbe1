/** Sessions that run, of one user, written straight into a site's database. */
import type { Database } from '../server/src/platform/database/database.ts'

/** They run somewhere else: the site's own engine leaves them alone. @returns Their ids, newest first. */
export async function insertRunning({ pool }: Database, email: string, count: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO sessions (id, name, owner_id, workspace_id, project_id, credential, type, environment, resource_group,
       engine, node, tier, cpu_tenths, memory, shared_memory, gpus, gpu_share_tenths, env, env_names, command, time_limit,
       status, reason, due_at, created_at, started_at)
     SELECT gen_random_uuid(), (ARRAY['train', 'sweep', 'notebook', 'evaluate-with-care'])[1 + n % 4] || '-' || n,
            c.user_id, c.workspace_id, '00000000-0000-7000-8000-000000000002', c.access_key,
            CASE WHEN n % 3 = 0 THEN 'batch' ELSE 'interactive' END, 'this-machine', 'default', 'elsewhere',
            'node-' || n % 40, 'full', 5 + n * 31 % 640, (1 + n * 7 % 64) * 1024 ^ 3, 67108864, n % 5, 0, '{}', '{}',
            CASE WHEN n % 3 = 0 THEN 'true' END, NULL, 'RUNNING', 'started', began, began, began
       FROM (SELECT n, now() - n * interval '13 seconds' AS began FROM generate_series(1, $2::integer) n) each
       JOIN credentials c ON c.main AND c.workspace_id = '00000000-0000-7000-8000-000000000001'
       JOIN users u ON u.id = c.user_id AND u.email = $1
     RETURNING id`,
    [email, count],
  )
  if (rows.length !== count) throw new Error(`${rows.length} sessions were written instead of ${count}`)
  await pool.query('VACUUM ANALYZE sessions')
  return rows.map(({ id }) => id)
}
