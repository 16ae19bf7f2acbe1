/** The words of these pages, loaded with them. */
import { consoleWorkspaceEn } from '@berth/contract/texts/console-workspace.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { useMemo } from 'react'
import { useLanguage, useTexts } from '../../texts/app-texts.ts'
import { createPageTexts } from '../../texts/page-texts.ts'
import { sayError } from '../../texts/say-error.ts'

export type WorkspaceTexts = Texts<typeof consoleWorkspaceEn>

const usePageTexts = createPageTexts<WorkspaceTexts>(consoleWorkspaceEn, {
  ko: async () => (await import('@berth/contract/texts/console-workspace.ko.ts')).consoleWorkspaceKo,
  id: async () => (await import('@berth/contract/texts/console-workspace.id.ts')).consoleWorkspaceId,
  ru: async () => (await import('@berth/contract/texts/console-workspace.ru.ts')).consoleWorkspaceRu,
  fr: async () => (await import('@berth/contract/texts/console-workspace.fr.ts')).consoleWorkspaceFr,
  mn: async () => (await import('@berth/contract/texts/console-workspace.mn.ts')).consoleWorkspaceMn,
})

export function useWorkspaceWords() {
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
