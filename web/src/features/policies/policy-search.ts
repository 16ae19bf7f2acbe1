/** What the address of the list of policies says: which names, in which order. */
export const policySortFields = [
  'name',
  'cpu',
  'memory',
  'gpu',
  'gpuShares',
  'concurrentSessions',
  'createdAt',
] as const
export type PolicySortField = (typeof policySortFields)[number]

export interface PolicyFilter {
  /** A part of the name; empty for all. */
  readonly name: string
  readonly sort: { readonly column: PolicySortField; readonly isDescending: boolean }
}

type Search = Readonly<Record<string, unknown>>

/** An address may be typed or old: what it says wrongly counts as not said. */
export function filterFrom(search: Search): PolicyFilter {
  const name = search['name']
  const sort = typeof search['sort'] === 'string' ? search['sort'] : ''
  const column = policySortFields.find((field) => field === sort.replace(/^-/, ''))
  return {
    name: typeof name === 'string' || typeof name === 'number' ? String(name).slice(0, 64) : '',
    sort: { column: column ?? 'name', isDescending: column !== undefined && sort.startsWith('-') },
  }
}

const sortText = ({ column, isDescending }: PolicyFilter['sort']) => `${isDescending ? '-' : ''}${column}`

/** Only what differs from the default is in the address. */
export function searchOf({ name, sort }: PolicyFilter): Search {
  const order = sortText(sort)
  return { ...(name === '' ? {} : { name }), ...(order === 'name' ? {} : { sort: order }) }
}

/** As the list and the export are asked. */
export const listQueryOf = ({ name, sort }: PolicyFilter) => ({
  ...(name === '' ? {} : { q: name }),
  sort: sortText(sort),
})
