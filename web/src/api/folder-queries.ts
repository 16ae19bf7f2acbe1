/** What several pages ask about storage folders. */
import { queryOptions } from '@tanstack/react-query'
import { client } from './client.ts'
import { folderKeys } from './live-keys.ts'

export const folderQuery = (id: string) =>
  queryOptions({
    queryKey: folderKeys.detail(id),
    queryFn: () => client.folders.show({ params: { id } }),
    placeholderData: undefined,
  })

/** Those that can be mounted, by name; nobody chooses among more. */
export const reachableFoldersQuery = queryOptions({
  queryKey: [...folderKeys.lists, 'reachable'],
  queryFn: async () => (await client.folders.list({ query: { sort: 'name', limit: 200 } })).items,
  staleTime: 30_000,
})

/** Where folders can be made, and what one's policy allows; in a project. */
export const storageHostsQuery = (project: string | undefined) =>
  queryOptions({
    queryKey: [...folderKeys.hosts, project ?? ''],
    queryFn: () => client.storageHosts.list(project === undefined ? {} : { query: { project } }),
    staleTime: 15_000,
  })
