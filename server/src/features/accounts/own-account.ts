/** What people change about their own account (1.5). */
import type { Me } from '@berth/contract/accounts.ts'
import { differsFromAccount } from '@berth/contract/setup.ts'
import type { Kysely, Transaction } from 'kysely'
import { isAllowedFrom } from '../../platform/client-networks.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { difference, recordAudit } from '../../platform/events/audit-record.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Leases } from '../../platform/leases/leases.ts'
import type { Accounts } from './accounts.service.ts'
import { lockUser, updateUser } from './accounts.store.ts'

export interface OwnAccountDeps {
  readonly db: Kysely<Tables>
  readonly accounts: Accounts
  readonly leases: Pick<Leases, 'reconsider'>
  /** Ends what a user is signed in with but one, as part of the change. */
  readonly endLogins: (tx: Transaction<Tables>, user: string, reason: string, except: string) => Promise<unknown>
  /** Lets somebody try to prove something, counted like attempts to sign in. */
  readonly tryProof: (caller: Caller, attempt: (tx: Transaction<Tables>) => Promise<boolean>) => Promise<boolean>
}

export interface OwnChanges {
  readonly fullName?: string | undefined
  readonly allowedClientIps?: string[] | undefined
  readonly confirmLockout?: boolean | undefined
}

export type OwnAccount = ReturnType<typeof createOwnAccount>

export function createOwnAccount({ db, accounts, leases, endLogins, tryProof }: OwnAccountDeps) {
  const me = (caller: Caller, tx: Kysely<Tables> = db): Promise<Me> => accounts.me(caller.user, caller.address, tx)
  const by = (caller: Caller) =>
    ({ result: 'success', actor: caller.user, user: caller.user, address: caller.address }) as const

  return {
    update: (caller: Caller, changes: OwnChanges): Promise<Me> =>
      transaction(db, async (tx) => {
        const row = await lockUser(tx, caller.user)
        if (!row) throw new Problem('not-signed-in')
        const { fullName = row.full_name, allowedClientIps = row.allowed_client_ips } = changes
        const before = { fullName: row.full_name, allowedClientIps: row.allowed_client_ips }
        const { changed, ...parts } = difference(before, { fullName, allowedClientIps })
        if (!changed) return me(caller, tx)
        const locksOut = !isAllowedFrom(allowedClientIps, caller.address)
        if (locksOut && changes.confirmLockout !== true)
          throw new Problem('own-address-left-out', { clientIp: caller.address })
        await updateUser(tx, caller.user, { full_name: fullName, allowed_client_ips: allowedClientIps })
        await leases.reconsider(tx, { user: caller.user })
        await recordAudit(tx, { action: 'user.updated', ...by(caller), ...parts })
        return me(caller, tx)
      }),

    /** Whoever has no password yet (single sign-on) proves nothing by one. The other logins end. */
    async changePassword(caller: Caller, given: { currentPassword?: string | undefined; newPassword: string }) {
      const self = await me(caller)
      if (!differsFromAccount({ ...self, password: given.newPassword })) throw refusedPassword('same-as-account')
      if (self.hasPassword && given.currentPassword === undefined) throw refusedPassword('required', 'currentPassword')
      const hash = await accounts.passwords.hash(given.newPassword)
      const right = await tryProof(caller, async (tx) => {
        if (self.hasPassword && !(await accounts.isPasswordOf(caller.user, given.currentPassword ?? ''))) return false
        await lockUser(tx, caller.user)
        await updateUser(tx, caller.user, { password_hash: hash, require_password_change: false })
        await endLogins(tx, caller.user, 'password-changed', caller.login ?? '')
        await recordAudit(tx, { action: 'password.changed', ...by(caller) })
        return true
      })
      if (!right) throw new Problem('wrong-password')
      return me(caller)
    },
  }
}

export const refusedPassword = (code: string, field = 'newPassword') =>
  new Problem('invalid-input', { errors: [{ path: `body.${field}`, code, message: code }] })
