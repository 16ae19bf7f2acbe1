/** What is asked about environments, with the keys under which the answers are kept. */
import type { CallInput } from '@berth/contract/endpoint.ts'
import type { EnvironmentDetail, environments } from '@berth/contract/environments.ts'
import { infiniteQueryOptions, useQueryClient } from '@tanstack/react-query'
import { environmentsQuery } from '../../api/app-queries.ts'
import { client } from '../../api/client.ts'

const key = ['admin-environments'] as const
const pageSize = 50

export const allEnvironmentsQuery = (q: string, sort: string) =>
  infiniteQueryOptions({
    queryKey: [...key, q, sort],
    queryFn: ({ pageParam }) =>
      client.environments.listAll({
        query: {
          limit: pageSize,
          sort,
          ...(q === '' ? {} : { q }),
          ...(pageParam === undefined ? {} : { cursor: pageParam }),
        },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    // events tell what others change, not what they put into the directory of an image
    refetchOnWindowFocus: true,
    refetchInterval: 5 * 60_000,
  })

export type NewEnvironment = CallInput<typeof environments.create>['body']
export type EnvironmentChanges = NonNullable<CallInput<typeof environments.update>['body']>

/** The lists are asked again before a change counts as done. */
export function useEnvironmentChanges() {
  const cache = useQueryClient()
  const then = async <Result>(call: Promise<Result>): Promise<Result> => {
    const result = await call
    await Promise.all([
      cache.invalidateQueries({ queryKey: key }),
      cache.invalidateQueries({ queryKey: environmentsQuery.queryKey }),
    ])
    return result
  }
  const ofVersion = ({ version }: EnvironmentDetail) => ({ headers: { 'if-match': `"${version}"` } })
  return {
    create: (body: NewEnvironment) => then(client.environments.create({ body })),
    update: (environment: EnvironmentDetail, body: EnvironmentChanges) =>
      then(client.environments.update({ params: { name: environment.name }, body }, ofVersion(environment))),
    remove: (environment: EnvironmentDetail) =>
      then(client.environments.remove({ params: { name: environment.name } }, ofVersion(environment))),
    rescan: () => then(client.environments.rescan()),
  }
}
