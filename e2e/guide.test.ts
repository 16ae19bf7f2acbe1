/** The guide as people reach it: from each page, by its search, in their language, without signing in. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBerth, type BerthSite } from './berth-site.ts'
import { narrow, openBrowser, openContext, openPage, wide, watch } from './browser.ts'
import { guideFolder } from './guide-pictures.ts'
import { lookForFaults, rulesFor } from './looks.ts'
import { setUp } from './people.ts'

let site: BerthSite
let browser: Browser
let ada: BrowserContext
beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock']), openBrowser()])
  ada = await openContext(browser)
  await setUp(await ada.newPage(), site)
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

const pages = readdirSync(join(guideFolder, 'en')).map((file) => file.replace(/\.md$/, ''))
const title = (page: Page, name: string) => page.getByRole('heading', { name, level: 1, exact: true })
const searchField = (page: Page) => page.getByRole('searchbox', { name: 'Search the guide' })

test('help leads from a page to what the guide says of it, beside the page', async () => {
  const { page, errors } = watch(await ada.newPage())
  for (const [path, heading] of [
    ['/', 'Start'],
    ['/sessions', 'Sessions'],
    ['/admin/users', 'Users'],
    ['/admin/settings', 'Site settings'],
    ['/preferences', 'Preferences'],
    ['/account', 'Your account'],
  ] as const) {
    await page.goto(site.url + path)
    const help = page.getByRole('link', { name: 'Help' })
    await help.waitFor()
    const [guide] = await Promise.all([page.context().waitForEvent('page'), help.click()])
    await title(guide, heading).waitFor()
    expect(new URL(page.url()).pathname).toBe(path)
    await guide.close()
  }
  expect(errors).toEqual([])
  await page.close()
})

test('by the keyboard, and to the heading that is meant', async () => {
  const page = await ada.newPage()
  await page.goto(`${site.url}/members`)
  await page.getByRole('link', { name: 'Help' }).focus()
  const [guide] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Enter')])
  await title(guide, 'Workspaces, people, projects').waitFor()
  const heading = guide.getByRole('heading', { name: 'For admins of a workspace: Users & Groups' })
  await expect.poll(async () => ((await heading.boundingBox())?.y ?? 9999) < 200).toBe(true)
  await guide.close()
  await page.close()
})

test('in Korean for who reads Korean, in English where there is no guide in their language', async () => {
  const storageState = await ada.storageState()
  for (const [locale, label, heading] of [
    ['ko-KR', '도움말', '세션'],
    ['fr-FR', /^(Aide|Help)$/, 'Sessions'],
  ] as const) {
    const { page } = await openPage(browser, { locale, storageState })
    await page.goto(`${site.url}/sessions`)
    const help = page.getByRole('link', { name: label })
    await help.waitFor()
    const [guide] = await Promise.all([page.context().waitForEvent('page'), help.click()])
    await title(guide, heading).waitFor()
    await page.context().close()
  }
})

test('before signing in, too; the language is changed on the page that is read', async () => {
  const { page, errors } = await openPage(browser)
  await page.goto(`${site.url}/sign-in`)
  await page.getByRole('link', { name: 'Help' }).click()
  await title(page, 'Sign in').waitFor()
  await page.getByRole('link', { name: '한국어' }).click()
  await title(page, '로그인').waitFor()
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('ko')
  await page.getByRole('link', { name: '다음', exact: false }).click()
  await title(page, '시작').waitFor()
  expect(errors).toEqual([])
  await page.context().close()
})

test('the search finds by words of both languages, and leads to the heading', async () => {
  const { page, errors } = await openPage(browser)
  await page.goto(`${site.url}/guide/en/welcome`)
  await title(page, 'Find your way').waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type('recovery codes')
  const found = page.getByRole('region', { name: 'Search the guide' })
  await found.getByText('Found:', { exact: false }).waitFor()
  await lookForFaults(page, 'guide-search')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowUp')
  await found.getByRole('link', { name: 'Your account › A second factor' }).click()
  await title(page, 'Your account').waitFor()
  await page.waitForURL(/account#a-second-factor$/)

  await searchField(page).fill('qqqq')
  await page.getByText('Nothing in the guide has all of these words.').waitFor()
  await page.keyboard.press('Escape')
  await title(page, 'Your account').waitFor()

  await page.goto(`${site.url}/guide/ko/welcome?q=${encodeURIComponent('부트스트랩 스크립트')}`)
  await page.getByRole('link', { name: '스크립트와 숨길 이름 › 부트스트랩 스크립트' }).click()
  await page.waitForURL(/scripts#bootstrap-script$/)
  expect(errors).toEqual([])
  await page.context().close()
})

test('nothing that is searched for becomes a part of the page', async () => {
  const { page, errors } = await openPage(browser)
  const evil = '<img src=x onerror="window.evil=1">'
  await page.goto(`${site.url}/guide/en/welcome?q=${encodeURIComponent(evil)}`)
  await page.getByText('Nothing in the guide has all of these words.').waitFor()
  expect(await page.evaluate(() => 'evil' in window)).toBe(false)
  expect(errors).toEqual([])
  await page.context().close()
})

test('is read without scripts, and says where there is nothing', async () => {
  const { page } = await openPage(browser, { javaScriptEnabled: false })
  await page.goto(`${site.url}/guide`)
  await title(page, 'Find your way').waitFor()
  expect(await searchField(page).isVisible()).toBe(false)
  await page.getByRole('navigation', { name: 'Contents' }).getByRole('link', { name: 'Limits and waiting' }).click()
  await title(page, 'Limits and waiting').waitFor()
  const answer = await page.goto(`${site.url}/guide/en/nothing-here`)
  expect(answer?.status()).toBe(404)
  await title(page, 'There is no such page in the guide').waitFor()
  await page.goto(`${site.url}/guide/fr/limits`)
  await title(page, 'Limits and waiting').waitFor()
  await page.context().close()
})

test('its pages may run nothing but their own files, and are kept by browsers only to be asked for again', async () => {
  const answer = await ada.request.get(`${site.url}/guide/en/sessions`)
  const { etag = '', 'content-security-policy': policy, 'cache-control': kept } = answer.headers()
  expect(policy).toMatch(/default-src 'none'; script-src 'self'; style-src 'self';/)
  expect(kept).toBe('no-cache')
  const again = await ada.request.get(`${site.url}/guide/en/sessions`, { headers: { 'if-none-match': etag } })
  expect(again.status()).toBe(304)
})

test('every page of it, light and dark, wide and narrow: nothing that axe objects to, and no sideways scroll', async () => {
  const { page, errors } = await openPage(browser, { reducedMotion: 'reduce' })
  for (const name of pages)
    for (const [language, viewport] of [
      ['en', wide],
      ['ko', narrow],
    ] as const) {
      await page.setViewportSize(viewport)
      await page.goto(`${site.url}/guide/${language}/${name}`)
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme })
        await lookForFaults(page, `guide-${name}-${language}-${colorScheme}-${viewport.width}`, rulesFor(colorScheme))
      }
    }
  expect(errors).toEqual([])
  await page.context().close()
}, 300_000)
