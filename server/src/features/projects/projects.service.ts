import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import { findProject } from './projects.views.ts'

export type Projects = ReturnType<typeof createProjects>

export function createProjects({ db }: { db: Kysely<Tables> }) {
  return {
    /** The project that a request means, by id or name among those the caller is in; the first one when it says none. */
    async resolve(
      tx: Kysely<Tables> | null,
      caller: Pick<Caller, 'user'>,
      wanted: string | undefined,
    ): Promise<{ id: string; workspace: string }> {
      const found = await findProject(tx ?? db, caller.user, wanted)
      if (found) return found
      throw new Problem('invalid-input', {
        errors: [{ path: 'body.project', code: 'unknown', message: 'is no project that you can start sessions in' }],
      })
    },
  }
}
