/** The site's settings that administrators change while it runs. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const siteSettings = z.strictObject({
  /** Seconds without use after which a login ends. */
  loginIdleLifetime: z
    .number()
    .int()
    .min(300)
    .max(30 * 86_400),
  /** Seconds after which it ends in any case. */
  loginAbsoluteLifetime: z
    .number()
    .int()
    .min(600)
    .max(365 * 86_400),
  /** May people extend their login, and see the time left? */
  loginExtension: z.boolean(),
  enforceRequiredPasswordChange: z.boolean(),
  requireTwoFactor: z.enum(['none', 'admins', 'everyone']),
  /** May the holder of an invitation's link make an account of the invited email? */
  signUpByInvitation: z.boolean(),
  /** Seconds that a bootstrap script may take; then it is ended, and the session begins without the rest of it. */
  bootstrapTimeLimit: z.number().int().min(10).max(14_400),
  /** Days that a folder stays in the trash. */
  trashDays: z.number().int().min(1).max(365),
  /** Can folders belong to projects? */
  groupFolders: z.boolean(),
  /** Scripts of people's HTML and notebooks run for nobody, whatever their preference. */
  blockUserScripts: z.boolean(),
  /** Does everyone's menu offer the console as a desktop app? */
  desktopApp: z.boolean(),
  /** Where a packaged one is; the browser installs the console itself where there is none. */
  desktopAppLink: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .nullable(),
})
export type SiteSettings = z.infer<typeof siteSettings>

/** What the site offers to everyone who is signed in. */
const site = z.object({
  desktopApp: z.object({ link: z.string().nullable() }).nullable(),
  groupFolders: z.boolean(),
  /** As the setting says, whatever one's preference. */
  blockUserScripts: z.boolean(),
})
export type SiteOffers = z.infer<typeof site>

export const settings = {
  offers: endpoint({
    method: 'GET',
    path: '/site',
    summary:
      'What the site offers: the desktop app, where there is one, folders of projects, scripts in what people keep',
    access: 'login',
    response: site,
  }),
  show: endpoint({
    method: 'GET',
    path: '/admin/settings',
    summary: 'The site’s settings',
    access: 'superadmin',
    response: siteSettings,
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/admin/settings',
    summary: 'Change some of the site’s settings; they hold from the next request on',
    access: 'superadmin',
    byPerson: true,
    body: siteSettings.partial(),
    response: siteSettings,
  }),
}
