/** Words that Mongolian dates and times are made of, as in CLDR. */
interface TimeWords {
  /** “… of three minutes”, before “ago” and “from now”. */
  readonly of: string
  readonly named: Readonly<Record<string, string | undefined>>
}

type TimeUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year'

const ofSpan = (span: string) => ({ '-1': `өнгөрсөн ${span}`, '0': `энэ ${span}`, '1': `ирэх ${span}` })

const times: Readonly<Record<TimeUnit, TimeWords>> = {
  second: { of: 'секундын', named: { '0': 'одоо' } },
  minute: { of: 'минутын', named: { '0': 'энэ минут' } },
  hour: { of: 'цагийн', named: { '0': 'энэ цаг' } },
  day: {
    of: 'өдрийн',
    named: { '-2': 'уржигдар', '-1': 'өчигдөр', '0': 'өнөөдөр', '1': 'маргааш', '2': 'нөгөөдөр' },
  },
  week: { of: 'долоо хоногийн', named: ofSpan('долоо хоног') },
  month: { of: 'сарын', named: ofSpan('сар') },
  quarter: { of: 'улирлын', named: ofSpan('улирал') },
  year: { of: 'жилийн', named: ofSpan('жил') },
}

/** By their English names, in which the browser tells them: short and long. */
const weekdays: Readonly<Record<string, readonly [string, string] | undefined>> = {
  Mon: ['Да', 'даваа'],
  Tue: ['Мя', 'мягмар'],
  Wed: ['Лх', 'лхагва'],
  Thu: ['Пү', 'пүрэв'],
  Fri: ['Ба', 'баасан'],
  Sat: ['Бя', 'бямба'],
  Sun: ['Ня', 'ням'],
}

const months = [
  'нэгдүгээр',
  'хоёрдугаар',
  'гуравдугаар',
  'дөрөвдүгээр',
  'тавдугаар',
  'зургаадугаар',
  'долоодугаар',
  'наймдугаар',
  'есдүгээр',
  'аравдугаар',
  'арван нэгдүгээр',
  'арван хоёрдугаар',
] as const

export const mongolianWords = { times, weekdays, months }
