/** By which somebody knows whether a file is still the one that they read. */
import type { BigIntStats } from 'node:fs'
import { Problem } from '../../../platform/http/problem.ts'

/** Every write makes a new file or another time, to the nanosecond. */
export const fileVersion = ({ mtimeNs, size, ino }: BigIntStats): string =>
  `"${mtimeNs.toString(36)}-${size.toString(36)}-${ino.toString(36)}"`

export interface Condition {
  readonly ifMatch: string | undefined
  readonly ifNoneMatch: string | undefined
}

/** Null: nothing is there. */
export function requireVersion({ ifMatch, ifNoneMatch }: Condition, version: string | null): void {
  if (ifMatch !== undefined && (version === null || !names(ifMatch, version))) throw new Problem('changed-meanwhile')
  if (ifNoneMatch !== undefined && version !== null && names(ifNoneMatch, version))
    throw new Problem('changed-meanwhile')
}

/** One, several, or `*` for any. */
export const names = (list: string, version: string): boolean =>
  list.trim() === '*' || list.split(',').some((one) => one.trim().replace(/^W\//, '') === version)
