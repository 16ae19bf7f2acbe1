/** A creation that may be asked for again with the same `Idempotency-Key`, and is answered with what it made. */
import { createHash } from 'node:crypto'
import type { Caller } from './http/caller.ts'
import { Problem } from './http/problem.ts'

/** As it is kept with what was made. */
export interface Once {
  readonly key: string
  readonly hash: string
}

/**
 * Each person and each credential has keys of their own: nobody is answered with what somebody else made. Keys have no
 * spaces. The same body gives the same text: it was parsed, so its fields are in the contract's order.
 */
export const onceOf = (
  { user, credential }: Pick<Caller, 'user' | 'credential'>,
  key: string | null,
  asked: unknown,
): Once | null =>
  key === null
    ? null
    : {
        key: [user, ...(credential === null ? [] : [credential]), key].join(' '),
        hash: createHash('sha256').update(JSON.stringify(asked)).digest('base64url'),
      }

export const keyTaken = () =>
  new Problem('invalid-input', {
    errors: [{ path: 'header.idempotency-key', code: 'taken', message: 'was used for another request; use a new one' }],
  })
