/** What a page says, loaded with it, and how it says what went wrong. */
import type { Language } from '@berth/contract/texts/language.ts'
import { useMemo } from 'react'
import { useLanguage, useTexts } from './app-texts.ts'
import type { ErrorWords } from './describe-error.ts'
import { createPageTexts } from './page-texts.ts'
import { sayError } from './say-error.ts'
import type { Translations } from './translations.ts'

export interface PageWords<Dictionary> {
  readonly language: Language
  readonly t: Dictionary
  readonly say: (count: number) => string
  readonly failureOf: (error: unknown) => ErrorWords
  /** For a place that has room for a sentence. */
  readonly failureLine: (error: unknown) => string
}

export function createPageWords<Dictionary extends object>(
  english: Dictionary,
  translations: Translations<Dictionary>,
): () => PageWords<Dictionary> {
  const usePageTexts = createPageTexts(english, translations)
  return function usePageWords() {
    const t = usePageTexts()
    const { signIn } = useTexts()
    const { language } = useLanguage()
    return useMemo(() => {
      const failureOf = (error: unknown) => sayError(error, signIn.noAnswer)
      return {
        language,
        t,
        say: (count) => new Intl.NumberFormat(language).format(count),
        failureOf,
        failureLine(error) {
          const { title, detail } = failureOf(error)
          return `${title}. ${detail}`
        },
      }
    }, [language, t, signIn])
  }
}
