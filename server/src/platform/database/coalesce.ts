/** More callers are waiting for one kind of read than can be answered in a sensible time. */
export class TooManyWaiting extends Error {
  override readonly name = 'TooManyWaiting'
}

export interface CoalescerLimits {
  /** Keys in one load. */
  readonly keys?: number
  /** Loads under way together: one is read while the answers of another are written. */
  readonly loads?: number
  /** Callers waiting for the next load. */
  readonly waiting?: number
}

interface Waiting<Value> {
  resolve(value: Value | undefined): void
  reject(error: unknown): void
}

/**
 * Turns reads of single keys into few reads of many. While as many loads run as may, calls gather and go with the NEXT
 * one, never with one that began before they came: a caller always gets what was true after it asked, so it reads its
 * own writes and everybody else's acknowledged ones. Nothing is kept: this is no cache.
 *
 * `load` gets each key once and answers with those that exist.
 */
export function createCoalescer<Key extends string | number, Value>(
  load: (keys: Key[]) => Promise<ReadonlyMap<Key, Value>>,
  limits: CoalescerLimits = {},
): (key: Key) => Promise<Value | undefined> {
  const { keys: keysAtOnce = 500, loads: loadsAtMost = 2, waiting: waitingAtMost = 10_000 } = limits
  let gathering = new Map<Key, Waiting<Value>[]>()
  let waiting = 0
  let loads = 0
  let scheduled = false

  /** Requests that came with the same look at the sockets go along, so a load begins at the end of the turn. */
  function schedule(): void {
    if (scheduled || loads >= loadsAtMost || gathering.size === 0) return
    scheduled = true
    setImmediate(() => {
      scheduled = false
      void loadBatch()
      schedule()
    })
  }

  async function loadBatch(): Promise<void> {
    const batch = takeBatch()
    loads += 1
    try {
      const found = await load([...batch.keys()])
      for (const [key, callers] of batch) for (const caller of callers) caller.resolve(found.get(key))
    } catch (error) {
      for (const callers of batch.values()) for (const caller of callers) caller.reject(error)
    } finally {
      loads -= 1
      schedule()
    }
  }

  function takeBatch(): Map<Key, Waiting<Value>[]> {
    const all = [...gathering]
    const batch = new Map(all.slice(0, keysAtOnce))
    gathering = new Map(all.slice(keysAtOnce))
    for (const callers of batch.values()) waiting -= callers.length
    return batch
  }

  return (key) =>
    new Promise((resolve, reject) => {
      if (waiting >= waitingAtMost) return reject(new TooManyWaiting(`${waiting} callers wait already`))
      waiting += 1
      const callers = gathering.get(key)
      if (callers) callers.push({ resolve, reject })
      else gathering.set(key, [{ resolve, reject }])
      schedule()
    })
}
