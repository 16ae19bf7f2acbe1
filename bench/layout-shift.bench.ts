/** How far what is on a page jumps while the page comes, on every page, wide and narrow, over a line that is not near. */
import type { Browser } from 'playwright-core'
import { narrow, openBrowser, wide } from '../e2e/browser.ts'
import { accountTabs, paths, preferenceTabs, sessionTabs } from '../web/src/paths.ts'
import type { Benchmark } from './benchmark.ts'
import { quietMs, signedInContext } from './console-pages.ts'
import { openSiteDatabase } from './many-users.ts'
import { insertRunning } from './running-sessions.ts'
import { adminEmail, startSignedIn, type SignedInSite } from './signed-in-site.ts'

const most = 0.02
/** Long enough that skeletons show, so that what takes their place is seen. */
const line = { offline: false, latency: 150, downloadThroughput: 1_250_000, uploadThroughput: 1_250_000 }
const signedOutPages = ['/sign-in', '/invitation', '/connect', '/guide/en/sessions']

interface Shifted {
  readonly path: string
  readonly size: string
  readonly shift: number
  /** What moved, the farthest first. */
  readonly moved: readonly string[]
}

export const layoutShift: Benchmark = {
  name: 'layout-shift',
  measures: 'cumulative layout shift of every page, wide and at 360 px',
  async run(say) {
    await using held = new AsyncDisposableStack()
    const site = held.adopt(await startSignedIn(['--engine', 'mock']), (one) => one.remove())
    const database = held.use(await openSiteDatabase(site))
    await insertRunning(database, adminEmail, 5)
    const { id } = await site.client.sessions.create({
      body: { name: 'watched', type: 'interactive', resources: { cpu: 1, memory: 1024 ** 3 } },
    })
    const browser = held.adopt(await openBrowser(), (one) => one.close())
    const shifts: Shifted[] = []
    for (const [size, viewport] of Object.entries({ wide, narrow }))
      for (const { path, signedIn } of pagesOf(id)) {
        say(`${size} ${path}`)
        shifts.push({ path, size, ...(await shiftOf(browser, site, path, { viewport, signedIn })) })
      }

    const worst = shifts.toSorted((a, b) => b.shift - a.shift)
    const of = (size: string) => worst.find((one) => one.size === size)
    const target = (size: string) => ({
      what: `layout shift, the worst page, ${size}, ${of(size)?.path ?? ''}`,
      measured: of(size)?.shift ?? Number.NaN,
      bound: 'at most' as const,
      goal: most,
    })
    return {
      tables: [
        {
          title: `layout-shift: cumulative, of ${shifts.length / 2} pages in two sizes, the worst`,
          columns: ['', 'size', 'shift', 'what moved'],
          rows: worst
            .slice(0, 12)
            .map(({ path, size, shift, moved }) => [path.replace(id, '…'), size, shift.toFixed(4), moved[0] ?? '']),
          note: `First visits, ${line.latency} ms to the server and 10 Mbit/s; all shifts from the first paint on until nothing comes any more.`,
        },
      ],
      targets: [target('wide'), target('narrow')],
      figures: { shifts: worst },
    }
  },
}

function pagesOf(session: string): { readonly path: string; readonly signedIn: boolean }[] {
  const elsewhere: readonly string[] = [paths.setup, paths.apiDescription, paths.licenseText]
  const plain = Object.values(paths).filter((path) => typeof path === 'string' && !elsewhere.includes(path))
  const signedIn = new Set([
    ...(plain as string[]).filter((path) => !signedOutPages.includes(path)),
    ...['queued', 'finished'].map((state) => `${paths.sessions}?state=${state}`),
    ...sessionTabs.map((tab) => paths.sessionTab(session, tab)),
    ...accountTabs.map(paths.accountTab),
    ...preferenceTabs.map(paths.preferencesTab),
    ...['groups', 'invitations'].map((tab) => `${paths.members}?tab=${tab}`),
    `${paths.users}?tab=inactive`,
    '/nowhere',
  ])
  return [
    ...signedOutPages.map((path) => ({ path, signedIn: false })),
    ...[...signedIn].map((path) => ({ path, signedIn: true })),
  ]
}

/** Nothing that somebody pressed comes before, so all shifts count. */
const watcher = `
  window.benchShifts = []
  const words = (node) => {
    const element = node?.nodeType === 1 ? node : node?.parentElement
    return element ? element.tagName.toLowerCase() + (element.className ? '.' + element.className : '') : '(gone)'
  }
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries())
      window.benchShifts.push([value, sources.map(({ node, previousRect, currentRect }) =>
        words(node) + ' ' + [previousRect, currentRect].map(({ x, y, width, height }) =>
          [x, y, width, height].map(Math.round).join(' ')).join(' → '))])
  }).observe({ type: 'layout-shift', buffered: true })`

interface Looked {
  readonly viewport: typeof wide
  readonly signedIn: boolean
}

async function shiftOf(browser: Browser, site: SignedInSite, path: string, { viewport, signedIn }: Looked) {
  // Its service worker would bring what it has while the line is slow.
  const options = { viewport, serviceWorkers: 'block' } as const
  const who = signedIn ? site : { ...site, headers: { ...site.headers, cookie: 'nobody=none' } }
  const context = await signedInContext(browser, who, options)
  try {
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', line)
    let lastAt = performance.now()
    page.on('response', () => (lastAt = performance.now()))
    page.on('requestfinished', () => (lastAt = performance.now()))
    await page.addInitScript(watcher)
    await page.goto(site.origin + path)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    while (performance.now() - lastAt < quietMs) await page.waitForTimeout(100)
    const shifts = await page.evaluate<[number, string[]][]>('window.benchShifts')
    return {
      shift: shifts.reduce((sum, [value]) => sum + value, 0),
      moved: shifts
        .toSorted(([a], [b]) => b - a)
        .flatMap(([value, nodes]) => nodes.map((node) => `${value.toFixed(4)} ${node}`)),
    }
  } finally {
    await context.close()
  }
}
