/**
 * The words of pages that few people open, loaded with them: English comes with the page's own file, other languages
 * when they are first shown. Until then, and where they do not come, the page waits for them or speaks English.
 */
import type { Language } from '@berth/contract/texts/language.ts'
import { use } from 'react'
import { beforeShowing, useLanguage } from './app-texts.ts'
import { loadDictionary } from './translations.ts'
import type { Translations } from './translations.ts'

export function createPageTexts<Dictionary extends object>(
  english: Dictionary,
  translations: Translations<Dictionary>,
): () => Dictionary {
  const loaded = new Map<Language, Dictionary>([['en', english]])
  const asked = new Map<Language, Promise<Dictionary>>()
  const load = (language: Language): Promise<Dictionary> => {
    const known = asked.get(language)
    if (known !== undefined) return known
    const loading = loadDictionary(english, translations, language).then(
      (dictionary) => {
        loaded.set(language, dictionary)
        return dictionary
      },
      () => english,
    )
    asked.set(language, loading)
    return loading
  }
  let isUsed = false
  // a page that is open does not vanish while the words of the language just chosen are on their way
  beforeShowing((language) => (isUsed ? load(language) : undefined))
  return function usePageTexts() {
    isUsed = true
    const { language } = useLanguage()
    return loaded.get(language) ?? use(load(language))
  }
}
