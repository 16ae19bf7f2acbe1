/** The words of this page, loaded with it. */
import { consoleProjectsEn } from '@berth/contract/texts/console-projects.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { createPageWords } from '../../texts/page-words.ts'

export type ProjectTexts = Texts<typeof consoleProjectsEn>

export const useProjectWords = createPageWords<ProjectTexts>(consoleProjectsEn, {
  ko: async () => (await import('@berth/contract/texts/console-projects.ko.ts')).consoleProjectsKo,
  id: async () => (await import('@berth/contract/texts/console-projects.id.ts')).consoleProjectsId,
  ru: async () => (await import('@berth/contract/texts/console-projects.ru.ts')).consoleProjectsRu,
  fr: async () => (await import('@berth/contract/texts/console-projects.fr.ts')).consoleProjectsFr,
  mn: async () => (await import('@berth/contract/texts/console-projects.mn.ts')).consoleProjectsMn,
})
