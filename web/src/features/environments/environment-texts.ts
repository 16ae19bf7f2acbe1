import { consoleEnvironmentsEn } from '@berth/contract/texts/console-environments.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../../texts/page-words.ts'

export type EnvironmentTexts = Texts<typeof consoleEnvironmentsEn>

export const useEnvironmentWords = createPageWords<EnvironmentTexts>(consoleEnvironmentsEn, {
  ko: async () => (await import('@berth/contract/texts/console-environments.ko.ts')).consoleEnvironmentsKo,
  id: async () => (await import('@berth/contract/texts/console-environments.id.ts')).consoleEnvironmentsId,
  ru: async () => (await import('@berth/contract/texts/console-environments.ru.ts')).consoleEnvironmentsRu,
  fr: async () => (await import('@berth/contract/texts/console-environments.fr.ts')).consoleEnvironmentsFr,
  mn: async () => (await import('@berth/contract/texts/console-environments.mn.ts')).consoleEnvironmentsMn,
})
