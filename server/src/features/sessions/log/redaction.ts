/**
 * What is shown of a session in place of values that its owner wants hidden (6.2): by the names they are given to, and
 * wherever the session's own values of those names occur. It works on bytes as they come, so that nothing gets through
 * in pieces; how they are cut changes nothing.
 */
import { hiddenText } from '@berth/contract/hidden-text.ts'
import { createAssignmentScanner, unmark } from './assignment-scanner.ts'
import { createLiterals, type Literals } from './literal-matcher.ts'
import { createNeedles } from './needles.ts'

export const mask = hiddenText
const maskBytes = Buffer.from(mask)

export interface Hiding {
  readonly names: readonly string[]
  readonly isHidden: (name: string) => boolean
  /** A part of each hidden name. */
  readonly parts: readonly Buffer[]
  readonly literals: Literals
}

/** `names`: exact, or with `*` for anything. Null: nothing is hidden. */
export function hidingOf(names: readonly string[] | null, env: Readonly<Record<string, string>>): Hiding | null {
  if (names === null || names.length === 0) return null
  const isHidden = namesMatcher(names)
  const values = Object.entries(env).flatMap(([name, value]) => (isHidden(name) ? formsOf(value) : []))
  const parts = names.map((name) => Buffer.from(longestOf(name.split('*'))))
  return { names, isHidden, parts, literals: createLiterals([...new Set(values)].map((value) => Buffer.from(value))) }
}

/**
 * As it is, as terminals and others break its lines, and as JSON writes it; without blanks around it, since what was
 * given with a line break at its end is said without. Blanks alone are no secret, and are everywhere.
 */
function formsOf(value: string): string[] {
  const bare = value.trim()
  if (bare === '') return []
  const forms = [value, bare].flatMap((form) => [
    form,
    form.replaceAll(/\r?\n/g, '\r\n'),
    form.replaceAll('\r\n', '\n'),
  ])
  return [...forms, ...[value, bare].map((form) => JSON.stringify(form).slice(1, -1))]
}

const longestOf = (parts: readonly string[]) => parts.reduce((best, part) => (part.length > best.length ? part : best))

/** Most people keep to the names that are usual: one list, asked about again and again. */
const matchers = new WeakMap<readonly string[], (name: string) => boolean>()

export function namesMatcher(names: readonly string[]): (name: string) => boolean {
  const known = matchers.get(names)
  if (known) return known
  const matcher = createNamesMatcher(names)
  matchers.set(names, matcher)
  return matcher
}

function createNamesMatcher(names: readonly string[]): (name: string) => boolean {
  const exact = new Set(names.filter((name) => !name.includes('*')))
  const patterns = names.filter((name) => name.includes('*')).map((name) => name.split(/\*+/))
  const known = new Map<string, boolean>()
  return (name) => {
    let is = known.get(name)
    if (is === undefined) {
      is = exact.has(name) || patterns.some((parts) => fits(name, parts))
      if (known.size >= 1000) known.clear()
      known.set(name, is)
    }
    return is
  }
}

/** The first part at the start, the last at the end, the others in between in their order: each as early as it comes. */
function fits(name: string, parts: readonly string[]): boolean {
  const [first = '', ...others] = parts
  const last = others.pop() ?? ''
  if (!name.startsWith(first) || !name.endsWith(last)) return false
  let at = first.length
  for (const part of others) {
    const found = name.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  return at <= name.length - last.length
}

export interface Redactor {
  /** What can be shown by now. */
  push(bytes: Uint8Array): Buffer
  /** The rest, when nothing follows. */
  end(): Buffer
  /** How many of the bytes that came have been answered; the others may be the beginning of something hidden. */
  settled(): number
}

/** `unseen`: so many bytes at the start are looked at and not shown. */
export function createRedactor({ isHidden, parts, literals }: Hiding, unseen = 0): Redactor {
  const assignments = createAssignmentScanner(isHidden, createNeedles(parts))
  const matcher = literals.longest > 0 ? literals.start() : null
  let held = Buffer.alloc(0)
  let heldMarks = new Uint8Array(0)
  let settled = 0
  let inMask = false

  const give = (bytes: Buffer, marks: Uint8Array): Buffer => {
    const from = Math.min(bytes.length, Math.max(0, unseen - settled))
    if (from > 0) inMask = marks[from - 1] !== 0
    settled += bytes.length
    const pieces: Buffer[] = []
    for (let at = from; at < bytes.length;) {
      const isMarked = marks[at] !== 0
      let to = at + 1
      while (to < bytes.length && (marks[to] !== 0) === isMarked) to++
      if (!isMarked) pieces.push(bytes.subarray(at, to))
      else if (!inMask) pieces.push(maskBytes)
      inMask = isMarked
      at = to
    }
    return pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces)
  }

  return {
    push(piece) {
      const bytes = held.length > 0 ? Buffer.concat([held, piece]) : Buffer.from(piece)
      const marks = new Uint8Array(bytes.length)
      marks.set(heldMarks)
      const open = assignments.scan(bytes, held.length, marks)
      const to = bytes.length - Math.max(open, matcher?.scan(bytes, held.length, marks) ?? 0)
      held = bytes.subarray(to)
      heldMarks = marks.subarray(to)
      return give(bytes.subarray(0, to), marks.subarray(0, to))
    },
    end() {
      const [bytes, marks] = [held, heldMarks]
      unmark(marks, marks.length - assignments.end(), marks.length)
      held = Buffer.alloc(0)
      heldMarks = new Uint8Array(0)
      return give(bytes, marks)
    },
    settled: () => settled,
  }
}

/** `isCut`: what lies before is missing, so what may be the end of something hidden is left out with it. */
export function redactText(hiding: Hiding | null, text: string, isCut = false): string {
  if (hiding === null) return text
  const bytes = Buffer.from(text)
  const unseen = isCut ? Math.max(bytes.indexOf('\n') + 1, hiding.literals.longest - 1) : 0
  const redactor = createRedactor(hiding, unseen)
  return Buffer.concat([redactor.push(bytes), redactor.end()]).toString()
}
