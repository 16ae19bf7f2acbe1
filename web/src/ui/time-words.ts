/** Times in words. */
import { keptFormats } from './kept-formats.ts'

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
]

const relative = keptFormats((language: string) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' }))
const exact = keptFormats(
  (language: string) => new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'long' }),
)

/** “now”, “5 minutes ago”, “in 2 hours”. A clock a little ahead of the server's is not the future. */
export function relativeTime(at: string, now: number, language: string): string {
  const seconds = (Date.parse(at) - now) / 1000
  const words = relative(language)
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
  return exact(language).format(new Date(at))
}
