/** Keys to a bucket in somebody's cloud, as they were entered; they never leave this browser. */
export const cloudProviders = ['s3', 'compatible', 'gcs', 'azure'] as const
export type CloudProvider = (typeof cloudProviders)[number]

export interface CloudAccess {
  readonly id: string
  readonly provider: CloudProvider
  /** Of Azure: the container. */
  readonly bucket: string
  /** Access key; of Azure: the storage account. */
  readonly key: string
  /** Of Azure: the shared access signature. */
  readonly secret: string
  /** Of temporary credentials at Amazon and what speaks like it. */
  readonly token: string
  /** At Amazon and what speaks like it. */
  readonly region: string
  /** Of what is not where its vendor has it. */
  readonly host: string
}

export type CloudField = Exclude<keyof CloudAccess, 'id' | 'provider'>

/** What a row of each kind is asked for. */
export const fieldsOf: Readonly<Record<CloudProvider, readonly CloudField[]>> = {
  s3: ['bucket', 'key', 'secret', 'token', 'region', 'host'],
  compatible: ['host', 'bucket', 'key', 'secret', 'token', 'region'],
  gcs: ['bucket', 'key', 'secret', 'host'],
  azure: ['key', 'bucket', 'secret', 'host'],
}

const optional: Readonly<Record<CloudProvider, readonly CloudField[]>> = {
  s3: ['token', 'region', 'host'],
  compatible: ['token', 'region'],
  gcs: ['host'],
  azure: ['host'],
}

export const isOptional = (provider: CloudProvider, field: CloudField): boolean => optional[provider].includes(field)

export const usualRegion = 'us-east-1'

/** Names that vendors allow, from the widest of them; a name may not lead out of its place in an address. */
const bucketName = /^[A-Za-z0-9$][A-Za-z0-9._$:-]{1,221}$/
/** Accounts are a part of a host's name. */
const accountName = /^[a-z0-9-]{1,63}$/
const regionName = /^[a-z0-9-]{1,40}$/

export type CloudFault = 'needed' | 'bucket' | 'account' | 'region' | 'host' | 'sas'

/** What is wrong with a row before anything is asked of its vendor. */
export function faultOf(access: Omit<CloudAccess, 'id'>, field: CloudField): CloudFault | undefined {
  const { provider } = access
  const value = access[field]
  if (!fieldsOf[provider].includes(field)) return undefined
  if (value === '') return isOptional(provider, field) ? undefined : 'needed'
  switch (field) {
    case 'bucket':
      return bucketName.test(value) && !value.includes('..') ? undefined : 'bucket'
    case 'key':
      return provider !== 'azure' || accountName.test(value) ? undefined : 'account'
    case 'region':
      return regionName.test(value) ? undefined : 'region'
    case 'host':
      return originOf(value) === undefined ? 'host' : undefined
    case 'secret':
      return provider !== 'azure' || new URLSearchParams(value).has('sig') ? undefined : 'sas'
    case 'token':
      return undefined
  }
}

/** Without blanks around, without what its kind has no use for, and a signature without the mark before it. */
export function tidied(access: CloudAccess): CloudAccess {
  const used = fieldsOf[access.provider]
  const tidy = (field: CloudField) => (used.includes(field) ? access[field].trim() : '')
  const secret = tidy('secret')
  return {
    id: access.id,
    provider: access.provider,
    bucket: tidy('bucket'),
    key: tidy('key'),
    // as it is copied out of Azure: with a question mark, or at the end of an address
    secret: access.provider === 'azure' ? secret.replace(/^[^?]*\?/, '') : secret,
    token: tidy('token'),
    region: tidy('region'),
    host: tidy('host').replace(/\/+$/, ''),
  }
}

/** Scheme, host and port of an endpoint as people write it; HTTPS where nothing is said. */
export function originOf(host: string): string | undefined {
  try {
    const url = new URL(/^[a-z]+:\/\//i.test(host) ? host : `https://${host}`)
    const isPlain = url.username === '' && url.password === '' && url.search === '' && url.hash === ''
    return /^https?:$/.test(url.protocol) && isPlain ? url.origin : undefined
  } catch {
    return undefined
  }
}

/** What of an endpoint follows its origin: an account, at servers that are no part of a host's name. */
export function pathOf(host: string): string {
  if (originOf(host) === undefined) return ''
  const { pathname } = new URL(/^[a-z]+:\/\//i.test(host) ? host : `https://${host}`)
  return pathname.replace(/\/+$/, '')
}
