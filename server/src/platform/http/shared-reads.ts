/**
 * Lets identical reads that wait at the same time share one evaluation. One that arrives while an evaluation runs
 * shares the NEXT, never the running one: what it gets was read after it asked, so nobody sees less than what was
 * acknowledged before. It is not a cache, nothing is kept.
 */
export function createSharedReads<Result>() {
  const running = new Map<string, { next: (() => Promise<Result>) | null; shared: Promise<Result> | null }>()

  const run = async (key: string, read: () => Promise<Result>): Promise<Result> => {
    const state = { next: null, shared: null } as {
      next: (() => Promise<Result>) | null
      shared: Promise<Result> | null
    }
    running.set(key, state)
    try {
      return await read()
    } finally {
      if (state.next) state.next()
      else running.delete(key)
    }
  }

  return (key: string, read: () => Promise<Result>): Promise<Result> => {
    const state = running.get(key)
    if (!state) return run(key, read)
    state.shared ??= new Promise((resolve, reject) => {
      state.next = () => {
        const result = run(key, read)
        result.then(resolve, reject)
        return result.catch(() => undefined as Result)
      }
    })
    return state.shared
  }
}
