/** A server that answers as it is told, also with bytes, or not at all. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { listen, problem } from './run-berth.ts'

export interface AskedBytes {
  readonly method: string
  /** Below `/api/v1`. */
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** Answers by itself what it is not told to. */
export async function byteServer(answer: (asked: AskedBytes, response: ServerResponse) => void) {
  const asked: AskedBytes[] = []
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const url = new URL(request.url ?? '', 'http://x')
      const path = url.pathname.replace('/api/v1', '')
      const one = { method: request.method ?? '', path, headers: request.headers, body }
      asked.push(one)
      answer(one, response)
    })
  })
  return { origin: await listen(server), asked }
}

export function refuse(response: ServerResponse, status: number, type: string): void {
  const { body } = problem(status, type)
  response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(body))
}
