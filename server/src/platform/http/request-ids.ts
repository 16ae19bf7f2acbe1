import { randomBytes } from 'node:crypto'

/** Names of requests, never the same twice: a random part for the process, and a count. */
export function createRequestIds(): () => string {
  const process = randomBytes(9).toString('base64url')
  let count = 0
  return () => `${process}.${(++count).toString(36)}`
}
