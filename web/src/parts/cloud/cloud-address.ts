/**
 * Addresses of objects as programs write them: `s3://bucket/path`, `s3://host:port/bucket/path` at other hosts,
 * `gs://bucket/path`, `azure://account.blob.core.windows.net/container/path`.
 */
import { originOf } from './cloud-access.ts'
import type { CloudAccess, CloudProvider } from './cloud-access.ts'

export interface CloudAddress {
  readonly provider: CloudProvider
  readonly bucket: string
  /** Host and port, of what is not where its vendor has it. */
  readonly host: string
  /** Of Azure. */
  readonly account: string
  /** Within the bucket. */
  readonly path: string
}

const azureHost = '.blob.core.windows.net'

export function parseCloudAddress(text: string): CloudAddress | undefined {
  const [, scheme, authority = '', rest = ''] = /^(s3|gs|azure):\/\/([^/?#]+)(?:\/(.*))?$/s.exec(text) ?? []
  if (scheme === 'gs') return { provider: 'gcs', bucket: authority, host: '', account: '', path: rest }
  const [bucket = '', ...names] = rest.split('/')
  const path = names.join('/')
  if (scheme === 'azure') {
    if (bucket === '') return undefined
    if (!authority.endsWith(azureHost)) return { provider: 'azure', bucket, host: authority, account: '', path }
    return { provider: 'azure', bucket, host: '', account: authority.slice(0, -azureHost.length), path }
  }
  if (scheme === undefined) return undefined
  // a bucket has no colon in its name; a host that is not Amazon’s is written with its port
  if (!authority.includes(':')) return { provider: 's3', bucket: authority, host: '', account: '', path: rest }
  return bucket === '' ? undefined : { provider: 'compatible', bucket, host: authority, account: '', path }
}

export function writeCloudAddress(access: CloudAccess, path: string): string {
  const host = hostOf(access.host)
  if (access.provider === 'gcs') return `gs://${access.bucket}/${path}`
  if (access.provider === 'azure')
    return `azure://${access.host === '' ? `${access.key}${azureHost}` : host}/${access.bucket}/${path}`
  return access.provider === 's3' ? `s3://${access.bucket}/${path}` : `s3://${host}/${access.bucket}/${path}`
}

/** With its port even where that is the usual one, so that it is not taken for a bucket. */
function hostOf(host: string): string {
  const origin = originOf(host)
  if (origin === undefined) return host
  const { hostname, port, protocol } = new URL(origin)
  return `${hostname}:${port === '' ? (protocol === 'http:' ? '80' : '443') : port}`
}

/** The row whose keys open what is at an address. */
export const accessFor = (accesses: readonly CloudAccess[], address: CloudAddress): CloudAccess | undefined =>
  accesses.find((access) => {
    if (access.bucket !== address.bucket || access.provider !== address.provider) return false
    if (access.provider === 'compatible') return hostOf(access.host) === hostOf(address.host)
    if (access.provider !== 'azure') return true
    return address.host === '' ? access.key === address.account : hostOf(access.host) === hostOf(address.host)
  })
