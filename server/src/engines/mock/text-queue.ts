/** Pieces of text handed from one side to the other, in order, until the end. */
export interface TextQueue extends AsyncIterable<string> {
  push(text: string): void
  end(): void
}

export function createTextQueue(): TextQueue {
  const pieces: string[] = []
  let over = false
  let wake = () => {}
  return {
    push(text) {
      pieces.push(text)
      wake()
    },
    end() {
      over = true
      wake()
    },
    // Several readers share the pieces; one that stops early leaves the rest to the next.
    [Symbol.asyncIterator]: () => ({
      async next() {
        while (pieces.length === 0 && !over) await new Promise<void>((resolve) => (wake = resolve))
        const value = pieces.shift()
        return value === undefined ? { done: true as const, value: undefined } : { done: false as const, value }
      },
    }),
  }
}
