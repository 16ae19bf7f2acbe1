import { consoleStartEn } from '@berth/contract/texts/console-start.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../../../texts/page-words.ts'

export const useStartWords = createPageWords<Texts<typeof consoleStartEn>>(consoleStartEn, {
  ko: async () => (await import('@berth/contract/texts/console-start.ko.ts')).consoleStartKo,
  fr: async () => (await import('@berth/contract/texts/console-start.fr.ts')).consoleStartFr,
})
