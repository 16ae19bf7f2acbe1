/**
 * What the console knows of the server. Live events keep it fresh, so it is asked again only when a page opens after
 * a while or the connection was lost; what is known stays on the screen meanwhile.
 */
import { ApiProblem } from '@berth/contract/client.ts'
import { keepPreviousData, QueryClient } from '@tanstack/react-query'

/** An answer that says no will say no again; silence and faults of the server may pass. */
function worthRetrying(failures: number, error: unknown): boolean {
  if (error instanceof ApiProblem && error.body.status < 500) return false
  return failures < 2
}

const createCache = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        gcTime: 10 * 60_000,
        placeholderData: keepPreviousData,
        retry: worthRetrying,
        retryDelay: (attempt) => Math.min(500 * 2 ** attempt, 5000),
        refetchOnWindowFocus: false,
        // the page may be open on a machine without internet: the browser's idea of being online means nothing
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })

export const cache = createCache()
