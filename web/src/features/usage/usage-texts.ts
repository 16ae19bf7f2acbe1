/** The words of this page, loaded with it. */
import type { Texts } from '@berth/contract/texts/language.ts'
import { consoleUsageEn } from '@berth/contract/texts/console-usage.en.ts'
import { createPageWords } from '../../texts/page-words.ts'

type UsageTexts = Texts<typeof consoleUsageEn>

export const useUsageWords = createPageWords<UsageTexts>(consoleUsageEn, {
  ko: async () => (await import('@berth/contract/texts/console-usage.ko.ts')).consoleUsageKo,
  id: async () => (await import('@berth/contract/texts/console-usage.id.ts')).consoleUsageId,
  ru: async () => (await import('@berth/contract/texts/console-usage.ru.ts')).consoleUsageRu,
  fr: async () => (await import('@berth/contract/texts/console-usage.fr.ts')).consoleUsageFr,
  mn: async () => (await import('@berth/contract/texts/console-usage.mn.ts')).consoleUsageMn,
})
