/** The words of this page, loaded with it. */
import { consoleProjectsEn } from '@berth/contract/texts/console-projects.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { useMemo } from 'react'
import { useLanguage, useTexts } from '../../texts/app-texts.ts'
import { createPageTexts } from '../../texts/page-texts.ts'
import { sayError } from '../../texts/say-error.ts'

export type ProjectTexts = Texts<typeof consoleProjectsEn>

const usePageTexts = createPageTexts<ProjectTexts>(consoleProjectsEn, {
  ko: async () => (await import('@berth/contract/texts/console-projects.ko.ts')).consoleProjectsKo,
  id: async () => (await import('@berth/contract/texts/console-projects.id.ts')).consoleProjectsId,
  ru: async () => (await import('@berth/contract/texts/console-projects.ru.ts')).consoleProjectsRu,
  fr: async () => (await import('@berth/contract/texts/console-projects.fr.ts')).consoleProjectsFr,
  mn: async () => (await import('@berth/contract/texts/console-projects.mn.ts')).consoleProjectsMn,
})

export function useProjectWords() {
  const t = usePageTexts()
  const { signIn } = useTexts()
  const { language } = useLanguage()
  return useMemo(() => {
    const failureOf = (error: unknown) => sayError(error, signIn.noAnswer)
    return {
      language,
      t,
      failureOf,
      /** For a place that has room for a sentence. */
      failureLine(error: unknown) {
        const { title, detail } = failureOf(error)
        return `${title}. ${detail}`
      },
    }
  }, [language, t, signIn])
}
