/**
 * Whose account an identity is (docs/decisions/0005-which-account-an-identity-opens.md). The provider is believed who somebody is to it and
 * which email it has verified, and no more: it cannot make administrators, nor become one by an email.
 */
import './ways-in.tables.ts'
import { email as emailRule } from '@berth/contract/accounts.ts'
import type { Refusal } from '@berth/contract/audit.ts'
import type { ProblemCode } from '@berth/contract/problems.ts'
import type { Kysely } from 'kysely'
import { isUniqueViolation } from '../../platform/database/database.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { recordAudit } from '../../platform/events/audit-record.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Clock } from '../../platform/time.ts'
import type { Accounts } from '../accounts/accounts.service.ts'
import {
  deleteIdentitiesAt,
  deleteIdentity,
  identitiesOf,
  identityBySubject,
  insertIdentity,
  noteIdentityUse,
} from './identities.store.ts'
import type { ProvenIdentity } from './identity-provider.ts'
import { usernamesFor } from './new-username.ts'

export interface IdentitiesDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly accounts: Accounts
  readonly refuseLastWayIn: (tx: Kysely<Tables>, user: string) => Promise<void>
}

/** Whose it is, or why nobody's; `user` is whom it would have been about. */
export type Found =
  | { readonly user: string; readonly problem: null }
  | { readonly user: string | null; readonly problem: ProblemCode & string; readonly fault: Refusal }

export type Identities = ReturnType<typeof createIdentities>

export function createIdentities({ db, clock, accounts, refuseLastWayIn }: IdentitiesDeps) {
  const rowOf = (user: string, identity: ProvenIdentity, linkedBy: 'created' | 'email' | 'self') => ({
    id: uuidv7(),
    user_id: user,
    issuer: identity.issuer,
    subject: identity.subject,
    email: verifiedEmail(identity),
    linked_by: linkedBy,
    created_at: clock.now(),
    last_used_at: null,
  })
  const linked = (user: string, identity: ProvenIdentity, actor: string | null, address: string) => ({
    action: 'identity.linked' as const,
    result: 'success' as const,
    actor,
    user,
    name: verifiedEmail(identity),
    address,
    after: { issuer: identity.issuer, subject: identity.subject },
  })
  const refusal = (user: string | null, problem: ProblemCode): Found => ({ user, problem, fault: 'wrong-identity' })

  async function byIdentity(identity: ProvenIdentity, address: string): Promise<Found | null> {
    const known = await identityBySubject(db, identity.issuer, identity.subject)
    if (!known) return null
    // One that was joined by its email when the account was an ordinary one is not enough for an administrator's.
    const { role } = await accounts.me(known.user_id, address)
    if (role === 'superadmin' && known.linked_by === 'email') return refusal(known.user_id, 'identity-not-linked')
    await noteIdentityUse(db, known.id, clock.now())
    return { user: known.user_id, problem: null }
  }

  async function byEmail(identity: ProvenIdentity, email: string, address: string): Promise<Found | null> {
    const account = await accounts.findByLogin(email)
    // Found by a username that looks like this email: somebody else.
    if (account?.email.toLowerCase() !== email.toLowerCase()) return null
    const others = await identitiesOf(db, account.id)
    // The same person, who came a moment before.
    if (others.some(({ issuer, subject }) => issuer === identity.issuer && subject === identity.subject))
      return byIdentity(identity, address)
    // Whoever signed up under an email that they never proved may be anybody: its owner must not end in their account.
    if (
      account.role === 'superadmin' ||
      !account.emailProven ||
      others.some(({ issuer }) => issuer === identity.issuer)
    )
      return refusal(account.id, 'identity-not-linked')
    await transaction(db, async (tx) => {
      await insertIdentity(tx, rowOf(account.id, identity, 'email'))
      await recordAudit(tx, linked(account.id, identity, null, address))
    })
    return { user: account.id, problem: null }
  }

  async function create(identity: ProvenIdentity, email: string, username: string, address: string) {
    const user = await transaction(db, async (tx) => {
      const fullName = (identity.name ?? '')
        .replace(/\p{Cc}+/gu, ' ')
        .trim()
        .slice(0, 64)
        .toWellFormed()
      const account = { email, username, fullName, passwordHash: null, role: 'user' as const }
      const created = await accounts.create(tx, account, { user: null, address })
      await insertIdentity(tx, rowOf(created.id, identity, 'created'))
      await recordAudit(tx, linked(created.id, identity, null, address))
      return created.id
    })
    return { user, problem: null }
  }

  return {
    /** The account of this identity; a new one, of an ordinary user, for who has none. */
    async accountFor(identity: ProvenIdentity, address: string): Promise<Found> {
      const email = verifiedEmail(identity)
      for (const username of usernamesFor(identity.username, email ?? '')) {
        try {
          const found = await byIdentity(identity, address)
          if (found) return found
          if (email === null) return refusal(null, 'email-not-verified')
          return (await byEmail(identity, email, address)) ?? (await create(identity, email, username, address))
        } catch (error) {
          // The username is taken, or somebody came with the same identity or email at the same time: look again.
          const isTaken = error instanceof Problem && error.code === 'invalid-input'
          if (!isTaken && !isUniqueViolation(error)) throw error
        }
      }
      throw new Problem('unavailable', { retryAfter: 2 })
    },

    /** By its owner, who is signed in to the account and has just proved to be this to the provider. */
    link: (caller: Caller, identity: ProvenIdentity): Promise<void> =>
      transaction(db, async (tx) => {
        const known = await identityBySubject(tx, identity.issuer, identity.subject)
        if (known && known.user_id !== caller.user) throw new Problem('identity-in-use')
        await deleteIdentitiesAt(tx, caller.user, identity.issuer)
        await insertIdentity(tx, rowOf(caller.user, identity, 'self'))
        const email = verifiedEmail(identity)
        if (email !== null) await accounts.proveEmail(tx, caller.user, email)
        await recordAudit(tx, linked(caller.user, identity, caller.user, caller.address))
      }),

    async list(caller: Caller) {
      const items = await identitiesOf(db, caller.user)
      return {
        items: items.map((row) => ({
          id: row.id,
          issuer: row.issuer,
          email: row.email,
          linkedBy: row.linked_by,
          createdAt: row.created_at.toISOString(),
          lastUsedAt: row.last_used_at?.toISOString() ?? null,
        })),
      }
    },

    remove: (caller: Caller, id: string): Promise<void> =>
      transaction(db, async (tx) => {
        const row = await deleteIdentity(tx, caller.user, id)
        if (!row) throw new Problem('not-found')
        await refuseLastWayIn(tx, caller.user)
        const { user, address } = caller
        const about = { actor: user, user, subject: id, name: row.email, address }
        await recordAudit(tx, { action: 'identity.removed', result: 'success', ...about })
      }),
  }
}

/** As an account could have it, or none. */
const verifiedEmail = (identity: ProvenIdentity): string | null => emailRule.safeParse(identity.email).data ?? null
