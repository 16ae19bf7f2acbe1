/** The rules of people's accounts. */
import type { Me } from '@berth/contract/accounts.ts'
import type { Kysely, Transaction } from 'kysely'
import { isUniqueViolation } from '../../platform/database/database.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { Problem } from '../../platform/http/problem.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Clock } from '../../platform/time.ts'
import { hasSuperadmin, insertUser, noteSignIn, setPasswordHash, userById, userByLogin } from './accounts.store.ts'
import type { UserRow } from './accounts.store.ts'
import type { Passwords } from './passwords.ts'

export interface NewUser {
  readonly email: string
  readonly username: string
  readonly fullName: string
  readonly passwordHash: string | null
  readonly role: 'superadmin' | 'user'
}

export interface AccountsDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly passwords: Passwords
  /** What else comes into being with a user, in the same transaction (their personal workspace). */
  readonly onCreated: (tx: Transaction<Tables>, user: Me) => Promise<void>
}

export type Accounts = ReturnType<typeof createAccounts>

export function createAccounts({ db, clock, passwords, onCreated }: AccountsDeps) {
  return {
    passwords,

    async create(tx: Transaction<Tables>, user: NewUser): Promise<Me> {
      const row: UserRow = {
        id: uuidv7(),
        email: user.email,
        username: user.username,
        full_name: user.fullName,
        password_hash: user.passwordHash,
        role: user.role,
        active: true,
        created_at: clock.now(),
        last_sign_in_at: null,
      }
      try {
        await insertUser(tx, row)
      } catch (error) {
        if (isUniqueViolation(error, 'users_email')) throw taken('email')
        if (isUniqueViolation(error, 'users_username')) throw taken('username')
        throw error
      }
      const created = meOf(row)
      await onCreated(tx, created)
      return created
    },

    /** The active user with this name and password, or null; why not is nobody's business and takes equally long. */
    async verify(login: string, password: string): Promise<Me | null> {
      const row = await userByLogin(db, login)
      const right = await passwords.matches(password, row?.password_hash ?? null)
      if (!right || !row?.active) return null
      if (row.password_hash !== null && passwords.isOutdated(row.password_hash))
        await setPasswordHash(db, row.id, await passwords.hash(password))
      return meOf(row)
    },

    noteSignIn: (tx: Kysely<Tables>, id: string) => noteSignIn(tx, id, clock.now()),

    async me(id: string): Promise<Me> {
      const row = await userById(db, id)
      if (!row) throw new Problem('not-found')
      return meOf(row)
    },

    hasSuperadmin: (tx: Kysely<Tables> = db) => hasSuperadmin(tx),
  }
}

const taken = (field: string) =>
  new Problem('invalid-input', { errors: [{ path: `body.${field}`, code: 'taken', message: 'is in use already' }] })

const meOf = (row: UserRow): Me => ({
  id: row.id,
  email: row.email,
  username: row.username,
  fullName: row.full_name,
  role: row.role,
  createdAt: row.created_at.toISOString(),
  lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
})
