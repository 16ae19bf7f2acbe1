/** What is asked about credentials, with the keys under which the answers are kept. */
import type { Credential, credentials } from '@berth/contract/credentials.ts'
import type { CallInput } from '@berth/contract/endpoint.ts'
import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import type { CredentialQuery } from './credential-search.ts'

const key = ['credentials'] as const
const pageSize = 50

export const credentialListQuery = (query: CredentialQuery) =>
  infiniteQueryOptions({
    queryKey: [...key, 'list', query],
    queryFn: ({ pageParam }) =>
      client.credentials.list({
        query: { ...query, limit: pageSize, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    // events tell what people change, not their last use, which changes all the time
    refetchOnWindowFocus: true,
    refetchInterval: 60_000,
  })

/** For a choice; who has more than these finds others by the policies' own page. */
export const policyNamesQuery = queryOptions({
  queryKey: ['policies', 'names'],
  queryFn: async () => (await client.policies.list({ query: { limit: 200 } })).items.map(({ name }) => name),
  staleTime: 10_000,
})

type Changes = NonNullable<CallInput<typeof credentials.update>['body']>

/** The lists are asked again before a change counts as done. */
export function useCredentialChanges() {
  const cache = useQueryClient()
  const then = async <Result>(call: Promise<Result>): Promise<Result> => {
    const result = await call
    await cache.invalidateQueries({ queryKey: [...key, 'list'] })
    return result
  }
  const byKey = ({ accessKey }: Credential) => ({ params: { accessKey } })
  return {
    create: (body: CallInput<typeof credentials.create>['body']) => then(client.credentials.create({ body })),
    update: (credential: Credential, body: Changes) =>
      then(
        client.credentials.update(
          { ...byKey(credential), body },
          { headers: { 'if-match': `"${credential.version}"` } },
        ),
      ),
    revoke: (credential: Credential) => then(client.credentials.revoke(byKey(credential))),
    activate: (credential: Credential) => then(client.credentials.activate(byKey(credential))),
    deactivate: (credential: Credential) => then(client.credentials.deactivate(byKey(credential))),
  }
}

/** By which people know it. */
export const nameOf = ({ label, accessKey }: Pick<Credential, 'label' | 'accessKey'>) =>
  label === '' ? accessKey : label
