import { consoleStartEn } from '@berth/contract/texts/console-start.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../../../texts/page-words.ts'

export const useStartWords = createPageWords<Texts<typeof consoleStartEn>>(consoleStartEn, {
  ko: async () => (await import('@berth/contract/texts/console-start.ko.ts')).consoleStartKo,
  id: async () => (await import('@berth/contract/texts/console-start.id.ts')).consoleStartId,
  ru: async () => (await import('@berth/contract/texts/console-start.ru.ts')).consoleStartRu,
  fr: async () => (await import('@berth/contract/texts/console-start.fr.ts')).consoleStartFr,
  mn: async () => (await import('@berth/contract/texts/console-start.mn.ts')).consoleStartMn,
})
