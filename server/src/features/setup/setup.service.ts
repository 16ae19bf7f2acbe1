/** First run: there is no default password; the first administrator comes by the printed link or by flags (1.2). */
import type { setupBody } from '@berth/contract/setup.ts'
import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { Problem } from '../../platform/http/problem.ts'
import { hashToken, newToken } from '../../platform/secrets/tokens.ts'
import type { Clock } from '../../platform/time.ts'
import type { Accounts } from '../accounts/accounts.service.ts'
import type { Logins, LoginSource, NewLogin } from '../logins/logins.service.ts'
import { dropToken, lockSetup, replaceToken, useToken } from './setup.store.ts'

export interface SetupDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly accounts: Accounts
  readonly logins: Logins
}

export type Setup = ReturnType<typeof createSetup>

export function createSetup({ db, clock, accounts, logins }: SetupDeps) {
  return {
    isNeeded: async () => !(await accounts.hasSuperadmin()),

    /** A new token while there is no administrator, else null. Earlier ones are worth nothing from now on. */
    newToken: () =>
      transaction(db, async (tx) => {
        await lockSetup(tx)
        if (await accounts.hasSuperadmin(tx)) return null
        const token = newToken()
        await replaceToken(tx, hashToken(token), clock.now())
        return token
      }),

    async complete(body: z.output<typeof setupBody>, source: LoginSource): Promise<NewLogin> {
      if (await accounts.hasSuperadmin()) throw new Problem('set-up-done')
      const passwordHash = await accounts.passwords.hash(body.password)
      return transaction(db, async (tx) => {
        await lockSetup(tx)
        if (await accounts.hasSuperadmin(tx)) throw new Problem('set-up-done')
        if (!(await useToken(tx, hashToken(body.token)))) throw new Problem('set-up-token-wrong')
        const by = { user: null, address: source.address }
        const { id } = await accounts.create(tx, { ...body, passwordHash, role: 'superadmin' }, by)
        return logins.begin(tx, id, source, 'set-up')
      })
    },

    /** From flags, without a browser. Does nothing where an administrator exists. */
    async createFirst(email: string, password: string): Promise<boolean> {
      if (await accounts.hasSuperadmin()) return false
      const passwordHash = await accounts.passwords.hash(password)
      return transaction(db, async (tx) => {
        await lockSetup(tx)
        if (await accounts.hasSuperadmin(tx)) return false
        const username = email.replace(/@.*$/, '')
        const user = { email, username, fullName: '', passwordHash, role: 'superadmin' } as const
        await accounts.create(tx, user, { user: null, address: null })
        await dropToken(tx)
        return true
      })
    },
  }
}
