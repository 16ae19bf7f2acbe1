/** Which language this device shows: the stored choice, else the first of the browser's that exists, else English. */
import { languageOf, languages } from '@berth/contract/texts/language.ts'
import type { Language } from '@berth/contract/texts/language.ts'

const key = 'berth.language'

const isLanguage = (text: string | null): text is Language => languages.some((language) => language === text)

export function languageHere(storage: Pick<Storage, 'getItem'>, preferred: readonly string[]): Language {
  const chosen = stored(storage)
  return isLanguage(chosen) ? chosen : languageOf(preferred)
}

/** Storage can be forbidden by the browser; the choice then lasts as long as the page. */
function stored(storage: Pick<Storage, 'getItem'>): string | null {
  try {
    return storage.getItem(key)
  } catch {
    return null
  }
}

export function keepLanguage(storage: Pick<Storage, 'setItem'>, language: Language): void {
  try {
    storage.setItem(key, language)
  } catch {
    // see above
  }
}

export const isLanguageKey = (changed: string | null): boolean => changed === key
