/** A list of 10,000 sessions that changes all the time is scrolled from its top to its end. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { openBrowser } from '../e2e/browser.ts'
import type { Benchmark } from './benchmark.ts'
import { rowSelector, signedInContext } from './console-pages.ts'
import { openSiteDatabase } from './many-users.ts'
import { summarize } from './measure.ts'
import { stepBack } from './processes.ts'
import { insertRunning } from './running-sessions.ts'
import { adminEmail, startSignedIn, type SignedInSite } from './signed-in-site.ts'

const sessions = 10_000
/** Pixels a second: about a hundred rows, faster than anybody reads. */
const speed = 4000
const mostMs = 50
/** Three intervals of a screen with 60 of them a second are 50 ms; the clock of a page says a tenth more at times. */
const clockMs = 0.2
const changeEveryMs = 200
/** Of a page with nothing on it: what the machine itself does to frames. */
const bareMs = 10_000
const giveUpMs = 300_000

interface Scrolled {
  /** Milliseconds between frames. */
  readonly frames: readonly number[]
  /** Frames in which the middle of the window had no row to show. */
  readonly bare: number
  readonly height: number
}

export const sessionScroll: Benchmark = {
  name: 'session-scroll',
  measures: `frames while a list of ${sessions.toLocaleString('en-US')} live sessions is scrolled`,
  async run(say) {
    await using held = new AsyncDisposableStack()
    const site = held.adopt(await startSignedIn(['--engine', 'mock']), (one) => one.remove())
    const database = held.use(await openSiteDatabase(site))
    say('writing sessions')
    const ids = await insertRunning(database, adminEmail, sessions)
    const browser = held.adopt(await openBrowser(), (one) => one.close())
    const context = await signedInContext(browser, site)
    stepBack(site.dataDir)
    const page = await context.newPage()

    say('scrolling a page with nothing on it')
    await page.goto(`${site.origin}/license.txt`)
    await page.evaluate(`document.body.style.blockSize = '400000px'`)
    const bare = await scroll(page, { until: bareMs })

    say('scrolling the list')
    await page.goto(`${site.origin}/sessions`)
    await page.locator(rowSelector).first().waitFor()
    // As somebody has it who looked at it before: its code is there, its line of events is open.
    await page.waitForTimeout(3000)
    const over = new AbortController()
    const changing = change(site, ids, over.signal)
    let scrolled: Scrolled
    try {
      scrolled = await scroll(page, { until: giveUpMs, lastRow: sessions + 1 })
    } finally {
      over.abort()
    }
    const changes = await changing
    const last = await page.evaluate<number>(
      `Number([...document.querySelectorAll('tr[aria-rowindex]')].at(-1)?.ariaRowIndex)`,
    )
    if (last !== sessions + 1) throw new Error(`the list ended with row ${last}`)

    const [frames, bareFrames] = [summarize(scrolled.frames), summarize(bare.frames)]
    const long = (some: readonly number[]) => some.filter((ms) => ms > mostMs + clockMs).length
    const row = (name: string, { count, p50, p99, most }: typeof frames, some: readonly number[]) => [
      ...[name, count, p50, p99, most],
      long(some),
    ]
    return {
      tables: [
        {
          title: `session-scroll: ${sessions.toLocaleString('en-US')} sessions at ${speed} pixels a second, milliseconds between frames`,
          columns: ['', 'frames', 'p50', 'p99', 'most', `over ${mostMs}`],
          rows: [row('the list', frames, scrolled.frames), row('nothing', bareFrames, bare.frames)],
          note: `${scrolled.height.toLocaleString('en-US')} pixels; ${changes} changes of sessions came meanwhile; ${((100 * scrolled.bare) / frames.count).toFixed(1)} % of frames had a gap in the middle. Nothing: a page without content on the same machine. Drawn without a graphics processor; server and database yield the processor to the browser.`,
        },
      ],
      targets: [
        {
          what: `frames over ${mostMs} ms while scrolling`,
          measured: long(scrolled.frames),
          bound: 'at most',
          goal: 0,
        },
        {
          what: 'frames with a gap in sight, %',
          measured: (100 * scrolled.bare) / frames.count,
          bound: 'at most',
          goal: 1,
        },
      ],
      figures: {
        sessions,
        speed,
        changes,
        frames: { ...frames, over: long(scrolled.frames), longest: longest(scrolled.frames) },
        nothing: { ...bareFrames, over: long(bare.frames), longest: longest(bare.frames) },
        gaps: scrolled.bare,
      },
    }
  },
}

/** With the seconds after which they began. */
function longest(frames: readonly number[]) {
  let begun = 0
  const all = frames.map((ms) => {
    const at = begun / 1000
    begun += ms
    return { ms, at }
  })
  return all.toSorted((a, b) => b.ms - a.ms).slice(0, 20)
}

interface Until {
  /** Milliseconds. */
  readonly until: number
  /** Ends when this row is in sight. */
  readonly lastRow?: number
}

/** Each frame goes as far as the time since the last one says, as a wheel that turns steadily. */
const scroll = (page: Page, { until, lastRow = 0 }: Until) =>
  page.evaluate<Scrolled>(`new Promise((resolve) => {
    const frames = []
    let bare = 0
    let began
    let before
    const step = (at) => {
      began ??= at
      if (before !== undefined) frames.push(at - before)
      const seconds = Math.min(0.1, (at - (before ?? at)) / 1000)
      before = at
      const { scrollHeight: height } = document.documentElement
      const isAtEnd = scrollY + innerHeight >= height - 1
      if (${lastRow} > 0 && frames.length % 10 === 0 && scrollY > innerHeight) {
        const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2)
        if (middle?.closest('tr[aria-hidden]')) bare += 10
      }
      const isDone = isAtEnd && ${lastRow} > 0 && document.querySelector('tr[aria-rowindex="${lastRow}"]') !== null
      if (isDone || at - began > ${until}) return resolve({ frames, bare, height })
      scrollBy({ top: ${speed} * seconds, behavior: 'instant' })
      requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })`)

/** Names of sessions all over the list, one after the other; how many. */
async function change({ client }: SignedInSite, ids: readonly string[], until: AbortSignal): Promise<number> {
  let count = 0
  while (!until.aborted) {
    const id = ids[(count * 1237) % ids.length] ?? ''
    await client.sessions.update({ params: { id }, body: { name: `renamed-${count}` } })
    count++
    await delay(changeEveryMs)
  }
  return count
}
