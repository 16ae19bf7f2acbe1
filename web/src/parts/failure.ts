/** What went wrong with a call, in the words of the page. */
import { ApiProblem, NoAnswer } from '@berth/contract/client.ts'
import type { ErrorWords } from '../texts/describe-error.ts'
import { sayError } from '../texts/say-error.ts'
import type { SessionWords } from './session-texts.ts'

type Words = Pick<SessionWords, 't'>

export function failureOf(error: unknown, { t }: Words): ErrorWords {
  const silent = error instanceof NoAnswer && error.status === undefined
  const noAnswer = silent
    ? { title: t.errors.noAnswerTitle, text: t.errors.noAnswer }
    : { title: t.errors.unexpectedTitle, text: t.errors.unexpected }
  return sayError(error, noAnswer)
}

/** For a place that has room for a sentence. */
export function failureLine(error: unknown, words: Words): string {
  const { title, detail } = failureOf(error, words)
  return `${title}. ${detail}`
}

export const isNotFound = (error: unknown): boolean => error instanceof ApiProblem && error.body.status === 404

export const isChangedMeanwhile = (error: unknown): boolean =>
  error instanceof ApiProblem && error.body.type === 'changed-meanwhile'
