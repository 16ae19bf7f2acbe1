/** The words of these pages, loaded with them. */
import { consoleUsersEn } from '@berth/contract/texts/console-users.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../../texts/page-words.ts'
import type { PageWords } from '../../texts/page-words.ts'

export type UserTexts = Texts<typeof consoleUsersEn>

export const useUserWords = createPageWords<UserTexts>(consoleUsersEn, {
  ko: async () => (await import('@berth/contract/texts/console-users.ko.ts')).consoleUsersKo,
  id: async () => (await import('@berth/contract/texts/console-users.id.ts')).consoleUsersId,
  ru: async () => (await import('@berth/contract/texts/console-users.ru.ts')).consoleUsersRu,
  fr: async () => (await import('@berth/contract/texts/console-users.fr.ts')).consoleUsersFr,
  mn: async () => (await import('@berth/contract/texts/console-users.mn.ts')).consoleUsersMn,
})

export type UserWords = PageWords<UserTexts>
