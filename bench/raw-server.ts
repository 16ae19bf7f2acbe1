/** The same bytes by `node:http` alone, in a process of its own: what any server on Node is measured against. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'

export interface RawAnswer {
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
}

export interface RawServer extends AsyncDisposable {
  readonly port: number
  readonly pid: number
}

const file = fileURLToPath(import.meta.url)

export async function startRawServer(answer: RawAnswer): Promise<RawServer> {
  const child = fork(file, { serialization: 'advanced', execArgv: ['--no-warnings'] })
  child.send(answer)
  const [port] = (await once(child, 'message')) as [number]
  return {
    port,
    pid: child.pid ?? 0,
    async [Symbol.asyncDispose]() {
      const exit = once(child, 'exit')
      child.kill('SIGKILL')
      await exit
    },
  }
}

if (process.argv[1] === file)
  process.once('message', ({ headers, body }: RawAnswer) => {
    // What is fastest: headers as one list, the body as bytes.
    const [list, bytes] = [headers.flat(), Buffer.from(body)]
    const server = createServer((_request, response) => {
      response.writeHead(200, list)
      response.end(bytes)
    })
    server.keepAliveTimeout = 65_000
    server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
  })
