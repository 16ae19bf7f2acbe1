/** The words of the preferences, loaded with them. */
import { consolePreferencesEn } from '@berth/contract/texts/console-preferences.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../../texts/page-words.ts'

export type PreferenceTexts = Texts<typeof consolePreferencesEn>

export const usePreferenceWords = createPageWords<PreferenceTexts>(consolePreferencesEn, {
  ko: async () => (await import('@berth/contract/texts/console-preferences.ko.ts')).consolePreferencesKo,
  fr: async () => (await import('@berth/contract/texts/console-preferences.fr.ts')).consolePreferencesFr,
  id: async () => (await import('@berth/contract/texts/console-preferences.id.ts')).consolePreferencesId,
  ru: async () => (await import('@berth/contract/texts/console-preferences.ru.ts')).consolePreferencesRu,
  mn: async () => (await import('@berth/contract/texts/console-preferences.mn.ts')).consolePreferencesMn,
})
