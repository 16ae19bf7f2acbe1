/** The words of the start page, loaded with it. */
import { consoleHomeEn } from '@berth/contract/texts/console-home.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../../../texts/page-words.ts'

export const useHomeWords = createPageWords<Texts<typeof consoleHomeEn>>(consoleHomeEn, {
  ko: async () => (await import('@berth/contract/texts/console-home.ko.ts')).consoleHomeKo,
  id: async () => (await import('@berth/contract/texts/console-home.id.ts')).consoleHomeId,
  ru: async () => (await import('@berth/contract/texts/console-home.ru.ts')).consoleHomeRu,
  fr: async () => (await import('@berth/contract/texts/console-home.fr.ts')).consoleHomeFr,
  mn: async () => (await import('@berth/contract/texts/console-home.mn.ts')).consoleHomeMn,
})
