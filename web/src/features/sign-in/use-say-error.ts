/** What a failed call means. The texts of all problems are more than a sign-in needs, so they are loaded on the first. */
import type { Language } from '@berth/contract/texts/language.ts'
import type { ProblemTexts } from '@berth/contract/texts/problems.en.ts'
import { useCallback } from 'react'
import { describeError } from '../../texts/describe-error.ts'
import type { ErrorWords } from '../../texts/describe-error.ts'
import { loadDictionary } from '../../texts/translations.ts'
import type { Translations } from '../../texts/translations.ts'
import { useLanguage, useTexts } from './sign-in-texts.ts'

const translations: Translations<ProblemTexts> = {
  ko: async () => (await import('@berth/contract/texts/problems.ko.ts')).problemsKo,
  id: async () => (await import('@berth/contract/texts/problems.id.ts')).problemsId,
  ru: async () => (await import('@berth/contract/texts/problems.ru.ts')).problemsRu,
  fr: async () => (await import('@berth/contract/texts/problems.fr.ts')).problemsFr,
  mn: async () => (await import('@berth/contract/texts/problems.mn.ts')).problemsMn,
}

async function problemTexts(language: Language): Promise<ProblemTexts> {
  const { problemsEn } = await import('@berth/contract/texts/problems.en.ts')
  return loadDictionary(problemsEn, translations, language)
}

export function useSayError(): (error: unknown) => Promise<ErrorWords> {
  const { noAnswer } = useTexts().signIn
  const { language } = useLanguage()
  return useCallback(
    async (failure) => {
      const problems = await problemTexts(language).catch(() => undefined)
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
      const problems = await problemTexts(language).catch(() => undefined)
      if (problems === undefined || !Object.hasOwn(problems, code)) return undefined
      const { title, detail } = problems[code as keyof ProblemTexts]
      return { title, detail: typeof detail === 'string' ? detail : undefined }
    },
    [language],
  )
}
