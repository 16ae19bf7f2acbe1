/**
 * What an answer of the content origin may do in a browser. Without `allow-same-origin` a page has an origin of its own
 * that nobody else has, so it can read nothing; it has what it brings along, and by its policy it sends nothing anywhere.
 * The frame that it is in lets it go nowhere else (platform/http/console.ts).
 */
export interface Powers {
  readonly scripts: boolean
  /** The only one that may frame it. */
  readonly console: string | null
}

export const contentHeaders = ({ scripts, console }: Powers) => ({
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex',
  'x-dns-prefetch-control': 'off',
  // Of what no policy governs (WebRTC, names that are looked up) Chromium keeps all in, from the version on that knows it.
  'connection-allowlist': '()',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=()',
  'content-security-policy': [
    `sandbox${scripts ? ' allow-scripts' : ''}`,
    "default-src 'none'",
    ...(scripts ? ["script-src 'unsafe-inline' 'unsafe-eval' blob:", 'worker-src blob:'] : []),
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    'media-src data: blob:',
    'font-src data:',
    // What is read stays here: nothing leaves for anywhere.
    'connect-src data: blob:',
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${console ?? "'none'"}`,
  ].join('; '),
})
