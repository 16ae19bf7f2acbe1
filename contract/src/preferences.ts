/** How somebody wants the console to behave, and where they were last, wherever they sign in. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { densities, initialPreferences, proTips, themes, usualHiddenArguments } from './initial-preferences.ts'
import { id } from './shapes.ts'
import { languageChoices } from './texts/language.ts'

/** A name of an environment variable, or several by `*`. */
export const hiddenArgument = z.string().regex(/^[A-Za-z_*][A-Za-z0-9_*]{0,127}$/, {
  error: 'letters, digits, "_", and "*" for anything; not beginning with a digit; at most 128',
})
export const mostHiddenArguments = 100
export { usualHiddenArguments }

/** The hidden columns of each table that somebody has chosen columns of, by the table's name. */
const tableColumns = z
  .record(z.string().regex(/^[a-z][a-zA-Z]{0,39}$/), z.array(z.string().regex(/^[a-z][a-zA-Z]{0,39}$/)).max(40))
  .refine((tables) => Object.keys(tables).length <= 50, { error: 'at most 50 tables' })

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
  /** `system`: as the device says. */
  theme: z.enum(themes),
  density: z.enum(densities),
  /** `system`: the one of the browser. */
  language: z.enum(languageChoices),
  /** Begin with the sidebar narrowed to icons. */
  compactSidebar: z.boolean(),
  /** Remember which columns of a table are shown. */
  keepTableColumns: z.boolean(),
  /** Which are not, by table; to change some tables is to leave the others as they are. */
  tableColumns,
  hideProTips: z.boolean(),
  /** Of HTML and notebooks that people keep in folders. */
  blockUserScripts: z.boolean(),
  /** Be told of newer versions of the product, where the site learns of them. */
  updateCheck: z.boolean(),
  /** Keys that act without Ctrl and the like: `[`, `]`, `?`. */
  singleKeyShortcuts: z.boolean(),
})
export type Preferences = z.infer<typeof preferenceValues>

const { shape } = preferenceValues
const initial = initialPreferences
/** What is left out is as it is for somebody new. */
const wholePreferences = z.strictObject({
  autoLogout: shape.autoLogout,
  workspace: shape.workspace.default(initial.workspace),
  project: shape.project.default(initial.project),
  showHiddenProjects: shape.showHiddenProjects.default(initial.showHiddenProjects),
  hideExamples: shape.hideExamples.default(initial.hideExamples),
  hideArguments: shape.hideArguments.default(initial.hideArguments),
  hiddenArguments: shape.hiddenArguments.default(initial.hiddenArguments),
  theme: shape.theme.default(initial.theme),
  density: shape.density.default(initial.density),
  language: shape.language.default(initial.language),
  compactSidebar: shape.compactSidebar.default(initial.compactSidebar),
  keepTableColumns: shape.keepTableColumns.default(initial.keepTableColumns),
  tableColumns: shape.tableColumns.default(initial.tableColumns),
  hideProTips: shape.hideProTips.default(initial.hideProTips),
  blockUserScripts: shape.blockUserScripts.default(initial.blockUserScripts),
  updateCheck: shape.updateCheck.default(initial.updateCheck),
  singleKeyShortcuts: shape.singleKeyShortcuts.default(initial.singleKeyShortcuts),
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
  proTip: endpoint({
    method: 'POST',
    path: '/me/pro-tip',
    summary: 'The tip that is due at this sign-in, which then counts as told: at most one in 3 days, none at the first',
    access: 'login',
    response: z.object({ tip: z.enum(proTips).nullable() }),
  }),
}
