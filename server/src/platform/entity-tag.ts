/** Two who edit the same thing: the second must not undo unseen what the first did (RFC 9110, 13.1.1). */
import { hash } from 'node:crypto'
import { Problem } from './http/problem.ts'

/** Of what may be edited; what changes by itself (a last use) is no part of it. */
export const versionOf = (editable: object): string =>
  hash('sha256', JSON.stringify(editable), 'base64url').slice(0, 16)

export const entityTag = (version: string) => `"${version}"`

type Given = string | string[] | undefined

/** Only if the caller said which version they mean, and it is not the one there is; null: there is none. */
export function refuseOtherVersion(ifMatch: Given, version: string | null): void {
  if (ifMatch === undefined) return
  const tags = tagsOf(ifMatch)
  if (version === null || (!tags.includes('*') && !tags.includes(entityTag(version))))
    throw new Problem('changed-meanwhile')
}

/** What a writer says about what is there: `If-Match`, or `If-None-Match: *` for what must be new. */
export interface Conditions {
  readonly ifMatch: Given
  readonly ifNoneMatch: Given
}

export const conditionsOf = (headers: Readonly<Record<string, Given>>): Conditions => ({
  ifMatch: headers['if-match'],
  ifNoneMatch: headers['if-none-match'],
})

export function refuseUnless({ ifMatch, ifNoneMatch }: Conditions, version: string | null): void {
  refuseOtherVersion(ifMatch, version)
  if (ifNoneMatch === undefined || version === null) return
  const tags = tagsOf(ifNoneMatch)
  if (tags.includes('*') || tags.includes(entityTag(version))) throw new Problem('changed-meanwhile')
}

const tagsOf = (given: string | string[]) => [given].flat().flatMap((text) => text.split(',').map((tag) => tag.trim()))
