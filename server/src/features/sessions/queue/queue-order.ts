/**
 * Whose turn it is in a queue. Pure.
 *
 * Higher priorities go first. Within one, fair share: the user whose dominant share is least goes next (of what they hold
 * now, what they used lately, and what of theirs comes before in this very queue); of equal shares, who waits longest.
 */
import { dominantShare, type Amounts } from '../admission/amounts.ts'

export interface InQueue {
  readonly id: string
  readonly user: string
  readonly priority: number
  /** Milliseconds; when it was asked for, or wanted to start. */
  readonly dueAt: number
  /** Of all its containers. */
  readonly whole: Amounts
}

export interface Turn<Item> {
  readonly item: Item
  /** Of its user, when its turn comes. */
  readonly share: number
}

export function orderQueue<Item extends InQueue>(
  items: readonly Item[],
  scheduler: 'fifo' | 'fair-share',
  total: Amounts,
  shareOf: (user: string) => number,
): Turn<Item>[] {
  const turns: Turn<Item>[] = []
  const shares = new Map<string, number>()
  const classes = [...Map.groupBy(items, ({ priority }) => priority)].toSorted(([a], [b]) => b - a)
  for (const [, members] of classes) {
    const byAge = members.toSorted((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1))
    if (scheduler === 'fifo') {
      turns.push(...byAge.map((item) => ({ item, share: 0 })))
      continue
    }
    const heap = createHeap<{ readonly user: string; share: number; readonly queue: readonly Item[]; at: number }>(
      (a, b) => a.share - b.share || dueOf(a) - dueOf(b),
    )
    for (const [user, queue] of Map.groupBy(byAge, (item) => item.user))
      heap.push({ user, share: shares.get(user) ?? shareOf(user), queue, at: 0 })
    for (let next = heap.pop(); next; next = heap.pop()) {
      const item = next.queue[next.at++] as Item
      turns.push({ item, share: next.share })
      next.share += dominantShare(item.whole, total)
      shares.set(next.user, next.share)
      if (next.at < next.queue.length) heap.push(next)
    }
  }
  return turns
}

const dueOf = ({ queue, at }: { readonly queue: readonly InQueue[]; readonly at: number }) => queue[at]?.dueAt ?? 0

export interface Heap<Value> {
  push(value: Value): void
  /** The first one, which is taken out. */
  pop(): Value | undefined
}

export function createHeap<Value>(compare: (a: Value, b: Value) => number): Heap<Value> {
  const values: Value[] = []
  const at = (index: number) => values[index] as Value
  const swap = (a: number, b: number) => {
    const kept = at(a)
    values[a] = at(b)
    values[b] = kept
  }
  return {
    push(value) {
      let index = values.push(value) - 1
      while (index > 0) {
        const parent = (index - 1) >> 1
        if (compare(at(index), at(parent)) >= 0) break
        swap(index, parent)
        index = parent
      }
    },
    pop() {
      const first = values[0]
      const last = values.pop()
      if (values.length === 0 || last === undefined) return first
      values[0] = last
      for (let index = 0; ;) {
        let smallest = index
        for (const child of [2 * index + 1, 2 * index + 2])
          if (child < values.length && compare(at(child), at(smallest)) < 0) smallest = child
        if (smallest === index) return first
        swap(index, smallest)
        index = smallest
      }
    },
  }
}
