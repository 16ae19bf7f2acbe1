/** The words about apps of a session, loaded with what shows them. */
import { consoleAppsEn } from '@berth/contract/texts/console-apps.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../texts/page-words.ts'

export const useAppWords = createPageWords<Texts<typeof consoleAppsEn>>(consoleAppsEn, {
  ko: async () => (await import('@berth/contract/texts/console-apps.ko.ts')).consoleAppsKo,
  id: async () => (await import('@berth/contract/texts/console-apps.id.ts')).consoleAppsId,
  ru: async () => (await import('@berth/contract/texts/console-apps.ru.ts')).consoleAppsRu,
  fr: async () => (await import('@berth/contract/texts/console-apps.fr.ts')).consoleAppsFr,
  mn: async () => (await import('@berth/contract/texts/console-apps.mn.ts')).consoleAppsMn,
})
