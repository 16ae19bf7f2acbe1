/** Keys to buckets and what is in these: in the browser alone, tried, listed, shown, and gone with the login. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { look } from './accessibility.ts'
import { startBerth, type BerthSite } from './berth-site.ts'
import { bucketContent } from './bucket-content.ts'
import { openBrowser, openContext, watch, type WatchedPage } from './browser.ts'
import {
  accountSas,
  azure,
  azureAccount,
  fillAzure,
  s3,
  s3Keys,
  startAzure,
  startS3,
  type CloudServer,
} from './cloud-servers.ts'
import { lookEverywhere } from './looks.ts'
import { arrive, chooseAction, setUp, signIn, toast } from './people.ts'

let site: BerthSite
let browser: Browser
let context: BrowserContext
let watched: WatchedPage
let page: Page
/** All that was asked of the server, and by whom it was answered. */
const sent: string[] = []

beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock']), openBrowser()])
  context = await openContext(browser, { permissions: ['clipboard-read', 'clipboard-write'], acceptDownloads: true })
  watched = watch(await context.newPage())
  page = watched.page
  context.on('request', (request) => {
    if (request.url().startsWith(site.url)) sent.push(`${request.url()} ${request.postData() ?? ''}`)
  })
  await setUp(page, site)
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

const open = async (path: string, heading: string | RegExp) => {
  await page.goto(site.url + path)
  await page.getByRole('heading', { name: heading }).first().waitFor()
}
const section = () => page.getByRole('region', { name: 'Web app cloud access' })
const row = (bucket: string) => section().getByRole('listitem').filter({ hasText: bucket })
const objects = (bucket: string) => page.getByRole('table', { name: `What is in ${bucket}` })
const entry = (name: string) => page.getByRole('link', { name, exact: true })

interface Keys {
  readonly kind: 'S3-compatible' | 'Azure Blob'
  readonly fields: Readonly<Record<string, string>>
}

async function fill({ kind, fields }: Keys): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /Kind of storage/ }).click()
  await page.getByRole('option', { name: kind }).click()
  for (const [label, value] of Object.entries(fields))
    await dialog.getByRole('textbox', { name: label, exact: false }).fill(value)
}
async function add(keys: Keys): Promise<void> {
  await section().getByRole('button', { name: 'Add bucket' }).click()
  await fill(keys)
  await page.getByRole('dialog').getByRole('button', { name: 'Add bucket' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

describe.skipIf(!s3.command)(`S3${s3.without}`, () => {
  let server: CloudServer
  let closed: CloudServer
  beforeAll(async () => {
    server = await startS3('data', bucketContent, site.url)
    closed = await startS3('data', { 'x.txt': 'x' })
  })
  afterAll(() => Promise.all([server?.[Symbol.asyncDispose](), closed?.[Symbol.asyncDispose]()]))

  const keysAt = (host: string, more: object = {}): Keys => ({
    kind: 'S3-compatible',
    fields: { Host: host, Bucket: 'data', 'Access key': s3Keys.key, 'Secret key': s3Keys.secret, ...more },
  })

  test('what cannot be right is said on leaving the form', async () => {
    await open('/preferences/configuration', 'Web app cloud access')
    await section().getByText('There are no keys').waitFor()
    await section().getByRole('button', { name: 'Add bucket' }).click()
    await fill({ kind: 'S3-compatible', fields: { Host: 'ftp://lab', Bucket: 'a/b', 'Access key': 'x' } })
    await page.getByRole('dialog').getByRole('button', { name: 'Add bucket' }).click()
    await page.getByText('An address such as https://minio.example.org:9000.').waitFor()
    await page.getByText('Letters, digits, dots, hyphens and underscores; no slashes.').waitFor()
    await page.getByText('This is needed.').waitFor()
    await look(page, 'cloud-keys-wrong')
    await page.keyboard.press('Escape')
  })

  test('keys are masked, tried, and say that they work', async () => {
    await add(keysAt(server.url))
    await toast(page, 'data was added.').waitFor()
    expect(await row('data').getByText(s3Keys.secret).count()).toBe(0)
    await row('data').getByRole('button', { name: 'Show: Secret key' }).click()
    await row('data').getByText(s3Keys.secret).waitFor()
    await row('data').getByRole('button', { name: 'Hide: Secret key' }).click()
    await row('data').getByRole('button', { name: 'Test' }).click()
    await row('data').getByText('It works: the bucket can be listed.').waitFor()
    await lookEverywhere(page, 'cloud-keys')
  })

  test('from a document that may not reach clouds, a test goes on in one that may', async () => {
    await open('/preferences', 'Preferences')
    await page.getByRole('tab', { name: 'Configuration' }).click()
    await row('data').getByRole('button', { name: 'Test' }).click()
    await row('data').getByText('It works: the bucket can be listed.').waitFor()
  })

  test('a test says what is wrong', async () => {
    const tries: readonly (readonly [Keys['fields'] | string, RegExp])[] = [
      [{ 'AWS region': 'eu-west-1' }, /may not|is in the region us-east-1|does not let pages/],
      [{ Bucket: 'nothing-there' }, /There is no nothing-there there/],
      [closed.url, new RegExp(`answers, but does not let pages of ${site.url} read it \\(CORS\\)`)],
      ['http://127.0.0.1:9', /127\.0\.0\.1:9 cannot be reached/],
    ]
    for (const [change, words] of tries) {
      await chooseAction(page, 'data', 'Remove')
      await page.getByRole('alertdialog').getByRole('button', { name: 'Remove keys' }).click()
      await add(typeof change === 'string' ? keysAt(change) : keysAt(server.url, change))
      const only = section().getByRole('list', { name: 'Buckets' }).getByRole('listitem')
      await only.getByRole('button', { name: /^Test/ }).click()
      await only.getByText(words).waitFor()
      if (typeof change !== 'string' && 'Bucket' in change) {
        // the name of the row is another one now
        await chooseAction(page, 'nothing-there', 'Edit')
        await page.getByRole('dialog').getByRole('textbox', { name: 'Bucket' }).fill('data')
        await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
        await page.getByRole('dialog').waitFor({ state: 'detached' })
      }
    }
    await look(page, 'cloud-keys-failed')
    await chooseAction(page, 'data', 'Edit')
    await page.getByRole('dialog').getByRole('textbox', { name: 'Host' }).fill(server.url)
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  test('a bucket is listed with its prefixes, page by page', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Data & Storage', exact: true }).click()
    await page.getByRole('navigation', { name: 'Data & Storage' }).getByRole('link', { name: 'Cloud' }).click()
    await page.getByRole('heading', { name: 'Cloud', level: 1 }).waitFor()
    await entry('data').click()
    await entry('notes.md').waitFor()
    expect(await objects('data').getByRole('link').allTextContents()).toEqual(['many', 'runs', 'notes.md'])
    await lookEverywhere(page, 'cloud-bucket')
    await entry('many').click()
    await entry('0000.txt').waitFor()
    await page.mouse.move(600, 500)
    const seen = () => page.mouse.wheel(0, 100_000).then(() => entry('0449.txt').isVisible())
    await expect.poll(seen, { timeout: 20_000 }).toBe(true)
    await page.getByRole('navigation', { name: 'Where you are' }).getByRole('link', { name: 'data' }).click()
    await entry('notes.md').waitFor()
  })

  test('objects are previewed by addresses that are signed here', async () => {
    await entry('notes.md').click()
    const dialog = page.getByRole('dialog', { name: 'notes.md' })
    await dialog.getByRole('heading', { name: 'Notes' }).waitFor()
    await dialog.getByRole('img', { name: 'a picture' }).waitFor()
    await look(page, 'cloud-preview')
    await page.keyboard.press('Escape')
    await entry('runs').click()
    await entry('loss.png').click()
    const picture = page.getByRole('dialog').getByRole('img', { name: 'loss.png' })
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)
    await page.keyboard.press('Escape')
    await entry('table.csv').click()
    await page.getByRole('dialog').getByRole('columnheader', { name: 'loss' }).waitFor()
    await page.keyboard.press('Escape')
    await entry('a name+with (signs) & 한글.txt').click()
    await page.getByRole('dialog').getByText('it was read').waitFor()
    await page.getByRole('button', { name: 'Copy link' }).click()
    const link = await page.evaluate(() => navigator.clipboard.readText())
    expect(new URL(link).searchParams.get('X-Amz-Expires')).toBe('3600')
    expect(await (await fetch(link)).text()).toBe('it was read')
    await page.keyboard.press('Escape')
  })

  test('a page of somebody’s runs in a frame that is of no origin, and not at all when scripts are blocked', async () => {
    await entry('report.html').click()
    const frame = page.frameLocator('iframe')
    await frame.getByText('hello from a bucket').waitFor()
    await frame.getByText('scripts ran as null').waitFor()
    await page.keyboard.press('Escape')
    // while nobody knows whether the site blocks them, nothing is drawn
    await page.route('**/api/v1/site', (route) => route.abort())
    await page.reload()
    await entry('report.html').click()
    const again = page.getByRole('dialog').getByRole('button', { name: 'Retry' })
    await again.waitFor()
    expect(await page.locator('iframe').count()).toBe(0)
    await page.unroute('**/api/v1/site')
    await again.click()
    await frame.getByText('scripts ran as null').waitFor()
    await page.keyboard.press('Escape')
    const answer = await page.request.patch(`${site.url}/api/v1/me/preferences`, {
      data: { blockUserScripts: true },
      headers: { origin: site.url },
    })
    expect(answer.ok()).toBe(true)
    await page.reload()
    await entry('report.html').click()
    await page.getByRole('dialog').getByRole('link', { name: 'Open the setting' }).waitFor()
    expect(await page.locator('iframe').count()).toBe(0)
    await page.keyboard.press('Escape')
  })

  test('an object that is gone says so', async () => {
    await open(`/data/cloud?at=s3://${new URL(server.url).host}/data/runs/gone.txt`, 'gone.txt')
    await page.getByRole('dialog').getByText('It is no longer there.').waitFor()
    await page.keyboard.press('Escape')
    await entry('table.csv').waitFor()
  })

  test('keys that are missing are asked for once, in the place where they are needed', async () => {
    const at = `s3://${new URL(closed.url).host}/data/x.txt`
    await page.goto(`${site.url}/data/cloud?at=${at}`)
    const dialog = page.getByRole('dialog', { name: 'Keys for data' })
    await dialog.getByText('which this browser has no keys for').waitFor()
    expect(await dialog.getByRole('textbox', { name: 'Host' }).inputValue()).toBe(new URL(closed.url).host)
    await look(page, 'cloud-keys-asked')
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { name: 'There are no keys for data' }).waitFor()
    await page.getByRole('link', { name: 'To all buckets' }).click()
    await page.goBack()
    await page.getByRole('heading', { name: 'There are no keys for data' }).waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  test('another tab has them, too; the server never saw any', async () => {
    const other = watch(await context.newPage())
    await other.page.goto(`${site.url}/data/cloud`)
    await other.page.getByRole('link', { name: 'data', exact: true }).waitFor()
    await other.page.close()
    expect(sent.length).toBeGreaterThan(20)
    for (const secret of [s3Keys.key, s3Keys.secret, encodeURIComponent(s3Keys.secret)])
      expect(sent.filter((request) => request.includes(secret))).toEqual([])
  })

  test('they are gone at the sign-out, unless this device is told to keep them', async () => {
    const signOut = async () => {
      await page.getByRole('button', { name: 'Ada Lovelace' }).click()
      await page.getByRole('menuitem', { name: 'Log out' }).click()
      await page.getByLabel('Email or username').waitFor()
    }
    const kept = () => page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]))
    await open('/preferences/configuration', 'Web app cloud access')
    await row('data').waitFor()
    await page.reload()
    await row('data').waitFor()
    await signOut()
    expect(await kept()).not.toContain(s3Keys.key)
    await signIn(page)
    await arrive(page)
    await open('/preferences/configuration', 'Web app cloud access')
    await section().getByText('There are no keys').waitFor()
    await add(keysAt(server.url))
    await section().getByRole('switch', { name: 'Keep the keys on this device' }).click()
    await signOut()
    await signIn(page)
    await arrive(page)
    await open('/preferences/configuration', 'Web app cloud access')
    await row('data').waitFor()
    await section().getByRole('switch', { name: 'Keep the keys on this device' }).click()
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(s3Keys.key)
    expect(watched.errors.filter((error) => !/CORS policy|net::ERR/.test(error))).toEqual([])
  })
})

describe.skipIf(!azure.command)(`Azure Blob${azure.without}`, () => {
  let server: CloudServer
  beforeAll(async () => {
    server = await startAzure()
    await fillAzure(server.url, 'results', { 'run/1.txt': 'from a container' }, site.url)
  })
  afterAll(() => server?.[Symbol.asyncDispose]())

  test('a container is listed and shown by its signature; one that has ended says so', async () => {
    const keys = (endsIn: number): Keys => ({
      kind: 'Azure Blob',
      fields: {
        'Storage account': azureAccount,
        Container: 'results',
        SAS: `?${accountSas('rl', new Date(Date.now() + endsIn))}`,
        Host: `${server.url}/${azureAccount}`,
      },
    })
    await open('/preferences/configuration', 'Web app cloud access')
    await add(keys(-60_000))
    await row('results').getByRole('button', { name: /^Test/ }).click()
    await row('results').getByText('The signature has ended.').waitFor()
    await chooseAction(page, 'results', 'Remove')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove keys' }).click()
    await add(keys(3_600_000))
    await row('results').getByRole('button', { name: /^Test/ }).click()
    await row('results').getByText('It works').waitFor()
    await row('results').getByRole('link', { name: 'results' }).click()
    await entry('run').click()
    await entry('1.txt').click()
    await page.getByRole('dialog').getByText('from a container').waitFor()
  })
})
