/**
 * Names in the order in which people count: `run 9` before `run 10`, and `b` after `A`. Nearly all names are plain ASCII,
 * and long directories are put in order while others wait, so for these the collator's own order is found without it, in
 * a third of the time. Pure.
 */
const collator = new Intl.Collator('en', { numeric: true })

/** Longer numbers than that are cut in pieces by the collator. */
const mostPlain = 200

export const isPlain = (name: string): boolean => name.length <= mostPlain && /^[ -~]*$/.test(name)

export const compareAny = (a: string, b: string): number => collator.compare(a, b)

const [first, last, zero, nine] = [0x20, 0x7e, 0x30, 0x39]

/** Of each character, where it stands among all; letters as if they were small ones. */
const ranks = new Uint8Array(last + 1)
{
  const { compare } = new Intl.Collator('en', { sensitivity: 'base' })
  const characters = Array.from({ length: last + 1 - first }, (_, at) => String.fromCharCode(first + at)).sort(compare)
  let rank = 0
  let before = ''
  for (const character of characters) {
    if (compare(before, character) !== 0) rank++
    ranks[character.charCodeAt(0)] = rank
    before = character
  }
}

const isDigit = (code: number) => code >= zero && code <= nine

/** Of names that are plain, both of them. */
export function comparePlain(a: string, b: string): number {
  let i = 0
  let j = 0
  /** Decides where nothing else does. */
  let byCase = 0
  while (i < a.length && j < b.length) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(j)
    if (isDigit(x) && isDigit(y)) {
      i = significant(a, i)
      j = significant(b, j)
      const end = endOfNumber(a, i)
      const longer = end - i - (endOfNumber(b, j) - j)
      if (longer !== 0) return longer
      for (; i < end; i++, j++) {
        const order = a.charCodeAt(i) - b.charCodeAt(j)
        if (order !== 0) return order
      }
      continue
    }
    if (x !== y) {
      const order = (ranks[x] ?? 0) - (ranks[y] ?? 0)
      if (order !== 0) return order
      if (byCase === 0) byCase = y - x
    }
    i++
    j++
  }
  return a.length - i - (b.length - j) || byCase
}

/** Behind the zeros that a number begins with. */
function significant(name: string, at: number): number {
  let found = at
  while (name.charCodeAt(found) === zero && isDigit(name.charCodeAt(found + 1))) found++
  return found
}

function endOfNumber(name: string, at: number): number {
  let end = at
  while (isDigit(name.charCodeAt(end))) end++
  return end
}
