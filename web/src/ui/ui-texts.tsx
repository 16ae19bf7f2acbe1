/** The kit's own words and the language it writes numbers and times in; English unless a provider says otherwise. */
import { consoleUiEn } from '@berth/contract/texts/console-ui.en.ts'
import type { Language, Texts } from '@berth/contract/texts/language.ts'
import { createContext, use } from 'react'

export interface UiTexts {
  readonly language: Language
  readonly texts: Texts<typeof consoleUiEn>
}

export const UiTextsContext = createContext<UiTexts>({ language: 'en', texts: consoleUiEn })

export const useUiTexts = (): UiTexts => use(UiTextsContext)
