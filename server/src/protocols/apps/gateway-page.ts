/** What a browser sees where an app cannot be shown, in plain HTML without scripts; programs get the same as JSON. */
import { hash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { gatewayTexts, type GatewayRefusal } from '@berth/contract/texts/gateway.ts'
import { languageOf } from '@berth/contract/texts/language.ts'
import { escapeHtml } from '../../platform/html.ts'

export interface Refusal {
  readonly status: number
  readonly code: GatewayRefusal
  /** On the console: where it goes on. */
  readonly entry?: string
}

const style =
  'body{margin:0;font:14px/1.45 system-ui,sans-serif;color:#1c2321;background:#f7f9f8}main{max-width:34rem;margin:20vh auto 0;padding:0 1.5rem}h1{font-size:20px;line-height:1.2;font-weight:600}a{color:#00655a}@media(prefers-color-scheme:dark){body{color:#e6ebe9;background:#121716}a{color:#5fd0bd}}'
/** The page's only style, by which its policy lets it in. */
const styleHash = hash('sha256', style, 'base64')

const securityHeaders = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export function refusalAnswer(request: IncomingMessage, { status, code, entry }: Refusal): Answer {
  const language = languageOf(request.headers['accept-language'])
  const { title, text, again } = gatewayTexts(language)[code]
  if (!(request.headers.accept ?? '').includes('text/html'))
    return {
      status,
      headers: { ...securityHeaders, 'content-type': 'application/problem+json; charset=utf-8' },
      body: JSON.stringify({ type: `app-${code}`, title, status, detail: text }),
    }
  const link =
    entry === undefined || again === undefined ? '' : `<p><a href="${escapeHtml(entry)}">${escapeHtml(again)}</a></p>`
  return {
    status,
    headers: {
      ...securityHeaders,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    },
    body: `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${style}</style></head><body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>${link}</main></body></html>`,
  }
}

/** Also in the middle of a request whose body nobody reads: its connection ends with the answer. */
export function send(response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const length = String(Buffer.byteLength(body))
  response.writeHead(status, { ...headers, 'content-length': length, connection: 'close' })
  response.end(body)
}

/** For a request that asked to become something else. */
export const asText = ({ status, headers, body }: Answer): string =>
  [
    `HTTP/1.1 ${status} Refused`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
    '',
    body,
  ].join('\r\n')
