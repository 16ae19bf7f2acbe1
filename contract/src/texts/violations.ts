import type { Violation } from '../problems.ts'
import type { Language } from './language.ts'

/** The limits that a request passes, in one line; memory in GiB, everything else as the number it is. */
export function listViolations(
  violations: readonly Violation[],
  language: Language,
  say: (violation: Violation, amount: (n: number) => string) => string,
): string {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const amount = (resource: string) => (n: number) =>
    resource === 'memory' ? `${number.format(n / 1024 ** 3)} GiB` : number.format(n)
  return violations.map((violation) => say(violation, amount(violation.resource))).join('; ')
}
