/** The projects of a user as the one who looks wants them listed. */
import type { User } from '@berth/contract/users.ts'
import { useQuery } from '@tanstack/react-query'
import { preferencesQuery } from '../../api/workspace-queries.ts'

export function useShownProjects(): (user: User) => string[] {
  const { data } = useQuery(preferencesQuery)
  return ({ projects }) => projects.filter(({ example }) => !example || !data?.hideExamples).map(({ name }) => name)
}
