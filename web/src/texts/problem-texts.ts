/** The words for any problem, on pages that tell of problems which others had or which were long ago. */
import { problemsEn } from '@berth/contract/texts/problems.en.ts'
import { createPageTexts } from './page-texts.ts'
import { problemTranslations } from './problem-translations.ts'

export const useProblemTexts = createPageTexts(problemsEn, problemTranslations)
