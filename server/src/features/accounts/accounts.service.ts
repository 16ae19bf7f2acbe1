/** The rules of people's accounts: how they come into being, and what signing in needs to know of them. */
import './accounts.tables.ts'
import type { Me } from '@berth/contract/accounts.ts'
import type { Kysely, Transaction } from 'kysely'
import { isUniqueViolation } from '../../platform/database/database.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { recordAudit } from '../../platform/events/audit-record.ts'
import { Problem } from '../../platform/http/problem.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Clock } from '../../platform/time.ts'
import {
  hasSuperadmin,
  insertUser,
  lockUser,
  noteSignIn,
  proveEmail,
  replaceHash,
  userById,
  userByLogin,
} from './accounts.store.ts'
import { meById } from './accounts.views.ts'
import type { Passwords } from './passwords.ts'

export interface NewUser {
  readonly email: string
  readonly username: string
  readonly fullName: string
  readonly passwordHash: string | null
  readonly role: 'superadmin' | 'user'
  readonly description?: string
  readonly requirePasswordChange?: boolean
  readonly allowedClientIps?: readonly string[]
  /** Comes by an invitation, and belongs to what they are invited to. */
  readonly isInvited?: boolean
  /** False: nobody has yet shown that the email is theirs. */
  readonly emailProven?: boolean
}

/** Who does it and from where; nobody, for set-up, identity providers and programs on the server's machine. */
export interface Actor {
  readonly user: string | null
  readonly address: string | null
}

export interface Account {
  readonly id: string
  readonly email: string
  readonly username: string
  readonly role: 'superadmin' | 'user'
}

interface FoundAccount extends Account {
  readonly passwordHash: string | null
  readonly emailProven: boolean
}

export interface AccountsDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly passwords: Passwords
  /** What else comes into being with a user, in the same transaction (their personal workspace). */
  readonly onCreated: (tx: Transaction<Tables>, user: Account, how: { isInvited: boolean }) => Promise<void>
}

export type Accounts = ReturnType<typeof createAccounts>

export function createAccounts({ db, clock, passwords, onCreated }: AccountsDeps) {
  return {
    passwords,

    async create(tx: Transaction<Tables>, user: NewUser, by: Actor): Promise<Account> {
      const created = await inserted(tx, user, clock.now())
      await onCreated(tx, created, { isInvited: user.isInvited ?? false })
      await recordAudit(tx, {
        action: 'user.created',
        result: 'success',
        actor: by.user,
        address: by.address,
        user: created.id,
        name: created.email,
        after: { email: user.email, username: user.username, fullName: user.fullName, role: user.role },
      })
      return created
    },

    /** By email or username, active or not: what an attempt to sign in begins with. */
    async findByLogin(login: string): Promise<FoundAccount | null> {
      const row = await userByLogin(db, login)
      return row ? { ...row, passwordHash: row.password_hash, emailProven: row.email_proven } : null
    },

    /** What decides whether a user may sign in, locked: a deactivation under way is waited for. */
    async lockStanding(tx: Transaction<Tables>, id: string) {
      const row = await lockUser(tx, id)
      return row ? { active: row.active, allowedClientIps: row.allowed_client_ips } : null
    },

    /** With a right password at hand, a hash of weaker parameters becomes one of today's. */
    async strengthen(id: string, password: string, stored: string): Promise<void> {
      if (passwords.isOutdated(stored)) await replaceHash(db, id, stored, await passwords.hash(password))
    },

    /** Again, of somebody who is signed in, before something that matters. */
    async isPasswordOf(id: string, password: string): Promise<boolean> {
      return passwords.matches(password, (await userById(db, id))?.password_hash ?? null)
    },

    /** Somebody has shown that this email is theirs; of the account where it is the account's. */
    proveEmail: async (tx: Transaction<Tables>, id: string, email: string): Promise<void> =>
      void (await proveEmail(tx, id, email)),

    noteSignIn: (tx: Transaction<Tables>, id: string) => noteSignIn(tx, id, clock.now()),

    async me(id: string, clientIp: string, tx: Kysely<Tables> = db): Promise<Me> {
      const me = await meById(tx, id, clientIp)
      if (!me) throw new Problem('not-found')
      return me
    },

    hasSuperadmin: (tx: Kysely<Tables> = db) => hasSuperadmin(tx),
  }
}

async function inserted(tx: Transaction<Tables>, user: NewUser, at: Date) {
  try {
    return await insertUser(tx, {
      id: uuidv7(),
      email: user.email,
      username: user.username,
      full_name: user.fullName,
      password_hash: user.passwordHash,
      role: user.role,
      active: true,
      created_at: at,
      last_sign_in_at: null,
      description: user.description ?? '',
      require_password_change: user.requirePasswordChange ?? false,
      allowed_client_ips: [...(user.allowedClientIps ?? [])],
      email_proven: user.emailProven ?? true,
    })
  } catch (error) {
    throw takenField(error) ?? error
  }
}

/** The unique field that an error of the database is about, as the problem that a form shows. */
export function takenField(error: unknown): Problem | null {
  const field = (['email', 'username'] as const).find((name) => isUniqueViolation(error, `users_${name}`))
  if (!field) return null
  return new Problem('invalid-input', {
    errors: [{ path: `body.${field}`, code: 'taken', message: 'is in use already' }],
  })
}
