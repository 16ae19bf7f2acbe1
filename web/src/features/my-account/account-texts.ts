/** The words of one's own account, loaded with it. */
import { consoleAccountEn } from '@berth/contract/texts/console-account.en.ts'
import type { Texts } from '@berth/contract/texts/language.ts'
import { useMemo } from 'react'
import { createPageWords } from '../../texts/page-words.ts'
import type { PageWords } from '../../texts/page-words.ts'
import { useProblemTexts } from '../../texts/problem-texts.ts'

export type AccountTexts = Texts<typeof consoleAccountEn>

const usePageWords = createPageWords<AccountTexts>(consoleAccountEn, {
  ko: async () => (await import('@berth/contract/texts/console-account.ko.ts')).consoleAccountKo,
  id: async () => (await import('@berth/contract/texts/console-account.id.ts')).consoleAccountId,
  ru: async () => (await import('@berth/contract/texts/console-account.ru.ts')).consoleAccountRu,
  fr: async () => (await import('@berth/contract/texts/console-account.fr.ts')).consoleAccountFr,
  mn: async () => (await import('@berth/contract/texts/console-account.mn.ts')).consoleAccountMn,
})

export interface AccountWords extends PageWords<AccountTexts> {
  /** What a code in the address says; nothing for what is none. */
  readonly problemLine: (code: unknown) => string | undefined
}

export function useAccountWords(): AccountWords {
  const words = usePageWords()
  const problems = useProblemTexts()
  return useMemo(
    () => ({
      ...words,
      problemLine(code) {
        if (typeof code !== 'string' || !Object.hasOwn(problems, code)) return undefined
        const { title, detail } = problems[code as keyof typeof problems]
        return typeof detail === 'string' ? `${title}. ${detail}` : title
      },
    }),
    [words, problems],
  )
}
