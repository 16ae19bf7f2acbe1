import { consoleLogsEn } from '@berth/contract/texts/console-logs.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../../../texts/page-words.ts'

export type LogsTexts = Texts<typeof consoleLogsEn>

export const useLogsWords = createPageWords<LogsTexts>(consoleLogsEn, {
  ko: async () => (await import('@berth/contract/texts/console-logs.ko.ts')).consoleLogsKo,
  fr: async () => (await import('@berth/contract/texts/console-logs.fr.ts')).consoleLogsFr,
  id: async () => (await import('@berth/contract/texts/console-logs.id.ts')).consoleLogsId,
  ru: async () => (await import('@berth/contract/texts/console-logs.ru.ts')).consoleLogsRu,
  mn: async () => (await import('@berth/contract/texts/console-logs.mn.ts')).consoleLogsMn,
})
