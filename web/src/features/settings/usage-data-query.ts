import { queryOptions } from '@tanstack/react-query'
import { client } from '../../api/client.ts'

export const usageDataQuery = queryOptions({
  queryKey: ['usage-data'],
  queryFn: () => client.usageData.show(),
  staleTime: 60_000,
})
