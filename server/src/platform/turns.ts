/** Work that is done one after the other where it is about the same thing, within this process. */
export type Turns = <Value>(about: string, work: () => Promise<Value>) => Promise<Value>

export function createTurns(): Turns {
  const last = new Map<string, Promise<unknown>>()
  return async (about, work) => {
    const before = last.get(about) ?? Promise.resolve()
    const mine = before.then(work)
    const settled = mine.catch(() => {})
    last.set(about, settled)
    try {
      return await mine
    } finally {
      if (last.get(about) === settled) last.delete(about)
    }
  }
}
