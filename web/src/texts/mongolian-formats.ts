/**
 * Dates, times ago, lists and numbers in Mongolian, for browsers that do not know them: Chromium ships no such data and
 * would write them in the language of the browser. The forms are those of CLDR.
 */
import { mongolianWords } from './mongolian-words.ts'

type Formats = Pick<typeof Intl, 'DateTimeFormat' | 'ListFormat' | 'NumberFormat' | 'RelativeTimeFormat'>
type Name = keyof Formats

/** Makes `new Intl.…('mn')` speak Mongolian where it does not; every other language stays the browser's own. */
export function teachMongolian(intl: Formats): void {
  if (intl.DateTimeFormat.supportedLocalesOf('mn').length > 0) return
  const { DateTimeFormat, NumberFormat } = intl
  teach(intl, 'DateTimeFormat', (options) => mongolianDates(DateTimeFormat, options ?? {}))
  teach(intl, 'RelativeTimeFormat', (options) => mongolianTimesAgo(options ?? {}))
  teach(intl, 'ListFormat', (options) => mongolianLists(options ?? {}))
  // written as in English
  teach(intl, 'NumberFormat', (options) => new NumberFormat('en', options))
}

type OptionsOf<N extends Name> = ConstructorParameters<Formats[N]>[1]

function teach<N extends Name>(intl: Formats, name: N, make: (options: OptionsOf<N>) => object): void {
  const taught = new Proxy<Formats[N]>(intl[name], {
    construct: (native, [locale, options]: [unknown, OptionsOf<N>], newTarget) =>
      locale === 'mn' ? make(options) : Reflect.construct(native, [locale, options], newTarget),
  })
  Object.defineProperty(intl, name, { value: taught, configurable: true, writable: true })
}

type DateOptions = Intl.DateTimeFormatOptions

/** What is asked for by a style, in the parts that it stands for. */
const dateStyles: Readonly<Record<'full' | 'long' | 'medium' | 'short', DateOptions>> = {
  full: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' },
  long: { year: 'numeric', month: 'long', day: 'numeric' },
  medium: { year: 'numeric', month: 'short', day: 'numeric' },
  short: { year: 'numeric', month: '2-digit', day: '2-digit' },
}
const timeStyles: Readonly<Record<'full' | 'long' | 'medium' | 'short', DateOptions>> = {
  full: { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' },
  long: { hour: '2-digit', minute: '2-digit', second: '2-digit', timeZoneName: 'short' },
  medium: { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  short: { hour: '2-digit', minute: '2-digit' },
}

function mongolianDates(native: typeof Intl.DateTimeFormat, options: DateOptions): Intl.DateTimeFormat {
  const { dateStyle, timeStyle, timeZone, ...parts } = options
  const styled = { ...(dateStyle && dateStyles[dateStyle]), ...(timeStyle && timeStyles[timeStyle]), ...parts }
  const asked: DateOptions = Object.keys(styled).length > 0 ? styled : dateStyles.short
  const numbers = new native('en-u-ca-gregory-hc-h23', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'shortOffset',
  })
  const format = (at: Date | number = Date.now()): string => {
    const part = Object.fromEntries(numbers.formatToParts(at).map(({ type, value }) => [type, value])) as Parts
    return [dateOf(part, asked, dateStyle === 'full'), timeOf(part, asked)].filter((text) => text !== '').join(' ')
  }
  return Object.defineProperties(new native('en', options), {
    format: { value: format },
    formatToParts: { value: (at?: Date | number) => [{ type: 'literal', value: format(at) }] },
  })
}

type Parts = Readonly<
  Record<'year' | 'month' | 'day' | 'weekday' | 'hour' | 'minute' | 'second' | 'timeZoneName', string>
>

function dateOf(part: Parts, asked: DateOptions, isFull: boolean): string {
  const weekday =
    asked.weekday === undefined ? '' : mongolianWords.weekdays[part.weekday]?.[asked.weekday === 'long' ? 1 : 0]
  const day = calendarDay(part, asked)
  if (!weekday) return day
  if (isFull) return `${day}, ${weekday} гараг`
  return day === '' ? (asked.hour === undefined ? weekday : `${weekday}.`) : `${day}. ${weekday}`
}

function calendarDay(part: Parts, asked: DateOptions): string {
  const isInWords = asked.month === 'short' || asked.month === 'long'
  if (!isInWords) {
    const shown = (['year', 'month', 'day'] as const).filter((one) => asked[one] !== undefined)
    return shown.map((one) => part[one]).join('.')
  }
  const month = asked.month === 'long' ? mongolianWords.months[Number(part.month) - 1] : `${Number(part.month)}-р`
  const ofMonth = asked.day === undefined ? `${month} сар` : `${month} сарын ${Number(part.day)}`
  return asked.year === undefined ? ofMonth : `${part.year} оны ${ofMonth}`
}

function timeOf(part: Parts, asked: DateOptions): string {
  const shown = (['hour', 'minute', 'second'] as const).filter((one) => asked[one] !== undefined)
  const time = shown.map((one) => part[one]).join(':')
  return asked.timeZoneName === undefined || time === '' ? time : `${time} (${part.timeZoneName})`
}

function mongolianTimesAgo({ numeric }: Intl.RelativeTimeFormatOptions): Intl.RelativeTimeFormat {
  const format = (count: number, unit: Intl.RelativeTimeFormatUnit) => {
    const singular = unit.replace(/s$/, '') as keyof typeof mongolianWords.times
    const { of, named } = mongolianWords.times[singular]
    const name = numeric === 'auto' ? named[String(count)] : undefined
    const isPast = count < 0 || Object.is(count, -0)
    return name ?? `${Math.abs(count)} ${of} ${isPast ? 'өмнө' : 'дараа'}`
  }
  const formatToParts = (count: number, unit: Intl.RelativeTimeFormatUnit) => [
    { type: 'literal' as const, value: format(count, unit) },
  ]
  const resolvedOptions = () =>
    ({ locale: 'mn', style: 'long', numeric: numeric ?? 'always', numberingSystem: 'latn' }) as const
  return { format, formatToParts, resolvedOptions }
}

function mongolianLists({ type = 'conjunction' }: Intl.ListFormatOptions): Intl.ListFormat {
  const format = (list: Iterable<string>) => {
    const all = [...list]
    if (type !== 'disjunction') return all.join(type === 'unit' ? ' ' : ', ')
    return all.length > 2 ? `${all.join(', ')} зэргийн аль нэг` : all.join(' эсвэл ')
  }
  const formatToParts = (list: Iterable<string>) => [{ type: 'literal' as const, value: format(list) }]
  const resolvedOptions = () => ({ locale: 'mn', style: 'long', type }) as const
  return { format, formatToParts, resolvedOptions }
}
