/**
 * Addresses signed in the browser: AWS Signature Version 4 in the query, and Google's V4, which is the same but for its
 * names. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html and
 * https://cloud.google.com/storage/docs/authentication/canonical-requests. Not by WebCrypto: a console that is served
 * over plain HTTP has none.
 */
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'

/** Whose names are used. */
export interface Dialect {
  readonly algorithm: string
  /** Of the parameters in the query. */
  readonly prefix: 'X-Amz-' | 'X-Goog-'
  /** Before the secret, where the key to sign with is derived. */
  readonly secretPrefix: 'AWS4' | 'GOOG4'
  /** Where the scope of a signature ends. */
  readonly scopeEnd: 'aws4_request' | 'goog4_request'
}

export const amazon: Dialect = {
  algorithm: 'AWS4-HMAC-SHA256',
  prefix: 'X-Amz-',
  secretPrefix: 'AWS4',
  scopeEnd: 'aws4_request',
}
export const google: Dialect = {
  algorithm: 'GOOG4-HMAC-SHA256',
  prefix: 'X-Goog-',
  secretPrefix: 'GOOG4',
  scopeEnd: 'goog4_request',
}

export type Query = readonly (readonly [string, string])[]

export interface UrlToSign {
  readonly dialect: Dialect
  readonly key: string
  readonly secret: string
  /** Of temporary credentials. */
  readonly token?: string
  readonly region: string
  readonly service: string
  /** Scheme, host and port. */
  readonly origin: string
  /** With a slash before it; not encoded yet. */
  readonly path: string
  readonly query?: Query
  readonly at: Date
  readonly seconds: number
  /** Of what is sent; of nothing where none is said. */
  readonly payload?: string
}

/** As RFC 3986 has it, which is stricter than `encodeURIComponent`. */
const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

/** Slashes stay: they are part of an object's name, and never folded together. */
export const encodePath = (path: string): string => path.split('/').map(encode).join('/')

export const encodeQuery = (query: Query): string =>
  query
    .map(([name, value]) => [encode(name), encode(value)] as const)
    // by their bytes, of which only ASCII is left
    .toSorted(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b))

/** `20130524T000000Z`. */
const stamp = (at: Date) => at.toISOString().replace(/[-:]|\.\d+/g, '')

const sign = (key: Uint8Array, text: string) => hmac(sha256, key, utf8ToBytes(text))

/** All that is signed, step by step as the vendors describe it. */
export function prepareUrl(url: UrlToSign) {
  const { dialect, key, token, region, service, origin, path, query = [], at, seconds } = url
  const time = stamp(at)
  const scope = [time.slice(0, 8), region, service, dialect.scopeEnd]
  const own = (name: string, value: string) => [`${dialect.prefix}${name}`, value] as const
  const signedQuery = encodeQuery([
    ...query,
    own('Algorithm', dialect.algorithm),
    own('Credential', [key, ...scope].join('/')),
    own('Date', time),
    own('Expires', String(seconds)),
    ...(token === undefined || token === '' ? [] : [own('Security-Token', token)]),
    own('SignedHeaders', 'host'),
  ])
  const headers = `host:${new URL(origin).host}\n`
  const canonical = ['GET', encodePath(path), signedQuery, headers, 'host', url.payload ?? 'UNSIGNED-PAYLOAD'].join(
    '\n',
  )
  const hash = bytesToHex(sha256(utf8ToBytes(canonical)))
  return { scope, signedQuery, canonical, toSign: [dialect.algorithm, time, scope.join('/'), hash].join('\n') }
}

/** An address that whoever has it may read until then. */
export function signUrl(url: UrlToSign): string {
  const { scope, signedQuery, toSign } = prepareUrl(url)
  const { dialect, secret, origin, path } = url
  const signingKey = scope.reduce(sign, utf8ToBytes(`${dialect.secretPrefix}${secret}`))
  return `${origin}${encodePath(path)}?${signedQuery}&${dialect.prefix}Signature=${bytesToHex(sign(signingKey, toSign))}`
}
