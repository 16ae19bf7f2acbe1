/** Where in bytes something may be worth a closer look: the runtime looks for a few texts much faster than we could. */
export interface Needles {
  /** The first place at or behind `from` where one of the texts begins; infinite: none does. Ask in rising order. */
  (bytes: Buffer, from: number): number
}

/** More of them are not faster. */
const most = 32

/** Null: they are too many, or one would be anywhere. */
export function createNeedles(texts: readonly Buffer[]): Needles | null {
  if (texts.length > most || texts.some(({ length }) => length === 0)) return null
  let looked: Buffer | null = null
  const places = texts.map(() => -1)
  return (bytes, from) => {
    if (looked !== bytes) places.fill(-1)
    looked = bytes
    let first = Number.POSITIVE_INFINITY
    for (const [index, text] of texts.entries()) {
      let place = places[index] as number
      if (place < from) {
        const found = bytes.indexOf(text, from)
        places[index] = place = found === -1 ? Number.POSITIVE_INFINITY : found
      }
      if (place < first) first = place
    }
    return first
  }
}
