/** Makes the two halves of a credential (3.1). */
import { randomBytes, randomInt } from 'node:crypto'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** `BKEY` and 16 of 36 signs: unique by chance alone, and no secret. */
export const newAccessKey = () => `BKEY${Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('')}`

/** 50 random bytes in 67 signs of URL-safe base64. Never with `-` or `_` in front, which programs take for an option. */
export function newSecretKey(): string {
  for (;;) {
    const text = randomBytes(50).toString('base64url')
    if (/^[A-Za-z0-9]/.test(text)) return text
  }
}
