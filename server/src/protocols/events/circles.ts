/** Who belongs to a workspace or a project at the moment when something about it is told. */
import type { Projects } from '../../features/projects/projects.service.ts'
import type { Workspaces } from '../../features/workspaces/workspaces.service.ts'
import type { Change } from './changes.ts'

export interface CirclesDeps {
  readonly workspaces: Pick<Workspaces, 'membersAmong'>
  readonly projects: Pick<Projects, 'membersAmong'>
}

/** Of these changes, those that concern circles: is a user in the one that a change is told to? */
export async function circlesOf(
  { workspaces, projects }: CirclesDeps,
  changes: readonly Change[],
  users: readonly string[],
): Promise<(user: string, change: Change) => boolean> {
  const [inProjects, inWorkspaces] = [idsOf(changes, ['project']), idsOf(changes, ['workspace', 'workspace-admins'])]
  const [ofProjects, ofWorkspaces] = await Promise.all([
    inProjects.length === 0 ? [] : projects.membersAmong(inProjects, users),
    inWorkspaces.length === 0 ? [] : workspaces.membersAmong(inWorkspaces, users),
  ])
  const found = new Set([
    ...ofProjects.map(({ project, user }) => keyOf(user, { to: 'project', id: project })),
    ...ofWorkspaces.map(({ workspace, user }) => keyOf(user, { to: 'workspace', id: workspace })),
    ...ofWorkspaces
      .filter(({ role }) => role === 'admin')
      .map(({ workspace, user }) => keyOf(user, { to: 'workspace-admins', id: workspace })),
  ])
  return (user, change) => found.has(keyOf(user, change))
}

const idsOf = (changes: readonly Change[], circles: readonly Change['to'][]) => [
  ...new Set(changes.filter(({ to }) => circles.includes(to)).map(({ id }) => id)),
]
const keyOf = (user: string, { to, id }: Pick<Change, 'to' | 'id'>) => `${to} ${id} ${user}`
