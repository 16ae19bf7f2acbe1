/** The words about clouds, loaded with what shows them. */
import { consoleCloudEn } from '@berth/contract/texts/console-cloud.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../../texts/page-words.ts'

export type CloudTexts = Texts<typeof consoleCloudEn>

export const useCloudWords = createPageWords<CloudTexts>(consoleCloudEn, {
  ko: async () => (await import('@berth/contract/texts/console-cloud.ko.ts')).consoleCloudKo,
  fr: async () => (await import('@berth/contract/texts/console-cloud.fr.ts')).consoleCloudFr,
  id: async () => (await import('@berth/contract/texts/console-cloud.id.ts')).consoleCloudId,
  ru: async () => (await import('@berth/contract/texts/console-cloud.ru.ts')).consoleCloudRu,
  mn: async () => (await import('@berth/contract/texts/console-cloud.mn.ts')).consoleCloudMn,
})
