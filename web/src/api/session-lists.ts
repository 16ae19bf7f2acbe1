/** Where a session stands in the lists that are on the screen. Pure: the cache and the live events build on it. */
import { finishedStatuses, heldStatuses } from '@berth/contract/session-states.ts'
import type { SessionStatus } from '@berth/contract/session-states.ts'
import type { Session } from '@berth/contract/sessions.ts'

export const sessionStates = ['running', 'queued', 'finished'] as const
export type SessionState = (typeof sessionStates)[number]
export type SessionSort = 'createdAt' | '-createdAt' | 'name' | '-name' | 'status' | '-status'

export interface SessionListFilter {
  readonly state: SessionState
  /** Part of the name; empty for all. */
  readonly q: string
  readonly sort: SessionSort
  readonly owner: 'me' | 'all'
  readonly project?: string | undefined
}

export interface SessionPage {
  readonly items: Session[]
  readonly nextCursor: string | null
  readonly total?: number | undefined
}

export interface SessionPages {
  readonly pages: SessionPage[]
  readonly pageParams: unknown[]
}

/** The tab a status belongs to. */
function stateOf(status: SessionStatus): SessionState {
  if ((finishedStatuses as readonly SessionStatus[]).includes(status)) return 'finished'
  return (heldStatuses as readonly SessionStatus[]).includes(status) ? 'running' : 'queued'
}

function belongs(session: Session, filter: SessionListFilter, meId: string | undefined): boolean {
  return (
    stateOf(session.status) === filter.state &&
    (filter.owner === 'all' || session.owner === meId) &&
    (filter.project === undefined || session.project === filter.project) &&
    session.name.toLowerCase().includes(filter.q.trim().toLowerCase())
  )
}

/** Below zero when `a` stands above `b`. Ids are UUIDv7, so they decide ties by creation, as the server does. */
function compareSessions(sort: SessionSort): (a: Session, b: Session) => number {
  const descending = sort.startsWith('-')
  const field = (descending ? sort.slice(1) : sort) as 'createdAt' | 'name' | 'status'
  return (a, b) => {
    const order = compareText(a[field], b[field]) || compareText(a.id, b.id)
    return descending ? -order : order
  }
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The pages with the session's newest representation put where it belongs: replaced, moved, added or taken away. One
 * that sorts behind the last loaded row is left for *Load more*. The same object comes back when nothing changed.
 */
export function placeSession(
  lists: SessionPages,
  session: Session,
  filter: SessionListFilter,
  meId: string | undefined,
): SessionPages {
  const at = lists.pages.findIndex((page) => page.items.some((item) => item.id === session.id))
  const was = lists.pages[at]?.items.find((item) => item.id === session.id)
  const fits = belongs(session, filter, meId)
  if (was === undefined && !fits) return lists
  const compare = compareSessions(filter.sort)
  if (was !== undefined && fits && compare(was, session) === 0)
    return mapPage(lists, at, (items) => items.map((item) => (item === was ? session : item)))

  const without = was === undefined ? lists : mapPage(lists, at, (items) => items.filter((item) => item !== was))
  const placed = fits ? insert(without, session, compare) : without
  return countBy(placed, (fits ? 1 : 0) - (was === undefined ? 0 : 1))
}

/** The other pages stay the same objects. */
function mapPage(lists: SessionPages, at: number, change: (items: Session[]) => Session[]): SessionPages {
  return { ...lists, pages: lists.pages.map((page, n) => (n === at ? { ...page, items: change(page.items) } : page)) }
}

function insert(lists: SessionPages, session: Session, compare: (a: Session, b: Session) => number): SessionPages {
  const last = lists.pages.length - 1
  const target = lists.pages.findIndex((page) => page.items.some((item) => compare(session, item) < 0))
  const at = target === -1 ? last : target
  const page = lists.pages[at]
  if (page === undefined || (target === -1 && page.nextCursor !== null)) return lists
  const index = page.items.findIndex((item) => compare(session, item) < 0)
  const items = page.items.toSpliced(index === -1 ? page.items.length : index, 0, session)
  return { ...lists, pages: lists.pages.with(at, { ...page, items }) }
}

function countBy(lists: SessionPages, difference: number): SessionPages {
  const pages = lists.pages.map((page) =>
    page.total === undefined ? page : { ...page, total: Math.max(0, page.total + difference) },
  )
  return { ...lists, pages }
}
