/** Everybody's accounts, as administrators handle them (1.1). */
import { differsFromAccount } from '@berth/contract/setup.ts'
import type { newUser, User, userChanges } from '@berth/contract/users.ts'
import type { Transaction } from 'kysely'
import type { z } from 'zod'
import type { Database } from '../../platform/database/database.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { difference, recordAudit, type AuditRecord } from '../../platform/events/audit-record.ts'
import { emit } from '../../platform/events/outbox.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Leases } from '../../platform/leases/leases.ts'
import { takenField, type Accounts } from './accounts.service.ts'
import { lockActiveSuperadmins, lockUser, updateUser, type UserChanges, type UserRow } from './accounts.store.ts'
import { refusedPassword } from './own-account.ts'
import { usersById } from './users.views.ts'

type NewUserBody = z.output<typeof newUser>
type Changes = z.output<typeof userChanges>

/** What later slices hold of a user, and how it is cut off. */
export interface UsersDeps {
  readonly database: Database
  readonly accounts: Accounts
  readonly leases: Pick<Leases, 'reconsider' | 'revoke'>
  readonly endLogins: (tx: Transaction<Tables>, user: string, reason: string, except?: string) => Promise<unknown>
  readonly forgetAttempts: (tx: Transaction<Tables>, user: string) => Promise<unknown>
  readonly deactivateCredentials: (tx: Transaction<Tables>, user: string) => Promise<unknown>
  /** Only those that the console acts under. */
  readonly activateCredentials: (tx: Transaction<Tables>, user: string) => Promise<unknown>
  readonly resetSecondFactor: (tx: Transaction<Tables>, user: string, by: Caller) => Promise<unknown>
}

/** Told in the transaction of a deactivation; `terminateSessions` is for whoever runs their sessions. */
export const userDeactivated = 'user.deactivated'

export type Users = ReturnType<typeof createUsers>

export function createUsers(deps: UsersDeps) {
  const { database, accounts, leases, endLogins } = deps
  const { db, pool } = database

  const show = async (id: string): Promise<User> => {
    const user = (await usersById(pool, [id])).get(id)
    if (!user) throw new Problem('not-found')
    return user
  }
  const locked = async (tx: Transaction<Tables>, id: string): Promise<UserRow> => {
    const row = await lockUser(tx, id)
    if (!row) throw new Problem('not-found')
    return row
  }
  const record = (
    tx: Transaction<Tables>,
    by: Caller,
    row: UserRow,
    what: Pick<AuditRecord, 'action'> & Partial<AuditRecord>,
  ) =>
    recordAudit(tx, { result: 'success', actor: by.user, address: by.address, user: row.id, name: row.email, ...what })

  return {
    show,

    async create(by: Caller, body: NewUserBody): Promise<User> {
      const passwordHash = body.password === undefined ? null : await accounts.passwords.hash(body.password)
      const { id } = await transaction(db, (tx) => accounts.create(tx, { ...body, passwordHash }, actorOf(by)))
      return show(id)
    },

    async update(by: Caller, id: string, changes: Changes): Promise<User> {
      const passwordHash = changes.password === undefined ? null : await accounts.passwords.hash(changes.password)
      await transaction(db, async (tx) => {
        const losesRole = changes.role === 'user' && (await isLastSuperadmin(tx, id))
        const row = await locked(tx, id)
        if (losesRole) throw new Problem('last-superadmin')
        refuseAccountAsPassword(row, changes)
        // An administrator who saves the account vouches for its email.
        const saved = { ...withoutPassword(changes), emailProven: true }
        const { before, after, changed } = difference(shownOf(row), saved)
        if (!changed && passwordHash === null) return
        await save(tx, id, {
          ...columnsOf(changes),
          email_proven: true,
          ...(passwordHash === null ? {} : { password_hash: passwordHash }),
        })
        // A stream that was opened as an administrator goes on as one; it is opened anew as what they are now.
        if ('role' in after) await leases.revoke(tx, { user: id }, 'role-changed')
        if ('allowedClientIps' in after) await leases.reconsider(tx, { user: id })
        if (changed) await record(tx, by, row, { action: 'user.updated', before, after })
        if (passwordHash === null) return
        await endLogins(tx, id, 'password-changed', id === by.user ? (by.login ?? '') : undefined)
        await record(tx, by, row, { action: 'password.changed' })
      })
      return show(id)
    },

    async deactivate(by: Caller, id: string, { terminateSessions }: { terminateSessions: boolean }): Promise<User> {
      if (id === by.user) throw new Problem('not-yourself')
      await transaction(db, async (tx) => {
        const last = await isLastSuperadmin(tx, id)
        const row = await locked(tx, id)
        if (!row.active) return
        if (last) throw new Problem('last-superadmin')
        await updateUser(tx, id, { active: false })
        await deps.deactivateCredentials(tx, id)
        await endLogins(tx, id, 'deactivated')
        await emit(tx, { kind: userDeactivated, subject: id, payload: { terminateSessions, by: by.user } })
        await record(tx, by, row, { action: 'user.deactivated', after: { terminateSessions } })
      })
      return show(id)
    },

    async reactivate(by: Caller, id: string): Promise<User> {
      await transaction(db, async (tx) => {
        const row = await locked(tx, id)
        if (row.active) return
        await updateUser(tx, id, { active: true })
        await deps.activateCredentials(tx, id)
        await record(tx, by, row, { action: 'user.reactivated' })
      })
      return show(id)
    },

    async resetTwoFactor(by: Caller, id: string): Promise<User> {
      await transaction(db, async (tx) => {
        await locked(tx, id)
        await deps.resetSecondFactor(tx, id, by)
      })
      return show(id)
    },

    unlock: (by: Caller, id: string): Promise<void> =>
      transaction(db, async (tx) => {
        const row = await locked(tx, id)
        await deps.forgetAttempts(tx, id)
        await record(tx, by, row, { action: 'user.unlocked' })
      }),
  }
}

const actorOf = ({ user, address }: Caller) => ({ user, address })

/** All of them are locked before the user is: of two who demote each other, the second waits and is refused. */
async function isLastSuperadmin(tx: Transaction<Tables>, id: string): Promise<boolean> {
  const active = await lockActiveSuperadmins(tx)
  return active.length === 1 && active[0] === id
}

async function save(tx: Transaction<Tables>, id: string, changes: UserChanges): Promise<void> {
  try {
    await updateUser(tx, id, changes)
  } catch (error) {
    throw takenField(error) ?? error
  }
}

const shownOf = (row: UserRow) => ({
  username: row.username,
  fullName: row.full_name,
  description: row.description,
  role: row.role,
  requirePasswordChange: row.require_password_change,
  allowedClientIps: row.allowed_client_ips,
  emailProven: row.email_proven,
})

const withoutPassword = ({ password: _password, ...changes }: Changes) => changes

const columnsOf = (changes: Changes): UserChanges => {
  const columns = {
    username: changes.username,
    full_name: changes.fullName,
    description: changes.description,
    role: changes.role,
    require_password_change: changes.requirePasswordChange,
    allowed_client_ips: changes.allowedClientIps,
  }
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
}

function refuseAccountAsPassword(row: UserRow, { password, username = row.username }: Changes): void {
  if (password !== undefined && !differsFromAccount({ email: row.email, username, password }))
    throw refusedPassword('same-as-account', 'password')
}
