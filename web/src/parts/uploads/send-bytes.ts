/** A request that says how much of its body has left, which `fetch` cannot. The log of requests is told of it, too. */
import { codeIn, noteAsked } from '../../api/signed-in-fetch.ts'

export interface ByteRequest {
  readonly method: 'POST' | 'PATCH' | 'HEAD' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Blob
  readonly signal: AbortSignal
  readonly onSent?: (bytes: number) => void
}

export interface ByteAnswer {
  readonly status: number
  readonly header: (name: string) => string | null
  readonly text: string
}

export type SendBytes = (request: ByteRequest) => Promise<ByteAnswer>

/** No answer came; trying again may help. */
export class ConnectionLost extends Error {}

export const sendBytes: SendBytes = ({ method, url, headers, body, signal, onSent }) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const [at, began] = [Date.now(), performance.now()]
    const note = (status: number, requestId: string | null, problem?: unknown) =>
      noteAsked({ at, ms: performance.now() - began, method, url, status, requestId, problem })
    const request = new XMLHttpRequest()
    request.open(method, url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    const stop = () => request.abort()
    signal.addEventListener('abort', stop, { once: true })
    request.addEventListener('loadend', () => signal.removeEventListener('abort', stop))
    request.addEventListener('load', () => {
      const { status, responseText: text } = request
      const header = (name: string) => request.getResponseHeader(name)
      note(status, header('x-request-id'), status < 400 ? undefined : codeOf(text))
      resolve({ status, header, text })
    })
    request.addEventListener('error', () => {
      note(0, null)
      reject(new ConnectionLost('The server did not answer.'))
    })
    request.addEventListener('abort', () => reject(signal.reason as Error))
    if (onSent !== undefined) request.upload.addEventListener('progress', (event) => onSent(event.loaded))
    request.send(body ?? null)
  })

function codeOf(text: string): unknown {
  try {
    return codeIn(JSON.parse(text))
  } catch {
    return undefined
  }
}
