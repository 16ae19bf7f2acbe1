/** The words about sessions in the page's language. */
import type { Language } from '@berth/contract/texts/language.ts'
import { useMemo } from 'react'
import { useLanguage, useTexts } from '../texts/app-texts.ts'
import type { AppTexts } from '../texts/app.en.ts'

export interface SessionWords {
  readonly language: Language
  readonly t: AppTexts['sessions']
  readonly states: AppTexts['reasons']
}

export function useSessionTexts(): SessionWords {
  const { sessions, reasons } = useTexts()
  const { language } = useLanguage()
  return useMemo(() => ({ language, t: sessions, states: reasons }), [language, sessions, reasons])
}
