/** The words of a session's page, of its terminals and its logs, loaded with what shows them. */
import { consoleSessionPageEn } from '@berth/contract/texts/console-session-page.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../../texts/page-words.ts'

export const useSessionPageWords = createPageWords<Texts<typeof consoleSessionPageEn>>(consoleSessionPageEn, {
  ko: async () => (await import('@berth/contract/texts/console-session-page.ko.ts')).consoleSessionPageKo,
  id: async () => (await import('@berth/contract/texts/console-session-page.id.ts')).consoleSessionPageId,
  ru: async () => (await import('@berth/contract/texts/console-session-page.ru.ts')).consoleSessionPageRu,
  fr: async () => (await import('@berth/contract/texts/console-session-page.fr.ts')).consoleSessionPageFr,
  mn: async () => (await import('@berth/contract/texts/console-session-page.mn.ts')).consoleSessionPageMn,
})
