/**
 * The content origin: what people keep in folders, shown in sandboxed frames at addresses that nobody is signed in at.
 * Without `allow-same-origin` a page has an origin of its own that nobody else has, so it can read nothing, not even what
 * lies beside it; and by its policy it can send nothing anywhere.
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { contentPageTexts, type ContentPageText } from '@berth/contract/texts/content-pages.ts'
import { languageOf, type Language } from '@berth/contract/texts/language.ts'
import { piecesOf, rangeOf, type Previews, type ShownFile } from '../../features/folders/previews/previews.service.ts'
import type { AddressOf } from '../../platform/http/client-address-of.ts'
import type { Log } from '../../platform/log/log.ts'
import { contentPage, messagePage } from './content-page.ts'
import { notebookBody } from './notebook-page.ts'

export interface ContentOriginDeps {
  readonly previews: Pick<Previews, 'open'>
  readonly addressOf: AddressOf
  readonly log: Log
}

/** `path` is what comes behind the base of the content's addresses, from its slash on. */
export type ContentOrigin = (request: IncomingMessage, response: ServerResponse, path: string) => void

/** A notebook is read as a whole. */
const mostNotebook = 20 * 1024 ** 2

const headersOfAll = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
  'x-dns-prefetch-control': 'off',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=()',
}

interface Powers {
  readonly scripts: boolean
  readonly console: string | null
}

function policyOf({ scripts, console }: Powers): string {
  return [
    `sandbox${scripts ? ' allow-scripts' : ''}`,
    "default-src 'none'",
    ...(scripts ? ["script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:", 'worker-src blob:'] : []),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' data: blob:",
    "font-src 'self' data:",
    // What is read stays here: nothing leaves for anywhere.
    'connect-src data: blob:',
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${console ?? "'none'"}`,
  ].join('; ')
}

export function createContentOrigin({ previews, addressOf, log }: ContentOriginDeps): ContentOrigin {
  async function show(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const language = languageOf(request.headers['accept-language'])
    const say = (status: number, text: ContentPageText, console: string | null = null) =>
      sendPage(response, status, messagePage(language, contentPageTexts(language)[text]), { scripts: false, console })
    if (request.method !== 'GET' && request.method !== 'HEAD') return say(405, 'gone')
    const asked = partsOf(path)
    const shown = asked && (await previews.open(asked.token, asked.below, addressOf(request)))
    if (!shown) return say(404, 'gone')
    try {
      const { kind, blocked, console } = shown
      if (kind === 'page' && blocked !== null) return say(200, 'blocked', console)
      if (kind === 'notebook') {
        if (shown.size > mostNotebook) return say(200, 'tooLarge', console)
        const page = await notebookPage(shown, language)
        if (page === null) return say(200, 'noNotebook', console)
        return sendPage(response, 200, page, { scripts: blocked === null, console })
      }
      await sendFile(request, response, shown)
    } finally {
      await shown.file.close()
    }
  }

  return (request, response, path) => {
    response.on('error', () => {})
    // Whatever it brings is not read.
    request.resume()
    show(request, response, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') log.error('Content could not be shown', { error })
      response.destroy()
    })
  }
}

/** Null: nothing of ours has such an address. */
function partsOf(path: string): { readonly token: string; readonly below: string } | null {
  const [, token, encoded] = /^\/([\w-]{43})\/([^?#]+)/.exec(path) ?? []
  if (token === undefined || encoded === undefined) return null
  try {
    // Each by itself, so that an encoded slash is no slash.
    const names = encoded.split('/').map(decodeURIComponent)
    return names.some((name) => name === '' || name.includes('/') || name.includes('\0'))
      ? null
      : { token, below: names.join('/') }
  } catch {
    return null
  }
}

async function notebookPage({ file, name, blocked }: ShownFile, language: Language): Promise<string | null> {
  const body = notebookBody(await file.readFile('utf8'), { language, plain: blocked !== null })
  return body === null ? null : contentPage(language, name, body)
}

async function sendFile(request: IncomingMessage, response: ServerResponse, shown: ShownFile): Promise<void> {
  const { file, size, kind, type, blocked, console } = shown
  const range = rangeOf(request.headers.range, size)
  const { start, end } = range === 'whole' || range === null ? { start: 0, end: size - 1 } : range
  response.writeHead(range === null ? 416 : range === 'whole' ? 200 : 206, {
    ...headersOfAll,
    'content-type': type,
    'content-security-policy': policyOf({ scripts: blocked === null && kind === 'page', console }),
    'content-length': String(range === null ? 0 : end - start + 1),
    'accept-ranges': 'bytes',
    ...(range === 'whole'
      ? {}
      : { 'content-range': range === null ? `bytes */${size}` : `bytes ${start}-${end}/${size}` }),
  })
  if (request.method === 'HEAD' || range === null || size === 0) response.end()
  else await pipeline(Readable.from(piecesOf(file, start, end)), response)
}

function sendPage(response: ServerResponse, status: number, page: string, powers: Powers): void {
  response.writeHead(status, {
    ...headersOfAll,
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policyOf(powers),
    'content-length': String(Buffer.byteLength(page)),
  })
  response.end(page)
}
