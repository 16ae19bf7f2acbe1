/** What the address of everybody's credentials says: which tab, which of them, in which order. */
import type { CallInput } from '@berth/contract/endpoint.ts'
import type { credentials } from '@berth/contract/credentials.ts'

export const credentialTabs = ['active', 'inactive'] as const
export type CredentialTab = (typeof credentialTabs)[number]

/** Kinds of last use: lately, not for long, never. */
export const usedChoices = ['day', 'week', 'month', 'not-month', 'not-quarter', 'never'] as const
type UsedChoice = (typeof usedChoices)[number]

const filterNames = ['label', 'person', 'workspaceName', 'policy', 'used'] as const
export type CredentialFilterName = (typeof filterNames)[number]

export const credentialSortFields = ['createdAt', 'lastUsedAt', 'label', 'user', 'workspace', 'policy'] as const
export type CredentialSortField = (typeof credentialSortFields)[number]

export interface CredentialsAddress {
  readonly tab: CredentialTab
  readonly filters: { readonly [Name in CredentialFilterName]?: string }
  readonly sort: { readonly column: CredentialSortField; readonly isDescending: boolean }
}

type Search = Readonly<Record<string, unknown>>

const longest = 64
const text = (value: unknown) =>
  (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '').slice(
    0,
    longest,
  )
const policyForm = /^[A-Za-z0-9._-]{1,64}$/

/** An address may be typed or old: what it says wrongly counts as not said. */
export function addressFrom(search: Search): CredentialsAddress {
  const filters: { [Name in CredentialFilterName]?: string } = {}
  for (const name of filterNames) {
    const value = text(search[name])
    if (value === '' || (name === 'policy' && !policyForm.test(value))) continue
    if (name === 'used' && !usedChoices.some((choice) => choice === value)) continue
    filters[name] = value
  }
  const sort = text(search['sort'])
  const column = credentialSortFields.find((field) => field === sort.replace(/^-/, ''))
  return {
    tab: search['tab'] === 'inactive' ? 'inactive' : 'active',
    filters,
    sort: column === undefined ? newest : { column, isDescending: sort.startsWith('-') },
  }
}

const newest = { column: 'createdAt', isDescending: true } as const
const sortText = ({ column, isDescending }: CredentialsAddress['sort']) => `${isDescending ? '-' : ''}${column}`

/** Only what differs from the default is in the address. */
export function searchOf({ tab, filters, sort }: CredentialsAddress): Search {
  const order = sortText(sort)
  return {
    ...(tab === 'inactive' ? { tab } : {}),
    ...Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== '')),
    ...(order === sortText(newest) ? {} : { sort: order }),
  }
}

const dayMs = 86_400_000

/** Whole days of Greenwich, so that a list that is asked for again is the same list. */
function usedQuery(used: UsedChoice, now: Date): { usedSince?: string; notUsedSince?: string } {
  const before = (days: number) => new Date((Math.floor(now.getTime() / dayMs) - days) * dayMs).toISOString()
  switch (used) {
    case 'day':
      return { usedSince: before(1) }
    case 'week':
      return { usedSince: before(7) }
    case 'month':
      return { usedSince: before(30) }
    case 'not-month':
      return { notUsedSince: before(30) }
    case 'not-quarter':
      return { notUsedSince: before(90) }
    case 'never':
      return { notUsedSince: new Date(0).toISOString() }
  }
}

/** Also of the export, which has neither an end nor a place. */
export type CredentialQuery = Omit<NonNullable<CallInput<typeof credentials.list>['query']>, 'limit' | 'cursor'>

/** As the list and the export are asked. */
export function listQueryOf({ tab, filters, sort }: CredentialsAddress, now: Date): CredentialQuery {
  const { used, ...others } = filters
  const choice = usedChoices.find((one) => one === used)
  return {
    owner: 'all' as const,
    active: tab === 'active' ? ('true' as const) : ('false' as const),
    ...Object.fromEntries(Object.entries(others).filter(([, value]) => value !== '')),
    ...(choice === undefined ? {} : usedQuery(choice, now)),
    sort: sortText(sort),
  }
}
