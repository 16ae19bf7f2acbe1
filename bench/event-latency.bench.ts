/** From a change that somebody asks for until it is drawn on a page, while a thousand pages are open that it is told too. */
import { setTimeout as delay } from 'node:timers/promises'
import { addressOf } from '@berth/contract/client.ts'
import { events } from '@berth/contract/events.ts'
import { openBrowser } from '../e2e/browser.ts'
import type { Benchmark } from './benchmark.ts'
import { rowSelector, signedInContext } from './console-pages.ts'
import { moment, startEventViewers, type Told } from './event-viewers.ts'
import { openSiteDatabase } from './many-users.ts'
import { summarize, type Summary } from './measure.ts'
import { insertRunning } from './running-sessions.ts'
import { adminEmail, startSignedIn, type SignedInSite } from './signed-in-site.ts'

const pages = 1000
const changes = 200
const warmUp = 20
const everyMs = 250
const mostMs = 100

export const eventLatency: Benchmark = {
  name: 'event-latency',
  measures: `from a change to its place on a page, with ${pages.toLocaleString('en-US')} pages open`,
  async run(say) {
    await using held = new AsyncDisposableStack()
    const site = held.adopt(await startSignedIn(['--engine', 'mock']), (one) => one.remove())
    const database = held.use(await openSiteDatabase(site))
    const ids = await insertRunning(database, adminEmail, 30)
    const browser = held.adopt(await openBrowser(), (one) => one.close())
    const page = await (await signedInContext(browser, site)).newPage()
    await page.goto(`${site.origin}/sessions`)
    await page.locator(rowSelector).first().waitFor()
    await page.evaluate(watcher)

    say('with this page alone')
    const alone = await changeOften(site, ids, 'alone', changes / 2)
    say(`opening ${pages} streams`)
    const viewers = held.use(startEventViewers())
    const url = site.origin + addressOf(events.stream)
    await viewers.listen({ url, headers: site.headers, count: pages })
    say('with all of them')
    const crowded = await changeOften(site, ids, 'crowded', changes)
    await delay(1000)

    const [drawn, told] = [await page.evaluate<Record<string, number>>('window.benchDrawn'), await viewers.told()]
    const lonely = times(alone, (name) => [drawn[name]])
    const onPage = times(crowded, (name) => [drawn[name]])
    const onStreams = times(crowded, (name) => streamsTold(told, name))
    const asked = summarize(crowded.map(({ asked: from, answered }) => answered - from))
    const row = (name: string, { count, p50, p95, p99, most }: Summary) => [name, count, p50, p95, p99, most]
    return {
      tables: [
        {
          title: `event-latency: milliseconds from asking for a change, ${1000 / everyMs} a second, ${pages.toLocaleString('en-US')} pages open`,
          columns: ['', 'count', 'p50', 'p95', 'p99', 'most'],
          rows: [
            row('its answer', asked),
            row('drawn on a page', onPage),
            row('told to the others', onStreams),
            row('drawn, no other page open', lonely),
          ],
          note: 'All pages are told of every change. They, the browser and the server share the machine.',
        },
      ],
      targets: [
        { what: 'change to page, p95 ms', measured: onPage.p95, bound: 'at most', goal: mostMs },
        { what: 'change to all other pages, p95 ms', measured: onStreams.p95, bound: 'at most', goal: mostMs },
      ],
      figures: { pages, changes, answered: asked, page: onPage, streams: onStreams, alone: lonely },
    }
  },
}

/** In the page: when a name was first there, drawn with the frame after. */
const watcher = `
  window.benchDrawn = {}
  new MutationObserver(() => {
    const names = [...document.querySelectorAll('${rowSelector} a')].map((link) => link.textContent)
    requestAnimationFrame((at) => {
      for (const name of names) window.benchDrawn[name] ??= performance.timeOrigin + performance.now()
    })
  }).observe(document.body, { subtree: true, childList: true, characterData: true })`

interface Change {
  readonly name: string
  readonly asked: number
  readonly answered: number
}

async function changeOften(
  { client }: SignedInSite,
  ids: readonly string[],
  word: string,
  count: number,
): Promise<Change[]> {
  const all: Change[] = []
  for (let number = 0; number < warmUp + count; number++) {
    const name = `${word}-${number}`
    const asked = moment()
    await client.sessions.update({ params: { id: ids[number % ids.length] ?? '' }, body: { name } })
    all.push({ name, asked, answered: moment() })
    await delay(Math.max(0, asked + everyMs - moment()))
  }
  return all.slice(warmUp)
}

const times = (all: readonly Change[], told: (name: string) => readonly (number | undefined)[]): Summary =>
  summarize(all.flatMap(({ name, asked }) => told(name).map((at) => (at === undefined ? Infinity : at - asked))))

/** One that was not told at all counts as told never. */
function streamsTold(told: Told, name: string): readonly number[] {
  const some = told[name] ?? []
  return [...some, ...Array.from({ length: Math.max(0, pages - some.length) }, () => Infinity)]
}
