/** Times in words. */
const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

/** “now”, “5 minutes ago”, “in 2 hours”. A clock a little ahead of the server's is not the future. */
export function relativeTime(at: string, now: number, language: string): string {
  const seconds = (Date.parse(at) - now) / 1000
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  if (Math.abs(seconds) < 45) return words.format(0, 'second')
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size * 0.95 || unit === 'minute') {
      const count = Math.round(seconds / size)
      return words.format(count === 0 ? Math.sign(seconds) : count, unit)
    }
  }
  return exactTime(at, language)
}

export function exactTime(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'long' }).format(new Date(at))
}

const units = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

/** “2 h 5 min”: the two largest units that count. */
export function durationWords(seconds: number, language: string): string {
  let left = Math.max(0, Math.floor(seconds))
  const parts: string[] = []
  for (const [unit, size] of units) {
    const count = Math.floor(left / size)
    left -= count * size
    if (count > 0 || (unit === 'second' && parts.length === 0)) {
      parts.push(new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(count))
    } else if (parts.length > 0) break
    if (parts.length === 2) break
  }
  return parts.join(' ')
}
