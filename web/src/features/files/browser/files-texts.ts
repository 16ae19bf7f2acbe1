import { consoleFilesEn } from '@berth/contract/texts/console-files.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../../../texts/page-words.ts'
import type { PageWords } from '../../../texts/page-words.ts'

export type FileTexts = Texts<typeof consoleFilesEn>
export type FileWords = PageWords<FileTexts>

export const useFileWords = createPageWords<FileTexts>(consoleFilesEn, {
  ko: async () => (await import('@berth/contract/texts/console-files.ko.ts')).consoleFilesKo,
  id: async () => (await import('@berth/contract/texts/console-files.id.ts')).consoleFilesId,
  ru: async () => (await import('@berth/contract/texts/console-files.ru.ts')).consoleFilesRu,
  fr: async () => (await import('@berth/contract/texts/console-files.fr.ts')).consoleFilesFr,
  mn: async () => (await import('@berth/contract/texts/console-files.mn.ts')).consoleFilesMn,
})
