/**
 * Lets identical reads that wait at the same time share one evaluation. One that arrives while an evaluation runs
 * shares the NEXT, never the running one: what it gets was read after it asked, so nobody sees less than what was
 * acknowledged before. It is not a cache, nothing is kept.
 */
export function createSharedReads<Result>() {
  /** Waiting for an evaluation that has not begun. */
  const gathering = new Map<string, Promise<Result>>()
  const running = new Map<string, Promise<unknown>>()

  const begin = async (key: string, read: () => Promise<Result>): Promise<Result> => {
    const before = running.get(key)
    if (before) await before
    // Requests that came with the same look at the sockets go along, at no cost to this one.
    await endOfTurn()
    gathering.delete(key)
    const result = read()
    const over = result.then(ignore, ignore)
    running.set(key, over)
    try {
      return await result
    } finally {
      if (running.get(key) === over) running.delete(key)
    }
  }

  return (key: string, read: () => Promise<Result>): Promise<Result> => {
    let shared = gathering.get(key)
    if (!shared) gathering.set(key, (shared = begin(key, read)))
    return shared
  }
}

const endOfTurn = () => new Promise<void>((resolve) => setImmediate(resolve))
const ignore = () => {}
