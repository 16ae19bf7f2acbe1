/** What is asked about apps and environments, with the keys under which the answers are kept. */
import { queryOptions } from '@tanstack/react-query'
import { client } from './client.ts'

export const appsQuery = (session: string) =>
  queryOptions({
    queryKey: ['apps', session],
    queryFn: () => client.apps.list({ params: { id: session } }),
    placeholderData: undefined,
    staleTime: 60_000,
  })

/** How apps are reached over the network, for administrators. */
export const appsAddressQuery = queryOptions({
  queryKey: ['apps-address'],
  queryFn: () => client.apps.address(),
  staleTime: 60_000,
})

/** Those that a session can start in. */
export const environmentsQuery = queryOptions({
  queryKey: ['environments'],
  queryFn: () => client.environments.list({ query: { limit: 200 } }),
  staleTime: 30_000,
})
