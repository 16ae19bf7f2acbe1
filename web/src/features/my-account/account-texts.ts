/** The words of one's own account, loaded with it. */
import { consoleAccountEn } from '@berth/contract/texts/console-account.en.ts'
import type { Language, Texts } from '@berth/contract/texts/language.ts'
import { useMemo } from 'react'
import { useLanguage, useTexts } from '../../texts/app-texts.ts'
import type { ErrorWords } from '../../texts/describe-error.ts'
import { createPageTexts } from '../../texts/page-texts.ts'
import { useProblemTexts } from '../../texts/problem-texts.ts'
import { sayError } from '../../texts/say-error.ts'

export type AccountTexts = Texts<typeof consoleAccountEn>

const usePageTexts = createPageTexts<AccountTexts>(consoleAccountEn, {
  ko: async () => (await import('@berth/contract/texts/console-account.ko.ts')).consoleAccountKo,
  id: async () => (await import('@berth/contract/texts/console-account.id.ts')).consoleAccountId,
  ru: async () => (await import('@berth/contract/texts/console-account.ru.ts')).consoleAccountRu,
  fr: async () => (await import('@berth/contract/texts/console-account.fr.ts')).consoleAccountFr,
  mn: async () => (await import('@berth/contract/texts/console-account.mn.ts')).consoleAccountMn,
})

export interface AccountWords {
  readonly language: Language
  readonly t: AccountTexts
  readonly failureOf: (error: unknown) => ErrorWords
  /** For a place that has room for a sentence. */
  readonly failureLine: (error: unknown) => string
  /** What a code in the address says; nothing for what is none. */
  readonly problemLine: (code: unknown) => string | undefined
}

export function useAccountWords(): AccountWords {
  const t = usePageTexts()
  const problems = useProblemTexts()
  const { signIn } = useTexts()
  const { language } = useLanguage()
  return useMemo(() => {
    const failureOf = (error: unknown) => sayError(error, signIn.noAnswer)
    return {
      language,
      t,
      failureOf,
      failureLine(error) {
        const { title, detail } = failureOf(error)
        return `${title}. ${detail}`
      },
      problemLine(code) {
        if (typeof code !== 'string' || !Object.hasOwn(problems, code)) return undefined
        const { title, detail } = problems[code as keyof typeof problems]
        return typeof detail === 'string' ? `${title}. ${detail}` : title
      },
    }
  }, [language, t, problems, signIn])
}
