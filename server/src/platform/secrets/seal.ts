import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { Secret } from './secret.ts'

/** Changed, cut, sealed with another key, or moved here from somewhere else. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen'
}

export interface Seals {
  /** `context` says where the text belongs, e.g. `users/ID/totp`: it opens there and nowhere else. */
  seal(text: Secret, context: string): Buffer
  open(sealed: Uint8Array, context: string): Secret
}

const version = 1
const nonceBytes = 12
const tagBytes = 16
const saltBytes = 16
const overhead = 1 + saltBytes + nonceBytes + tagBytes

/**
 * Encrypts secrets at rest with AES-256-GCM. Layout: version, salt, nonce, tag, text. Each gets a key of its own,
 * derived with the salt, since a random nonce of 96 bits alone would not do for any number of texts under one key.
 */
export function createSeals(siteKey: Buffer): Seals {
  const keyFor = (salt: Uint8Array) => Buffer.from(hkdfSync('sha256', siteKey, salt, 'berth seal 1', 32))
  const bound = (context: string) => Buffer.from(`${version}:${context}`)
  return {
    seal(text, context) {
      const [salt, nonce] = [randomBytes(saltBytes), randomBytes(nonceBytes)]
      const cipher = createCipheriv('aes-256-gcm', keyFor(salt), nonce, { authTagLength: tagBytes })
      cipher.setAAD(bound(context))
      const encrypted = Buffer.concat([cipher.update(text.reveal(), 'utf8'), cipher.final()])
      return Buffer.concat([Buffer.of(version), salt, nonce, cipher.getAuthTag(), encrypted])
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed)
      if (bytes.length < overhead || bytes[0] !== version) throw new CannotOpen(`Not a sealed secret for ${context}`)
      const part = (from: number, length?: number) =>
        bytes.subarray(from, length === undefined ? undefined : from + length)
      const nonceAt = 1 + saltBytes
      const tagAt = nonceAt + nonceBytes
      const decipher = createDecipheriv('aes-256-gcm', keyFor(part(1, saltBytes)), part(nonceAt, nonceBytes), {
        authTagLength: tagBytes,
      })
      decipher.setAAD(bound(context)).setAuthTag(part(tagAt, tagBytes))
      try {
        return new Secret(Buffer.concat([decipher.update(part(overhead)), decipher.final()]).toString('utf8'))
      } catch (error) {
        throw new CannotOpen(`The secret for ${context} cannot be opened with this site key`, { cause: error })
      }
    },
  }
}
