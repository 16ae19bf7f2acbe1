/** From the page of a session to a shell in it, with the programs of OpenSSH. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../tools/free-port.ts'
import { look } from './accessibility.ts'
import { startBerth, type BerthSite } from './berth-site.ts'
import { narrow, openBrowser, openPage, wide, type WatchedPage } from './browser.ts'
import { administrator, setUp, startSession, toast } from './people.ts'

const berthFile = fileURLToPath(new URL('../bin/berth.mjs', import.meta.url))
let site: BerthSite
let browser: Browser
let watched: WatchedPage
let home: string
let sessionPage: string

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'berth-ssh-home-'))
  const options = ['--ssh-port', String(await freePort())]
  ;[site, browser] = await Promise.all([startBerth(options), openBrowser()])
  watched = await openPage(browser, { permissions: ['clipboard-read', 'clipboard-write'] })
  await setUp(watched.page, site)
  await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'ada@laptop', '-f', join(home, 'key')])
  await startSession(watched.page, 'over-ssh')
  sessionPage = watched.page.url()
})
afterAll(async () => {
  await browser?.close()
  // Sessions outlive their server, also this one.
  await berth(['sessions', 'stop', 'over-ssh', '--wait'])
  await site?.remove()
  await rm(home, { recursive: true, force: true })
})

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

function run(program: string, args: readonly string[], input = ''): Promise<Ran> {
  const env = { PATH: process.env['PATH'], HOME: home, XDG_CACHE_HOME: join(home, 'cache') }
  return new Promise((resolve) => {
    const child = execFile(program, args, { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr }),
    )
    child.stdin?.end(input)
  })
}
const berth = (args: readonly string[], input?: string) => run(process.execPath, [berthFile, ...args], input)

const card = (page: Page) => page.getByRole('region', { name: 'SSH and SFTP' })
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())
/** What a person answers once, and which key. */
const answers = () => [
  ...['-o', 'StrictHostKeyChecking=accept-new', '-o', `UserKnownHostsFile=${join(home, 'known')}`],
  ...['-o', 'BatchMode=yes', '-i', join(home, 'key')],
]
/** The command from the page, as it is. */
const paste = async (...command: string[]) => {
  const [program = '', ...args] = (await clipboard(watched.page)).split(' ')
  return run(program, [...answers(), ...args, ...command])
}

test('the page says that a key is needed, and leads to where it is added', async () => {
  const { page } = watched
  await card(page).getByText('You have no SSH keys yet.').waitFor()
  await look(page, 'ssh-no-keys')
  await card(page).getByRole('link', { name: 'Add one' }).click()
  await page.getByRole('button', { name: 'Enter manually' }).click()
  const dialog = page.getByRole('dialog', { name: 'Enter an SSH key' })
  await dialog.getByLabel('Name').fill('Laptop')
  await dialog.getByLabel('Public key').fill(await readFile(join(home, 'key.pub'), 'utf8'))
  await dialog.getByRole('button', { name: 'Add key' }).click()
  await toast(page, 'Laptop was added.').waitFor()
})

test('the copied command opens the session, at the host key that the page shows', async () => {
  const { page } = watched
  await page.goto(sessionPage)
  await card(page).getByText('At the first connection').waitFor()
  await card(page).getByRole('button', { name: 'Copy the command for a shell' }).click()
  expect(await clipboard(page)).toMatch(/^ssh -p \d+ ada\+over-ssh@localhost$/)
  expect(await paste('hostname; id -un')).toMatchObject({ code: 0, stdout: 'over-ssh\nwork\n' })
  await card(page).getByRole('button', { name: 'Copy the fingerprint of the host key' }).click()
  const known = await run('ssh-keygen', ['-l', '-f', join(home, 'known')])
  expect(known.stdout).toContain(` ${await clipboard(page)} `)
})

test('the copied command for files brings and fetches them', async () => {
  const { page } = watched
  await card(page).getByRole('button', { name: 'Copy the command for files' }).click()
  await writeFile(join(home, 'data.txt'), 'forty-two\n')
  const [program = '', ...args] = (await clipboard(page)).split(' ')
  const batch = `put ${join(home, 'data.txt')} there\nget there ${join(home, 'back.txt')}\n`
  expect(await run(program, [...answers(), '-b', '-', ...args], batch)).toMatchObject({ code: 0 })
  expect(await readFile(join(home, 'back.txt'), 'utf8')).toBe('forty-two\n')
})

test('the command line asks nothing, and makes hosts for other programs', async () => {
  const { login, password } = { login: administrator.username, password: administrator.password }
  expect((await berth(['login', site.url, '--login', login, '--password-stdin'], `${password}\n`)).code).toBe(0)
  const key = ['-i', join(home, 'key')]
  expect(await berth(['ssh', 'over-ssh', ...key, '--', 'cat there; exit 3'])).toEqual({
    code: 3,
    stdout: 'forty-two\n',
    stderr: '',
  })
  const { stdout } = await berth(['ssh-config', '--write', ...key])
  const file = /Include (\S+)/.exec(stdout)?.[1] ?? ''
  expect(await run('ssh', ['-F', file, '-o', 'BatchMode=yes', 'over-ssh.berth', 'cat there'])).toMatchObject({
    stdout: 'forty-two\n',
  })
})

test('kill -9 of the server takes the connection, not what was detached; then the same command works again', async () => {
  const { page } = watched
  await card(page).getByRole('button', { name: 'Copy the command for a shell' }).click()
  const [program = '', ...args] = (await clipboard(page)).split(' ')
  const left = spawn(program, [...answers(), ...args, 'setsid sleep 765 >/dev/null 2>&1 & echo up; sleep 654'])
  await once(left.stdout, 'data')
  const gone = once(left, 'close')
  await site.kill()
  expect(await gone).toEqual([255, null])
  await site.start()
  const ran = await paste('pgrep -f "^sleep 765" >/dev/null && echo goes on; pkill -f "^sleep 765"')
  expect(ran).toMatchObject({ code: 0, stdout: 'goes on\n' })
})

test('the card in light and dark, wide and at 360 px, in both languages', async () => {
  const storageState = await watched.page.context().storageState()
  for (const colorScheme of ['light', 'dark'] as const)
    for (const viewport of [wide, narrow]) {
      const locale = colorScheme === 'dark' ? 'ko-KR' : 'en-US'
      const { page } = await openPage(browser, { colorScheme, viewport, storageState, locale, reducedMotion: 'reduce' })
      await page.goto(sessionPage)
      await page.getByText(/^ssh -p/).waitFor()
      await look(page, `ssh-${colorScheme}-${viewport.width}`)
      const [content, shown] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth])
      expect(content).toBeLessThanOrEqual(shown ?? 0)
      await page.context().close()
    }
  expect(watched.errors.filter((error) => !/Failed to fetch|ERR_|WebSocket|NetworkError/.test(error))).toEqual([])
})
