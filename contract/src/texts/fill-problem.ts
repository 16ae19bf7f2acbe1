import type { ProblemCode } from '../problems.ts'
import type { ProblemTexts } from './problems.en.ts'

/** Apart from the dictionaries, so that a page can load one of them. `params` are those of `code`: on the server by type, in a client by the contract. */
export function fillProblem(texts: ProblemTexts, code: ProblemCode, params: unknown) {
  const { title, detail } = texts[code]
  return { title, detail: typeof detail === 'string' ? detail : (detail as (params: unknown) => string)(params) }
}
