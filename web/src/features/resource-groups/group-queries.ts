/** What is asked about resource groups. */
import type { CallInput } from '@berth/contract/endpoint.ts'
import type { ResourceGroup, resourceGroups } from '@berth/contract/resource-groups.ts'
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { client } from '../../api/client.ts'

const key = ['resource-groups'] as const

export const resourceGroupsQuery = queryOptions({
  queryKey: key,
  queryFn: async () => (await client.resourceGroups.list()).items,
  // what is held and what waits changes all the time
  refetchOnWindowFocus: true,
  refetchInterval: 10_000,
})

export type GroupChanges = NonNullable<CallInput<typeof resourceGroups.update>['body']>

export function useGroupChanges() {
  const cache = useQueryClient()
  return {
    /** The list is asked again in either case: where somebody else was quicker it shows what they did. */
    async update({ name, version }: ResourceGroup, body: GroupChanges): Promise<void> {
      try {
        await client.resourceGroups.update({ params: { name }, body }, { headers: { 'if-match': `"${version}"` } })
      } finally {
        await cache.invalidateQueries({ queryKey: key })
      }
    },
  }
}
