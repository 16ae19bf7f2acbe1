/** The chain of the audit log: what a row's hash says, and how it is found out that a row was touched. Pure. */
import { createHash } from 'node:crypto'

/** Everything that a row says. */
export interface AuditEntry {
  readonly id: number
  readonly event_id: number
  readonly at: Date
  readonly action: string
  readonly result: string
  readonly reason: string | null
  readonly actor_id: string | null
  readonly user_id: string | null
  readonly subject: string | null
  readonly name: string | null
  readonly workspace_id: string | null
  readonly address: string | null
  readonly device: string | null
  readonly method: string | null
  readonly before: unknown
  readonly after: unknown
}

export interface ChainedEntry extends AuditEntry {
  readonly previous_hash: Uint8Array
  readonly hash: Uint8Array
}

export const beginning: Uint8Array = new Uint8Array(32)

/** SHA-256 of the hash before and of the row as JSON, with the keys of objects in order. */
export function hashOf(entry: AuditEntry, previous: Uint8Array): Buffer {
  const said = [
    [entry.id, entry.event_id, entry.at.toISOString(), entry.action, entry.result, entry.reason],
    [entry.actor_id, entry.user_id, entry.subject, entry.name, entry.workspace_id],
    [entry.address, entry.device, entry.method, ordered(entry.before), ordered(entry.after)],
  ]
  return createHash('sha256').update(previous).update(JSON.stringify(said)).digest()
}

/** PostgreSQL keeps no order of keys. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered)
  if (typeof value !== 'object' || value === null) return value ?? null
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, ordered(inner)])
}

export interface ChainEnd {
  readonly id: number
  readonly hash: Uint8Array
}

/** Null when the row follows the one before and says what it said when it was written. */
export function faultOf(entry: ChainedEntry, before: ChainEnd): string | null {
  if (entry.id !== before.id + 1) return `row ${before.id + 1} is missing`
  if (!same(entry.previous_hash, before.hash)) return `row ${entry.id} does not follow row ${before.id}`
  if (!same(entry.hash, hashOf(entry, before.hash))) return `row ${entry.id} was changed`
  return null
}

export const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0
