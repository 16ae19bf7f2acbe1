/** Days of the calendar in UTC, as people write them. */
import { keptFormats } from '../ui/kept-formats.ts'

const formatOf = keptFormats((language: string, isShort: boolean) => {
  const style = isShort ? ({ month: 'short', day: 'numeric' } as const) : ({ dateStyle: 'medium' } as const)
  return new Intl.DateTimeFormat(language, { ...style, timeZone: 'UTC' })
})

/** No line ends within a day: `2026. 10.` on one and `24.` on the next is two. */
const write = (language: string, isShort: boolean, day: string) =>
  formatOf(language, isShort).format(new Date(day)).replaceAll(' ', '\u00a0')

export const dayWords = (language: string, day: string): string => write(language, false, day)
/** Without the year, for an axis. */
export const shortDay = (language: string, day: string): string => write(language, true, day)
