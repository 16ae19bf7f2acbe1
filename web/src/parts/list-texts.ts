/** The words that lists have in common. */
import { consoleListsEn } from '@berth/contract/texts/console-lists.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../texts/page-words.ts'

export const useListWords = createPageWords<Texts<typeof consoleListsEn>>(consoleListsEn, {
  ko: async () => (await import('@berth/contract/texts/console-lists.ko.ts')).consoleListsKo,
  id: async () => (await import('@berth/contract/texts/console-lists.id.ts')).consoleListsId,
  ru: async () => (await import('@berth/contract/texts/console-lists.ru.ts')).consoleListsRu,
  fr: async () => (await import('@berth/contract/texts/console-lists.fr.ts')).consoleListsFr,
  mn: async () => (await import('@berth/contract/texts/console-lists.mn.ts')).consoleListsMn,
})
