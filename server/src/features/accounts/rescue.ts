/** What whoever has the server's machine may do for a user who is locked out. Nobody is signed in for it. */
import { randomInt } from 'node:crypto'
import { addressEntry } from '@berth/contract/addresses.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { difference, recordAudit } from '../../platform/events/audit-record.ts'
import type { Leases } from '../../platform/leases/leases.ts'
import { lockUser, updateUser, userByLogin, type UserRow } from './accounts.store.ts'
import type { Passwords } from './passwords.ts'

export interface RescueDeps {
  readonly db: Kysely<Tables>
  readonly passwords: Passwords
  readonly leases: Pick<Leases, 'reconsider'>
  readonly endLogins: (tx: Transaction<Tables>, user: string, reason: string) => Promise<unknown>
  readonly forgetAttempts: (tx: Transaction<Tables>, user: string) => Promise<unknown>
}

/** A message for whoever typed the command. */
class RescueRefused extends Error {
  override readonly name = 'RescueRefused'
}

export function createRescue({ db, passwords, leases, endLogins, forgetAttempts }: RescueDeps) {
  const change = async <Result>(email: string, work: (tx: Transaction<Tables>, row: UserRow) => Promise<Result>) => {
    const found = await userByLogin(db, email)
    if (!found) throw new RescueRefused(`There is no user ${email}.`)
    return transaction(db, async (tx) => {
      const row = await lockUser(tx, found.id)
      if (!row) throw new RescueRefused(`There is no user ${email}.`)
      return work(tx, row)
    })
  }
  const about = ({ id, email }: UserRow) =>
    ({ result: 'success', actor: null, user: id, name: email, method: 'server-machine' }) as const

  return {
    /** Answers the new password, which the user is asked to change. Whatever they were signed in with ends. */
    async resetPassword(email: string): Promise<string> {
      const password = newPassword()
      const hash = await passwords.hash(password)
      await change(email, async (tx, row) => {
        await updateUser(tx, row.id, { password_hash: hash, require_password_change: true })
        await endLogins(tx, row.id, 'password-changed')
        await forgetAttempts(tx, row.id)
        await recordAudit(tx, { action: 'password.changed', ...about(row) })
      })
      return password
    },

    unlock: (email: string): Promise<void> =>
      change(email, async (tx, row) => {
        await forgetAttempts(tx, row.id)
        await recordAudit(tx, { action: 'user.unlocked', ...about(row) })
      }),

    /** One address more; without one, from anywhere. Answers the list as it is now. */
    allowFrom(email: string, address: string | undefined): Promise<string[]> {
      const entry = address === undefined ? undefined : addressEntry.safeParse(address)
      if (entry && !entry.success) throw new RescueRefused(`${address} is no address or network.`)
      return change(email, async (tx, row) => {
        const before = { allowedClientIps: row.allowed_client_ips }
        // A list that is empty allows every address already; with one entry it would allow no other.
        const list = !entry || row.allowed_client_ips.length === 0 ? [] : [...row.allowed_client_ips, entry.data]
        const allowedClientIps = [...new Set(list)]
        const { changed, ...parts } = difference(before, { allowedClientIps })
        if (!changed) return allowedClientIps
        await updateUser(tx, row.id, { allowed_client_ips: allowedClientIps })
        await leases.reconsider(tx, { user: row.id })
        await recordAudit(tx, { action: 'user.updated', ...about(row), ...parts })
        return allowedClientIps
      })
    },
  }
}

const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const random = (from: string, length: number) => Array.from({ length }, () => from[randomInt(from.length)]).join('')

/** Passes the rules of passwords by its shape: letters, then a symbol and a digit. */
const newPassword = () => `${random(letters, 20)}-${random('23456789', 2)}`
