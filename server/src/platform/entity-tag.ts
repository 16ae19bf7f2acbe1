/** Two who edit the same thing: the second must not undo unseen what the first did (RFC 9110, 13.1.1). */
import { hash } from 'node:crypto'
import { Problem } from './http/problem.ts'

/** Of what may be edited; what changes by itself (a last use) is no part of it. */
export const versionOf = (editable: object): string =>
  hash('sha256', JSON.stringify(editable), 'base64url').slice(0, 16)

export const entityTag = (version: string) => `"${version}"`

/** Only if the caller said which version they mean, and it is not the one there is. */
export function refuseOtherVersion(ifMatch: string | string[] | undefined, version: string): void {
  if (ifMatch === undefined) return
  const tags = [ifMatch].flat().flatMap((text) => text.split(',').map((tag) => tag.trim()))
  if (!tags.includes('*') && !tags.includes(entityTag(version))) throw new Problem('changed-meanwhile')
}
