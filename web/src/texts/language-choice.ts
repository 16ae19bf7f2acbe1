/** Which language this device shows: the chosen one, else the first of the browser's that exists, else English. */
import { languageChoices, languageOf } from '@berth/contract/texts/language.ts'
import type { Language, LanguageChoice } from '@berth/contract/texts/language.ts'

const key = 'berth.language'

/** Kept on the device, too, for the pages before sign-in and so that nothing is drawn in another language first. */
export function choiceHere(storage: Pick<Storage, 'getItem'>): LanguageChoice {
  try {
    const stored = storage.getItem(key)
    return languageChoices.find((choice) => choice === stored) ?? 'system'
  } catch {
    // the browser forbids storage: the choice lasts as long as the page
    return 'system'
  }
}

export const languageHere = (choice: LanguageChoice, preferred: readonly string[]): Language =>
  choice === 'system' ? languageOf(preferred) : choice

export function keepChoice(storage: Pick<Storage, 'setItem'>, choice: LanguageChoice): void {
  try {
    storage.setItem(key, choice)
  } catch {
    // see above
  }
}

export const isLanguageKey = (changed: string | null): boolean => changed === key
