/** Seconds as people say them: a number and the largest unit that keeps it whole. */
export const unitSeconds = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const
export type LifetimeUnit = keyof typeof unitSeconds

export interface Lifetime {
  /** As typed. */
  readonly number: string
  readonly unit: LifetimeUnit
}

const largestFirst = ['days', 'hours', 'minutes', 'seconds'] as const

export function lifetimeOf(seconds: number): Lifetime {
  const unit = largestFirst.find((one) => seconds % unitSeconds[one] === 0) ?? 'seconds'
  return { number: String(seconds / unitSeconds[unit]), unit }
}

/** Not a number: none was typed. */
export function secondsOf({ number, unit }: Lifetime): number {
  const typed = number.trim().replace(',', '.')
  return /^\d+(\.\d+)?$/.test(typed) ? Math.round(Number(typed) * unitSeconds[unit]) : Number.NaN
}
