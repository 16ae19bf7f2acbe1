/** Authenticated lists of sessions beside the same bytes from `node:http` alone, by turns. */
import type { Benchmark } from './benchmark.ts'
import { requestBytes } from './http-request.ts'
import { startLoadClient, type LoadResult } from './load-client.ts'
import { median, summarize } from './measure.ts'
import { processorTimeOf } from './processes.ts'
import { startRawServer, type RawAnswer } from './raw-server.ts'
import { startSignedIn, type SignedInSite } from './signed-in-site.ts'

const sessionsInList = 30
const connections = 50
/** Many short ones, so that what else the machine does falls on both alike. */
const rounds = 16
const roundMs = 1500
const warmUpMs = 250
const path = '/api/v1/sessions'

export const http: Benchmark = {
  name: 'http',
  measures: 'authenticated list requests a second, beside raw node:http with the same bytes',
  async run(say) {
    await using held = new AsyncDisposableStack()
    // Sessions that cost nothing, so that the machine belongs to what is measured.
    const site = held.adopt(await startSignedIn(['--engine', 'mock']), (one) => one.remove())
    await fillList(site)
    const answer = await ask(site)
    const raw = held.use(await startRawServer(answer))
    const load = held.use(startLoadClient())
    const { port } = new URL(site.origin)
    const request = requestBytes({ origin: site.origin, path, headers: { cookie: site.headers.cookie } })

    const run = async (to: { port: number; pid: number }, count = connections, ms = roundMs): Promise<Run> => {
      const before = processorTimeOf(to.pid)
      const result = await load.run({ port: to.port, request, connections: count, warmUpMs, ms })
      const answers = (result.perSecond * (ms + warmUpMs)) / 1000
      return { ...result, serverMicros: ((processorTimeOf(to.pid) - before) * 1000) / answers }
    }
    const berth = { port: Number(port), pid: site.pid }
    say(`warming up, answers of ${answer.body.length} characters`)
    for (const one of [berth, raw]) await run(one, connections, 2000)
    const berths: Run[] = []
    const raws: Run[] = []
    for (let round = 1; round <= rounds; round++) {
      berths.push(await run(berth))
      raws.push(await run(raw))
    }
    const alone = { berth: await run(berth, 1), raw: await run(raw, 1) }
    const ratios = berths.map((one, index) => ratioOf(one, raws[index]))
    const ratio = median(ratios)

    const row = (name: string, results: readonly Run[]) => {
      const latency = summarize(results.flatMap(({ latencies }) => latencies))
      const of = (figure: (run: Run) => number) => median(results.map(figure))
      const rate = of(({ perSecond }) => perSecond)
      return [name, rate, latency.p50, latency.p99, of((run) => run.serverMicros), of((run) => run.generatorCpu)]
    }
    const columns = ['', 'requests/s', 'p50 ms', 'p99 ms', 'server µs', 'generator']
    return {
      tables: [
        {
          title: `http: ${connections} connections, GET ${path} with ${sessionsInList} sessions, ${answer.body.length} bytes`,
          columns,
          rows: [
            row('berth, authenticated', berths),
            row('node:http, same bytes', raws),
            ['ratio', ratio, '', '', '', ''],
          ],
          note: `Medians of ${rounds} runs by turns; ratios from ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}. server µs: processor time of the server process for one answer, without its database. generator: share of a core that the load itself took.`,
        },
        {
          title: 'http: 1 connection, nothing to share',
          columns,
          rows: [row('berth, authenticated', [alone.berth]), row('node:http, same bytes', [alone.raw])],
        },
      ],
      targets: [{ what: 'requests/s, share of node:http', measured: ratio, bound: 'at least', goal: 0.6 }],
      figures: {
        connections,
        bodyBytes: Buffer.byteLength(answer.body),
        ratio,
        ratios,
        berth: berths.map(figures),
        raw: raws.map(figures),
        oneConnection: { berth: figures(alone.berth), raw: figures(alone.raw) },
      },
    }
  },
}

interface Run extends LoadResult {
  readonly serverMicros: number
}

const ratioOf = (berth: LoadResult | undefined, raw: LoadResult | undefined) =>
  (berth?.perSecond ?? Number.NaN) / (raw?.perSecond ?? Number.NaN)

const figures = ({ perSecond, latencies, serverMicros, generatorCpu }: Run) => {
  const { p50, p99 } = summarize(latencies)
  return { perSecond, p50, p99, serverMicros, generatorCpu }
}

async function fillList({ client }: SignedInSite): Promise<void> {
  for (let number = 1; number <= sessionsInList; number++)
    await client.sessions.create({
      body: {
        name: `training-run-${number}`,
        type: 'interactive',
        resources: { cpu: 0.5, memory: 1024 ** 3 },
        env: { DATASET: 'imagenet', EPOCHS: '90' },
      },
    })
  for (;;) {
    const { items } = await client.sessions.list({ query: {} })
    if (items.length === sessionsInList && items.every(({ status }) => status === 'RUNNING')) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Headers that Node itself adds to every answer. */
const byNode = new Set(['date', 'connection', 'keep-alive'])

async function ask({ origin, headers }: SignedInSite): Promise<RawAnswer> {
  const response = await fetch(origin + path, { headers })
  if (!response.ok) throw new Error(`the list was refused: ${response.status}`)
  return { headers: [...response.headers].filter(([name]) => !byNode.has(name)), body: await response.text() }
}
