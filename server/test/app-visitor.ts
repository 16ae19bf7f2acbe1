/** A browser, as far as the gateway sees one: it says which host it means, and keeps the host's cookie. */
import { request, type IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'

export interface Seen {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string | string[]>>
  readonly body?: string | Uint8Array
}

export const visit = (origin: string, address: string, { method = 'GET', headers = {}, body }: Asked = {}) =>
  new Promise<Seen>((resolve, reject) => {
    const url = new URL(address)
    const { hostname, port } = new URL(origin)
    const asking = request(
      {
        ...{ hostname, port, method, path: url.pathname + url.search },
        headers: {
          host: url.host,
          ...headers,
          ...(body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }),
        },
      },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', reject)
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() }),
        )
      },
    )
    asking.on('error', reject)
    asking.end(body)
  })

/** As it is written, to the last byte; the answer until the server ends it. */
export const say = (origin: string, text: string) =>
  new Promise<string>((resolve) => {
    const { hostname, port } = new URL(origin)
    const socket = connect(Number(port), hostname)
    let answer = ''
    socket.on('data', (chunk) => (answer += chunk.toString('latin1')))
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
    socket.write(text)
  })

/** The cookie that an answer sets, as a browser would send it. */
export const cookieOf = ({ headers }: Seen): string =>
  (headers['set-cookie'] ?? []).map((one) => one.split(';')[0]).join('; ')
