import { hash, randomBytes, timingSafeEqual } from 'node:crypto'

/** 256 random bits, safe in URLs, headers and cookies. Its holder has it, we keep the hash. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** Fast and unsalted is enough: nobody can guess 256 random bits. Not for passwords. */
export const hashToken = (token: string): Buffer => hash('sha256', token, 'buffer')

/** Takes equally long wherever they differ; the length is no secret. */
export function equalInConstantTime(one: string | Uint8Array, other: string | Uint8Array): boolean {
  const [a, b] = [Buffer.from(one as string), Buffer.from(other as string)]
  return a.length === b.length && timingSafeEqual(a, b)
}
