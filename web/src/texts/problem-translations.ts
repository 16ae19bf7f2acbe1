/** The texts of all problems: more than a page needs that nothing goes wrong on, so they are files of their own. */
import type { Language } from '@berth/contract/texts/language.ts'
import type { ProblemTexts } from '@berth/contract/texts/problems.en.ts'
import { loadDictionary } from './translations.ts'
import type { Translations } from './translations.ts'

export const problemTranslations: Translations<ProblemTexts> = {
  ko: async () => (await import('@berth/contract/texts/problems.ko.ts')).problemsKo,
  id: async () => (await import('@berth/contract/texts/problems.id.ts')).problemsId,
  ru: async () => (await import('@berth/contract/texts/problems.ru.ts')).problemsRu,
  fr: async () => (await import('@berth/contract/texts/problems.fr.ts')).problemsFr,
  mn: async () => (await import('@berth/contract/texts/problems.mn.ts')).problemsMn,
}

export async function loadProblemTexts(language: Language): Promise<ProblemTexts> {
  const { problemsEn } = await import('@berth/contract/texts/problems.en.ts')
  return loadDictionary(problemsEn, problemTranslations, language)
}
