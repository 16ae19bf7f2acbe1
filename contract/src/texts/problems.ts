import type { ProblemCode } from '../problems.ts'
import { fillProblem } from './fill-problem.ts'
import { dictionaries } from './language.ts'
import type { Language } from './language.ts'
import { problemsEn, type ProblemTexts } from './problems.en.ts'
import { problemsFr } from './problems.fr.ts'
import { problemsId } from './problems.id.ts'
import { problemsMn } from './problems.mn.ts'
import { problemsKo } from './problems.ko.ts'
import { problemsRu } from './problems.ru.ts'

const texts = dictionaries<ProblemTexts>(problemsEn, {
  ko: problemsKo,
  ru: problemsRu,
  fr: problemsFr,
  mn: problemsMn,
  id: problemsId,
})

/** Title and detail of a problem, filled with its parameters. */
export function problemTexts(language: Language, code: ProblemCode, params: unknown) {
  return fillProblem(texts[language], code, params)
}
