/** What the address of the list says: which tab, which users, in which order, and what stands open over it. */
import type { users } from '@berth/contract/users.ts'
import type { CallInput } from '@berth/contract/endpoint.ts'

export const userTabs = ['active', 'inactive'] as const
export type UserTab = (typeof userTabs)[number]

export const textFilters = ['email', 'username', 'fullName'] as const
export const choiceFilters = { role: ['superadmin', 'user'], twoFactor: ['true', 'false'] } as const
export type FilterName = (typeof textFilters)[number] | keyof typeof choiceFilters

export const sortFields = ['email', 'username', 'fullName', 'role', 'createdAt', 'lastSignInAt'] as const
export type SortField = (typeof sortFields)[number]

export interface UserListFilter {
  readonly tab: UserTab
  readonly filters: { readonly [Name in FilterName]?: string }
  readonly sort: { readonly column: SortField; readonly isDescending: boolean }
}

export interface UsersAddress extends UserListFilter {
  /** Whose detail is open. */
  readonly user: string | undefined
  readonly isCreating: boolean
}

type Search = Readonly<Record<string, unknown>>

const longest = 64
const text = (value: unknown) =>
  (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '').slice(
    0,
    longest,
  )

/** An address may be typed or old: what it says wrongly counts as not said. */
export function addressFrom(search: Search): UsersAddress {
  const filters: { [Name in FilterName]?: string } = {}
  for (const name of textFilters) if (text(search[name]) !== '') filters[name] = text(search[name])
  for (const [name, choices] of Object.entries(choiceFilters)) {
    const chosen = choices.find((choice) => choice === text(search[name]))
    if (chosen !== undefined) filters[name as keyof typeof choiceFilters] = chosen
  }
  const sort = text(search['sort'])
  const column = sortFields.find((field) => field === sort.replace(/^-/, ''))
  return {
    tab: search['tab'] === 'inactive' ? 'inactive' : 'active',
    filters,
    sort: { column: column ?? 'email', isDescending: column !== undefined && sort.startsWith('-') },
    user: typeof search['user'] === 'string' ? search['user'] : undefined,
    isCreating: search['create'] === true,
  }
}

/** Only what differs from the default is in the address. */
export function searchOf({ tab, filters, sort, user, isCreating }: UsersAddress): Search {
  const order = sortText(sort)
  return {
    ...(tab === 'inactive' ? { tab } : {}),
    ...Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== '')),
    ...(order === 'email' ? {} : { sort: order }),
    ...(user === undefined ? {} : { user }),
    ...(isCreating ? { create: true } : {}),
  }
}

type ListQuery = NonNullable<CallInput<typeof users.list>['query']>

/** As the list and the export are asked. */
export const listQueryOf = ({ tab, filters, sort }: UserListFilter): ListQuery => ({
  ...(filters as Pick<ListQuery, FilterName>),
  active: tab === 'active' ? 'true' : 'false',
  sort: sortText(sort),
})

const sortText = ({ column, isDescending }: UserListFilter['sort']) => `${isDescending ? '-' : ''}${column}`
