/** What is asked about projects by administrators. */
import type { CallInput } from '@berth/contract/endpoint.ts'
import type { Project, projects } from '@berth/contract/projects.ts'
import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { workspaceKeys } from '../../api/live-keys.ts'

export const projectTabs = ['active', 'inactive'] as const
export type ProjectTab = (typeof projectTabs)[number]

export interface ProjectChoice {
  readonly tab: ProjectTab
  readonly q: string
  readonly sort: string
  /** Also those of personal workspaces, of which there are as many as people. */
  readonly withPersonal: boolean
  readonly withExamples: boolean
}

export const projectListQuery = ({ tab, q, sort, withPersonal, withExamples }: ProjectChoice) =>
  infiniteQueryOptions({
    queryKey: [...workspaceKeys.projects, 'all', tab, q, sort, withPersonal, withExamples],
    queryFn: ({ pageParam }) =>
      client.projects.list({
        query: {
          all: 'true',
          active: tab === 'active' ? 'true' : 'false',
          limit: 50,
          sort,
          ...(q === '' ? {} : { q }),
          ...(withPersonal ? {} : { personal: 'false' }),
          ...(withExamples ? {} : { example: 'false' }),
          ...(pageParam === undefined ? {} : { cursor: pageParam }),
        },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })

export const projectMembersQuery = (id: string) =>
  queryOptions({
    queryKey: [...workspaceKeys.projects, 'members', id],
    // all of them: what is ticked is compared with them
    async queryFn() {
      const ids = new Set<string>()
      let cursor: string | undefined
      do {
        const query = { limit: 200, ...(cursor === undefined ? {} : { cursor }) }
        const page = await client.projects.members({ params: { id }, query })
        for (const member of page.items) ids.add(member.id)
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      return ids
    },
    placeholderData: undefined,
    staleTime: 0,
  })

/** Of what was seen: whoever changed it meanwhile is not overruled unseen. */
export const updateProject = (
  { id, version }: Pick<Project, 'id' | 'version'>,
  body: NonNullable<CallInput<typeof projects.update>['body']>,
) => client.projects.update({ params: { id }, body }, { headers: { 'if-match': `"${version}"` } })

/** Lists, the selector and what is free depend on it. */
export function useProjectsChanged(): () => Promise<void> {
  const cache = useQueryClient()
  return async () => {
    await Promise.all([workspaceKeys.projects, ['resources']].map((queryKey) => cache.invalidateQueries({ queryKey })))
  }
}
