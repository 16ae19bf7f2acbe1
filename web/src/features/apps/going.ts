/**
 * Whether this tab was sent to an app a moment ago and has come back: then its cookie did not stay, and sending it again
 * would go on for ever.
 */
const soonMs = 8_000
const keyOf = (session: string, app: string) => `berth.open.${session}.${app}`

export function noteGoing(storage: Pick<Storage, 'setItem'>, session: string, app: string, now = Date.now()): void {
  storage.setItem(keyOf(session, app), String(now))
}

export function cameJustNow(
  storage: Pick<Storage, 'getItem' | 'removeItem'>,
  session: string,
  app: string,
  now = Date.now(),
): boolean {
  const noted = storage.getItem(keyOf(session, app))
  storage.removeItem(keyOf(session, app))
  if (noted === null) return false
  const went = Number(noted)
  return now - went < soonMs && now >= went
}
