/** One's own SSH keys, each deed in a real browser. */
import { generateKeyPairSync } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { look } from './accessibility.ts'
import { startBerth, type BerthSite } from './berth-site.ts'
import { narrow, openBrowser, openPage, wide, type WatchedPage } from './browser.ts'
import { setUp, toast } from './people.ts'

let site: BerthSite
let browser: Browser
let watched: WatchedPage
beforeAll(async () => {
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock']), openBrowser()])
  watched = await openPage(browser, { permissions: ['clipboard-read', 'clipboard-write'] })
  await setUp(watched.page, site)
  await watched.page.getByRole('link', { name: 'Preferences' }).click()
  await watched.page.getByText('You have no SSH keys').waitFor()
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
})

const rows = (page: Page) => page.getByRole('list', { name: 'Your SSH keys' }).getByRole('listitem')
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

async function menu(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${name}` }).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

/** A public line as ssh-keygen would write it, and its private half. */
function newPair() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const point = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  const blob = Buffer.concat([Buffer.of(0, 0, 0, 11), Buffer.from('ssh-ed25519'), Buffer.of(0, 0, 0, 32), point])
  return {
    line: `ssh-ed25519 ${blob.toString('base64')} ada@laptop`,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    locked: privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }) as string,
  }
}

test('a pair is generated; its private half must be saved before the dialog lets go of it', async () => {
  const { page } = watched
  await look(page, 'ssh-keys-none')
  await page.getByRole('button', { name: 'Generate' }).click()
  const ask = page.getByRole('dialog', { name: 'Generate an SSH keypair' })
  await ask.getByRole('button', { name: 'Generate keypair' }).click()
  await ask.getByText('1 to 64 characters.').waitFor()
  await ask.getByLabel('Name').fill('Workstation')
  await ask.getByLabel('Keep the private key').check()
  await look(page, 'ssh-keys-generate')
  await ask.getByRole('button', { name: 'Generate keypair' }).click()
  const made = page.getByRole('dialog', { name: 'Keypair Workstation' })
  await made.getByText('It is not shown again.').waitFor()
  await look(page, 'ssh-keys-made')
  await page.keyboard.press('Escape')
  expect(await made.getByRole('button', { name: 'I have saved it' }).isDisabled()).toBe(true)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    made.getByRole('link', { name: 'Download private key' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('id_ed25519')
  const file = await readFile(await download.path(), 'utf8')
  expect(file).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----\n[\s\S]+\n-----END OPENSSH PRIVATE KEY-----\n$/)
  await made.getByRole('button', { name: 'Copy public key' }).click()
  await made.getByText('Copied').first().waitFor()
  expect(await clipboard(page)).toMatch(/^ssh-ed25519 AAAA\S+ Workstation\n$/)
  await made.getByRole('button', { name: 'I have saved it' }).click()
  await made.waitFor({ state: 'detached' })
  await rows(page).getByText('Private key kept').waitFor()
  await rows(page).getByRole('button', { name: 'Copy the public key Workstation' }).click()
  await page.getByText('Copied').first().waitFor()
  expect(await clipboard(page)).toMatch(/^ssh-ed25519 AAAA\S+ Workstation$/)
  // Nowhere on the page any more, nor in what the browser keeps.
  const kept = await page.evaluate(() => document.body.innerText + JSON.stringify([sessionStorage, localStorage]))
  expect(kept).not.toContain('PRIVATE KEY')
})

test('why a key is refused stands at its half; nothing typed is lost', async () => {
  const { page } = watched
  const [mine, other] = [newPair(), newPair()]
  await page.getByRole('button', { name: 'Enter manually' }).click()
  const dialog = page.getByRole('dialog', { name: 'Enter an SSH key' })
  const [publicKey, privateKey] = [dialog.getByLabel('Public key'), dialog.getByLabel('Private key')]
  const add = dialog.getByRole('button', { name: 'Add key' })
  await dialog.getByLabel('Name').fill('Laptop')
  await publicKey.fill(`command="sh" ${mine.line}`)
  await add.click()
  await dialog.getByText('There is something before the key.').waitFor()
  expect(await publicKey.evaluate((input) => input === document.activeElement)).toBe(true)
  await publicKey.fill(mine.line)
  await privateKey.fill(mine.locked)
  await add.click()
  await dialog.getByText('This private key has a passphrase').waitFor()
  await privateKey.fill(other.privateKey)
  await add.click()
  await dialog.getByText('does not belong to the public key').waitFor()
  await look(page, 'ssh-keys-refused')
  expect(await publicKey.inputValue()).toBe(mine.line)
  await privateKey.fill(mine.privateKey)
  await add.click()
  await toast(page, 'Laptop was added.').waitFor()
  await rows(page).filter({ hasText: 'Laptop' }).getByText('Private key kept').waitFor()
  expect(await page.evaluate(() => JSON.stringify([sessionStorage, localStorage]))).not.toContain('PRIVATE KEY')
})

test('a key is renamed, gives up its private half, and is removed', async () => {
  const { page } = watched
  await menu(page, 'Workstation', 'Remove')
  await page.getByText('The private key kept here is removed too.', { exact: false }).waitFor()
  await look(page, 'ssh-keys-remove')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click()
  await menu(page, 'Laptop', 'Rename')
  await page.getByRole('dialog').getByLabel('Name').fill('Old laptop')
  await page.getByRole('dialog').getByRole('button', { name: 'Rename' }).click()
  await rows(page).getByText('Old laptop').waitFor()
  await menu(page, 'Old laptop', 'Remove the private key')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove private key' }).click()
  await page.getByRole('alertdialog').waitFor({ state: 'detached' })
  await rows(page).filter({ hasText: 'Old laptop' }).getByText('Private key kept').waitFor({ state: 'detached' })
  await menu(page, 'Workstation', 'Remove')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove key' }).click()
  await rows(page).filter({ hasText: 'Workstation' }).waitFor({ state: 'detached' })
  expect(await rows(page).count()).toBe(1)
  expect(watched.errors).toEqual([])
})

test('the page in light and dark, wide and at 360 px, in both languages', async () => {
  const storageState = await watched.page.context().storageState()
  for (const colorScheme of ['light', 'dark'] as const)
    for (const viewport of [wide, narrow]) {
      const locale = colorScheme === 'dark' ? 'ko-KR' : 'en-US'
      const { page } = await openPage(browser, { colorScheme, viewport, storageState, locale, reducedMotion: 'reduce' })
      await page.goto(`${site.url}/preferences`)
      await page.getByText('Old laptop').waitFor()
      await look(page, `ssh-keys-${colorScheme}-${viewport.width}`)
      const [content, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
      expect(content).toBeLessThanOrEqual(shown ?? 0)
      await page.context().close()
    }
})
