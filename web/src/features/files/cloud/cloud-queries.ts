import { infiniteQueryOptions } from '@tanstack/react-query'
import { listCloud } from '../../../parts/cloud/ask-cloud.ts'
import type { CloudAccess } from '../../../parts/cloud/cloud-access.ts'

/** Other keys may see something else, so they are part of what a list is known by; it is kept by this page alone. */
export const cloudListQuery = (access: CloudAccess, prefix: string) =>
  infiniteQueryOptions({
    queryKey: ['cloud', access, prefix],
    queryFn: ({ pageParam, signal }) =>
      listCloud(access, { prefix, ...(pageParam === undefined ? {} : { after: pageParam }) }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ after }) => after,
    // what a cloud refuses it refuses again
    retry: false,
    gcTime: 60_000,
    placeholderData: undefined,
  })
