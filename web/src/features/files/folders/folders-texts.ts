import { consoleFoldersEn } from '@berth/contract/texts/console-folders.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../../../texts/page-words.ts'
import type { PageWords } from '../../../texts/page-words.ts'

export type FolderTexts = Texts<typeof consoleFoldersEn>
export type FolderWords = PageWords<FolderTexts>

export const useFolderWords = createPageWords<FolderTexts>(consoleFoldersEn, {
  ko: async () => (await import('@berth/contract/texts/console-folders.ko.ts')).consoleFoldersKo,
  id: async () => (await import('@berth/contract/texts/console-folders.id.ts')).consoleFoldersId,
  ru: async () => (await import('@berth/contract/texts/console-folders.ru.ts')).consoleFoldersRu,
  fr: async () => (await import('@berth/contract/texts/console-folders.fr.ts')).consoleFoldersFr,
  mn: async () => (await import('@berth/contract/texts/console-folders.mn.ts')).consoleFoldersMn,
})
