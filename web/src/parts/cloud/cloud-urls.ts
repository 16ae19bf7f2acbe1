/** Where a bucket's lists and objects are, signed by the keys of a row. */
import { originOf, pathOf, usualRegion } from './cloud-access.ts'
import type { CloudAccess } from './cloud-access.ts'
import { amazon, encodePath, encodeQuery, google, signUrl } from './signed-url.ts'
import type { Query } from './signed-url.ts'

/** An hour. */
const readableSeconds = 3600
/** A list is asked for at once, and by nobody else. */
const listSeconds = 300
const mostListed = 200

export interface ListQuestion {
  /** Empty, or with a slash at its end. */
  readonly prefix: string
  /** From the answer before. */
  readonly after?: string
  readonly most?: number
}

export function listUrl(access: CloudAccess, { prefix, after, most = mostListed }: ListQuestion, at: Date): string {
  if (access.provider === 'azure') {
    return azureUrl(access, '', [
      ['restype', 'container'],
      ['comp', 'list'],
      ['delimiter', '/'],
      ['prefix', prefix],
      ['maxresults', String(most)],
      ...(after === undefined ? [] : [['marker', after] as const]),
    ])
  }
  return bucketUrl(access, '', listSeconds, at, [
    ['list-type', '2'],
    ['delimiter', '/'],
    ['encoding-type', 'url'],
    ['prefix', prefix],
    ['max-keys', String(most)],
    ...(after === undefined ? [] : [['continuation-token', after] as const]),
  ])
}

export interface ObjectAnswer {
  /** Kept as a file of this name. */
  readonly saveAs?: string
  /** In place of what the object says that it is. */
  readonly type?: string
}

/** Readable for an hour by whoever has it; of Azure, as long as its signature says. */
export function objectUrl(access: CloudAccess, name: string, at: Date, { saveAs, type }: ObjectAnswer = {}): string {
  if (access.provider === 'azure') return azureUrl(access, name, [])
  return bucketUrl(access, name, readableSeconds, at, [
    ...(saveAs === undefined ? [] : [['response-content-disposition', attachment(saveAs)] as const]),
    ...(type === undefined ? [] : [['response-content-type', type] as const]),
  ])
}

const attachment = (name: string) =>
  `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)}`

function bucketUrl(access: CloudAccess, name: string, seconds: number, at: Date, query: Query): string {
  const { provider, key, secret, token } = access
  const { origin, before } = placeOf(access)
  const isGoogle = provider === 'gcs'
  return signUrl({
    dialect: isGoogle ? google : amazon,
    key,
    secret,
    ...(isGoogle ? {} : { token }),
    region: isGoogle ? 'auto' : regionOf(access),
    service: isGoogle ? 'storage' : 's3',
    origin,
    path: `${before}/${name}`,
    query,
    at,
    seconds,
  })
}

export const regionOf = ({ region }: CloudAccess): string => (region === '' ? usualRegion : region)

/** Amazon has a host for each bucket; a dot in its name would not fit the certificate, and others know no such hosts. */
function placeOf(access: CloudAccess): { readonly origin: string; readonly before: string } {
  const { provider, bucket, host } = access
  const own = host === '' ? undefined : originOf(host)
  if (own !== undefined) return { origin: own, before: `${pathOf(host)}/${bucket}` }
  if (provider === 'gcs') return { origin: 'https://storage.googleapis.com', before: `/${bucket}` }
  const amazonHost = `s3.${regionOf(access)}.amazonaws.com${regionOf(access).startsWith('cn-') ? '.cn' : ''}`
  if (bucket.includes('.')) return { origin: `https://${amazonHost}`, before: `/${bucket}` }
  return { origin: `https://${bucket}.${amazonHost}`, before: '' }
}

/** It is signed already: the signature is of the container, or of all of the account. */
function azureUrl(access: CloudAccess, name: string, query: Query): string {
  const { key, bucket, secret, host } = access
  const origin = originOf(host) ?? `https://${key}.blob.core.windows.net`
  const asked = query.length === 0 ? '' : `${encodeQuery(query)}&`
  return `${origin}${encodePath(`${pathOf(host)}/${bucket}${name === '' ? '' : `/${name}`}`)}?${asked}${secret}`
}

/** Whom the browser talks to. */
export const originToReach = (access: CloudAccess): string =>
  access.provider === 'azure'
    ? (originOf(access.host) ?? `https://${access.key}.blob.core.windows.net`)
    : placeOf(access).origin
