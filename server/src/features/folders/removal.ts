/** Takes off their hosts what was purged: after each purge, at the start, and again where a host could not be reached. */
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import type { Log } from '../../platform/log/log.ts'
import type { Clock } from '../../platform/time.ts'
import { updateFolder } from './folders.store.ts'
import { knownAmong, toRemove } from './folders.views.ts'
import type { InspectedHost } from './hosts/inspect-host.ts'
import type { StorageHosts } from './hosts/storage-hosts.ts'

export interface RemovalDeps {
  readonly db: Kysely<Tables>
  readonly hosts: StorageHosts
  readonly clock: Clock
  readonly log: Log
}

/** On one host. */
interface Work {
  again: boolean
  done: Promise<void>
}

export function createRemoval({ db, hosts, clock, log }: RemovalDeps) {
  const stop = new AbortController()
  const works = new Map<string, Work>()

  /** All there is, also behind many that cannot be removed. */
  const removeAll = async (host: string) => {
    for (let rows = await toRemove(db, host, null); rows.length > 0;) {
      for (const { id, quota_project: project } of rows) {
        const found = stop.signal.aborted ? null : await hosts.foundOf(host)
        if (!found) return
        try {
          await hosts.remove(found, id, stop.signal)
          await found.quota?.limit(project, null)
          await updateFolder(db, id, { removed_at: clock.now() })
        } catch (error) {
          if (!stop.signal.aborted)
            log.error('a purged folder could not be removed', { folder: id, error: error as Error })
        }
      }
      rows = await toRemove(db, host, rows.at(-1)?.id ?? null)
    }
  }
  /** Of folders that came to nothing, since the server ended before they were told of: only what is empty goes. */
  const removeEmpty = async (found: InspectedHost) => {
    const ids = (await hosts.idsOn(found)).filter((id) => isOld(id, clock.now()))
    const known = new Set(await knownAmong(db, ids))
    for (const id of ids.filter((one) => !known.has(one))) await hosts.unmake(found, id)
  }
  const workOn = async (host: string, found: InspectedHost, work: Work): Promise<void> => {
    try {
      await removeEmpty(found).catch((error: Error) => log.warn('empty folders could not be removed', { host, error }))
      do {
        work.again = false
        await removeAll(host)
      } while (work.again && !stop.signal.aborted)
    } catch (error) {
      log.error('purged folders could not be removed', { host, error: error as Error })
    } finally {
      works.delete(host)
    }
  }
  /** Each host by itself: one that answers nothing holds up no other. */
  const begin = (host: string, found: InspectedHost): Promise<void> => {
    const under = works.get(host)
    if (under) {
      under.again = true
      return under.done
    }
    const work: Work = { again: true, done: Promise.resolve() }
    works.set(host, work)
    work.done = workOn(host, found, work)
    return work.done
  }
  const beginAll = async (): Promise<void> => {
    const states = await hosts.all()
    if (!stop.signal.aborted)
      await Promise.all(states.flatMap(({ name, found }) => (found ? [begin(name, found)] : [])))
  }

  return {
    /** Nobody waits for it; the answer is for those who want to know when all that can be removed is. */
    run: (): Promise<void> =>
      beginAll().catch((error: Error) => {
        if (!stop.signal.aborted) log.error('purged folders could not be removed', { error })
      }),
    async [Symbol.asyncDispose]() {
      stop.abort()
      await Promise.all([...works.values()].map(({ done }) => done))
    },
  }
}

/** One that is just being made is known in a moment. Ids hold the time that they were made at. */
const isOld = (id: string, now: Date) =>
  now.getTime() - Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16) > 3_600_000
