/** Every page in light and dark, wide and at 360 px: nothing that axe objects to, and no sideways scroll. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBerth, type BerthSite } from './berth-site.ts'
import { narrow, openBrowser, openContext, openPage, watch, wide, type WatchedPage } from './browser.ts'
import { lookForFaults, rulesFor } from './looks.ts'
import { administrator, setUp, startSession } from './people.ts'

let site: BerthSite
let browser: Browser
let sessionUrl = ''
let state: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>
beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(), openBrowser()])
  const { page } = await openPage(browser)
  await setUp(page, site)
  await startSession(page, `a-name-as-long-as-they-come-${'x'.repeat(36)}`)
  // Without the project, which every page of the console adds by itself.
  sessionUrl = page.url().replace(/\?.*/, '')
  state = await page.context().storageState()
  await page.close()
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

interface Visit {
  readonly name: string
  readonly signedIn: boolean
  go(page: Page): Promise<void>
}

const visits: Visit[] = [
  { name: 'sign-in', signedIn: false, go: (page) => open(page, `${site.url}/sign-in`, 'Sign in') },
  { name: 'set-up', signedIn: false, go: (page) => open(page, `${site.url}/setup`, /set up/) },
  { name: 'connect', signedIn: true, go: (page) => open(page, `${site.url}/connect`, 'Connect a program') },
  {
    name: 'start-page',
    signedIn: true,
    go: async (page) => {
      await open(page, site.url, 'Start')
      await page.getByRole('link', { name: /^a-name-as-long/ }).waitFor()
      await page.locator('.uplot canvas').waitFor()
      await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
    },
  },
  { name: 'sessions', signedIn: true, go: (page) => open(page, `${site.url}/sessions`, 'Sessions') },
  {
    name: 'nothing-waits',
    signedIn: true,
    go: (page) => open(page, `${site.url}/sessions?state=queued`, 'Nothing waits'),
  },
  { name: 'session', signedIn: true, go: (page) => open(page, sessionUrl, /a-name-as-long/) },
  {
    name: 'terminal',
    signedIn: true,
    go: async (page) => {
      await open(page, `${sessionUrl}/terminal`, /a-name-as-long/)
      await page.getByText('Connected', { exact: true }).waitFor()
    },
  },
  { name: 'logs', signedIn: true, go: (page) => open(page, `${sessionUrl}/logs`, /a-name-as-long/) },
  { name: 'history', signedIn: true, go: (page) => open(page, `${sessionUrl}/history`, /a-name-as-long/) },
  { name: 'no-such-page', signedIn: true, go: (page) => open(page, `${site.url}/nowhere`, /./) },
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
      await open(page, `${site.url}/admin/settings`, 'Site settings')
      await page.getByText('Two-factor is required of').waitFor()
    },
  },
  {
    name: 'workspace',
    signedIn: true,
    go: async (page) => {
      await open(page, `${site.url}/settings/workspace`, 'Workspace')
      await page.getByText('Current', { exact: true }).waitFor()
    },
  },
  {
    name: 'members',
    signedIn: true,
    go: async (page) => {
      await open(page, `${site.url}/members`, 'Users & Groups')
      await page.getByText(administrator.email).first().waitFor()
    },
  },
  {
    name: 'nobody-invited',
    signedIn: true,
    go: (page) => open(page, `${site.url}/members?tab=invitations`, 'Nobody is invited'),
  },
  {
    name: 'groups',
    signedIn: true,
    go: async (page) => {
      await open(page, `${site.url}/members?tab=groups`, 'Users & Groups')
      await page.getByText('Everyone', { exact: true }).waitFor()
    },
  },
  {
    name: 'projects',
    signedIn: true,
    go: async (page) => {
      await open(page, `${site.url}/admin/projects`, 'Projects')
      await page.getByText('Unlimited').first().waitFor()
    },
  },
  {
    name: 'create-project',
    signedIn: true,
    go: async (page) => {
      await open(page, `${site.url}/admin/projects`, 'Projects')
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
      await open(page, `${site.url}/sessions`, 'Sessions')
      await page.getByRole('button', { name: /^Project: / }).click()
      await page.getByRole('option', { name: 'default' }).waitFor()
    },
  },
  {
    name: 'environments',
    signedIn: true,
    go: async (page) => {
      await open(page, `${site.url}/admin/environments`, 'Environments')
      await page.getByText('Offered').waitFor()
    },
  },
  {
    name: 'add-environment',
    signedIn: true,
    go: async (page) => {
      await open(page, `${site.url}/admin/environments`, 'Environments')
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
    go: (page) => open(page, `${site.url}/open/00000000-0000-7000-8000-00000000dead/code`, 'code could not be opened'),
  },
  { name: 'no-invitation', signedIn: false, go: (page) => open(page, `${site.url}/invitation#gone`, /not valid/) },
  {
    name: 'start-dialog',
    signedIn: true,
    go: async (page) => {
      await open(page, `${site.url}/sessions`, 'Sessions')
      await page.getByRole('button', { name: 'Start session' }).first().click()
      await page.getByText('Starts now.').waitFor()
    },
  },
  {
    name: 'account',
    signedIn: true,
    go: async (page) => {
      await open(page, `${site.url}/account`, 'Passkeys')
      await page.getByText('You have no passkeys').waitFor()
    },
  },
  {
    name: 'account-logins',
    signedIn: true,
    go: async (page) => {
      await open(page, `${site.url}/account/logins`, 'Sign-in and security')
      await page.getByText('This one').waitFor()
    },
  },
  {
    name: 'account-history',
    signedIn: true,
    go: async (page) => {
      await open(page, `${site.url}/account/history`, 'Sign-in and security')
      await page.getByText('Set-up link').waitFor()
    },
  },
  {
    name: 'account-activity',
    signedIn: true,
    go: async (page) => {
      await open(page, `${site.url}/account/activity`, 'Sign-in and security')
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
      await open(page, `${site.url}/account`, 'Passkeys')
      await page.getByRole('switch', { name: 'Two-factor authentication' }).click()
      await page.getByRole('img', { name: 'QR code with the secret' }).waitFor()
    },
  },
  {
    name: 'user-menu',
    signedIn: true,
    go: async (page) => {
      await open(page, `${site.url}/sessions`, 'Sessions')
      await page.getByRole('button', { name: 'Ada Lovelace' }).click()
      await page.getByRole('menuitem', { name: 'My account' }).waitFor()
    },
  },
]

async function openAccount(page: Page): Promise<void> {
  await open(page, `${site.url}/sessions`, 'Sessions')
  await page.getByRole('button', { name: 'Ada Lovelace' }).click()
  await page.getByRole('menuitem', { name: 'My account' }).click()
  await page.getByRole('dialog', { name: 'My account' }).waitFor()
}

async function openUsers(page: Page, search = ''): Promise<void> {
  await open(page, `${site.url}/admin/users${search}`, 'Users')
  await page.getByRole('tabpanel').locator('table[aria-busy=false]').waitFor()
}

async function open(page: Page, url: string, heading: string | RegExp): Promise<void> {
  await page.goto(url)
  await page.getByRole('heading', { name: heading }).first().waitFor()
}

test.each(visits)('$name', async (visit) => {
  for (const viewport of [wide, narrow]) {
    const { page, errors } = await openTab(viewport, visit.signedIn)
    try {
      await visit.go(page)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await lookForFaults(page, `${visit.name}-${colorScheme}-${viewport.width}`, rulesFor(colorScheme))
      }
      expect(errors, visit.name).toEqual([])
    } finally {
      await page.close()
    }
  }
})

/** Tabs of one size share a browser's cache, as a person's do: the console is loaded once. */
const contexts = new Map<string, BrowserContext>()
async function openTab(viewport: typeof wide, signedIn: boolean): Promise<WatchedPage> {
  const key = `${viewport.width} ${signedIn}`
  const context =
    contexts.get(key) ??
    (await openContext(browser, { viewport, reducedMotion: 'reduce', ...(signedIn ? { storageState: state } : {}) }))
  contexts.set(key, context)
  return watch(await context.newPage())
}
