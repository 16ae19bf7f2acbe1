/** What a failed call means, in words. */
import { ApiProblem } from '@berth/contract/client.ts'
import { fillProblem } from '@berth/contract/texts/fill-problem.ts'
import type { ProblemTexts } from '@berth/contract/texts/problems.en.ts'

export interface ErrorWords {
  readonly title: string
  readonly detail: string
  readonly requestId: string | undefined
}

export interface ErrorTexts {
  /** Without them the server's own words are used. */
  readonly problems: ProblemTexts | undefined
  readonly noAnswer: { readonly title: string; readonly text: string }
}

export function describeError(error: unknown, { problems, noAnswer }: ErrorTexts): ErrorWords {
  if (error instanceof ApiProblem) {
    const { body } = error
    const words = problems !== undefined && body.type in problems ? fillProblem(problems, body.type, body) : body
    return { title: words.title, detail: words.detail, requestId: body.requestId }
  }
  // anything else that a call throws means that no usable answer came
  return { title: noAnswer.title, detail: noAnswer.text, requestId: undefined }
}
