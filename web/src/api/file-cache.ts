/** How news of files reach the lists that show them. */
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { fileKeys } from './live-keys.ts'

/** A list of more pages than that is not asked for again by itself: each of them is a question. */
const mostPages = 10

/** `path`: below which something has changed, in the folder or further down. */
export function noteChangedFiles(cache: QueryClient, folder: string, path: string): void {
  void cache.invalidateQueries({
    queryKey: fileKeys.of(folder),
    predicate: ({ queryKey: [, , kind, where], state }) => {
      if (kind !== 'list') return true
      const data = state.data as InfiniteData<unknown> | undefined
      return where === path && (data === undefined || data.pages.length <= mostPages)
    },
  })
  for (const { queryHash, state } of cache.getQueryCache().findAll({ queryKey: fileKeys.list(folder, path) })) {
    const data = state.data as InfiniteData<unknown> | undefined
    if (data !== undefined && data.pages.length > mostPages) longLists.note(queryHash)
  }
}

/** By their hash, long lists of which something has changed since they were read: the page offers to read them again. */
function createChangedLists() {
  const changed = new Set<string>()
  const listeners = new Set<() => void>()
  const tell = () => {
    for (const listener of listeners) listener()
  }
  return {
    note(key: string) {
      changed.add(key)
      tell()
    },
    forget(key: string) {
      if (changed.delete(key)) tell()
    },
    has: (key: string) => changed.has(key),
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export const longLists = createChangedLists()
