/** Learns of newer versions from the release feed, where the site has one, and says so to whoever wants to know. */
import type { Release } from '@berth/contract/updates.ts'
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { emit } from '../../platform/events/outbox.ts'
import type { Log } from '../../platform/log/log.ts'
import type { Clock } from '../../platform/time.ts'
import { newerRelease } from './release-feed.ts'
import { keepRelease, keptRelease } from './updates.store.ts'
import { areUpdatesWanted, updatesWantedBy } from './updates.views.ts'
import { compareVersions, parseVersion } from './version-order.ts'

/** A newer version is known; with the release. It may be said again of the same one. */
export const updateFound = 'update.found'
export type FoundUpdate = Release
export { updatesWantedBy }

export interface UpdatesDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly log: Log
  /** The version that runs. */
  readonly version: string
  /** Null: nothing is ever asked. */
  readonly feed: string | null
}

export type Updates = ReturnType<typeof createUpdates>

export function createUpdates({ db, clock, log, version, feed }: UpdatesDeps) {
  const end = new AbortController()
  const say = (tx: Kysely<Tables>, { version: newer, notes, url }: Release) =>
    emit(tx, { kind: updateFound, payload: { version: newer, notes, url } })

  /** What was newer once may be what runs now. */
  const newerOf = (kept: Release | undefined): Release | null => {
    const [theirs, mine] = [kept && parseVersion(kept.version), parseVersion(version)]
    if (!kept || !theirs || !mine || compareVersions(theirs, mine) <= 0) return null
    return { version: kept.version, notes: kept.notes, url: kept.url }
  }

  return {
    async show() {
      if (feed === null) return { version, feed: null }
      const kept = await keptRelease(db)
      return { version, feed: { newer: newerOf(kept), checkedAt: kept?.checkedAt.toISOString() ?? null } }
    },

    /** Says nothing where there is no answer: a site without internet is a site like any other. */
    async check(): Promise<void> {
      if (feed === null || !(await areUpdatesWanted(db))) return
      let found: Release | null
      try {
        found = await newerRelease(feed, version, end.signal)
      } catch (error) {
        log.debug('the release feed could not be read', { error: error as Error })
        return
      }
      await transaction(db, async (tx) => {
        await keepRelease(tx, found ?? { version, notes: '', url: null }, clock.now())
        if (found) await say(tx, found)
      })
    },

    /** Somebody wants to know from now on. */
    async sayAgain(tx: Kysely<Tables> = db): Promise<void> {
      const newer = feed === null ? null : newerOf(await keptRelease(tx))
      if (newer) await say(tx, newer)
    },

    [Symbol.dispose]: () => end.abort(),
  }
}
