/** The codes of an authenticator: TOTP (RFC 6238) with what every authenticator knows: SHA-1, 6 digits, 30 seconds. */
import { Secret as OtpSecret, TOTP } from 'otpauth'

const period = 30
/** Steps before and after the present one whose codes are accepted, for clocks that differ and people who type. */
const window = 1

/** 160 bits, as RFC 4226 recommends, in base32 as people may have to type it. */
export const newOtpSecret = (): string => new OtpSecret({ size: 20 }).base32

/** What the QR code says. */
export const otpUri = (secret: string, issuer: string, account: string): string =>
  new TOTP({ ...settings(secret), issuer, label: account }).toString()

const stepAt = (now: Date): number => Math.floor(now.getTime() / 1000 / period)

/**
 * The time step that this code belongs to, or null. Where two steps have the same code it is the later one, so that
 * remembering the step spends the code for both.
 */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const totp = new TOTP(settings(secret))
  const present = stepAt(now)
  for (let step = present + window; step >= present - window; step--)
    if (totp.validate({ token: code, timestamp: step * period * 1000, window: 0 }) !== null) return step
  return null
}

const settings = (secret: string) => ({
  secret: OtpSecret.fromBase32(secret),
  algorithm: 'SHA1',
  digits: 6,
  period,
})
