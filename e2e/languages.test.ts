/** Every language: chosen before and after sign-in, everything at once, room for its words; English where it lacks one. */
import { languageNames, type Language } from '@berth/contract/texts/language.ts'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './accessibility.ts'
import { startBerth, type BerthSite } from './berth-site.ts'
import { narrow, openBrowser, openPage, wide } from './browser.ts'
import { setUp, startSession } from './people.ts'
import { keepScreenshot } from './screenshots.ts'

let site: BerthSite
let browser: Browser
let state: Awaited<ReturnType<ReturnType<Page['context']>['storageState']>>
let sessionUrl = ''
beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock']), openBrowser()])
  const { page } = await openPage(browser)
  await setUp(page, site)
  await startSession(page, 'many-tongues')
  sessionUrl = page.url().replace(/\?.*/, '')
  state = await page.context().storageState()
  await page.context().close()
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

/** What stands on the sign-in page, and in the list of sessions: its title, what one has of the machine, when it began. */
const words: Readonly<Record<Language, { signIn: string; sessions: string; cores: RegExp; ago: RegExp }>> = {
  en: { signIn: 'Sign in', sessions: 'Sessions', cores: /\d\s?cores?/, ago: /now|ago/ },
  ko: { signIn: '로그인', sessions: '세션', cores: /\d\s?코어/, ago: /지금|전/ },
  ru: { signIn: 'Войти', sessions: 'Сессии', cores: /\d\s?яд(ро|ра|ер)/, ago: /сейчас|назад/ },
  fr: { signIn: 'Se connecter', sessions: 'Sessions', cores: /\d\s?cœurs?/, ago: /maintenant|il y a/ },
  mn: { signIn: 'Нэвтрэх', sessions: 'Сесс', cores: /\d\s?цөм/, ago: /одоо|өмнө/ },
  id: { signIn: 'Masuk', sessions: 'Sesi', cores: /\d\s?inti/, ago: /sekarang|lalu/ },
}
const languages = Object.keys(words) as Language[]

const lang = (page: Page) => page.evaluate(() => document.documentElement.lang)
const prefer = (page: Page, language: string) =>
  page.request.patch(`${site.url}/api/v1/me/preferences`, { data: { language }, headers: { origin: site.url } })

test('the sign-in page speaks each language as it is chosen, and that of the browser again', async () => {
  const { page, errors } = await openPage(browser, { locale: 'id-ID' })
  let loads = 0
  await page.goto(`${site.url}/sign-in`)
  await page.getByRole('button', { name: words.id.signIn, exact: true }).waitFor()
  page.on('load', () => (loads += 1))
  const choice = page.getByRole('combobox').first()
  for (const language of languages) {
    await choice.selectOption(languageNames[language])
    await page.getByRole('button', { name: words[language].signIn, exact: true }).waitFor()
    expect(await lang(page)).toBe(language)
  }
  await choice.selectOption('system')
  await page.getByRole('button', { name: words.id.signIn, exact: true }).waitFor()
  expect(loads).toBe(0)
  expect(errors).toEqual([])
  await page.context().close()
})

test('texts, amounts and times change at once in a page that is open, and the server is asked in that language', async () => {
  const { page, errors } = await openPage(browser, { storageState: state })
  await page.goto(`${site.url}/sessions`)
  await page.getByRole('link', { name: 'many-tongues' }).waitFor()
  let loads = 0
  page.on('load', () => (loads += 1))
  for (const language of [...languages.slice(1), 'en' as const]) {
    const { sessions, cores, ago } = words[language]
    await prefer(page, language)
    await page.getByRole('heading', { name: sessions, level: 1, exact: true }).waitFor()
    const row = page.getByRole('row').filter({ hasText: 'many-tongues' })
    await row.filter({ hasText: cores }).filter({ hasText: ago }).waitFor()
    expect(await lang(page)).toBe(language)
  }
  await prefer(page, 'id')
  await page.getByRole('heading', { name: words.id.sessions, level: 1 }).waitFor()
  const asked = page.waitForRequest((request) => request.url().includes('/api/v1/usage'))
  await page.getByRole('navigation').getByRole('link', { name: 'Pemakaian' }).click()
  expect((await asked).headers()['accept-language']).toBe('id')
  expect(loads).toBe(0)
  expect(errors).toEqual([])
  await page.context().close()
})

test('each language has room on every page, wide and narrow', { timeout: 300_000 }, async () => {
  const places = [
    '/',
    '/sessions',
    '/usage',
    '/preferences',
    '/preferences/configuration',
    '/account',
    '/settings/workspace',
    '/settings/credentials',
    '/members',
    '/admin/users',
    '/admin/projects',
    '/admin/policies',
    '/admin/environments',
    '/admin/resource-groups',
    '/admin/presets',
    '/admin/settings',
  ]
  const { page, errors } = await openPage(browser, { storageState: state })
  for (const place of [...places, new URL(sessionUrl).pathname]) {
    await page.goto(site.url + place)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' })
    for (const language of ['fr', 'id', 'ru', 'mn'] as const) {
      await prefer(page, language)
      await expect.poll(() => lang(page), { timeout: 20_000 }).toBe(language)
      for (const viewport of [wide, narrow]) {
        await page.setViewportSize(viewport)
        // as it lies when it has come to rest at this width
        const over = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
        const says = `${place} in ${language} scrolls sideways`
        await expect.poll(over, { message: says, timeout: 10_000 }).toBeLessThanOrEqual(0)
        expect(await page.locator('[data-untranslated]').count(), `${place} in ${language}`).toBe(0)
        const name = `${language}${place.replaceAll('/', '-').slice(0, 30)}-${viewport.width}`
        if (place === '/sessions') await look(page, name)
        else await keepScreenshot(page, name)
      }
    }
  }
  expect(errors).toEqual([])
  await page.context().close()
})

test('a text that a language lacks is shown in English, and marked', async () => {
  const { page, errors } = await openPage(browser, { storageState: state, serviceWorkers: 'block' })
  await page.route('**/assets/app.fr-*.js', async (route) => {
    const file = await (await route.fetch()).text()
    expect(file).toMatch(/start:.Démarrer une session/)
    await route.fulfill({
      contentType: 'text/javascript',
      body: file.replace(/start:(?=.Démarrer une session)/, 'gone:'),
    })
  })
  await prefer(page, 'en')
  await page.goto(`${site.url}/sessions`)
  await page.getByRole('button', { name: 'Start session' }).first().waitFor()
  const marked = page.locator('[data-untranslated][lang=en]')
  expect(await marked.count()).toBe(0)
  // with a file in between, Chromium loads no shared worker, and so no events: hence the loads
  await prefer(page, 'fr')
  await page.reload()
  await page.getByText('En cours').first().waitFor()
  await marked.filter({ hasText: 'Start session' }).first().waitFor()
  expect(await marked.filter({ hasText: 'En cours' }).count()).toBe(0)
  await look(page, 'untranslated')
  await prefer(page, 'id')
  await page.reload()
  await page.getByRole('button', { name: 'Mulai sesi' }).first().waitFor()
  await marked.first().waitFor({ state: 'detached' })
  expect(await page.locator('[lang=en]').count()).toBe(0)
  expect(errors).toEqual([])
  await page.context().close()
})
