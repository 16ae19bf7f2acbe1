/** The second factor of an account (1.4): set up, asked for at sign-in, turned off, reset. */
import './second-factors.tables.ts'
import type { Kysely, Transaction } from 'kysely'
import { toString as qrCode } from 'qrcode'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { recordAudit } from '../../platform/events/audit-record.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Seals } from '../../platform/secrets/seal.ts'
import { Secret } from '../../platform/secrets/secret.ts'
import type { Clock } from '../../platform/time.ts'
import type { Accounts } from '../accounts/accounts.service.ts'
import type { Settings } from '../settings/settings.service.ts'
import { newOtpSecret, otpUri, stepOfCode } from './one-time-codes.ts'
import { hashRecoveryCode, newRecoveryCodes, readable } from './recovery-codes.ts'
import {
  deleteExpiredOffers,
  deleteFactor,
  deleteOffer,
  factorOf,
  insertFactor,
  insertRecoveryCodes,
  lockOffer,
  replaceOffer,
  spendRecoveryCode,
  spendStep,
} from './second-factors.store.ts'

const offerMs = 15 * 60_000

/**
 * Lets somebody try to prove something, unless too many have failed before; an attempt that comes to nothing counts
 * like a failed sign-in. What the attempt writes is kept when it succeeds.
 */
export type TryProof = (caller: Caller, attempt: (tx: Transaction<Tables>) => Promise<boolean>) => Promise<boolean>

export interface SecondFactorsDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly seals: Seals
  readonly accounts: Accounts
  readonly settings: Settings
  /** What authenticators call this site. */
  readonly siteName: () => string
  readonly tryProof: TryProof
}

/** What somebody presents; neither when nothing was asked for yet. */
export interface Codes {
  readonly otp?: string | undefined
  readonly recoveryCode?: string | undefined
}

export type SecondFactors = ReturnType<typeof createSecondFactors>

export function createSecondFactors(deps: SecondFactorsDeps) {
  const { db, clock, seals, accounts, settings, tryProof } = deps
  const place = (user: string) => `users/${user}/totp`
  const open = (sealed: Buffer, user: string) => seals.open(sealed, place(user)).reveal()
  const isOn = async (user: string, tx: Kysely<Tables> = db) => (await factorOf(tx, user)) !== undefined

  /** Takes the code away, so that it is right once. */
  const spend = async (tx: Transaction<Tables>, user: string, codes: Codes): Promise<boolean> => {
    const factor = await factorOf(tx, user)
    if (!factor) return false
    const secret = open(factor.secret, user)
    if (codes.otp !== undefined) {
      const step = stepOfCode(secret, codes.otp, clock.now())
      return step !== null && spendStep(tx, user, step)
    }
    if (codes.recoveryCode === undefined) return false
    return spendRecoveryCode(tx, user, hashRecoveryCode(secret, codes.recoveryCode), clock.now())
  }

  const mustHave = async (role: Caller['role']): Promise<boolean> => {
    const { requireTwoFactor } = await settings.read()
    return requireTwoFactor === 'everyone' || (requireTwoFactor === 'admins' && role === 'superadmin')
  }

  const isPassword = async (caller: Caller, password: string): Promise<boolean> => {
    const { email } = await accounts.me(caller.user, caller.address)
    return accounts.passwords.matches(password, (await accounts.findByLogin(email))?.passwordHash ?? null)
  }

  const told = (caller: Caller, action: 'two-factor.enabled' | 'two-factor.disabled' | 'two-factor.reset') => ({
    action,
    result: 'success' as const,
    actor: caller.user,
    address: caller.address,
  })

  return {
    /** At sign-in. A right code is used up with the transaction. */
    async check(tx: Transaction<Tables>, user: string, codes: Codes): Promise<'ok' | 'missing' | 'wrong'> {
      if (!(await isOn(user, tx))) return 'ok'
      if (codes.otp === undefined && codes.recoveryCode === undefined) return 'missing'
      if (!(await spend(tx, user, codes))) return 'wrong'
      if (codes.otp === undefined)
        await recordAudit(tx, { action: 'recovery-code.used', result: 'success', actor: user, user })
      return 'ok'
    },

    /** A secret to show. The account stays as it is until a code from it was entered. */
    async start(caller: Caller) {
      const me = await accounts.me(caller.user, caller.address)
      const secret = newOtpSecret()
      await transaction(db, async (tx) => {
        if (await isOn(caller.user, tx)) throw new Problem('two-factor-on')
        await deleteExpiredOffers(tx, clock.now())
        const expires = new Date(clock.now().getTime() + offerMs)
        const sealed = seals.seal(new Secret(secret), place(caller.user))
        await replaceOffer(tx, { user_id: caller.user, secret: sealed, expires_at: expires })
      })
      const uri = otpUri(secret, deps.siteName(), me.email)
      const qrSvg = await qrCode(uri, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 })
      return { secret, uri, qrSvg }
    },

    /** With the first code the factor counts; the code is spent by that. The answer shows the recovery codes once. */
    async verify(caller: Caller, code: string): Promise<{ recoveryCodes: string[] }> {
      const { user } = caller
      let recoveryCodes: string[] = []
      const right = await tryProof(caller, async (tx) => {
        const offer = await lockOffer(tx, user, clock.now())
        if (await isOn(user, tx)) throw new Problem('two-factor-on')
        if (!offer) throw new Problem('two-factor-not-started')
        const secret = open(offer.secret, user)
        const step = stepOfCode(secret, code, clock.now())
        if (step === null) return false
        recoveryCodes = newRecoveryCodes()
        await deleteOffer(tx, user)
        await insertFactor(tx, { user_id: user, secret: offer.secret, last_step: step, created_at: clock.now() })
        await insertRecoveryCodes(
          tx,
          user,
          recoveryCodes.map((one) => hashRecoveryCode(secret, one)),
        )
        await recordAudit(tx, { ...told(caller, 'two-factor.enabled'), user })
        return true
      })
      if (!right) throw new Problem('wrong-code')
      return { recoveryCodes: recoveryCodes.map(readable) }
    },

    async stop(caller: Caller, proof: { password?: string | undefined; code?: string | undefined }): Promise<void> {
      const { user } = caller
      if (!(await isOn(user))) throw new Problem('two-factor-off')
      if (await mustHave(caller.role)) throw new Problem('two-factor-required')
      // Compared before, since a transaction should not wait in the queue for it; whether it counts is decided within.
      const byPassword = proof.password === undefined ? null : await isPassword(caller, proof.password)
      const right = await tryProof(caller, async (tx) => {
        if (!(byPassword ?? (await spend(tx, user, { otp: proof.code })))) return false
        if (await deleteFactor(tx, user)) await recordAudit(tx, { ...told(caller, 'two-factor.disabled'), user })
        return true
      })
      if (!right) throw new Problem(proof.password === undefined ? 'wrong-code' : 'wrong-password')
    },

    /** By an administrator, for somebody who lost everything. The user finds it under the activity on their account. */
    async reset(tx: Transaction<Tables>, user: string, by: Caller): Promise<void> {
      await deleteOffer(tx, user)
      if (await deleteFactor(tx, user)) await recordAudit(tx, { ...told(by, 'two-factor.reset'), user })
    },
  }
}
