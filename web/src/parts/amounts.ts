/** Numbers with the units people use, by the rules of the language. */
import type { Language } from '@berth/contract/texts/language.ts'
import { unitNames } from '@berth/contract/texts/units.ts'
import type { UnitNames } from '@berth/contract/texts/units.ts'
import { keptFormats } from '../ui/kept-formats.ts'

const KiB = 1024
export const MiB = 1024 ** 2
export const GiB = 1024 ** 3

const formatOf = keptFormats(
  (language: Language, digits: number) => new Intl.NumberFormat(language, { maximumFractionDigits: digits }),
)

type ByteUnit = keyof UnitNames['bytes']

export const number = (language: Language, value: number, digits = 1) => formatOf(language, digits).format(value)

/** `16 GiB`, `512 MiB`, `1.5 GiB`: as in every tool that shows memory, in binary units. */
export function bytes(language: Language, value: number): string {
  if (value >= GiB) return inUnit(language, value / GiB, 'GiB', 2)
  if (value >= MiB) return inUnit(language, value / MiB, 'MiB')
  if (value >= KiB) return inUnit(language, value / KiB, 'KiB')
  return inUnit(language, value, 'B')
}

/** A number that is in a unit already. */
export const inUnit = (language: Language, value: number, unit: ByteUnit, digits = 0): string =>
  `${number(language, value, digits)} ${unitNames(language).bytes[unit]}`

/** Gibibytes as a number alone, for `6 of 40 GiB`. */
export const gibibytes = (language: Language, value: number) => number(language, value / GiB, 2)

interface Parts {
  readonly days: number
  readonly hours: number
  readonly minutes: number
  readonly seconds: number
}

function partsOf(total: number): Parts {
  const whole = Math.max(0, Math.floor(total))
  return {
    days: Math.floor(whole / 86_400),
    hours: Math.floor(whole / 3600) % 24,
    minutes: Math.floor(whole / 60) % 60,
    seconds: whole % 60,
  }
}

/** `2 h 5 min`, `3 d 4 h`, `48 s`: the two largest parts. */
export function duration(language: Language, seconds: number): string {
  const parts = partsOf(seconds)
  const order = ['days', 'hours', 'minutes', 'seconds'] as const
  const first = order.findIndex((part) => parts[part] > 0)
  const shown = first === -1 ? (['seconds'] as const) : order.slice(first, first + 2)
  const { gap, times } = unitNames(language)
  return shown
    .filter((part, index) => index === 0 || parts[part] > 0)
    .map((part) => `${parts[part]}${gap}${times[part]}`)
    .join(' ')
}

/** `1:02:05`, `3 d 04:05:06`: for what ticks; the same width from second to second. */
export function clock(language: Language, seconds: number): string {
  const { days, hours, minutes, seconds: rest } = partsOf(seconds)
  const two = (value: number) => String(value).padStart(2, '0')
  const { gap, times } = unitNames(language)
  if (days > 0) return `${days}${gap}${times.days} ${two(hours)}:${two(minutes)}:${two(rest)}`
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}
