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
  const asked = new Map<Language, Promise<Dictionary>>()
  const load = (language: Language): Promise<Dictionary> => {
    const known = asked.get(language)
    if (known !== undefined) return known
    const loading = loadDictionary(english, translations, language).catch(() => english)
    asked.set(language, loading)
    // By this `use` knows that what has arrived needs no waiting. It must not be left out then: where a component is
    // drawn again after it waited, React counts on the same calls.
    void loading.then((value) => Object.assign(loading, { status: 'fulfilled', value }))
    return loading
  }
  let isUsed = false
  // a page that is open does not vanish while the words of the language just chosen are on their way
  beforeShowing((language) => (isUsed ? load(language) : undefined))
  return function usePageTexts() {
    isUsed = true
    const { language } = useLanguage()
    return language === 'en' ? english : use(load(language))
  }
}
