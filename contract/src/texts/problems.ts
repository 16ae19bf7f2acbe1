import type { ProblemCode } from '../problems.ts'
import { fillProblem } from './fill-problem.ts'
import type { Language } from './language.ts'
import { problemsEn, type ProblemTexts } from './problems.en.ts'
import { problemsKo } from './problems.ko.ts'

const dictionaries: Readonly<Record<Language, ProblemTexts>> = { en: problemsEn, ko: problemsKo }

/** Title and detail of a problem, filled with its parameters. */
export function problemTexts(language: Language, code: ProblemCode, params: unknown) {
  return fillProblem(dictionaries[language], code, params)
}
