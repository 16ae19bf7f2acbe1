/** Recovery codes: what stands in for the authenticator once each. */
import { createHmac, randomInt } from 'node:crypto'

/** No vowels (no words), no look-alikes: what contract/src/my-account.ts accepts. */
const alphabet = 'BCDFGHJKMNPQRSTVWXZ23456789'
const howMany = 10
const length = 10

export function newRecoveryCodes(): string[] {
  const codes = new Set<string>()
  while (codes.size < howMany) codes.add(Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join(''))
  return [...codes]
}

/** As people read it: `BCDFG-HJKMN`. */
export const readable = (code: string): string => `${code.slice(0, 5)}-${code.slice(5)}`

/**
 * 47 bits would not stand a plain hash. Keyed with the authenticator's secret, which is kept sealed with the site key,
 * a stolen table has nothing to guess against.
 */
export const hashRecoveryCode = (otpSecret: string, code: string): Buffer =>
  createHmac('sha256', otpSecret).update(`berth recovery code ${code}`).digest()
