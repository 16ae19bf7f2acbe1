/** How news of files reach the lists that show them. */
import type { InfiniteData, QueryClient } from '@tanstack/react-query'
import { fileKeys } from './live-keys.ts'

/** A list of more pages than that is not asked for again by itself: each of them is a question. */
const mostPages = 10

/** `path`: below which something has changed; what is above it may have got it as a new folder. */
export function noteChangedFiles(cache: QueryClient, folder: string, path: string): void {
  for (const { queryKey, queryHash, state } of cache.getQueryCache().findAll({ queryKey: fileKeys.of(folder) })) {
    const [, , kind, where] = queryKey
    if (kind === 'list' && !isOnTheWay(String(where), path)) continue
    const data = state.data as InfiniteData<unknown> | undefined
    if (kind === 'list' && (data?.pages.length ?? 0) > mostPages) longLists.note(queryHash)
    else void cache.invalidateQueries({ queryKey, exact: true })
  }
}

/** Is one of two places the other, or within it? */
const isOnTheWay = (one: string, other: string): boolean =>
  one === other || one === '' || other === '' || one.startsWith(`${other}/`) || other.startsWith(`${one}/`)

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
