/**
 * Shares counts of use with the collector that the site was given, once a day, when an administrator wants that. The
 * same function makes what is shown and what is sent. Without a collector nothing is ever sent.
 */
import { randomUUID } from 'node:crypto'
import type { UsageReport, UsageSharing } from '@berth/contract/usage-data.ts'
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { recordAudit } from '../../platform/events/audit-record.ts'
import type { Caller } from '../../platform/http/caller.ts'
import type { Log } from '../../platform/log/log.ts'
import type { Clock } from '../../platform/time.ts'
import { lockSharing, noteSent, sharingOf, writeSharing } from './usage-data.store.ts'
import { countUse } from './usage-data.views.ts'

const timeoutMs = 10_000

export interface UsageDataDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly log: Log
  readonly version: string
  /** Null: nothing is ever sent. */
  readonly collector: string | null
}

export type UsageData = ReturnType<typeof createUsageData>

export function createUsageData({ db, clock, log, version, collector }: UsageDataDeps) {
  const report = async (site: string | null): Promise<UsageReport> => ({
    site,
    version,
    platform: `${process.platform}-${process.arch}`,
    ...(await countUse(db, clock.now())),
  })
  const show = async (): Promise<UsageSharing> => {
    const { site, sentAt } = await sharingOf(db)
    return { collector, shared: site !== null, sentAt: sentAt?.toISOString() ?? null, report: await report(site) }
  }

  return {
    show,

    async share(caller: Caller, shared: boolean): Promise<UsageSharing> {
      await transaction(db, async (tx) => {
        const was = (await lockSharing(tx)).site !== null
        if (was === shared) return
        await writeSharing(tx, shared ? randomUUID() : null)
        await recordAudit(tx, {
          action: 'settings.updated',
          result: 'success',
          actor: caller.user,
          address: caller.address,
          before: { shareUsageData: was },
          after: { shareUsageData: shared },
        })
      })
      return show()
    },

    /** A collector that does not answer is asked again tomorrow; nobody is told. */
    async send(): Promise<void> {
      const { site } = await sharingOf(db)
      if (collector === null || site === null) return
      try {
        const answer = await fetch(collector, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'user-agent': 'berth' },
          body: JSON.stringify(await report(site)),
          redirect: 'error',
          signal: AbortSignal.timeout(timeoutMs),
        })
        await answer.body?.cancel()
        if (!answer.ok) throw new Error(`the collector answered ${answer.status}`)
      } catch (error) {
        log.debug('usage data could not be sent', { error: error as Error })
        return
      }
      await noteSent(db, site, clock.now())
    },
  }
}
