/** The limits that a request passes, in a sentence for each. */
import type { LargestRequest, Violation } from '../problems.ts'
import type { LimitedResource } from '../resources.ts'
import type { Language } from './language.ts'
import { unitNames } from './units.ts'

export interface ViolationTexts {
  readonly resources: Readonly<Record<LimitedResource, string>>
  readonly limits: Readonly<Record<Violation['limit'], string>>
  readonly seconds: (text: string) => string
  readonly say: (parts: { resource: string; asked: string; used: string; max: string; limit: string }) => string
  readonly nothing: string
  readonly largest: (request: string) => string
}

/** Memory in GiB, times in seconds, everything else as the number it is. */
export function sayViolations(
  { violations, largest }: { violations: readonly Violation[]; largest?: LargestRequest | null },
  language: Language,
  texts: ViolationTexts,
): string {
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const amount = (resource: LimitedResource, n: number) => {
    if (resource === 'memory') return `${number.format(n / 1024 ** 3)} ${unitNames(language).bytes.GiB}`
    return resource === 'lifetime' ? texts.seconds(number.format(n)) : number.format(n)
  }
  const each = violations.map(({ resource, limit, asked, used, max }) =>
    texts.say({
      resource: texts.resources[resource] ?? resource,
      limit: texts.limits[limit] ?? limit,
      asked: amount(resource, asked),
      used: amount(resource, used),
      max: amount(resource, max),
    }),
  )
  if (largest === undefined) return each.join('; ')
  if (largest === null) return `${each.join('; ')}. ${texts.nothing}`
  const parts = (['cpu', 'memory', 'gpu', 'gpuShares'] as const)
    .filter((resource) => resource === 'cpu' || largest[resource] > 0)
    .map((resource) => `${texts.resources[resource]} ${amount(resource, largest[resource])}`)
  return `${each.join('; ')}. ${texts.largest(parts.join(', '))}`
}
