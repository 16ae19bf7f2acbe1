/** Goes on in another project, or in another workspace with the project that was last used there. */
import { useLocation, useNavigate } from '@tanstack/react-router'
import { isProjectPage, paths } from '../paths.ts'
import { currentPlace, rememberPlace } from './place-memory.ts'
import { useRemember } from './preferences.ts'

export function useSwitchPlace() {
  const navigate = useNavigate()
  const remember = useRemember()
  const { pathname } = useLocation()
  return {
    toProject(project: { readonly id: string; readonly workspace: string }) {
      rememberPlace(project.workspace, project.id)
      void remember({ workspace: project.workspace, project: project.id })
      // what is open on a page below belongs to the project before
      if (isProjectPage(pathname)) {
        const to = pathname === paths.start ? paths.start : paths.sessions
        void navigate({ to, search: { project: project.id } })
      }
    },
    toWorkspace(workspace: string) {
      rememberPlace(workspace)
      void remember({ workspace, project: currentPlace().projects[workspace] ?? null })
    },
  }
}
