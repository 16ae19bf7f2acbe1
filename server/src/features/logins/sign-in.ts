/**
 * Signing in, by whatever method: the one place where the outcome of an attempt is decided, counted and written down.
 *
 * A method finds out whom somebody claims to be and whether they proved it; all that follows is the same for each: too
 * many attempts, proof, active, allowed address, second factor. A refusal says no more than that it is one, since who
 * knows no password must not learn which accounts exist, are inactive, or could be used from elsewhere.
 */
import type { LoginMethod, Refusal } from '@berth/contract/audit.ts'
import { password as passwordRule } from '@berth/contract/accounts.ts'
import type { Kysely, Transaction } from 'kysely'
import { isAllowedFrom } from '../../platform/client-networks.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { recordAudit } from '../../platform/events/audit-record.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Clock } from '../../platform/time.ts'
import type { Accounts } from '../accounts/accounts.service.ts'
import { countersOf, countFailure, countSuccess, lockAttempts, waitBefore } from './attempts.ts'
import type { LoginSource, Logins, NewLogin } from './logins.service.ts'
import type { SecondFactorCheck, SecondFactorProof } from './second-factor-check.ts'

export interface SignInDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly accounts: Accounts
  readonly logins: Pick<Logins, 'begin'>
  readonly secondFactors: SecondFactorCheck
}

interface Attempt {
  readonly method: LoginMethod
  /** Null: nobody has that name. */
  readonly user: string | null
  /** Whom they say to be. */
  readonly name: string | null
  /** What their proof lacks; null: they proved it. */
  readonly fault: Refusal | null
  /** Null: this method needs no second one. */
  readonly secondFactor: SecondFactorProof | null
}

type Outcome = { readonly login: NewLogin } | { readonly refusal: Refusal; readonly wait: number }

export interface PasswordAttempt extends SecondFactorProof {
  /** Email or username. */
  readonly login: string
  readonly password: string
}

export type SignIn = ReturnType<typeof createSignIn>

export function createSignIn({ db, clock, accounts, logins, secondFactors }: SignInDeps) {
  async function settle(attempt: Attempt, source: LoginSource): Promise<NewLogin> {
    const counters = await countersOf(db, accountOf(attempt), source)
    const outcome = await transaction(db, async (tx): Promise<Outcome> => {
      const now = clock.now()
      const wait = await lockAttempts(tx, counters, now)
      const found = wait > 0 ? 'locked-out' : await refusalOf(tx, attempt, source)
      if (found === null && attempt.user !== null) {
        await countSuccess(tx, counters)
        return { login: await logins.begin(tx, attempt.user, source, attempt.method) }
      }
      const refusal = found ?? 'unknown-user'
      if (refusal === 'second-factor-missing') return refused(tx, attempt, source, refusal, 0)
      return refused(tx, attempt, source, refusal, await countFailure(tx, counters, now))
    })
    if ('login' in outcome) return outcome.login
    throw answerTo(outcome)
  }

  /** The first thing that stands against it. The second factor is last, so that no code is used up in vain. */
  async function refusalOf(tx: Transaction<Tables>, attempt: Attempt, source: LoginSource): Promise<Refusal | null> {
    if (attempt.fault !== null || attempt.user === null) return attempt.fault ?? 'unknown-user'
    const standing = await accounts.lockStanding(tx, attempt.user)
    if (!standing) return 'unknown-user'
    if (!standing.active) return 'inactive'
    if (!isAllowedFrom(standing.allowedClientIps, source.address)) return 'address-not-allowed'
    if (attempt.secondFactor === null) return null
    const checked = await secondFactors.check(tx, attempt.user, attempt.secondFactor)
    return checked === 'ok' ? null : `second-factor-${checked}`
  }

  return {
    async withPassword(given: PasswordAttempt, source: LoginSource): Promise<NewLogin> {
      const user = await accounts.findByLogin(given.login)
      const attempt = { method: 'password', user: user?.id ?? null, name: given.login, secondFactor: given } as const
      const counters = await countersOf(db, accountOf(attempt), source)
      // Refused before the costly comparison; whether it may be made is decided again with its outcome.
      if ((await waitBefore(db, counters, clock.now())) > 0) return settle({ ...attempt, fault: 'locked-out' }, source)
      const right = await accounts.passwords.matches(given.password, user?.passwordHash ?? null)
      const login = await settle({ ...attempt, fault: right ? null : user ? 'wrong-password' : 'unknown-user' }, source)
      if (user?.passwordHash) await accounts.strengthen(user.id, given.password, user.passwordHash)
      return login
    },

    /** By a method that has proved already who it is; with `proof` a second factor is asked for as well. */
    beginFor: (
      user: string,
      method: LoginMethod,
      source: LoginSource,
      proof: SecondFactorProof | null = null,
    ): Promise<NewLogin> => settle({ method, user, name: null, fault: null, secondFactor: proof }, source),

    /** A proof by another method that was none: counted, written down and refused like a wrong password. */
    refuse: (method: LoginMethod, user: string | null, fault: Refusal, source: LoginSource): Promise<never> =>
      settle({ method, user, name: null, fault, secondFactor: null }, source) as Promise<never>,
  }
}

const accountOf = ({ user, name }: Pick<Attempt, 'user' | 'name'>) =>
  user === null ? { name: name ?? '' } : { id: user }

async function refused(
  tx: Transaction<Tables>,
  { method, user, name }: Attempt,
  { address, client }: LoginSource,
  refusal: Refusal,
  wait: number,
): Promise<Outcome> {
  await recordAudit(tx, {
    action: 'sign-in',
    result: 'failure',
    reason: refusal,
    actor: null,
    user,
    name: name === null ? null : shownName(name),
    address,
    device: client,
    method,
  })
  return { refusal, wait }
}

/** People type their password into the wrong field; what looks like one is not written down. */
const shownName = (name: string) =>
  passwordRule.safeParse(name).success && !name.includes('@') ? null : name.slice(0, 64)

function answerTo({ refusal, wait }: { readonly refusal: Refusal; readonly wait: number }): Problem {
  if (refusal === 'locked-out') return new Problem('too-many-requests', { retryAfter: wait })
  if (refusal === 'second-factor-missing') return new Problem('otp-required')
  return new Problem('invalid-credentials')
}
