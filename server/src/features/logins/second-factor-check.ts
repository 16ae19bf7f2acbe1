/**
 * What signing in asks of the second factors. It is this slice's question, so the type is here; the second factors'
 * service fits it by its shape, and main/compose.ts hands it in.
 */
import type { Transaction } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'

export interface SecondFactorProof {
  readonly otp?: string | undefined
  readonly recoveryCode?: string | undefined
}

export interface SecondFactorCheck {
  /**
   * `ok` also for who has none. As part of the attempt's transaction: a code that was right is used up exactly when the
   * sign-in succeeds.
   */
  check(tx: Transaction<Tables>, user: string, proof: SecondFactorProof): Promise<'ok' | 'missing' | 'wrong'>
}
