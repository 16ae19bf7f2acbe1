/** A request that says how much of its body has left, which `fetch` cannot. */

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
    const request = new XMLHttpRequest()
    request.open(method, url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    const stop = () => request.abort()
    signal.addEventListener('abort', stop, { once: true })
    request.addEventListener('loadend', () => signal.removeEventListener('abort', stop))
    request.addEventListener('load', () =>
      resolve({
        status: request.status,
        header: (name) => request.getResponseHeader(name),
        text: request.responseText,
      }),
    )
    request.addEventListener('error', () => reject(new ConnectionLost('The server did not answer.')))
    request.addEventListener('abort', () => reject(signal.reason as Error))
    if (onSent !== undefined) request.upload.addEventListener('progress', (event) => onSent(event.loaded))
    request.send(body ?? null)
  })
