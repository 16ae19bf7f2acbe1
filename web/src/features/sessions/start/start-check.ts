/** What is wrong with the form: by the contract's own schema before it is sent, by the server's answer after. */
import { ApiProblem } from '@berth/contract/client.ts'
import { hiddenText } from '@berth/contract/hidden-text.ts'
import type { InputError, LargestRequest, Violation } from '@berth/contract/problems.ts'
import type { ResourceReport } from '@berth/contract/resources.ts'
import { sessionCreateBody } from '@berth/contract/sessions.ts'
import { failureOf } from '../../../parts/failure.ts'
import { amountWords, eachOnce, violationWords } from './limit-words.ts'
import { doubledName, fieldOf, sliderEnd, slidersOf, toBody } from './start-form.ts'
import type { StartField, StartValues } from './start-form.ts'
import type { RequestWords } from './start-texts.ts'

export type StartErrors = { readonly [Field in StartField]?: string }

export function checkValues(values: StartValues, report: ResourceReport, words: RequestWords): StartErrors {
  const { errors: errorWords } = words.start.form
  const errors: { [Field in StartField]?: string } = {}
  // a date that is no date cannot be turned into the request at all
  if (values.startsAt !== '' && Number.isNaN(Date.parse(values.startsAt))) return { startsAt: errorWords.startsAt }
  const result = sessionCreateBody.safeParse(toBody(values, {}))
  for (const issue of result.error?.issues ?? []) {
    const field = fieldOf(issue.path.join('.'))
    if (field !== undefined) errors[field] ??= wordsOf(field, issue.code, words)
  }
  for (const name of slidersOf(report))
    if (values[name] > 0 && values[name] > sliderEnd(name, report, values.containers) + 1e-9)
      errors[name] ??= errorWords[name]
  const { lifetime } = report
  if (values.type === 'batch' && lifetime !== null && (values.timeLimit ?? 0) * 60 > lifetime.max)
    errors.timeLimit ??= errorWords.lifetime({ minutes: Math.floor(lifetime.max / 60) })
  if (values.command.includes(hiddenText)) errors.command ??= errorWords.commandHidden
  const twice = doubledName(values.env)
  if (twice !== undefined) errors.env ??= errorWords.envTwice({ name: twice })
  return errors
}

function wordsOf(field: StartField, code: string, { t, start }: RequestWords): string {
  if (field === 'name') return t.errors.name
  return field === 'command' && code === 'too_big' ? start.form.errors.commandLong : start.form.errors[field]
}

export interface Refusal {
  readonly fields: StartErrors
  /** What belongs to no field. */
  readonly notice?: {
    readonly title: string
    readonly lines: readonly string[]
    readonly requestId?: string | undefined
  }
}

export function refusalOf(error: unknown, words: RequestWords): Refusal {
  const { title, detail, requestId } = failureOf(error, words)
  if (!(error instanceof ApiProblem)) return { fields: {}, notice: { title, lines: [detail] } }
  const { body } = error
  if (body.type === 'name-taken') return { fields: { name: detail } }
  if (body.type === 'quota-exceeded') {
    const violations = body['violations'] as readonly Violation[]
    const largest = body['largest'] as LargestRequest | null | undefined
    const lines = eachOnce(violations).map((violation) => violationWords(violation, words))
    return { fields: {}, notice: { title, lines: [...lines, largestWords(largest ?? null, words)] } }
  }
  if (body.type === 'invalid-input') {
    const fields: { [Field in StartField]?: string } = {}
    const rest: string[] = []
    for (const { path, code, message } of body['errors'] as readonly InputError[]) {
      const field = fieldOf(path)
      if (field === undefined) rest.push(`${path}: ${message}`)
      else fields[field] ??= wordsOf(field, code, words)
    }
    return rest.length === 0 ? { fields } : { fields, notice: { title, lines: rest, requestId } }
  }
  return { fields: {}, notice: { title, lines: [detail], requestId } }
}

function largestWords(largest: LargestRequest | null, words: RequestWords): string {
  const { t, start } = words
  if (largest === null) return start.form.nothingPasses
  const parts = (['cpu', 'memory', 'gpu', 'gpuShares'] as const)
    .filter((resource) => largest[resource] > 0)
    .map((resource) => `${t.amounts.names[resource]} ${amountWords(resource, largest[resource], words)}`)
  return start.form.largest({ request: parts.join(', ') })
}
