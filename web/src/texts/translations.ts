/** Dictionaries of other languages, each in a file of its own, completed with English where they lack a text. */
import { completed } from '@berth/contract/texts/language.ts'
import type { Language, OtherLanguage, Translation } from '@berth/contract/texts/language.ts'
import { noteUntranslated } from './untranslated.ts'

/** How to load the other languages; one that nobody has written yet is left out. */
export type Translations<Dictionary> = Readonly<Partial<Record<OtherLanguage, () => Promise<Translation<Dictionary>>>>>

export async function loadDictionary<Dictionary extends object>(
  english: Dictionary,
  translations: Translations<Dictionary>,
  language: Language,
): Promise<Dictionary> {
  if (language === 'en') return english
  const translation = (await translations[language]?.()) ?? {}
  return completed<Dictionary>(english, translation, (text) => noteUntranslated(language, text))
}
