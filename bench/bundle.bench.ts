/** What a browser loads for a page: watched in Chromium, weighed as the build's files. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Browser, Request } from 'playwright-core'
import { openBrowser } from '../e2e/browser.ts'
import type { Benchmark } from './benchmark.ts'
import { startSignedIn, type SignedInSite } from './signed-in-site.ts'

/** Nothing new for so long: the page has what it needs. */
const quietMs = 1500
const dist = join(import.meta.dirname, '..', 'web', 'dist')

interface Loaded {
  readonly path: string
  readonly raw: number
  readonly gzip: number
  readonly brotli: number
  /** Bytes of the body that came over the wire. */
  readonly sent: number
}

export const bundle: Benchmark = {
  name: 'bundle',
  measures: 'gzip and brotli of what the sign-in page and the sessions page load',
  async run(say) {
    await using held = new AsyncDisposableStack()
    const site = held.adopt(await startSignedIn(['--engine', 'mock']), (one) => one.remove())
    const browser = held.adopt(await openBrowser(), (one) => one.close())
    const { id } = await site.client.sessions.create({
      body: { name: 'weighed', type: 'interactive', resources: { cpu: 1, memory: 1024 ** 3 } },
    })
    const load = (page: string, signedIn = true) => {
      say(page)
      return loadedBy(browser, site, page, signedIn)
    }
    const pages = {
      'sign-in page': await load('/sign-in', false),
      'sessions page': await load('/sessions'),
      'page of a session': await load(`/sessions/${id}`),
      'its terminal': await load(`/sessions/${id}/terminal`),
    }
    const isAsset = ({ path }: Loaded) => path.startsWith('/assets/')
    const terminal = less(pages['its terminal'].filter(isAsset), pages['page of a session'])
    const sessions = less(pages['sessions page'], terminal)

    const row = (name: string, loaded: readonly Loaded[]) => {
      const { raw, gzip, brotli, sent } = total(loaded)
      return [name, loaded.length, ...[raw, gzip, brotli, sent].map((bytes) => (bytes / 1000).toFixed(1))]
    }
    return {
      tables: [
        {
          title: 'bundle: kB (1,000 bytes) that a first visit loads',
          columns: ['', 'resources', 'raw', 'gzip', 'brotli', 'as sent'],
          rows: [
            row('sign-in page', pages['sign-in page']),
            row('sessions page', sessions),
            row('page of a session', less(pages['page of a session'], terminal)),
            row('terminal, besides', terminal),
          ],
          note: 'The page itself is sent as it is, since every answer holds a new nonce. Answers of the API are not counted.',
        },
        {
          title: 'bundle: the largest on the sessions page',
          columns: ['', 'raw', 'gzip', 'brotli'],
          rows: sessions
            .toSorted((a, b) => b.gzip - a.gzip)
            .slice(0, 8)
            .map(({ path, raw, gzip, brotli }) => [
              path,
              ...[raw, gzip, brotli].map((bytes) => (bytes / 1000).toFixed(1)),
            ]),
        },
      ],
      targets: [
        {
          what: 'sign-in page, kB gzip',
          measured: total(pages['sign-in page']).gzip / 1000,
          bound: 'at most',
          goal: 90,
        },
        {
          what: 'sessions page without terminal, kB gzip',
          measured: total(sessions).gzip / 1000,
          bound: 'at most',
          goal: 200,
        },
      ],
      figures: { pages },
    }
  },
}

/** Each in a browser context of its own, so that nothing comes from a cache. */
async function loadedBy(browser: Browser, site: SignedInSite, page: string, signedIn: boolean): Promise<Loaded[]> {
  const context = await browser.newContext({ locale: 'en-US' })
  try {
    const [name = '', value = ''] = site.headers.cookie.split('=', 2)
    if (signedIn) await context.addCookies([{ name, value, url: site.origin }])
    const tab = await context.newPage()
    const finished: Request[] = []
    let lastAt = performance.now()
    tab.on('requestfinished', (request) => {
      if (['fetch', 'xhr', 'eventsource', 'websocket'].includes(request.resourceType())) return
      lastAt = performance.now()
      finished.push(request)
    })
    await tab.goto(site.origin + page)
    await tab.getByRole('heading', { level: 1 }).first().waitFor()
    while (performance.now() - lastAt < quietMs) await tab.waitForTimeout(100)
    if (new URL(tab.url()).pathname !== page) throw new Error(`${page} led to ${tab.url()}`)
    return await Promise.all(finished.map(weigh))
  } finally {
    await context.close()
  }
}

async function weigh(request: Request): Promise<Loaded> {
  const { pathname } = new URL(request.url())
  const answer = await request.response()
  if (!answer?.ok()) throw new Error(`${pathname} was answered with ${answer?.status() ?? 'nothing'}`)
  const sent = (await request.sizes()).responseBodySize
  const file = join(dist, pathname)
  if (request.resourceType() === 'document') {
    const raw = (await answer.body()).length
    return { path: pathname, raw, gzip: raw, brotli: raw, sent }
  }
  const bytes = readFileSync(file)
  const packed = (ending: string, pack: (bytes: Buffer) => Buffer) =>
    existsSync(file + ending) ? readFileSync(file + ending).length : Math.min(bytes.length, pack(bytes).length)
  return {
    path: pathname,
    raw: bytes.length,
    gzip: packed('.gz', gzipSync),
    brotli: packed('.br', brotliCompressSync),
    sent,
  }
}

const less = (loaded: readonly Loaded[], without: readonly Loaded[]) =>
  loaded.filter(({ path }) => !without.some((one) => one.path === path))

const total = (loaded: readonly Loaded[]) => ({
  raw: sum(loaded.map(({ raw }) => raw)),
  gzip: sum(loaded.map(({ gzip }) => gzip)),
  brotli: sum(loaded.map(({ brotli }) => brotli)),
  sent: sum(loaded.map(({ sent }) => sent)),
})

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0)
