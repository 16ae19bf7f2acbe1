/** A username for whoever comes by an identity provider: what it suggests, made fit, and others should it be taken. */
import { randomInt } from 'node:crypto'

export function usernamesFor(preferred: string | undefined, email: string): string[] {
  const base = fit(preferred) || fit(email) || 'user'
  const numbered = Array.from({ length: 8 }, (_, i) => `${base}-${i + 2}`)
  return [base, ...numbered, `${base}-${randomInt(1_000_000)}`, `user-${randomInt(1_000_000_000)}`]
}

/** Never with an `@`, or a username could look like somebody's email. */
const fit = (text = '') =>
  (text.split('@')[0] ?? '')
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 50)
    .toWellFormed()
