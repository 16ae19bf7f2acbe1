/** Keys of what is known about sessions, and how news of one reaches everything that shows it. */
import type { Session } from '@berth/contract/sessions.ts'
import type { QueryClient } from '@tanstack/react-query'
import { folderKeys } from './live-keys.ts'
import { placeSession } from './session-lists.ts'
import type { SessionListFilter, SessionPages } from './session-lists.ts'

export type { SessionListFilter } from './session-lists.ts'

export const sessionKeys = {
  all: ['sessions'] as const,
  lists: ['sessions', 'list'] as const,
  list: (filter: SessionListFilter) => ['sessions', 'list', filter] as const,
  detail: (id: string) => ['sessions', 'detail', id] as const,
  history: (id: string) => ['sessions', 'history', id] as const,
  terminals: (id: string) => ['sessions', 'terminals', id] as const,
  metrics: (id: string) => ['session-metrics', id] as const,
  idle: (id: string) => ['session-idle', id] as const,
  resources: ['resources'] as const,
}

/** What they have and hold, and who waits there. */
export const resourceGroupsKey = ['resource-groups'] as const

/** Puts a session's new representation into its detail and into every list on the screen. */
export function applySession(cache: QueryClient, session: Session): void {
  const before = cache.getQueryData<Session>(sessionKeys.detail(session.id)) ?? inLists(cache, session.id)
  cache.setQueryData(sessionKeys.detail(session.id), session)
  placeInLists(cache, session)
  if (before?.status !== session.status) {
    void cache.invalidateQueries({ queryKey: sessionKeys.history(session.id) })
    void cache.invalidateQueries({ queryKey: sessionKeys.resources })
    void cache.invalidateQueries({ queryKey: resourceGroupsKey })
    // folders say by how many sessions they are held
    if (session.mounts.length > 0) void cache.invalidateQueries({ queryKey: folderKeys.all })
  }
}

function inLists(cache: QueryClient, id: string): Session | undefined {
  for (const [, lists] of cache.getQueriesData<SessionPages>({ queryKey: sessionKeys.lists }))
    for (const { items } of lists?.pages ?? []) {
      const found = items.find((item) => item.id === id)
      if (found !== undefined) return found
    }
  return undefined
}

function placeInLists(cache: QueryClient, session: Session): void {
  const meId = cache.getQueryData<{ id: string }>(['me'])?.id
  for (const [key, lists] of cache.getQueriesData<SessionPages>({ queryKey: sessionKeys.lists })) {
    if (lists === undefined) continue
    const filter = key[2] as SessionListFilter
    const placed = placeSession(lists, session, filter, meId)
    if (placed !== lists) cache.setQueryData(key, placed)
  }
}

/**
 * An answer may have left the server before an event that is already here. What arrives by event while a question is
 * open is kept and put over the answer, so that nothing goes back in time. Returns how to end it.
 */
export function guardAgainstOldAnswers(cache: QueryClient): { seen(session: Session): void; end(): void } {
  const news = new Map<string, Session>()
  const asking = () => cache.isFetching({ queryKey: sessionKeys.all }) > 0
  const end = cache.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.query.queryKey[0] !== 'sessions') return
    if (event.action.type === 'success' && event.action.manual !== true) {
      // after the notification is done: writing to the cache from within it would nest
      queueMicrotask(() => {
        for (const session of news.values()) {
          cache.setQueryData(sessionKeys.detail(session.id), session)
          placeInLists(cache, session)
        }
        if (!asking()) news.clear()
      })
    } else if (event.action.type === 'error' && !asking()) news.clear()
  })
  return {
    seen(session) {
      if (asking()) news.set(session.id, session)
    },
    end,
  }
}
