/** What is asked about policies, with the keys under which the answers are kept. */
import type { CallInput } from '@berth/contract/endpoint.ts'
import type { policies, Policy } from '@berth/contract/policies.ts'
import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { listQueryOf } from './policy-search.ts'
import type { PolicyFilter } from './policy-search.ts'

const key = ['policies'] as const
const pageSize = 50

export const policyListQuery = (filter: PolicyFilter) =>
  infiniteQueryOptions({
    queryKey: [...key, 'list', filter],
    queryFn: ({ pageParam }) =>
      client.policies.list({
        query: { ...listQueryOf(filter), limit: pageSize, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })

export type PolicyChanges = NonNullable<CallInput<typeof policies.update>['body']>

/** What a change would mean is never remembered. */
export const previewQuery = (name: string, changes: PolicyChanges) =>
  queryOptions({
    queryKey: [...key, 'preview', name, changes],
    queryFn: () => client.policies.preview({ params: { name }, body: changes }),
    placeholderData: undefined,
    staleTime: 0,
    gcTime: 0,
  })

/** The lists are asked again before a change counts as done. */
export function usePolicyChanges() {
  const cache = useQueryClient()
  const then = async <Result>(call: Promise<Result>): Promise<Result> => {
    const result = await call
    await cache.invalidateQueries({ queryKey: [...key, 'list'] })
    return result
  }
  const ofVersion = ({ version }: Policy) => ({ headers: { 'if-match': `"${version}"` } })
  return {
    create: (body: CallInput<typeof policies.create>['body']) => then(client.policies.create({ body })),
    update: (policy: Policy, body: PolicyChanges) =>
      then(client.policies.update({ params: { name: policy.name }, body }, ofVersion(policy))),
    remove: (policy: Policy) => then(client.policies.remove({ params: { name: policy.name } }, ofVersion(policy))),
  }
}
