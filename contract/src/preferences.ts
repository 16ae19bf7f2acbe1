/** How somebody wants the console to behave, and where they were last, wherever they sign in. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id } from './shapes.ts'

export const preferenceValues = z.strictObject({
  /** End the login of a browser when its last console page is closed. */
  autoLogout: z.boolean(),
  /** Last used; it may be gone, or not theirs any more. */
  workspace: id.nullable(),
  project: id.nullable(),
  showHiddenProjects: z.boolean(),
  /** Leave what came with the site as an example out of every list. */
  hideExamples: z.boolean(),
})
export type Preferences = z.infer<typeof preferenceValues>

const { autoLogout, workspace, project, showHiddenProjects, hideExamples } = preferenceValues.shape
/** What is left out is as it is for somebody new. */
const wholePreferences = z.strictObject({
  autoLogout,
  workspace: workspace.default(null),
  project: project.default(null),
  showHiddenProjects: showHiddenProjects.default(false),
  hideExamples: hideExamples.default(false),
})

export const preferences = {
  show: endpoint({
    method: 'GET',
    path: '/me/preferences',
    summary: 'Your preferences',
    access: 'login',
    response: preferenceValues,
  }),
  replace: endpoint({
    method: 'PUT',
    path: '/me/preferences',
    summary: 'Replace your preferences',
    access: 'login',
    body: wholePreferences,
    response: preferenceValues,
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/me/preferences',
    summary: 'Change some of your preferences',
    access: 'login',
    body: preferenceValues.partial(),
    response: preferenceValues,
  }),
}
