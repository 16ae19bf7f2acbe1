/** How somebody wants the console to behave, and where they were last, wherever they sign in. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id } from './shapes.ts'

/** A name of an environment variable, or several by `*`. */
export const hiddenArgument = z.string().regex(/^[A-Za-z_*][A-Za-z0-9_*]{0,127}$/, {
  error: 'letters, digits, "_", and "*" for anything; not beginning with a digit; at most 128',
})
export const mostHiddenArguments = 100
export const usualHiddenArguments = [
  'CLEARML_API_SECRET_KEY',
  'CLEARML_AGENT_GIT_PASS',
  'AWS_SECRET_ACCESS_KEY',
  'AZURE_STORAGE_KEY',
  'BERTH_SECRET_KEY',
]

export const preferenceValues = z.strictObject({
  /** End the login of a browser when its last console page is closed. */
  autoLogout: z.boolean(),
  /** Last used; it may be gone, or not theirs any more. */
  workspace: id.nullable(),
  project: id.nullable(),
  showHiddenProjects: z.boolean(),
  /** Leave what came with the site as an example out of every list. */
  hideExamples: z.boolean(),
  /** Of your sessions: hide the values of the variables below wherever they would be shown. */
  hideArguments: z.boolean(),
  hiddenArguments: z.array(hiddenArgument).max(mostHiddenArguments),
})
export type Preferences = z.infer<typeof preferenceValues>

const { autoLogout, workspace, project, showHiddenProjects, hideExamples, hideArguments, hiddenArguments } =
  preferenceValues.shape
/** What is left out is as it is for somebody new. */
const wholePreferences = z.strictObject({
  autoLogout,
  workspace: workspace.default(null),
  project: project.default(null),
  showHiddenProjects: showHiddenProjects.default(false),
  hideExamples: hideExamples.default(false),
  hideArguments: hideArguments.default(true),
  hiddenArguments: hiddenArguments.default(usualHiddenArguments),
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
