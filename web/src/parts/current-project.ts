/** The project that pages are about: in their address, remembered by this browser, and by the server for the next. */
import type { Workspace } from '@berth/contract/workspaces.ts'
import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { preferencesQuery, projectsQuery, workspacesQuery } from '../api/workspace-queries.ts'
import { isProjectPage } from '../paths.ts'
import { choosePlace } from './choose-place.ts'
import type { ChosenPlace } from './choose-place.ts'
import { failedOf } from './failed-of.ts'
import type { NotLoadedProps } from './not-loaded.tsx'
import { currentPlace, onPlaceChange, rememberPlace } from './place-memory.ts'
import { useRemember } from './preferences.ts'

export interface CurrentProject extends ChosenPlace {
  readonly workspaces: readonly Workspace[] | undefined
  /** Before everything is known: what the address or this browser says. */
  readonly id: string | undefined
  readonly isKnown: boolean
  /** What did not come of it, if anything. */
  readonly failed: NotLoadedProps['query'] | undefined
}

export function useCurrentProject(): CurrentProject {
  const address = useAddressProject()
  const place = useSyncExternalStore(onPlaceChange, currentPlace)
  const asked = [useQuery(workspacesQuery), useQuery(projectsQuery)] as const
  const [{ data: workspaces }, { data: projects }] = asked
  const { data: preferences, isError } = useQuery(preferencesQuery)
  const known = useMemo(() => {
    const isKnown = workspaces !== undefined && projects !== undefined && (preferences !== undefined || isError)
    const chosen = choosePlace({
      workspaces: workspaces?.items ?? [],
      projects: projects?.items ?? [],
      address,
      place,
      preferences: preferences ?? nothingPreferred,
    })
    const guess = address ?? (place.workspace === undefined ? undefined : place.projects[place.workspace])
    return { ...chosen, workspaces: workspaces?.items, id: isKnown ? chosen.project?.id : guess, isKnown }
  }, [workspaces, projects, preferences, isError, address, place])
  return { ...known, failed: failedOf(asked) }
}

const nothingPreferred = { workspace: null, project: null, showHiddenProjects: false, hideExamples: false }

function useAddressProject(): string | undefined {
  const search: Record<string, unknown> = useSearch({ strict: false })
  return typeof search['project'] === 'string' ? search['project'] : undefined
}

/** Keeps the address of a page that is bound to a project, and what is remembered, in step. */
export function useProjectInAddress(): void {
  const address = useAddressProject()
  const navigate = useNavigate()
  const remember = useRemember()
  const { pathname } = useLocation()
  const { isKnown, project, workspace } = useCurrentProject()
  const isBound = isProjectPage(pathname)
  const id = project?.id
  useEffect(() => {
    if (!isBound || !isKnown || address === id) return
    void navigate({
      to: '.',
      search: (now: Record<string, unknown>) => ({ ...now, project: id }),
      hash: true,
      replace: true,
    })
  }, [isBound, isKnown, address, id, navigate])
  useEffect(() => {
    if (!isKnown || workspace === undefined || id === undefined || address !== id) return
    const place = currentPlace()
    if (place.workspace === workspace.id && place.projects[workspace.id] === id) return
    rememberPlace(workspace.id, id)
    void remember({ workspace: workspace.id, project: id })
  }, [isKnown, workspace, id, address, remember])
}
