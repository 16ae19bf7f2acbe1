/** The words about what a session does, loaded with what shows it. */
import { consoleActivityEn } from '@berth/contract/texts/console-activity.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../../texts/page-words.ts'

type ActivityTexts = Texts<typeof consoleActivityEn>

export const useActivityWords = createPageWords<ActivityTexts>(consoleActivityEn, {
  ko: async () => (await import('@berth/contract/texts/console-activity.ko.ts')).consoleActivityKo,
  id: async () => (await import('@berth/contract/texts/console-activity.id.ts')).consoleActivityId,
  ru: async () => (await import('@berth/contract/texts/console-activity.ru.ts')).consoleActivityRu,
  fr: async () => (await import('@berth/contract/texts/console-activity.fr.ts')).consoleActivityFr,
  mn: async () => (await import('@berth/contract/texts/console-activity.mn.ts')).consoleActivityMn,
})
