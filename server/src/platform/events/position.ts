import type { Snapshot } from './outbox.ts'

/** Up to where a subscriber has been told, and when that was. */
export interface Position {
  readonly snapshot: Snapshot
  /** Seconds since 1970 by the database's clock. */
  readonly at: number
}

const longest = 2_000
const largest = 2n ** 63n

/** As text that fits into an HTTP header, and is opaque to who carries it. */
export function encodePosition({ snapshot, at }: Position): string {
  const text = `${at}.${snapshot}`
  if (text.length <= longest) return text
  // Hundreds of transactions at once: say less exactly where it was. Some events come again, none is lost.
  const xmin = snapshot.slice(0, snapshot.indexOf(':'))
  return `${at}.${xmin}:${xmin}:`
}

/** It comes back from clients, so anything may be in it; undefined for what we never gave out. */
export function decodePosition(text: string): Position | undefined {
  const match =
    text.length <= longest ? /^(\d{1,15})\.((\d{1,19}):(\d{1,19}):((?:\d{1,19}(?:,\d{1,19})*)?))$/.exec(text) : null
  if (!match) return undefined
  const [, at, snapshot, min, max, list] = match as unknown as [string, string, string, string, string, string]
  const [xmin, xmax] = [BigInt(min), BigInt(max)]
  const running = list === '' ? [] : list.split(',').map(BigInt)
  const ordered = running.every((xid, index) => xid >= xmin && xid < xmax && xid > (running[index - 1] ?? 0n))
  if (xmin < 1n || xmin > xmax || xmax > largest || !ordered) return undefined
  return { snapshot, at: Number(at) }
}

/** A position of another database, or of one that was set back to a backup, lies ahead of this one's. */
export function isAhead(position: Position, of: Position): boolean {
  const xmax = ({ snapshot }: Position) => BigInt(snapshot.split(':')[1] ?? 0)
  return xmax(position) > xmax(of)
}
