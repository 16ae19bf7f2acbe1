/** When too many attempts have failed (1.3): 10 in 15 minutes, then pauses that grow with every further attempt. Pure. */
export interface Standing {
  readonly failedAt: readonly Date[]
  readonly strikes: number
  readonly blockedUntil: Date | null
}

export const untried: Standing = { failedAt: [], strikes: 0, blockedUntil: null }

const most = 10
const windowMs = 15 * 60_000
const firstPauseMs = 30_000
const longestPauseMs = 15 * 60_000

/** Seconds to wait, 0 when an attempt may be made. */
export const secondsBlocked = ({ blockedUntil }: Standing, now: Date): number =>
  Math.max(0, Math.ceil(((blockedUntil?.getTime() ?? 0) - now.getTime()) / 1000))

/** An attempt made during the pause counts too: who goes on trying waits longer. */
export function afterFailure({ failedAt, strikes, blockedUntil }: Standing, now: Date): Standing {
  const recent = [...failedAt.filter((at) => now.getTime() - at.getTime() < windowMs), now].slice(-most)
  const calm = now.getTime() - Math.max(blockedUntil?.getTime() ?? 0, failedAt.at(-1)?.getTime() ?? 0) > windowMs
  const before = calm ? 0 : strikes
  if (recent.length < most && before === 0) return { failedAt: recent, strikes: 0, blockedUntil: null }
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(before, 10))
  return { failedAt: recent, strikes: before + 1, blockedUntil: new Date(now.getTime() + pause) }
}
