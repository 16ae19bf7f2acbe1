/** Which amounts this site shows, remembered so that nothing moves when they come the next time. */
const key = 'berth.amounts'
const all = ['cpu', 'memory', 'gpu', 'gpuShares', 'sessions'] as const
export type ShownAmount = (typeof all)[number]

/** As most sites have it until it is known. */
const usual: readonly ShownAmount[] = ['cpu', 'memory', 'gpu']

export function lastShownAmounts(): readonly ShownAmount[] {
  try {
    const kept = localStorage.getItem(key)?.split(' ') ?? []
    const shown = all.filter((one) => kept.includes(one))
    return shown.length > 0 ? shown : usual
  } catch {
    return usual
  }
}

export function rememberShownAmounts(shown: readonly ShownAmount[]): void {
  try {
    localStorage.setItem(key, shown.join(' '))
  } catch {
    // storage can be forbidden; it only looks a little less calm then
  }
}
