/** Short names of units, as each language writes them beside a number. */
import type { Language } from './language.ts'

export interface UnitNames {
  /** Between a number and its unit. */
  readonly gap: '' | ' ' | '\u00a0'
  readonly bytes: Readonly<Record<'B' | 'KiB' | 'MiB' | 'GiB', string>>
  readonly times: Readonly<Record<'days' | 'hours' | 'minutes' | 'seconds', string>>
}

const bytes = { B: 'B', KiB: 'KiB', MiB: 'MiB', GiB: 'GiB' }
const cyrillicBytes = { B: 'Б', KiB: 'КиБ', MiB: 'МиБ', GiB: 'ГиБ' }

const units: Readonly<Record<Language, UnitNames>> = {
  en: { gap: ' ', bytes, times: { days: 'd', hours: 'h', minutes: 'min', seconds: 's' } },
  ko: { gap: '', bytes, times: { days: '일', hours: '시간', minutes: '분', seconds: '초' } },
  ru: { gap: '\u00a0', bytes: cyrillicBytes, times: { days: 'д', hours: 'ч', minutes: 'мин', seconds: 'с' } },
  fr: {
    gap: '\u00a0',
    bytes: { B: 'o', KiB: 'Kio', MiB: 'Mio', GiB: 'Gio' },
    times: { days: 'j', hours: 'h', minutes: 'min', seconds: 's' },
  },
  mn: { gap: '\u00a0', bytes: cyrillicBytes, times: { days: 'хоног', hours: 'цаг', minutes: 'мин', seconds: 'сек' } },
  id: { gap: '\u00a0', bytes, times: { days: 'hari', hours: 'jam', minutes: 'mnt', seconds: 'dtk' } },
}

export const unitNames = (language: Language): UnitNames => units[language]
