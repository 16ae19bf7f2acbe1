/** The very bytes of requests for load-client.ts: as a browser asks, less what no server looks at. */

interface Asked {
  readonly method?: 'GET' | 'POST'
  readonly origin: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

export function requestBytes({ method = 'GET', origin, path, headers, body }: Asked): string {
  // As bytes in a string of Latin-1, which is how the load is handed over.
  const text = body === undefined ? '' : Buffer.from(JSON.stringify(body)).toString('latin1')
  const all = {
    host: new URL(origin).host,
    accept: 'application/json',
    'accept-language': 'en',
    ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(text.length) }),
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`
}
