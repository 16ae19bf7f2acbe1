/**
 * Decisions about the same limits or machines never overlap: each holds these locks from before it reads until it has
 * committed. Taken in one order everywhere (policies, users, projects, resource groups, each by name), so that no two
 * can wait for each other. Triggers on policies, credentials and projects take the same ones (0015_admission.sql).
 */
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../../platform/database/tables.ts'
import type { Claim } from './admission.views.ts'

export async function lockAdmission(
  tx: Transaction<Tables>,
  claims: readonly Pick<Claim, 'user' | 'workspace' | 'project'>[],
  resourceGroups: readonly string[],
): Promise<void> {
  const sorted = (keys: readonly string[]) => [...new Set(keys)].sort()
  const keys = [
    ...sorted(claims.map(({ user, workspace }) => `admission user ${user} ${workspace}`)),
    ...sorted(claims.map(({ project }) => `admission project ${project}`)),
    ...sorted(resourceGroups.map((group) => `admission group ${group}`)),
  ]
  // Decisions share the lock of the policies; only an edit of one has it alone. The parts of UNION ALL are read one after
  // the other, a function gives its rows in the order of the array, and each row's lock is taken before the next row is
  // asked for. What is asked under the locks is always the same few statements, and to plan one takes longer than to run
  // it: so each is planned once, for whatever values.
  await sql`
    SELECT pg_advisory_xact_lock_shared(hashtextextended('admission policies', 0)),
           set_config('plan_cache_mode', 'force_generic_plan', true)
    UNION ALL
    SELECT pg_advisory_xact_lock(hashtextextended(key, 0)), NULL FROM unnest(${keys}::text[]) AS key`.execute(tx)
}
