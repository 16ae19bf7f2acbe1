import type { ProblemCode } from '../problems.ts'
import type { Language } from './language.ts'
import { problemsEn, type ProblemTexts } from './problems.en.ts'
import { problemsKo } from './problems.ko.ts'

const dictionaries: Readonly<Record<Language, ProblemTexts>> = { en: problemsEn, ko: problemsKo }

/** Title and detail of a problem, filled with its parameters. */
export function problemTexts(language: Language, code: ProblemCode, params: unknown) {
  return fillProblem(dictionaries[language], code, params)
}

/** `params` are those of `code`: on the server by type, in a client by the contract. */
export function fillProblem(texts: ProblemTexts, code: ProblemCode, params: unknown) {
  const { title, detail } = texts[code]
  return { title, detail: typeof detail === 'string' ? detail : (detail as (params: unknown) => string)(params) }
}
