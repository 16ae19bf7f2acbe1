/** What administrators set while the site runs. Nothing is kept in memory: a change holds from the next request on. */
import './settings.tables.ts'
import type { SiteOffers, SiteSettings } from '@berth/contract/settings.ts'
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { difference, recordAudit } from '../../platform/events/audit-record.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { lockSettings, readSettings, writeSettings } from './settings.store.ts'

export type Settings = ReturnType<typeof createSettings>

export function createSettings({ db }: { readonly db: Kysely<Tables> }) {
  return {
    read: (tx: Kysely<Tables> = db): Promise<SiteSettings> => readSettings(tx),

    /** What everyone may know of them. */
    async offers(): Promise<SiteOffers> {
      const { desktopApp, desktopAppLink, groupFolders, blockUserScripts } = await readSettings(db)
      return { desktopApp: desktopApp ? { link: desktopAppLink } : null, groupFolders, blockUserScripts }
    },

    update: (caller: Caller, changes: Partial<SiteSettings>): Promise<SiteSettings> =>
      transaction(db, async (tx) => {
        const before = await lockSettings(tx)
        const { changed, ...parts } = difference(before, changes)
        if (!changed) return before
        await writeSettings(tx, changes)
        await recordAudit(tx, {
          action: 'settings.updated',
          result: 'success',
          actor: caller.user,
          address: caller.address,
          ...parts,
        })
        return { ...before, ...changes }
      }),
  }
}
