/** What the address of the page says: which days, of whom, and what the chart and the table are by. */
import type { UsageGroup } from '@berth/contract/usage.ts'

export const ranges = ['7', '30', '90', '365', 'custom'] as const
export type Range = (typeof ranges)[number]
export const measures = ['coreHours', 'gibHours', 'gpuHours', 'sessions'] as const
export type Measure = (typeof measures)[number]
/** Not those of the contract, which would bring its schemas along. */
export const groups = ['day', 'project', 'user'] as const satisfies readonly UsageGroup[]
const mostDays = 366
const dayMs = 86_400_000

export interface UsageAddress {
  readonly range: Range
  /** Of a custom range. */
  readonly from: string
  readonly to: string
  readonly measure: Measure
  readonly by: UsageGroup
  readonly user: string | undefined
  readonly project: string | undefined
}

type Search = Readonly<Record<string, unknown>>

const oneOf = <Value extends string>(value: unknown, known: readonly Value[], otherwise: Value): Value =>
  known.find((one) => one === String(value)) ?? otherwise
const idIn = (value: unknown) => (typeof value === 'string' && /^[0-9a-f-]{36}$/i.test(value) ? value : undefined)
const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))

export function addressFrom(search: Search, now: Date): UsageAddress {
  const today = now.toISOString().slice(0, 10)
  const monthAgo = new Date(now.getTime() - 29 * dayMs).toISOString().slice(0, 10)
  return {
    range: oneOf(search['range'], ranges, '30'),
    from: isDay(search['from']) ? search['from'] : monthAgo,
    to: isDay(search['to']) ? search['to'] : today,
    measure: oneOf(search['measure'], measures, 'coreHours'),
    by: oneOf(search['by'], groups, 'day'),
    user: idIn(search['user']),
    project: idIn(search['project']),
  }
}

/** Only what is not as it would be anyway. */
export function searchOf({ range, from, to, measure, by, user, project }: UsageAddress): Record<string, string> {
  return {
    ...(range === '30' ? {} : { range }),
    ...(range === 'custom' ? { from, to } : {}),
    ...(measure === 'coreHours' ? {} : { measure }),
    ...(by === 'day' ? {} : { by }),
    ...(user === undefined ? {} : { user }),
    ...(project === undefined ? {} : { project }),
  }
}

/** First and last day; nothing when they make no span that is answered. */
export function spanOf({ range, from, to }: UsageAddress, now: Date): { from: string; to: string } | undefined {
  if (range === 'custom') {
    const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
    return days >= 1 && days <= mostDays ? { from, to } : undefined
  }
  const first = new Date(now.getTime() - (Number(range) - 1) * dayMs)
  return { from: first.toISOString().slice(0, 10), to: now.toISOString().slice(0, 10) }
}
