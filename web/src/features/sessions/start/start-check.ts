/** What is wrong with the form: by the contract's own schema before it is sent, by the server's answer after. */
import { ApiProblem } from '@berth/contract/client.ts'
import type { InputError, Violation } from '@berth/contract/problems.ts'
import type { ResourceReport } from '@berth/contract/resources.ts'
import { sessionCreateBody } from '@berth/contract/sessions.ts'
import { bytes, number } from '../../../parts/amounts.ts'
import { failureOf } from '../../../parts/failure.ts'
import type { SessionTexts, SessionWords } from '../../../parts/session-texts.ts'
import { doubledName, fieldOf, sliderEnd, toBody } from './start-form.ts'
import type { StartField, StartValues } from './start-form.ts'

export type StartErrors = { readonly [Field in StartField]?: string }

export function checkValues(values: StartValues, report: ResourceReport, t: SessionTexts): StartErrors {
  const errors: { [Field in StartField]?: string } = {}
  // a date that is no date cannot be turned into the request at all
  if (values.startsAt !== '' && Number.isNaN(Date.parse(values.startsAt))) return { startsAt: t.form.errors.startsAt }
  const result = sessionCreateBody.safeParse(toBody(values, undefined))
  for (const issue of result.error?.issues ?? []) {
    const field = fieldOf(issue.path.join('.'))
    if (field !== undefined) errors[field] ??= wordsOf(field, issue.code, t)
  }
  for (const name of ['cpu', 'memory', 'gpu'] as const)
    if (values[name] > sliderEnd(name, report) && values[name] > 0) errors[name] ??= t.form.errors[name]
  const twice = doubledName(values.env)
  if (twice !== undefined) errors.env ??= t.form.errors.envTwice({ name: twice })
  return errors
}

const wordsOf = (field: StartField, code: string, t: SessionTexts): string =>
  field === 'command' && code === 'too_big' ? t.form.errors.commandLong : t.form.errors[field]

export interface Refusal {
  readonly fields: StartErrors
  /** What belongs to no field. */
  readonly notice?: {
    readonly title: string
    readonly lines: readonly string[]
    readonly requestId?: string | undefined
  }
}

export function refusalOf(error: unknown, words: SessionWords): Refusal {
  const { t } = words
  const { title, detail, requestId } = failureOf(error, words)
  if (!(error instanceof ApiProblem)) return { fields: {}, notice: { title, lines: [detail] } }
  const { body } = error
  if (body.type === 'name-taken') return { fields: { name: detail } }
  if (body.type === 'quota-exceeded') {
    const violations = body['violations'] as readonly Violation[]
    return { fields: {}, notice: { title, lines: violations.map((violation) => violationWords(violation, words)) } }
  }
  if (body.type === 'invalid-input') {
    const fields: { [Field in StartField]?: string } = {}
    const rest: string[] = []
    for (const { path, code, message } of body['errors'] as readonly InputError[]) {
      const field = fieldOf(path)
      if (field === undefined) rest.push(`${path}: ${message}`)
      else fields[field] ??= wordsOf(field, code, t)
    }
    return rest.length === 0 ? { fields } : { fields, notice: { title, lines: rest, requestId } }
  }
  return { fields: {}, notice: { title, lines: [detail], requestId } }
}

function violationWords({ limit, resource, asked, used, max }: Violation, { t, language }: SessionWords): string {
  const say = (amount: number) =>
    resource === 'memory'
      ? bytes(language, amount)
      : resource === 'cpu'
        ? t.amounts.cores({ count: amount, text: number(language, amount) })
        : number(language, amount)
  const names: Readonly<Record<string, string>> = t.amounts.names
  const bounds: Readonly<Record<string, string>> = t.amounts.bound
  return t.form.errors.violation({
    resource: names[resource] ?? resource,
    asked: say(asked),
    used: say(used),
    max: say(max),
    limit: bounds[limit] ?? limit,
  })
}
