/** A proxy that counts what a browser loads through it, whoever in the browser asked: page, worker, service worker. */
import { createServer, request as ask, Agent } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'

export interface Loaded {
  readonly path: string
  readonly type: string
  /** Of its head and its body, as they came over the line. */
  bytes: number
}

export interface CountingProxy extends AsyncDisposable {
  /** For Chromium's command line. */
  readonly options: readonly string[]
  /** What was asked since this was last called. */
  take(): Loaded[]
  /** Milliseconds since the last byte. */
  quietFor(): number
}

/** Loads of other sites are refused. */
export async function startCountingProxy(origin: string): Promise<CountingProxy> {
  let loaded: Loaded[] = []
  let lastAt = performance.now()
  const agent = new Agent({ keepAlive: true })
  const server = createServer((asked, answer) => {
    const url = new URL(asked.url ?? '/', origin)
    if (url.origin !== origin) return void answer.writeHead(502).end()
    const { method, headers } = asked
    const onward = ask(url, { method, headers, agent }, (got) => {
      const type = got.headers['content-type']?.split(';', 1)[0] ?? ''
      const head = got.rawHeaders.reduce((sum, text) => sum + text.length + 2, 19)
      const one: Loaded = { path: url.pathname, type, bytes: head }
      loaded.push(one)
      lastAt = performance.now()
      answer.writeHead(got.statusCode ?? 502, got.rawHeaders)
      got.on('data', (chunk: Buffer) => {
        one.bytes += chunk.length
        // A stream of events is never quiet.
        if (type !== 'text/event-stream') lastAt = performance.now()
      })
      got.on('error', () => answer.destroy())
      got.pipe(answer)
    })
    onward.on('error', () => answer.destroy())
    answer.once('close', () => onward.destroy())
    asked.pipe(onward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    options: [`--proxy-server=http://127.0.0.1:${port}`, '--proxy-bypass-list=<-loopback>'],
    take() {
      const all = loaded
      loaded = []
      return all
    },
    quietFor: () => performance.now() - lastAt,
    async [Symbol.asyncDispose]() {
      agent.destroy()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
