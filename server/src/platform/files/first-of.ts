/** The first so many of what comes in any order, and nothing else of it: what cannot be among them is dropped. Pure. */
export function createFirst<Item>(count: number, compare: (a: Item, b: Item) => number) {
  const kept: Item[] = []
  /** Of those that were in order; what is not before it is not among them. */
  let last: Item | undefined
  const order = () => {
    kept.sort(compare)
    if (kept.length > count) kept.length = count
    if (kept.length === count) last = kept.at(-1)
  }
  return {
    add(item: Item): void {
      if (last !== undefined && compare(item, last) >= 0) return
      kept.push(item)
      if (kept.length >= 2 * count) order()
    },
    inOrder(): readonly Item[] {
      order()
      return kept
    },
  }
}
