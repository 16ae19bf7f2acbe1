/** Files over HTTP as a client carries them that costs as little as it can, so that what is measured is the server. */
import { createReadStream } from 'node:fs'
import { Agent, request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http'
import { pipeline } from 'node:stream/promises'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

interface Asked {
  readonly method: string
  readonly url: string
  readonly headers?: OutgoingHttpHeaders
  /** Path of a file, or the bytes. */
  readonly body?: string | Uint8Array
}

/** What came back; its bytes were thrown away. */
export interface Carried {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly bytes: number
}

export function carry({ method, url, headers = {}, body }: Asked): Promise<Carried> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { method, headers, agent }, (answer) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length))
      answer.on('error', reject)
      answer.on('end', () => {
        const { statusCode: status = 0, headers: answered } = answer
        if (status < 300) resolve({ status, headers: answered, bytes })
        else reject(new Error(`${method} ${url} was answered ${status}`))
      })
    })
    asking.on('error', reject)
    if (typeof body === 'string') pipeline(createReadStream(body, { highWaterMark: 1024 ** 2 }), asking).catch(reject)
    else asking.end(body)
  })
}

/** So many at a time, as a browser or the command line does. */
export async function carryAll(count: number, atOnce: number, one: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) await one(next++)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
