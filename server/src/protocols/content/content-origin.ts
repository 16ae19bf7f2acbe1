/**
 * The content origin: what people keep in folders, shown in sandboxed frames at addresses that nobody is signed in at, and
 * with a policy that keeps it to itself (content-policy.ts). Each address is of one file.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { contentPageTexts, type ContentPageText } from '@berth/contract/texts/content-pages.ts'
import { languageOf } from '@berth/contract/texts/language.ts'
import { rangeOf, streamOf, type Previews, type ShownFile } from '../../features/folders/previews/previews.service.ts'
import type { AddressOf } from '../../platform/http/client-address-of.ts'
import type { Leases } from '../../platform/leases/leases.ts'
import type { Log } from '../../platform/log/log.ts'
import { contentFrame, messagePage } from './content-page.ts'
import { contentHeaders, type Powers } from './content-policy.ts'
import type { DrawNotebook } from './draw-notebook.ts'
import { mostNotebook } from './notebook-limits.ts'
import { placeOfSeal, seal, sealedAt } from './sealed-page.ts'

export interface ContentOriginDeps {
  readonly previews: Pick<Previews, 'open'>
  readonly leases: Pick<Leases, 'take'>
  readonly drawNotebook: DrawNotebook
  readonly addressOf: AddressOf
  readonly log: Log
}

/** `path` is what comes behind the base of the content's addresses, from its slash on. */
export type ContentOrigin = (request: IncomingMessage, response: ServerResponse, path: string) => void

export function createContentOrigin(deps: ContentOriginDeps): ContentOrigin {
  const { previews, leases, drawNotebook, addressOf, log } = deps

  async function show(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const language = languageOf(request.headers['accept-language'])
    const say = (status: number, text: ContentPageText, console: string | null = null) =>
      sendPage(response, status, [messagePage(language, contentPageTexts(language)[text])], { scripts: false, console })
    if (request.method !== 'GET' && request.method !== 'HEAD') return say(405, 'gone')
    const asked = partsOf(path)
    const shown = asked && (await previews.open(asked.token, asked.name, addressOf(request)))
    if (!shown) return say(404, 'gone')
    const { file, kind, size, name, blocked, console, scope } = shown
    using _lease = leases.take(scope, () => response.destroy())
    const over = new AbortController()
    response.once('close', () => over.abort())
    try {
      // By itself in a window nothing would keep it from going elsewhere.
      if (kind !== 'part' && request.headers['sec-fetch-dest'] === 'document') return await say(404, 'gone')
      if (kind === 'page' && blocked !== null) return await say(200, 'blocked', console)
      if (kind !== 'notebook') return await sendFile(request, response, shown)
      if (size > mostNotebook) return await say(200, 'tooLarge', console)
      const plain = blocked !== null
      const order = { file, language, plain, who: scope['user'] ?? '', signal: over.signal }
      const drawn = await drawNotebook(order)
      if (drawn === 'busy') response.setHeader('retry-after', '5')
      if (typeof drawn === 'string') return await say(drawn === 'busy' ? 503 : 200, drawn, console)
      const [before, after] = contentFrame(language, name, plain ? '' : seal)
      await sendPage(response, 200, [before, ...drawn, after], { scripts: !plain, console })
    } finally {
      await file.close()
    }
  }

  return (request, response, path) => {
    response.on('error', () => {})
    // Whatever it brings is not read.
    request.resume()
    show(request, response, path).catch((error: NodeJS.ErrnoException) => {
      // Those say that it was not wanted any more, or not to be had.
      if (!error.code?.startsWith('ERR_STREAM_')) log.warn('Content could not be shown', { error })
      response.destroy()
    })
  }
}

/** Null: nothing of ours has such an address. */
function partsOf(path: string): { readonly token: string; readonly name: string } | null {
  const [, token, encoded] = /^\/([\w-]{43})\/([^/?#]+)(?:[?#]|$)/.exec(path) ?? []
  if (token === undefined || encoded === undefined) return null
  try {
    return { token, name: decodeURIComponent(encoded) }
  } catch {
    return null
  }
}

async function sendFile(request: IncomingMessage, response: ServerResponse, shown: ShownFile): Promise<void> {
  const { file, size, kind, type, console } = shown
  // What cannot begin with the seal has no scripts.
  const place = kind === 'page' && type.startsWith('text/html') ? await placeOfSeal(file) : null
  const range = place === null ? rangeOf(request.headers.range, size) : 'whole'
  const { start, end } = range === 'whole' || range === null ? { start: 0, end: size - 1 } : range
  const length = range === null ? 0 : end - start + 1
  response.writeHead(range === null ? 416 : range === 'whole' ? 200 : 206, {
    ...contentHeaders({ scripts: place !== null, console }),
    'content-type': type,
    'content-length': String(place === null ? length : length + Buffer.byteLength(seal)),
    'accept-ranges': place === null ? 'bytes' : 'none',
    ...(range === 'whole'
      ? {}
      : { 'content-range': range === null ? `bytes */${size}` : `bytes ${start}-${end}/${size}` }),
  })
  if (request.method === 'HEAD' || range === null) return void response.end()
  const body = streamOf(file, { start, end, onClose: () => {} })
  if (place === null) await pipeline(body, response)
  else await pipeline(body, (pieces: AsyncIterable<Buffer>) => sealedAt(place, pieces), response)
}

async function sendPage(
  response: ServerResponse,
  status: number,
  page: readonly (string | Buffer)[],
  powers: Powers,
): Promise<void> {
  const length = page.reduce((bytes, piece) => bytes + Buffer.byteLength(piece), 0)
  response.writeHead(status, {
    ...contentHeaders(powers),
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(length),
  })
  await pipeline(Readable.from(page), response)
}
