import type { UsageGroup } from '@berth/contract/usage.ts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { client } from './client.ts'

export interface UsageFilter {
  readonly from: string
  readonly to: string
  readonly user: string | undefined
  readonly project: string | undefined
}

/** What runs goes on counting, so a visit asks anew; what was there stays while the span or a filter changes. */
export const usageQuery = (filter: UsageFilter, groupBy: UsageGroup) =>
  queryOptions({
    queryKey: ['usage', filter, groupBy],
    queryFn: () => client.usage.report({ query: { ...asked(filter), groupBy } }),
    staleTime: 0,
    placeholderData: keepPreviousData,
  })

export const asked = ({ from, to, user, project }: UsageFilter) => ({
  from,
  to,
  ...(user === undefined ? {} : { user }),
  ...(project === undefined ? {} : { project }),
})
