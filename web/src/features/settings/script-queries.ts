/** Scripts as the server has them. Their list follows events; what is in one is asked for anew by every visit. */
import type { CallOptions } from '@berth/contract/client.ts'
import type { BootstrapScript } from '@berth/contract/user-scripts.ts'
import { queryOptions } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { isNotFound } from '../../parts/failure.ts'

export const configScriptsQuery = queryOptions({
  queryKey: ['config-scripts'],
  queryFn: () => client.userScripts.list(),
  staleTime: 0,
})

export const configScriptQuery = (name: string) =>
  queryOptions({
    queryKey: ['config-scripts', name],
    queryFn: () => client.userScripts.show({ params: { name } }),
    staleTime: 0,
  })

/** Null: there is none. */
export const bootstrapScriptQuery = queryOptions<BootstrapScript | null>({
  queryKey: ['bootstrap-script'],
  queryFn: () =>
    client.userScripts.showBootstrap().catch((error: unknown) => {
      if (isNotFound(error)) return null
      throw error
    }),
  staleTime: 0,
})

/** Only in place of what is known; null: only what is new. */
export const conditionOf = (known: { readonly version: string } | null): CallOptions => ({
  headers: known === null ? { 'if-none-match': '*' } : { 'if-match': `"${known.version}"` },
})
