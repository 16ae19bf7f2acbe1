/** Days of the calendar in UTC, as people write them. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(language: string, isShort: boolean): Intl.DateTimeFormat {
  const key = `${language} ${isShort}`
  let format = formats.get(key)
  if (format === undefined) {
    const style = isShort ? ({ month: 'short', day: 'numeric' } as const) : ({ dateStyle: 'medium' } as const)
    format = new Intl.DateTimeFormat(language, { ...style, timeZone: 'UTC' })
    formats.set(key, format)
  }
  return format
}

export const dayWords = (language: string, day: string): string => formatOf(language, false).format(new Date(day))
/** Without the year, for an axis. */
export const shortDay = (language: string, day: string): string => formatOf(language, true).format(new Date(day))
