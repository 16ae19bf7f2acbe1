/** Takes off their hosts what was purged: after each purge, at the start, and again where a host could not be reached. */
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import type { Log } from '../../platform/log/log.ts'
import type { Clock } from '../../platform/time.ts'
import { updateFolder } from './folders.store.ts'
import { knownAmong, toRemove } from './folders.views.ts'
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
  /** Of folders that came to nothing, since the server ended before they were told of: only what is empty goes. */
  const removeEmpty = async () => {
    for (const { found } of await hosts.all()) {
      if (stop.signal.aborted || !found) continue
      const ids = (await hosts.idsOn(found)).filter((id) => isOld(id, clock.now()))
      const known = new Set(await knownAmong(db, ids))
      for (const id of ids.filter((one) => !known.has(one))) await hosts.unmake(found, id)
    }
  }
  const work = async () => {
    await removeEmpty()
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

/** One that is just being made is known in a moment. Ids hold the time that they were made at. */
const isOld = (id: string, now: Date) =>
  now.getTime() - Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16) > 3_600_000
