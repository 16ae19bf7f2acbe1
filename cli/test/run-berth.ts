/** The command line in the test's process, with streams that remember, against a server that answers by a table. */
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import type { IncomingMessage, Server } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { run } from '../src/program.ts'

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export interface Settings {
  readonly env?: Readonly<Record<string, string>>
  readonly stdin?: string
  /** A person at a terminal. */
  readonly terminal?: boolean
}

export async function runBerth(args: readonly string[], { env = {}, stdin = '', terminal = false }: Settings = {}) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()].map((stream) =>
    Object.assign(stream, { isTTY: terminal }),
  )
  const read = Promise.all([text(stdout!), text(stderr!)])
  const code = await run(args, { stdin: Readable.from([Buffer.from(stdin)]), stdout: stdout!, stderr: stderr!, env })
  stdout!.end()
  stderr!.end()
  const [out, err] = await read
  return { code, stdout: out, stderr: err } satisfies Ran
}

/** A home of its own, gone after the test. */
export async function emptyHome(): Promise<Record<string, string>> {
  const home = await mkdtemp(join(tmpdir(), 'berth-cli-'))
  onTestFinished(() => rm(home, { recursive: true, force: true }))
  return { HOME: home }
}

export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly token: string | undefined
  readonly body: unknown
}

export interface Answer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: unknown
}

/** Answers `METHOD /path` below `/api/v1`; what it does not know is a problem. */
export async function stubServer(routes: Readonly<Record<string, (asked: Asked) => Answer | undefined>>) {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    void read(request).then((one) => {
      asked.push(one)
      const answer = routes[`${one.method} ${one.path}`]?.(one) ?? problem(404, 'not-found')
      const type = answer.status === undefined ? 'application/json' : 'application/problem+json'
      response.writeHead(answer.status ?? 200, { 'content-type': type, ...answer.headers })
      response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body))
    })
  })
  return { origin: await listen(server), asked }
}

/** Until the test ends; its origin. */
export async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** An address where nobody listens. */
export async function closedOrigin(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return `http://127.0.0.1:${port}`
}

export const problem = (status: number, type: string, more: object = {}): Answer => ({
  status,
  body: { type, title: `Title of ${type}`, status, detail: 'Detail.', requestId: 'r-1', ...more },
})

async function read(request: IncomingMessage): Promise<Asked> {
  const url = new URL(request.url ?? '', 'http://x')
  const body = await text(request)
  return {
    method: request.method ?? '',
    path: url.pathname.replace('/api/v1', ''),
    query: url.searchParams,
    token: request.headers.authorization,
    body: body === '' ? undefined : JSON.parse(body),
  }
}
