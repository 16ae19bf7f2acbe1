/**
 * What a failed call means, in the language of the page. The words come with the first answer that tells of a problem:
 * whoever asked gets it when they are there. Where they do not come, the server's own are shown.
 */
import type { Language } from '@berth/contract/texts/language.ts'
import type { ProblemTexts } from '@berth/contract/texts/problems.en.ts'
import { beforeShowing } from './app-texts.ts'
import { describeError } from './describe-error.ts'
import type { ErrorTexts, ErrorWords } from './describe-error.ts'
import { loadProblemTexts } from './problem-translations.ts'

let language: Language = 'en'
let isNeeded = false
let known: { readonly language: Language; readonly problems: ProblemTexts } | undefined

/** Before an answer that tells of a problem is handed on. */
export async function bringProblemTexts(): Promise<void> {
  isNeeded = true
  const wanted = language
  if (known?.language === wanted) return
  const problems = await loadProblemTexts(wanted).catch(() => undefined)
  // another language may have been chosen meanwhile
  if (problems !== undefined && wanted === language) known = { language: wanted, problems }
}

beforeShowing((next) => {
  language = next
  return isNeeded ? bringProblemTexts() : undefined
})

export const sayError = (error: unknown, noAnswer: ErrorTexts['noAnswer']): ErrorWords =>
  describeError(error, { problems: known?.language === language ? known.problems : undefined, noAnswer })
