/** A site's users as years make them, written straight into its database. */
import { join } from 'node:path'
import { openDatabase, type Database } from '../server/src/platform/database/database.ts'
import { reachRunningPostgres } from '../server/src/platform/database/running-postgres.ts'
import type { SignedInSite } from './signed-in-site.ts'

/** A connection of its own beside the server's. */
export async function openSiteDatabase({ dataDir }: SignedInSite): Promise<Database> {
  const { connection } = await reachRunningPostgres(join(dataDir, 'postgres'))
  return openDatabase({ connection, applicationName: 'bench', max: 1, statementTimeoutMs: 120_000 })
}

export const givenNames =
  'Ada Alan Amir Anna Boris Chloe Dana Emil Farah Grace Hana Ines Jan Jin Joon Kofi Lena Leo Mara Min Nils Noor Olga Omar Petra Quinn Rosa Sami Seo Tara Umar Vera Wei Yuna Zoe'.split(
    ' ',
  )
const starts = 'Ash Bell Cart Dun East Fair Green Hart Iver Kings Lang Mill North Oak Pem Red Stan Thorn Under West'
const ends =
  'bourne bridge combe dale field ford gate ham hurst ley low mere mouth ridge stead stone ton wick wood worth'
export const surnames = starts.split(' ').flatMap((start) => ends.split(' ').map((end) => start + end))

/** A tenth is inactive, an eighth has a second factor, two of a thousand administer; each has a personal workspace. */
export async function insertUsers({ pool }: Database, count: number): Promise<void> {
  await pool.query(
    `INSERT INTO users (id, email, username, full_name, role, active, created_at, last_sign_in_at, description)
     SELECT gen_random_uuid(), lower(given || '.' || surname) || n || '@' || department || '.example.org',
            lower(left(given, 1) || surname) || n, given || ' ' || surname,
            CASE WHEN n % 500 = 7 THEN 'superadmin' ELSE 'user' END, n % 10 <> 3,
            now() - n * interval '15 minutes',
            CASE WHEN n % 5 <> 1 THEN now() - (n * 7919 % 100000) * interval '10 minutes' END,
            CASE WHEN n % 3 = 0 THEN 'Works on whatever is left to do in ' || department ELSE '' END
       FROM (SELECT n, ($1::text[])[1 + n * 31 % $3] AS given, ($2::text[])[1 + n * 17 % $4] AS surname,
                    (ARRAY['physics', 'biology', 'language', 'vision'])[1 + n / 7 % 4] AS department
               FROM generate_series(1, $5::int) n) people`,
    [givenNames, surnames, givenNames.length, surnames.length, count],
  )
  await pool.query(
    `INSERT INTO second_factors (user_id, secret, last_step, created_at)
     SELECT id, '\\x00', 0, created_at FROM users WHERE hashtext(email) % 8 = 0`,
  )
  await pool.query(
    `INSERT INTO workspaces (id, name, personal_of)
     SELECT gen_random_uuid(), username, id FROM users u
      WHERE NOT EXISTS (SELECT FROM workspaces w WHERE w.personal_of = u.id)`,
  )
  await pool.query(
    `INSERT INTO members (workspace_id, user_id, role)
     SELECT id, personal_of, 'admin' FROM workspaces WHERE personal_of IS NOT NULL ON CONFLICT DO NOTHING`,
  )
  // As the database does by itself a minute later.
  for (const table of ['users', 'second_factors', 'workspaces', 'members']) await pool.query(`VACUUM ANALYZE ${table}`)
}
