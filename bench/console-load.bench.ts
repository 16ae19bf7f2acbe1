/**
 * From an address to a Sessions page that can be used: what is loaded for it, by a browser that has nothing and by one
 * that was there before, and how long it takes on a processor four times as slow.
 */
import type { Browser, BrowserContext } from 'playwright-core'
import { openBrowser } from '../e2e/browser.ts'
import type { Benchmark } from './benchmark.ts'
import { quietMs, rowSelector, signedInContext } from './console-pages.ts'
import { startCountingProxy, type CountingProxy, type Loaded } from './counting-proxy.ts'
import { openSiteDatabase } from './many-users.ts'
import { median } from './measure.ts'
import { insertRunning } from './running-sessions.ts'
import { adminEmail, startSignedIn, type SignedInSite } from './signed-in-site.ts'

const rounds = 5
const sessions = 30
const slower = 4
/** A page answers when no task of 50 ms or more has run for so long (https://web.dev/articles/tti). */
const calmMs = 1000

export const consoleLoad: Benchmark = {
  name: 'console-load',
  measures: `bytes and requests to a usable Sessions page, and the time with a processor ${slower} times as slow`,
  async run(say) {
    await using held = new AsyncDisposableStack()
    const site = held.adopt(await startSignedIn(['--engine', 'mock']), (one) => one.remove())
    const database = held.use(await openSiteDatabase(site))
    await insertRunning(database, adminEmail, sessions)

    say('counting what is loaded')
    const proxy = held.use(await startCountingProxy(site.origin))
    const counted = held.adopt(await openBrowser(proxy.options), (one) => one.close())
    const context = await signedInContext(counted, site)
    const cold = await loadedBy(context, proxy, site)
    const warm = await loadedBy(context, proxy, site)
    await context.close()

    const browser = held.adopt(await openBrowser(), (one) => one.close())
    const times = { cold: [] as Times[], warm: [] as Times[] }
    for (let round = 1; round <= rounds; round++) {
      say(`slowed down, ${round} of ${rounds}`)
      await timeBoth(browser, site, times)
    }
    const of = (all: readonly Times[], key: keyof Times) => median(all.map((one) => one[key]))
    const summary = (all: readonly Times[]) => ({
      painted: of(all, 'painted'),
      usable: of(all, 'usable'),
      interactive: of(all, 'interactive'),
      blocked: of(all, 'blocked'),
    })
    const [slowCold, slowWarm] = [summary(times.cold), summary(times.warm)]
    return {
      tables: [
        {
          title: `console-load: a Sessions page with ${sessions} sessions, kB (1,000 bytes) over the line, heads of answers included`,
          columns: ['', 'requests', 'kB', 'of them API', 'afterwards', 'kB'],
          rows: [row('first visit', cold), row('another visit', warm)],
          note: `Until its rows are drawn; afterwards: what the page and its service worker get until nothing more comes.`,
        },
        {
          title: `console-load: milliseconds, processor ${slower} times as slow, median of ${rounds}`,
          columns: ['', 'first paint', 'rows drawn', 'interactive', 'blocked'],
          rows: [
            ['first visit', slowCold.painted, slowCold.usable, slowCold.interactive, slowCold.blocked],
            ['another visit', slowWarm.painted, slowWarm.usable, slowWarm.interactive, slowWarm.blocked],
          ],
          note: 'Interactive: rows are drawn, and the last task of 50 ms or more before a calm second has ended. Blocked: the sum of what tasks took beyond 50 ms until then. The server shares the machine.',
        },
      ],
      targets: [
        // What Lighthouse calls fast, on a machine slowed down in the same way.
        {
          what: 'first visit, slowed, ms to interactive',
          measured: slowCold.interactive,
          bound: 'at most',
          goal: 3800,
        },
        {
          what: 'another visit, slowed, ms to interactive',
          measured: slowWarm.interactive,
          bound: 'at most',
          goal: 2500,
        },
      ],
      figures: { sessions, cold, warm, slower, slowCold, slowWarm, times },
    }
  },
}

interface Visit {
  /** Until the page can be used. */
  readonly until: readonly Loaded[]
  readonly after: readonly Loaded[]
}

async function loadedBy(context: BrowserContext, proxy: CountingProxy, { origin }: SignedInSite): Promise<Visit> {
  proxy.take()
  const page = await context.newPage()
  await page.goto(`${origin}/sessions`)
  await page.locator(rowSelector).first().waitFor()
  const until = proxy.take()
  // Answers that were under way are theirs too, and counted as they come.
  while (proxy.quietFor() < quietMs) await page.waitForTimeout(100)
  const after = proxy.take()
  await page.close()
  return { until, after }
}

function row(name: string, { until, after }: Visit) {
  const kB = (some: readonly Loaded[]) => some.reduce((sum, { bytes }) => sum + bytes, 0) / 1000
  const api = until.filter(({ path }) => path.startsWith('/api/'))
  return [name, until.length, kB(until), kB(api), after.length, kB(after)]
}

interface Times {
  readonly painted: number
  readonly usable: number
  readonly interactive: number
  readonly blocked: number
}

/** In the page: when rows were drawn, and every long task. */
const watcher = `
  window.benchTasks = []
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) window.benchTasks.push([startTime, duration])
  }).observe({ type: 'longtask', buffered: true })
  const look = () => {
    if (document.querySelector('${rowSelector}')) requestAnimationFrame((at) => (window.benchUsable = at))
    else requestAnimationFrame(look)
  }
  look()`

const read = `({
  painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
  usable: window.benchUsable ?? null,
  tasks: window.benchTasks,
  now: performance.now(),
})`

interface Told {
  readonly painted: number
  readonly usable: number | null
  readonly tasks: readonly (readonly [number, number])[]
  readonly now: number
}

async function timeBoth(browser: Browser, site: SignedInSite, times: Record<'cold' | 'warm', Times[]>): Promise<void> {
  const context = await signedInContext(browser, site)
  try {
    for (const kind of ['cold', 'warm'] as const) {
      times[kind].push(await timeOne(context, site))
    }
  } finally {
    await context.close()
  }
}

async function timeOne(context: BrowserContext, { origin }: SignedInSite): Promise<Times> {
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slower })
  await page.addInitScript(watcher)
  await page.goto(`${origin}/sessions`)
  for (;;) {
    await page.waitForTimeout(250)
    const { painted, usable, tasks, now } = await page.evaluate<Told>(read)
    const interactive = usable === null ? null : calmFrom(usable, tasks, now)
    if (interactive === null) continue
    const before = tasks.filter(([start]) => start < interactive)
    const blocked = before.reduce((sum, [, duration]) => sum + duration - 50, 0)
    await page.close()
    return { painted, usable: usable ?? 0, interactive, blocked }
  }
}

/** Null: not calm yet. */
function calmFrom(usable: number, tasks: Told['tasks'], now: number): number | null {
  let calm = usable
  for (const [start, duration] of tasks) {
    if (start >= calm + calmMs) break
    calm = Math.max(calm, start + duration)
  }
  return now >= calm + calmMs ? calm : null
}
