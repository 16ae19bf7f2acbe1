/** Which terminals have a tab: those the server knows, and those that ended here and were not put away yet. */
export interface TerminalTabItem {
  readonly id: string
  /** As its program set it; empty when it did not. */
  readonly title: string
  /** Counts up, so that a name stays with its terminal. */
  readonly number: number
}

export function mergeTabs(
  now: readonly TerminalTabItem[],
  known: readonly { readonly id: string; readonly title: string }[],
): readonly TerminalTabItem[] {
  let number = Math.max(0, ...now.map((tab) => tab.number))
  const added = known
    .filter((item) => now.every((tab) => tab.id !== item.id))
    .map((item) => ({ id: item.id, title: item.title, number: (number += 1) }))
  return added.length === 0 ? now : [...now, ...added]
}
