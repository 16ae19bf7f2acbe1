/** Limits that a request passes, in words. Apart from the schemas, which a page that starts nothing has no need of. */
import type { Violation } from '@berth/contract/problems.ts'
import { bytes, duration, number } from '../../../parts/amounts.ts'
import type { SessionWords } from '../../../parts/session-texts.ts'
import type { RequestWords } from './start-texts.ts'

/** An amount of what a limit speaks of, with its unit. */
export function amountWords(resource: Violation['resource'], amount: number, { t, language }: SessionWords): string {
  if (resource === 'memory') return bytes(language, amount)
  if (resource === 'lifetime') return duration(language, amount)
  const text = number(language, amount)
  return resource === 'cpu' ? t.amounts.cores({ count: amount, text }) : text
}

/** The main credential has the user's own policy and figures: once is enough for people. */
export const eachOnce = (violations: readonly Violation[]): readonly Violation[] =>
  violations.filter(
    ({ limit, resource, used, max }) =>
      limit !== 'credential' ||
      !violations.some(
        (other) => other.limit === 'user' && other.resource === resource && other.used === used && other.max === max,
      ),
  )

export function violationWords(violation: Violation, words: RequestWords): string {
  const { limit, resource, asked, used, max } = violation
  const { t, start } = words
  return start.form.errors.violation({
    resource: t.amounts.names[resource],
    asked: amountWords(resource, asked, words),
    used: amountWords(resource, used, words),
    max: amountWords(resource, max, words),
    limit: t.amounts.bound[limit],
  })
}
