/** What a browser or program asks for files of a folder: bytes both ways, which the typed client does not carry. */
import { request as plainRequest, type IncomingHttpHeaders } from 'node:http'
import type { TestApp } from './test-app.ts'

export interface FileAnswer {
  readonly status: number
  readonly headers: Headers
  readonly bytes: Buffer
  readonly text: string
  /** The type of a problem; undefined where it is none. */
  readonly type: string | undefined
}

type Sent = string | Uint8Array | undefined

export type FileAsker = ReturnType<typeof filesOf>

export function filesOf(app: Pick<TestApp, 'origin'>, token: string, folder: string) {
  const base = `${app.origin}/api/v1/folders/${folder}`
  const ask = async (
    method: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body?: Sent,
  ): Promise<FileAnswer> => {
    const answer = await fetch(base + path, {
      method,
      headers: { authorization: `Bearer ${token}`, ...headers },
      ...(body === undefined ? {} : { body: body as string }),
    })
    const bytes = Buffer.from(await answer.arrayBuffer())
    const text = bytes.toString()
    const isProblem = answer.headers.get('content-type')?.includes('problem+json') && text !== ''
    const type = isProblem ? (JSON.parse(text) as { type: string }).type : undefined
    return { status: answer.status, headers: answer.headers, bytes, text, type }
  }
  const slow = (method: string, path: string, more: Readonly<Record<string, string>>, size: number) => {
    const headers = { authorization: `Bearer ${token}`, ...more, 'content-length': String(size) }
    const sending = plainRequest(base + path, { method, headers })
    const answered = new Promise<{ status: number; headers: IncomingHttpHeaders }>((resolve, reject) => {
      sending.on('error', reject)
      sending.on('response', (answer) => {
        answer.resume()
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }))
      })
    })
    answered.catch(() => {})
    sending.flushHeaders()
    return { sending, answered }
  }
  const at = (path: string) => `path=${encodeURIComponent(path)}`
  const tus = { 'tus-resumable': '1.0.0' }
  const asBytes = { 'content-type': 'application/offset+octet-stream' }
  const metadata = (path: string, more: Readonly<Record<string, string>> = {}) =>
    Object.entries({ path, ...more })
      .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
      .join(',')

  return {
    ask,
    list: (path = '', query = '') => ask('GET', `/files?${at(path)}${query}`),
    read: (path: string, headers: Readonly<Record<string, string>> = {}) =>
      ask('GET', `/files/content?${at(path)}`, headers),
    write: (path: string, body: Sent, headers: Readonly<Record<string, string>> = {}) =>
      ask('PUT', `/files/content?${at(path)}`, { 'content-type': 'application/octet-stream', ...headers }, body),
    remove: (path: string) => ask('DELETE', `/files/content?${at(path)}`),
    post: (path: string, body: object) =>
      ask('POST', path, { 'content-type': 'application/json' }, JSON.stringify(body)),
    archive: (...paths: string[]) => ask('GET', `/archive?${paths.map(at).join('&')}`),

    /** Begins an upload, with bytes where some are given. */
    begin(
      path: string,
      size: number,
      body?: Uint8Array,
      more: Readonly<Record<string, string>> = {},
      besides: Readonly<Record<string, string>> = {},
    ) {
      const headers = { ...tus, 'upload-length': String(size), 'upload-metadata': metadata(path, more), ...besides }
      return ask('POST', '/uploads', body ? { ...headers, ...asBytes } : headers, body)
    },
    offset: (upload: string) => ask('HEAD', `/uploads/${upload}`, tus),
    append: (upload: string, offset: number, body: Uint8Array, more: Readonly<Record<string, string>> = {}) =>
      ask('PATCH', `/uploads/${upload}`, { ...tus, ...asBytes, 'upload-offset': String(offset), ...more }, body),
    giveUp: (upload: string) => ask('DELETE', `/uploads/${upload}`, tus),

    /** Bytes that come one after the other, as their sender likes. */
    slowly: (upload: string, offset: number, size: number) =>
      slow('PATCH', `/uploads/${upload}`, { ...tus, ...asBytes, 'upload-offset': String(offset) }, size),
    beginSlowly: (path: string, size: number) =>
      slow(
        'POST',
        '/uploads',
        { ...tus, ...asBytes, 'upload-length': String(size), 'upload-metadata': metadata(path) },
        size,
      ),
    writeSlowly: (path: string, size: number) =>
      slow('PUT', `/files/content?${at(path)}`, { 'content-type': 'application/octet-stream' }, size),
  }
}

export const uploadIn = ({ headers }: FileAnswer): string => headers.get('location')?.split('/').at(-1) ?? ''
