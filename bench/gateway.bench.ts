/** Bytes through the gateway to an app in a session and back, beside the same program behind a plain TCP relay. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { MiB } from '@berth/contract/sessions.ts'
import type { Benchmark } from './benchmark.ts'
import { watchSessions } from './live-sessions.ts'
import { median, summarize, timed } from './measure.ts'
import { startSignedIn, type SignedInSite } from './signed-in-site.ts'

const rounds = 7
const bytes = 256 * MiB
const small = 300

interface Way {
  readonly port: number
  readonly headers: Readonly<Record<string, string>>
}

export const gateway: Benchmark = {
  name: 'gateway',
  measures: 'throughput and time of an answer through the gateway, beside a plain TCP relay',
  async run(say) {
    await using held = new AsyncDisposableStack()
    const site = held.adopt(await startSignedIn(), (one) => one.remove())
    const ways = { gateway: await openApp(site, held), relay: await startRelay(held) }
    const names = Object.keys(ways) as (keyof typeof ways)[]
    const speeds = { down: { gateway: [], relay: [] }, up: { gateway: [], relay: [] } } as Record<
      'down' | 'up',
      Record<keyof typeof ways, number[]>
    >
    const answers: Record<keyof typeof ways, number[]> = { gateway: [], relay: [] }
    for (let round = 0; round <= rounds; round++) {
      say(`${round} of ${rounds}`)
      for (const name of names) {
        const down = await timed(() => download(ways[name], bytes))
        const up = await timed(() => upload(ways[name], bytes))
        const times: number[] = []
        for (let index = 0; index < small; index++) times.push((await timed(() => download(ways[name], 1000))).ms)
        // The first round warms everything up.
        if (round === 0) continue
        speeds.down[name].push(bytes / MiB / (down.ms / 1000))
        speeds.up[name].push(bytes / MiB / (up.ms / 1000))
        answers[name].push(...times)
      }
    }
    const ratio = (way: 'down' | 'up') => median(speeds[way].gateway) / median(speeds[way].relay)
    const row = (title: string, values: readonly number[]) => {
      const { least, p50, most } = summarize(values)
      return [title, least, p50, most]
    }
    return {
      tables: [
        {
          title: `gateway: MiB/s, ${bytes / MiB} MiB each`,
          columns: ['', 'least', 'p50', 'most'],
          rows: [
            row('download, gateway', speeds.down.gateway),
            row('download, plain relay', speeds.down.relay),
            row('upload, gateway', speeds.up.gateway),
            row('upload, plain relay', speeds.up.relay),
          ],
        },
        {
          title: 'gateway: milliseconds of an answer of 1,000 bytes, each on a connection that is kept',
          columns: ['', 'least', 'p50', 'p95'],
          rows: names.map((name) => {
            const { least, p50, p95 } = summarize(answers[name])
            return [name, least, p50, p95]
          }),
        },
      ],
      targets: [
        { what: 'gateway: download beside a plain relay', measured: ratio('down'), bound: 'at least', goal: 0.5 },
        { what: 'gateway: upload beside a plain relay', measured: ratio('up'), bound: 'at least', goal: 0.5 },
      ],
      figures: { speeds, answers: { gateway: summarize(answers.gateway), relay: summarize(answers.relay) } },
    }
  },
}

async function openApp(site: SignedInSite, held: AsyncDisposableStack): Promise<Way> {
  using live = await watchSessions(site)
  const program = readFileSync(join(import.meta.dirname, 'relayed-app.mjs')).toString('base64')
  const { id } = await site.client.sessions.create({
    body: {
      type: 'service',
      port: 7000,
      command: `echo ${program} | base64 -d >app.mjs; exec /run/berth/node app.mjs`,
      resources: { cpu: 2, memory: 512 * MiB },
    },
  })
  // Sessions outlive their server.
  held.defer(async () => {
    using ending = await watchSessions(site)
    await site.client.sessions.terminate({ params: { id } })
    await ending.reached(id, 'TERMINATED')
  })
  await live.reached(id, 'RUNNING')
  const { url } = await site.client.apps.open({ params: { id, app: 'service' } })
  const { host } = new URL(url)
  const port = Number(new URL(site.origin).port)
  const cookie = await new Promise<string>((resolve, reject) => {
    const { pathname, search } = new URL(url)
    const asking = request({ port, path: pathname + search, headers: { host } }, (answer) => {
      answer.resume()
      resolve(answer.headers['set-cookie']?.[0]?.split(';', 1)[0] ?? '')
    })
    asking.on('error', reject)
    asking.end()
  })
  return { port, headers: { host, cookie } }
}

async function startRelay(held: AsyncDisposableStack): Promise<Way> {
  const run = async (name: string, ...args: string[]) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, name), ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    held.defer(() => void child.kill())
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    return Number(line.toString())
  }
  const app = await run('relayed-app.mjs')
  return { port: await run('tcp-relay-process.mjs', String(app)), headers: {} }
}

function download({ port, headers }: Way, size: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const asking = request({ host: '127.0.0.1', port, path: `/?bytes=${size}`, headers }, (answer) => {
      let got = 0
      answer.on('data', (chunk: Buffer) => (got += chunk.length))
      answer.on('error', reject)
      answer.on('end', () => (got === size ? resolve() : reject(new Error(`${got} of ${size} bytes came`))))
    })
    asking.on('error', reject)
    asking.end()
  })
}

function upload({ port, headers }: Way, size: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = { ...headers, 'content-length': String(size) }
    const asking = request({ host: '127.0.0.1', port, method: 'PUT', path: '/', headers: sent }, (answer) => {
      let said = ''
      answer.on('data', (chunk: Buffer) => (said += chunk.toString()))
      answer.on('end', () =>
        said === String(size) ? resolve() : reject(new Error(`it took ${said} of ${size} bytes`)),
      )
    })
    asking.on('error', reject)
    const piece = Buffer.alloc(256 * 1024)
    let left = size
    const more = () => {
      while (left > 0) {
        left -= piece.length
        if (!asking.write(piece)) return asking.once('drain', more)
      }
      asking.end()
    }
    more()
  })
}
