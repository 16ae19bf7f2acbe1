/**
 * What the audit log is to hold, told by whoever does it, in the transaction that does it: an event of the outbox, which
 * the audit log takes over exactly once. Secrets never go in: `before` and `after` name the fields that may be seen.
 */
import type { AuditAction } from '@berth/contract/audit.ts'
import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { emit } from './outbox.ts'

export const auditKind = 'audit'

export interface AuditRecord {
  readonly action: AuditAction
  readonly result: 'success' | 'failure'
  readonly reason?: string | null
  /** The user who did it; null: nobody who is known, or the program itself. */
  readonly actor: string | null
  /** The user it happened to: they find it under the activity on their account. */
  readonly user?: string | null
  /** What else it happened to, and a name by which people know it. */
  readonly subject?: string | null
  readonly name?: string | null
  readonly workspace?: string | null
  readonly address?: string | null
  readonly device?: string | null
  readonly method?: string | null
  readonly before?: Readonly<Record<string, unknown>>
  readonly after?: Readonly<Record<string, unknown>>
}

export async function recordAudit(tx: Kysely<Tables>, ...records: AuditRecord[]): Promise<void> {
  await emit(
    tx,
    ...records.map(({ user, subject, workspace, ...rest }) => ({
      kind: auditKind,
      subject: subject ?? user ?? null,
      workspace: workspace ?? null,
      user: user ?? null,
      payload: storable(rest) as Record<string, unknown>,
    })),
  )
}

/** PostgreSQL's JSON has no NUL and no half of a character, and what people send may have both. */
function storable(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '\ufffd').toWellFormed()
  if (Array.isArray(value)) return value.map(storable)
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storable(key), storable(inner)]))
}

/** What of a change is different: the parts of `before` and `after` that an audit row shows. */
export function difference<Shape extends Readonly<Record<string, unknown>>>(before: Shape, after: Partial<Shape>) {
  const changed = Object.keys(after).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
  const part = (of: Readonly<Record<string, unknown>>) => Object.fromEntries(changed.map((key) => [key, of[key]]))
  return { before: part(before), after: part(after), changed: changed.length > 0 }
}
