import { consoleUploadsEn } from '@berth/contract/texts/console-uploads.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../../texts/page-words.ts'

export const useUploadWords = createPageWords<Texts<typeof consoleUploadsEn>>(consoleUploadsEn, {
  ko: async () => (await import('@berth/contract/texts/console-uploads.ko.ts')).consoleUploadsKo,
  id: async () => (await import('@berth/contract/texts/console-uploads.id.ts')).consoleUploadsId,
  ru: async () => (await import('@berth/contract/texts/console-uploads.ru.ts')).consoleUploadsRu,
  fr: async () => (await import('@berth/contract/texts/console-uploads.fr.ts')).consoleUploadsFr,
  mn: async () => (await import('@berth/contract/texts/console-uploads.mn.ts')).consoleUploadsMn,
})
