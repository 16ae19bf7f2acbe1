/** Which workspace and project are current, of what is known. Pure; parts/current-project.ts asks and remembers. */
import type { Preferences } from '@berth/contract/preferences.ts'
import type { Project } from '@berth/contract/projects.ts'
import type { Workspace } from '@berth/contract/workspaces.ts'
import type { Place } from './place-memory.ts'

export interface KnownPlaces {
  readonly workspaces: readonly Workspace[]
  readonly projects: readonly Project[]
  /** What the page's address says. */
  readonly address: string | undefined
  /** What this browser remembers. */
  readonly place: Place
  readonly preferences: Pick<Preferences, 'workspace' | 'project' | 'showHiddenProjects' | 'hideExamples'>
}

export interface ChosenPlace {
  readonly workspace: Workspace | undefined
  readonly project: Project | undefined
  /** Of the workspace, as the preferences want them shown. */
  readonly projects: readonly Project[]
}

const isForWork = ({ hidden, example }: Project) => !hidden && !example

/** The address over this browser over what the server remembers over whatever there is. */
export function choosePlace(known: KnownPlaces): ChosenPlace {
  const { workspaces, projects, address, place, preferences } = known
  const projectOf = (id: string | null | undefined) => projects.find((project) => project.id === id)
  const workspaceOf = (id: string | null | undefined) => workspaces.find((workspace) => workspace.id === id)
  const named = projectOf(address)
  // Who wants no examples is led to none, also where they were in one before; its address opens it still.
  const wanted = projects.filter(({ example }) => !example || !preferences.hideExamples)
  const workspace =
    workspaceOf(named?.workspace) ??
    workspaceOf(place.workspace) ??
    workspaceOf(preferences.workspace) ??
    // not a place without projects, where nothing can be started
    workspaces.find(({ id }) => wanted.some((project) => project.workspace === id && isForWork(project))) ??
    workspaces.find(({ id }) => wanted.some((project) => project.workspace === id)) ??
    workspaces[0]
  const here = wanted.filter((project) => project.workspace === workspace?.id)
  const shown = here.filter(({ hidden }) => !hidden || preferences.showHiddenProjects)
  const inHere = (id: string | null | undefined) => here.find((project) => project.id === id)
  const remembered = workspace === undefined ? undefined : place.projects[workspace.id]
  const first = shown.find(isForWork) ?? shown[0] ?? here[0]
  const project = named ?? inHere(remembered) ?? inHere(preferences.project) ?? first
  return { workspace, project, projects: shown }
}
