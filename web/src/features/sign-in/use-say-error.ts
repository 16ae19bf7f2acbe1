/** What a failed call means. */
import type { ProblemTexts } from '@berth/contract/texts/problems.en.ts'
import { useCallback } from 'react'
import { describeError } from '../../texts/describe-error.ts'
import type { ErrorWords } from '../../texts/describe-error.ts'
import { loadProblemTexts } from '../../texts/problem-translations.ts'
import { useLanguage, useTexts } from './sign-in-texts.ts'

export function useSayError(): (error: unknown) => Promise<ErrorWords> {
  const { noAnswer } = useTexts().signIn
  const { language } = useLanguage()
  return useCallback(
    async (failure) => {
      const problems = await loadProblemTexts(language).catch(() => undefined)
      return describeError(failure, { problems, noAnswer })
    },
    [language, noAnswer],
  )
}

export interface ProblemLine {
  readonly title: string
  readonly detail: string | undefined
}

/** What a problem's code alone says; nothing for a code that nobody knows. */
export function useSayProblem(): (code: string) => Promise<ProblemLine | undefined> {
  const { language } = useLanguage()
  return useCallback(
    async (code) => {
      const problems = await loadProblemTexts(language).catch(() => undefined)
      if (problems === undefined || !Object.hasOwn(problems, code)) return undefined
      const { title, detail } = problems[code as keyof ProblemTexts]
      return { title, detail: typeof detail === 'string' ? detail : undefined }
    },
    [language],
  )
}
