/** Node knows Mongolian: what a browser is taught must read the same. */
import { expect, test } from 'vitest'
import { teachMongolian } from './mongolian-formats.ts'

/** A browser's `Intl` without Mongolian. */
function withoutMongolian() {
  const known = Intl.DateTimeFormat
  const supportedLocalesOf = (locales: string | readonly string[]) =>
    known.supportedLocalesOf(locales).filter((one) => one !== 'mn')
  const DateTimeFormat = new Proxy(known, {
    get: (native, name) => (name === 'supportedLocalesOf' ? supportedLocalesOf : Reflect.get(native, name)),
  })
  const { ListFormat, NumberFormat, RelativeTimeFormat } = Intl
  return { DateTimeFormat, ListFormat, NumberFormat, RelativeTimeFormat }
}

const taught = withoutMongolian()
teachMongolian(taught)

const timeZone = 'Asia/Ulaanbaatar'
const moments = Array.from(
  { length: 14 },
  (_, month) => new Date(Date.UTC(2026, month, 3 + 2 * month, month * 2, 7, 5)),
)

test.each<Intl.DateTimeFormatOptions>([
  {},
  { dateStyle: 'medium' },
  { dateStyle: 'long' },
  { dateStyle: 'full' },
  { dateStyle: 'short', timeStyle: 'medium' },
  { dateStyle: 'medium', timeStyle: 'short' },
  { dateStyle: 'medium', timeStyle: 'medium' },
  { dateStyle: 'medium', timeStyle: 'long' },
  { dateStyle: 'long', timeStyle: 'short' },
  { timeStyle: 'short' },
  { month: 'short', day: 'numeric' },
  { month: 'long', day: 'numeric' },
  { year: 'numeric', month: 'short', day: 'numeric' },
  { weekday: 'long', month: 'long', day: 'numeric' },
  { weekday: 'short', hour: '2-digit', minute: '2-digit' },
  { hour: '2-digit', minute: '2-digit' },
  { hour: '2-digit', minute: '2-digit', second: '2-digit' },
  { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
])('writes dates as Mongolians do: %o', (style) => {
  const options = { ...style, timeZone }
  const known = new Intl.DateTimeFormat('mn', options)
  const format = new taught.DateTimeFormat('mn', options)
  expect(moments.map((at) => format.format(at))).toEqual(moments.map((at) => known.format(at)))
})

test.each(['second', 'minute', 'hour', 'day', 'week', 'month', 'year'] as const)('says how long ago: %s', (unit) => {
  const counts = [-30, -2, -1, 0, 1, 2, 5]
  for (const numeric of ['auto', 'always'] as const) {
    const known = new Intl.RelativeTimeFormat('mn', { numeric })
    const format = new taught.RelativeTimeFormat('mn', { numeric })
    expect(counts.map((count) => format.format(count, unit))).toEqual(counts.map((count) => known.format(count, unit)))
  }
})

test.each(['conjunction', 'disjunction', 'unit'] as const)('writes lists: %s', (type) => {
  const lists = [['А'], ['А', 'Б'], ['А', 'Б', 'В'], ['А', 'Б', 'В', 'Г']]
  const known = new Intl.ListFormat('mn', { type })
  const format = new taught.ListFormat('mn', { type })
  expect(lists.map((list) => format.format(list))).toEqual(lists.map((list) => known.format(list)))
})

test('writes numbers', () => {
  const values = [0, 0.5, 1234, 1_234_567.891, -12]
  for (const options of [{}, { maximumFractionDigits: 1 }, { style: 'percent' }] as const) {
    const known = new Intl.NumberFormat('mn', options)
    const format = new taught.NumberFormat('mn', options)
    expect(values.map((value) => format.format(value))).toEqual(values.map((value) => known.format(value)))
  }
})

test('leaves other languages to the browser, and a browser alone that knows Mongolian', () => {
  const options = { dateStyle: 'long', timeZone } as const
  const at = new Date(0)
  expect(new taught.DateTimeFormat('ru', options).format(at)).toBe(new Intl.DateTimeFormat('ru', options).format(at))
  expect(taught.DateTimeFormat.supportedLocalesOf('fr')).toEqual(['fr'])
  const known = { ...withoutMongolian(), DateTimeFormat: Intl.DateTimeFormat }
  teachMongolian(known)
  expect(known.DateTimeFormat).toBe(Intl.DateTimeFormat)
})
