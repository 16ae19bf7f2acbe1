/** What the address of the list says: which tab, which names, in which order. */
import type { SessionListFilter, SessionSort, SessionState } from '../../api/session-lists.ts'
import { sessionStates } from '../../api/session-lists.ts'

export interface SessionSearch {
  readonly state?: SessionState
  readonly q?: string
  readonly sort?: SessionSort
  readonly owner?: 'all'
}

/** An order as tables have it, and as the address does. */
export const sortOf = (sort: SessionSort) => ({ column: sort.replace('-', ''), isDescending: sort.startsWith('-') })
export const sortText = ({ column, isDescending }: ReturnType<typeof sortOf>): SessionSort =>
  `${isDescending ? '-' : ''}${column}` as SessionSort

const sorts: readonly SessionSort[] = ['createdAt', '-createdAt', 'name', '-name', 'status', '-status']

/** An address may be typed or old: what it says wrongly counts as not said. */
export function filterOf(search: Readonly<Record<string, unknown>>): SessionListFilter {
  return {
    state: sessionStates.find((state) => state === search['state']) ?? 'running',
    q: typeof search['q'] === 'string' || typeof search['q'] === 'number' ? String(search['q']).slice(0, 200) : '',
    sort: sorts.find((sort) => sort === search['sort']) ?? '-createdAt',
    owner: search['owner'] === 'all' ? 'all' : 'me',
  }
}

/** Only what differs from the default is in the address. */
export function searchOf({ state, q, sort, owner }: SessionListFilter): SessionSearch {
  return {
    ...(state === 'running' ? {} : { state }),
    ...(q === '' ? {} : { q }),
    ...(sort === '-createdAt' ? {} : { sort }),
    ...(owner === 'all' ? { owner } : {}),
  }
}
