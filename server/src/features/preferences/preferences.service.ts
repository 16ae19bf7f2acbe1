/** How somebody wants the console to behave (6.2). What they change in one page, the others hear. */
import type { Preferences } from '@berth/contract/preferences.ts'
import { proTips, type ProTip } from '@berth/contract/initial-preferences.ts'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { emit } from '../../platform/events/outbox.ts'
import type { Caller } from '../../platform/http/caller.ts'
import type { Clock } from '../../platform/time.ts'
import type { Sessions } from '../sessions/sessions.service.ts'
import { changePreferences, noteTip, readPreferences, type PreferenceChanges } from './preferences.store.ts'
import { firstLook, signedInAgain, type Look } from './preferences.views.ts'

/** To its user, with all of them. */
export const preferencesUpdated = 'preferences.updated'

const tipEveryMs = 3 * 86_400_000
/** A page that is opened later is not a sign-in. */
const signInMs = 10 * 60_000

export interface PreferencesDeps {
  readonly db: Kysely<Tables>
  readonly pool: pg.Pool
  readonly clock: Clock
  /** Somebody wants to be told of newer versions from now on. */
  readonly onUpdatesWanted: (tx: Kysely<Tables>) => Promise<void>
  readonly sessions: Pick<Sessions, 'hidingChanged'>
}

export type PreferencesService = ReturnType<typeof createPreferences>

export function createPreferences({ db, pool, clock, sessions, onUpdatesWanted }: PreferencesDeps) {
  const write = (user: string, changes: PreferenceChanges, isWhole: boolean): Promise<Preferences> =>
    transaction(db, async (tx) => {
      const before = hidingIn(await readPreferences(tx, user))
      await changePreferences(tx, user, changes, isWhole)
      const now = await readPreferences(tx, user)
      if (hidingIn(now) !== before) await sessions.hidingChanged(tx, user)
      await emit(tx, { kind: preferencesUpdated, user, payload: { ...now } })
      if (changes.updateCheck === true) await onUpdatesWanted(tx)
      return now
    })

  return {
    read: (user: string): Promise<Preferences> => readPreferences(db, user),
    change: (user: string, changes: PreferenceChanges) => write(user, changes, false),
    replace: (user: string, all: PreferenceChanges) => write(user, all, true),

    /** Of two pages that ask at the same time, one is told. */
    takeTip: ({ user, login, credential }: Caller): Promise<ProTip | null> =>
      transaction(db, async (tx) => {
        if (credential !== null || login === null) return null
        const now = clock.now()
        const ago = (ms: number) => new Date(now.getTime() - ms)
        if (!(await signedInAgain(tx, user, login, ago(signInMs)))) return null
        const told = await noteTip(tx, user, now, ago(tipEveryMs))
        return told === undefined ? null : (proTips[(told - 1) % proTips.length] ?? null)
      }),

    /** What the first drawing of a page has to know of whoever holds this token; null: of nobody. */
    firstLook: (token: string): Promise<Look | null> => firstLook(pool, token, clock.now()),
  }
}

const hidingIn = ({ hideArguments, hiddenArguments }: Preferences) => JSON.stringify([hideArguments, hiddenArguments])
