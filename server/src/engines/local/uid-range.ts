/** Numbers for users of sessions: each live session has one of its own, and none is reused soon. */
export interface UidRange {
  readonly first: number
  readonly count: number
}

export const defaultUidRange: UidRange = { first: 2_000_000, count: 60_000 }

export type UidPool = ReturnType<typeof createUidPool>

export function createUidPool({ first, count }: UidRange, seed: number) {
  const used = new Set<number>()
  let next = first + (seed % count)
  return {
    claim(uid: number) {
      used.add(uid)
    },
    take(): number | null {
      for (let tried = 0; tried < count; tried++) {
        const uid = next
        next = next + 1 < first + count ? next + 1 : first
        if (used.has(uid)) continue
        used.add(uid)
        return uid
      }
      return null
    },
    free(uid: number) {
      used.delete(uid)
    },
  }
}
