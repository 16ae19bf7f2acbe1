/**
 * The words of pages that few people open, loaded with them: English comes with the page's own file, other languages
 * when they are first shown. Until then, and where they do not come, the page waits for them or speaks English.
 */
import type { Language } from '@berth/contract/texts/language.ts'
import { use } from 'react'
import { useLanguage } from './app-texts.ts'

export function createPageTexts<Dictionary extends object>(
  english: Dictionary,
  others: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Dictionary>>>,
): () => Dictionary {
  const asked = new Map<Language, Promise<Dictionary>>()
  const load = (language: Exclude<Language, 'en'>): Promise<Dictionary> => {
    const known = asked.get(language)
    if (known !== undefined) return known
    const loading = others[language]().catch(() => english)
    asked.set(language, loading)
    return loading
  }
  return function usePageTexts() {
    const { language } = useLanguage()
    return language === 'en' ? english : use(load(language))
  }
}
