/** The words of this page, loaded with it. */
import { consoleGeneralEn } from '@berth/contract/texts/console-general.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../../texts/page-words.ts'

export type GeneralTexts = Texts<typeof consoleGeneralEn>

export const useGeneralWords = createPageWords<GeneralTexts>(consoleGeneralEn, {
  ko: async () => (await import('@berth/contract/texts/console-general.ko.ts')).consoleGeneralKo,
  id: async () => (await import('@berth/contract/texts/console-general.id.ts')).consoleGeneralId,
  ru: async () => (await import('@berth/contract/texts/console-general.ru.ts')).consoleGeneralRu,
  fr: async () => (await import('@berth/contract/texts/console-general.fr.ts')).consoleGeneralFr,
  mn: async () => (await import('@berth/contract/texts/console-general.mn.ts')).consoleGeneralMn,
})
