/** What there is to look at in the console, and how a person comes to it. */
import type { Page } from 'playwright-core'
import { administrator } from './people.ts'

export interface Visit {
  readonly name: string
  readonly signedIn: boolean
  /** No part of the console: nothing tells it of a language that is chosen elsewhere. */
  readonly isAlone?: true
  /** `session` is the path of the page of one whose name is as long as they come. */
  go(page: Page, session: string): Promise<void>
}

export const visits: Visit[] = [
  { name: 'sign-in', signedIn: false, go: (page) => open(page, '/sign-in', 'Sign in') },
  { name: 'set-up', signedIn: false, go: (page) => open(page, '/setup', /set up/) },
  { name: 'connect', signedIn: true, isAlone: true, go: (page) => open(page, '/connect', 'Connect a program') },
  {
    name: 'start-page',
    signedIn: true,
    go: async (page) => {
      await open(page, '/', 'Start')
      await page.getByRole('link', { name: /^a-name-as-long/ }).waitFor()
      await page.locator('.uplot canvas').waitFor()
      await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
    },
  },
  { name: 'sessions', signedIn: true, go: (page) => open(page, '/sessions', 'Sessions') },
  {
    name: 'nothing-waits',
    signedIn: true,
    go: (page) => open(page, '/sessions?state=queued', 'Nothing waits'),
  },
  { name: 'session', signedIn: true, go: (page, session) => open(page, session, /a-name-as-long/) },
  {
    name: 'terminal',
    signedIn: true,
    go: async (page, session) => {
      await open(page, `${session}/terminal`, /a-name-as-long/)
      await page.getByText('Connected', { exact: true }).waitFor()
    },
  },
  { name: 'logs', signedIn: true, go: (page, session) => open(page, `${session}/logs`, /a-name-as-long/) },
  { name: 'history', signedIn: true, go: (page, session) => open(page, `${session}/history`, /a-name-as-long/) },
  { name: 'no-such-page', signedIn: true, go: (page) => open(page, '/nowhere', /./) },
  { name: 'users', signedIn: true, go: (page) => openUsers(page) },
  { name: 'inactive-users', signedIn: true, go: (page) => openUsers(page, '?tab=inactive') },
  { name: 'no-user-matches', signedIn: true, go: (page) => openUsers(page, '?email=nobody&role=user') },
  {
    name: 'create-user',
    signedIn: true,
    go: async (page) => {
      await openUsers(page, '?create=true')
      const dialog = page.getByRole('dialog', { name: 'Create user' })
      await dialog.getByRole('textbox', { name: 'Allowed client IPs' }).fill('10.0.0.0/8, nowhere')
      await dialog.getByRole('button', { name: 'Create user' }).click()
      await dialog.getByText('This is needed.').first().waitFor()
    },
  },
  {
    name: 'user',
    signedIn: true,
    go: async (page) => {
      await openUsers(page)
      await page.getByRole('link', { name: administrator.email }).click()
      await page.getByRole('dialog', { name: administrator.fullName }).waitFor()
    },
  },
  {
    name: 'import-users',
    signedIn: true,
    go: async (page) => {
      await openUsers(page)
      await page.getByRole('button', { name: 'More actions for users' }).click()
      await page.getByRole('menuitem', { name: 'Import CSV' }).click()
      const file = { name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('email,username\nx,y\n') }
      await page.locator('input[type=file]').setInputFiles(file)
      await page.getByText('1 of 1 rows has errors', { exact: false }).waitFor()
    },
  },
  {
    name: 'site-settings',
    signedIn: true,
    go: async (page) => {
      await open(page, '/admin/settings', 'Site settings')
      await page.getByText('Two-factor is required of').waitFor()
    },
  },
  {
    name: 'workspace',
    signedIn: true,
    go: async (page) => {
      await open(page, '/settings/workspace', 'Workspace')
      await page.getByText('Current', { exact: true }).waitFor()
    },
  },
  {
    name: 'members',
    signedIn: true,
    go: async (page) => {
      await open(page, '/members', 'Users & Groups')
      await page.getByText(administrator.email).first().waitFor()
    },
  },
  {
    name: 'nobody-invited',
    signedIn: true,
    go: (page) => open(page, '/members?tab=invitations', 'Nobody is invited'),
  },
  {
    name: 'groups',
    signedIn: true,
    go: async (page) => {
      await open(page, '/members?tab=groups', 'Users & Groups')
      await page.getByText('Everyone', { exact: true }).waitFor()
    },
  },
  {
    name: 'projects',
    signedIn: true,
    go: async (page) => {
      await open(page, '/admin/projects', 'Projects')
      await page.getByText('Unlimited').first().waitFor()
    },
  },
  {
    name: 'create-project',
    signedIn: true,
    go: async (page) => {
      await open(page, '/admin/projects', 'Projects')
      await page.getByRole('button', { name: 'Create project' }).click()
      const dialog = page.getByRole('dialog', { name: 'Create project' })
      await dialog.getByLabel('CPU').fill('many')
      await dialog.getByRole('button', { name: 'Create project' }).click()
      await dialog.getByText('Enter a number, or nothing.').waitFor()
    },
  },
  {
    name: 'project-selector',
    signedIn: true,
    go: async (page) => {
      await open(page, '/sessions', 'Sessions')
      await page.getByRole('button', { name: /^Project: / }).click()
      await page.getByRole('option', { name: 'default' }).waitFor()
    },
  },
  {
    name: 'environments',
    signedIn: true,
    go: async (page) => {
      await open(page, '/admin/environments', 'Environments')
      await page.getByText('Offered').waitFor()
    },
  },
  {
    name: 'add-environment',
    signedIn: true,
    go: async (page) => {
      await open(page, '/admin/environments', 'Environments')
      await page.getByRole('button', { name: 'Add environment' }).click()
      const dialog = page.getByRole('dialog', { name: 'Add environment' })
      await dialog.getByLabel('Root directory').fill('no/path')
      await dialog.getByRole('button', { name: 'Add app' }).click()
      await dialog.getByRole('button', { name: 'Add environment' }).click()
      await dialog.getByText('An absolute path', { exact: false }).waitFor()
    },
  },
  {
    name: 'app-not-opened',
    signedIn: true,
    go: (page) => open(page, '/open/00000000-0000-7000-8000-00000000dead/code', 'code could not be opened'),
  },
  { name: 'no-invitation', signedIn: false, go: (page) => open(page, '/invitation#gone', /not valid/) },
  {
    name: 'start-dialog',
    signedIn: true,
    go: async (page) => {
      await open(page, '/sessions', 'Sessions')
      await page.getByRole('button', { name: 'Start session' }).first().click()
      await page.getByText('Starts now.').waitFor()
    },
  },
  {
    name: 'account',
    signedIn: true,
    go: async (page) => {
      await open(page, '/account', 'Passkeys')
      await page.getByText('You have no passkeys').waitFor()
    },
  },
  {
    name: 'account-logins',
    signedIn: true,
    go: async (page) => {
      await open(page, '/account/logins', 'Sign-in and security')
      await page.getByText('This one').waitFor()
    },
  },
  {
    name: 'account-history',
    signedIn: true,
    go: async (page) => {
      await open(page, '/account/history', 'Sign-in and security')
      await page.getByText('Set-up link').waitFor()
    },
  },
  {
    name: 'account-activity',
    signedIn: true,
    go: async (page) => {
      await open(page, '/account/activity', 'Sign-in and security')
      await page.getByText('Sign-in', { exact: true }).first().waitFor()
    },
  },
  { name: 'my-account', signedIn: true, go: openAccount },
  {
    name: 'my-account-changed',
    signedIn: true,
    go: async (page) => {
      await openAccount(page)
      await page.getByLabel('Original password').fill('something')
      await page.getByLabel('New password', { exact: true }).fill('short1')
      await page.getByLabel('New password again').fill('other')
      await page.getByRole('textbox', { name: 'Allowed client IPs' }).fill('192.0.2.0/24, no-address,')
      await page.getByText('Your address is not in the list').waitFor()
      await page.getByRole('button', { name: 'Update' }).click()
      await page.getByText('The two passwords are not the same.').waitFor()
    },
  },
  {
    name: 'two-factor-set-up',
    signedIn: true,
    go: async (page) => {
      await open(page, '/account', 'Passkeys')
      await page.getByRole('switch', { name: 'Two-factor authentication' }).click()
      await page.getByRole('img', { name: 'QR code with the secret' }).waitFor()
    },
  },
  {
    name: 'user-menu',
    signedIn: true,
    go: async (page) => {
      await open(page, '/sessions', 'Sessions')
      await page.getByRole('button', { name: 'Ada Lovelace' }).click()
      await page.getByRole('menuitem', { name: 'My account' }).waitFor()
    },
  },
]

async function openAccount(page: Page): Promise<void> {
  await open(page, '/sessions', 'Sessions')
  await page.getByRole('button', { name: 'Ada Lovelace' }).click()
  await page.getByRole('menuitem', { name: 'My account' }).click()
  await page.getByRole('dialog', { name: 'My account' }).waitFor()
}

async function openUsers(page: Page, search = ''): Promise<void> {
  await open(page, `/admin/users${search}`, 'Users')
  await page.getByRole('tabpanel').locator('table[aria-busy=false]').waitFor()
}

async function open(page: Page, url: string, heading: string | RegExp): Promise<void> {
  await page.goto(url)
  await page.getByRole('heading', { name: heading }).first().waitFor()
}
