import { consolePreviewEn } from '@berth/contract/texts/console-preview.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../../../texts/page-words.ts'

export const usePreviewWords = createPageWords<Texts<typeof consolePreviewEn>>(consolePreviewEn, {
  ko: async () => (await import('@berth/contract/texts/console-preview.ko.ts')).consolePreviewKo,
  id: async () => (await import('@berth/contract/texts/console-preview.id.ts')).consolePreviewId,
  ru: async () => (await import('@berth/contract/texts/console-preview.ru.ts')).consolePreviewRu,
  fr: async () => (await import('@berth/contract/texts/console-preview.fr.ts')).consolePreviewFr,
  mn: async () => (await import('@berth/contract/texts/console-preview.mn.ts')).consolePreviewMn,
})
