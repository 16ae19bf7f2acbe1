/**
 * Output on its way to who reads it: without what its owner hides, and with the places that it has in what was written,
 * so that reading goes on there after a break. Nothing is decided without what lies before: reading begins earlier, or,
 * where that is not kept any more, so much is left out as may be the end of something hidden.
 */
import { createRedactor, type Hiding, type Redactor } from './redaction.ts'

export interface ShownPiece {
  readonly bytes: Uint8Array
  /** Where reading goes on after it. */
  readonly next: number
}

export interface ShownLog {
  /** Where reading has to begin. */
  readonly readFrom: number
  /** What follows begins here. Answers what was still open before. */
  begin(at: number): ShownPiece | null
  push(bytes: Uint8Array): ShownPiece | null
  end(): ShownPiece | null
}

/** A value in quotes ends after 8 KiB. */
const lookBack = 16 * 1024

export const createShownLog = (hiding: Hiding | null, from: number): ShownLog =>
  hiding === null ? createOpenLog(from) : createHidingLog(hiding, from)

function createOpenLog(from: number): ShownLog {
  let at = from
  return {
    readFrom: from,
    begin(start) {
      at = start
      return null
    },
    push(bytes) {
      at += bytes.length
      return { bytes, next: at }
    },
    end: () => null,
  }
}

function createHidingLog(hiding: Hiding, from: number): ShownLog {
  const readFrom = Math.max(0, from - lookBack - hiding.literals.longest)
  let redactor: Redactor | null = null
  let base = readFrom
  const piece = (bytes: Buffer): ShownPiece | null => {
    const next = Math.max(from, base + (redactor?.settled() ?? 0))
    return bytes.length === 0 ? null : { bytes, next }
  }
  const end = () => (redactor ? piece(redactor.end()) : null)
  return {
    readFrom,
    begin(at) {
      const rest = end()
      const unknown = at > base ? Math.max(0, hiding.literals.longest - 1) : 0
      redactor = createRedactor(hiding, Math.max(unknown, from - at))
      base = at
      return rest
    },
    push(bytes) {
      redactor ??= createRedactor(hiding, from - base)
      return piece(redactor.push(bytes))
    },
    end,
  }
}

/** Where it can be shown from, when what is kept begins at `start`. */
export const shownStart = (hiding: Hiding | null, from: number, start: number): number =>
  start > from && hiding ? start + Math.max(0, hiding.literals.longest - 1) : start
