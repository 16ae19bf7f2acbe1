/** The words of these pages, loaded with them. */
import { consoleUsersEn } from '@berth/contract/texts/console-users.en.ts'
import type { Language, Texts } from '@berth/contract/texts/language.ts'
import { useMemo } from 'react'
import { useLanguage, useTexts } from '../../texts/app-texts.ts'
import type { ErrorWords } from '../../texts/describe-error.ts'
import { createPageTexts } from '../../texts/page-texts.ts'
import { sayError } from '../../texts/say-error.ts'

export type UserTexts = Texts<typeof consoleUsersEn>

const usePageTexts = createPageTexts<UserTexts>(consoleUsersEn, {
  ko: async () => (await import('@berth/contract/texts/console-users.ko.ts')).consoleUsersKo,
  id: async () => (await import('@berth/contract/texts/console-users.id.ts')).consoleUsersId,
  ru: async () => (await import('@berth/contract/texts/console-users.ru.ts')).consoleUsersRu,
  fr: async () => (await import('@berth/contract/texts/console-users.fr.ts')).consoleUsersFr,
  mn: async () => (await import('@berth/contract/texts/console-users.mn.ts')).consoleUsersMn,
})

export interface UserWords {
  readonly language: Language
  readonly t: UserTexts
  readonly say: (count: number) => string
  readonly failureOf: (error: unknown) => ErrorWords
  /** For a place that has room for a sentence. */
  readonly failureLine: (error: unknown) => string
}

export function useUserWords(): UserWords {
  const t = usePageTexts()
  const { signIn } = useTexts()
  const { language } = useLanguage()
  return useMemo(() => {
    const failureOf = (error: unknown) => sayError(error, signIn.noAnswer)
    return {
      language,
      t,
      say: (count) => new Intl.NumberFormat(language).format(count),
      failureOf,
      failureLine(error) {
        const { title, detail } = failureOf(error)
        return `${title}. ${detail}`
      },
    }
  }, [language, t, signIn])
}
