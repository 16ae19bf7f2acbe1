/** What the address of the list of folders says: which tab, whose, which of them, in which order. */
import type { CallInput } from '@berth/contract/endpoint.ts'
import type { folders } from '@berth/contract/folders.ts'

export const folderTabs = ['live', 'trashed'] as const
export type FolderTab = (typeof folderTabs)[number]

const folderFilterNames = ['name', 'host', 'type', 'permission', 'relation'] as const
export type FolderFilterName = (typeof folderFilterNames)[number]
export const filterChoices = {
  type: ['user', 'group'],
  permission: ['ro', 'rw'],
  relation: ['owner', 'invited', 'member', 'administrator'],
} as const

export const folderSortFields = ['name', 'createdAt', 'used', 'files', 'host'] as const
export type FolderSortField = (typeof folderSortFields)[number]

export interface FoldersAddress {
  readonly tab: FolderTab
  /** Administrators may see everyone's. */
  readonly owner: 'me' | 'all'
  readonly filters: { readonly [Name in FolderFilterName]?: string }
  readonly sort: { readonly column: FolderSortField; readonly isDescending: boolean }
  readonly isCreating: boolean
}

type Search = Readonly<Record<string, unknown>>

const text = (value: unknown): string =>
  (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '').slice(
    0,
    64,
  )

/** An address may be typed or old: what it says wrongly counts as not said. */
export function addressFrom(search: Search): FoldersAddress {
  const filters: { [Name in FolderFilterName]?: string } = {}
  for (const name of folderFilterNames) {
    const value = text(search[name])
    const choices: readonly string[] | undefined = name in filterChoices ? filterChoices[name as 'type'] : undefined
    if (value !== '' && choices?.includes(value) !== false) filters[name] = value
  }
  const sort = text(search['sort'])
  const column = folderSortFields.find((field) => field === sort.replace(/^-/, ''))
  return {
    tab: search['tab'] === 'trashed' ? 'trashed' : 'live',
    owner: search['owner'] === 'all' ? 'all' : 'me',
    filters,
    sort: { column: column ?? 'name', isDescending: column !== undefined && sort.startsWith('-') },
    isCreating: search['create'] === true,
  }
}

/** Only what differs from the default is in the address. */
export function searchOf({ tab, owner, filters, sort, isCreating }: FoldersAddress): Search {
  const order = sortText(sort)
  return {
    ...(tab === 'live' ? {} : { tab }),
    ...(owner === 'me' ? {} : { owner }),
    ...Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== '')),
    ...(order === 'name' ? {} : { sort: order }),
    ...(isCreating ? { create: true } : {}),
  }
}

type ListQuery = NonNullable<CallInput<typeof folders.list>['query']>

/** As the list is asked. */
export function listQueryOf({ tab, owner, filters, sort }: Omit<FoldersAddress, 'isCreating'>): ListQuery {
  const { name, host, type, permission, relation } = filters
  return {
    ...{ owner, state: tab, sort: sortText(sort) },
    ...(name ? { q: name } : {}),
    ...(host ? { host } : {}),
    ...(type ? { type: type as 'user' } : {}),
    ...(permission ? { permission: permission as 'ro' } : {}),
    ...(relation ? { relation: relation as 'owner' } : {}),
  }
}

const sortText = ({ column, isDescending }: FoldersAddress['sort']) => `${isDescending ? '-' : ''}${column}`
