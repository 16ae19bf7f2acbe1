/** Runs the tasks of one session one after another; those of different sessions do not wait for each other. */
export function createSessionLocks() {
  const tails = new Map<string, Promise<unknown>>()
  return async function locked<T>(id: string, task: () => Promise<T>): Promise<T> {
    const before = tails.get(id) ?? Promise.resolve()
    const result = before.then(task, task)
    const tail = result.catch(() => {})
    tails.set(id, tail)
    try {
      return await result
    } finally {
      if (tails.get(id) === tail) tails.delete(id)
    }
  }
}
