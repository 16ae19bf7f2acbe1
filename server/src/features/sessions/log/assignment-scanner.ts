/**
 * Finds the values that are given to variables of certain names in bytes that come one by one: `-e N=v`, `--env N=v`,
 * `--env=N=v`, `export N='v w'`, `"N=v w"`, `N: v`, `"N": "v"`, also where quotes are escaped and where colours lie
 * between. In doubt it takes more for the value, never less; a quote that is not closed ends after a while.
 */
import type { Needles } from './needles.ts'

export interface AssignmentScanner {
  /**
   * Goes on through the bytes from `from`, and marks with 1 each that is part of a value. Answers of how many of the last
   * bytes that is not certain yet: what they are is said when it goes on.
   */
  scan(bytes: Buffer, from: number, marks: Uint8Array): number
  /** Nothing follows: of how many of the last bytes it is certain now that they are no part of a value. */
  end(): number
}

const code = (char: string) => char.charCodeAt(0)
const [tab, newline, escape, blank, backslash] = [9, 10, 27, 32, 92]
const [doubleQuote, singleQuote, colon, equals, dash, bracket] = [...'"\':=-['].map(code) as [
  number,
  number,
  number,
  number,
  number,
  number,
]
/** 1: a digit, 2: what a name may begin with. */
const wordKinds = Uint8Array.from({ length: 256 }, (_, byte) => {
  const char = String.fromCharCode(byte)
  return /[0-9]/.test(char) ? 1 : /[A-Za-z_]/.test(char) ? 2 : 0
})
const isWord = (byte: number) => wordKinds[byte] !== 0
const beginsName = (byte: number) => wordKinds[byte] === 2
const isQuote = (byte: number) => byte === doubleQuote || byte === singleQuote
const isBlank = (byte: number) => byte === blank || byte === tab
const isLineEnd = (byte: number) => byte === newline || byte === 13
const endsListed = (byte: number) => isBlank(byte) || byte === 44 || byte === 125 || byte === 93
/** After a closed quote: what goes on with the same word in a shell. */
const goesOn = (byte: number) => isWord(byte) || isQuote(byte) || '\\$./-+@%~'.includes(String.fromCharCode(byte))

/** At the end of a value they belong to what is around it. */
const isTrailing = (byte: number) => byte === 59 || byte === 44 || byte === 41
const mostTrailing = 8

const longestName = 128
const mostBlanks = 16
/** So many bytes around a name decide about it, its own included. */
const around = 2 * longestName
const lookEvery = 64
/** A value in quotes may go over lines, but not for ever. */
const longestQuoted = 8192

type State = 'text' | 'name' | 'after-name' | 'before-value' | 'value' | 'quoted' | 'after-quoted'

/** `needles`: a part of each hidden name; null: they may have no part in common. */
export function createAssignmentScanner(
  isHidden: (name: string) => boolean,
  needles: Needles | null,
): AssignmentScanner {
  const name = Buffer.alloc(longestName + 1)
  let state: State = 'text'
  let nameLength = 0
  let previous = newline
  /** Backslashes directly before. */
  let slashes = 0
  let slashesBeforePrevious = 0
  /** 1 after an escape, 2 within its parameters: colours, which change nothing. */
  let inEscape = 0

  let afterDash = false
  /** The quote before the name, and how it was escaped; 0: none. */
  let opener = 0
  let openerSlashes = 0
  let nameWasClosed = false
  let blanks = 0
  let separator = equals
  let quote = 0
  let quoteSlashes = 0
  let quotedBytes = 0
  /** A quote in the middle of a word: an apostrophe perhaps, so it ends with the line. */
  let quoteIsInner = false
  /** Bytes at the end of a value as far as it goes that may not belong to it. */
  let trailing = 0

  const closes = (wanted: number, wantedSlashes: number, byte: number) =>
    byte === wanted && (slashes <= wantedSlashes || (wantedSlashes === 0 && slashes % 2 === 0))

  const isHiddenName = () => {
    if (nameLength > longestName) return false
    const text = name.toString('latin1', 0, nameLength)
    return isHidden(text) || (afterDash && text.startsWith('e') && isHidden(text.slice(1)))
  }

  const openQuote = (byte: number, isInner: boolean) => {
    state = 'quoted'
    quote = byte
    quoteSlashes = slashes
    quotedBytes = 0
    quoteIsInner = isInner
  }

  const steps: Record<State, (byte: number) => boolean> = {
    text(byte) {
      if (beginsName(byte) && !isWord(previous)) {
        state = 'name'
        nameLength = 0
        afterDash = previous === dash
        opener = isQuote(previous) ? previous : 0
        openerSlashes = opener === 0 ? 0 : slashesBeforePrevious
        return steps.name(byte)
      }
      return false
    },
    name(byte) {
      if (isWord(byte)) {
        if (nameLength <= longestName) name[nameLength++] = byte
        return false
      }
      state = 'after-name'
      nameWasClosed = false
      blanks = 0
      return steps['after-name'](byte)
    },
    'after-name'(byte) {
      if ((byte === equals || byte === colon) && isHiddenName()) {
        state = 'before-value'
        separator = byte
        return false
      }
      if (byte === backslash) return false
      if (opener !== 0 && byte === opener && !nameWasClosed && blanks === 0) {
        nameWasClosed = true
        return false
      }
      if (isBlank(byte) && ++blanks <= mostBlanks) return false
      state = 'text'
      return steps.text(byte)
    },
    'before-value'(byte) {
      if (isBlank(byte) && (separator === colon || blanks > 0) && ++blanks <= 2 * mostBlanks) return false
      if (byte === equals) {
        separator = equals
        return false
      }
      if (byte === backslash) return false
      if (isQuote(byte)) {
        if (opener !== 0 && !nameWasClosed && closes(opener, openerSlashes, byte)) state = 'text'
        else openQuote(byte, false)
        return false
      }
      if (isBlank(byte) || isLineEnd(byte)) {
        state = 'text'
        return false
      }
      state = 'value'
      quotedBytes = 0
      return steps.value(byte)
    },
    value(byte) {
      if (opener !== 0 && !nameWasClosed) {
        if (!closes(opener, openerSlashes, byte) && ++quotedBytes <= longestQuoted) return true
        state = 'text'
        return false
      }
      const ends = separator === equals ? isBlank(byte) : nameWasClosed && endsListed(byte)
      if (ends || isLineEnd(byte)) {
        state = 'text'
        return false
      }
      trailing = separator === equals && isTrailing(byte) ? trailing + 1 : 0
      if (separator === equals && isQuote(byte) && slashes % 2 === 0) openQuote(byte, true)
      return true
    },
    quoted(byte) {
      if (closes(quote, quoteSlashes, byte)) {
        state = quoteIsInner ? 'value' : 'after-quoted'
        return quoteIsInner
      }
      if (++quotedBytes <= longestQuoted && !(quoteIsInner && isLineEnd(byte))) return true
      state = 'text'
      return false
    },
    'after-quoted'(byte) {
      if (separator === equals && (opener === 0 || nameWasClosed) && goesOn(byte)) {
        if (isQuote(byte)) {
          openQuote(byte, false)
          return false
        }
        state = 'value'
        return true
      }
      state = 'text'
      return steps.text(byte)
    },
  }

  const push = (byte: number): boolean => {
    if (inEscape === 2 || (inEscape === 1 && byte === bracket)) {
      inEscape = byte === bracket || (byte >= 0x20 && byte < 0x40) ? 2 : 0
      return false
    }
    inEscape = 0
    if (byte === escape && state !== 'quoted') {
      inEscape = 1
      // what follows a colour may be the beginning of a name, what precedes it the end of one
      if (state === 'text') previous = newline
      return false
    }
    const isValue = steps[state](byte)
    slashesBeforePrevious = slashes
    slashes = byte === backslash ? slashes + 1 : 0
    previous = byte
    return isValue
  }

  return {
    scan(bytes, from, marks) {
      for (let at = from; at < bytes.length; at++) {
        // Before a name lies what belongs to it; a part of one may be at the end.
        if (needles && (at - from) % lookEvery === 0 && state === 'text' && inEscape === 0) {
          const to = Math.min(needles(bytes, at) - around, bytes.length - around)
          if (to > at) {
            at = to
            slashes = 0
            slashesBeforePrevious = 0
            previous = bytes[at - 1] as number
          }
        }
        const byte = bytes[at] as number
        // Nearly everything is this: words that go on, and what lies between them.
        if (state === 'text' ? !(beginsName(byte) && !isWord(previous)) : state === 'name' && isWord(byte)) {
          if (inEscape === 0 && byte !== escape) {
            if (state === 'name' && nameLength <= longestName) name[nameLength++] = byte
            slashesBeforePrevious = slashes
            slashes = byte === backslash ? slashes + 1 : 0
            previous = byte
            continue
          }
        }
        const before = trailing
        trailing = state === 'value' ? trailing : 0
        if (push(byte)) {
          marks[at] = 1
          if (trailing > mostTrailing) trailing = 0
        } else {
          if (before > 0) unmark(marks, at - before, at)
          trailing = 0
        }
      }
      return trailing
    },
    end: () => trailing,
  }
}

/** What is marked for another reason stays so. */
export function unmark(marks: Uint8Array, from: number, to: number) {
  for (let at = Math.max(0, from); at < to; at++) if (marks[at] === 1) marks[at] = 0
}
