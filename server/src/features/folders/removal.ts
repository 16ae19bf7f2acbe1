/** Takes off their hosts what was purged: after each purge, at the start, and again where a host could not be reached. */
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import type { Log } from '../../platform/log/log.ts'
import type { Clock } from '../../platform/time.ts'
import { updateFolder } from './folders.store.ts'
import { toRemove } from './folders.views.ts'
import type { StorageHosts } from './hosts/storage-hosts.ts'

export interface RemovalDeps {
  readonly db: Kysely<Tables>
  readonly hosts: StorageHosts
  readonly clock: Clock
  readonly log: Log
}

export type Removal = ReturnType<typeof createRemoval>

export function createRemoval({ db, hosts, clock, log }: RemovalDeps) {
  const stop = new AbortController()
  let working: Promise<void> | null = null
  let again = false

  const removeAll = async () => {
    for (const { id, host, quota_project: project } of await toRemove(db)) {
      if (stop.signal.aborted) return
      const found = await hosts.foundOf(host)
      if (!found) continue
      try {
        await hosts.remove(found, id, stop.signal)
        await found.quota?.limit(project, null)
        await updateFolder(db, id, { removed_at: clock.now() })
      } catch (error) {
        if (!stop.signal.aborted)
          log.error('a purged folder could not be removed', { folder: id, error: error as Error })
      }
    }
  }
  const work = async () => {
    do {
      again = false
      await removeAll()
    } while (again && !stop.signal.aborted)
  }

  return {
    /** Nobody waits for it; the answer is for those who want to know when all that can be removed is. */
    run(): Promise<void> {
      again = true
      working ??= work()
        .catch((error: Error) => log.error('purged folders could not be removed', { error }))
        .finally(() => (working = null))
      return working
    },
    async [Symbol.asyncDispose]() {
      stop.abort()
      await working
    },
  }
}
