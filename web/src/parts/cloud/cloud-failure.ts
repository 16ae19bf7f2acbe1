/** Why a cloud did not give what was asked of it, as far as can be told from its answer. */
import { regionOf } from './cloud-urls.ts'
import type { CloudAccess } from './cloud-access.ts'

export type CloudReason =
  /** A page that came by HTTPS may not ask for what is not. */
  | 'mixed'
  /** It answers, but does not let pages of the console read the answer; at Amazon perhaps since the region is another. */
  | 'cors'
  | 'unreachable'
  | 'key'
  | 'secret'
  | 'token'
  | 'expired'
  | 'clock'
  | 'region'
  | 'bucket'
  | 'rights'
  | 'object'
  | 'other'

export class CloudFailure extends Error {
  readonly reason: CloudReason
  readonly status: number | undefined
  /** As the vendor calls it. */
  readonly code: string | undefined
  /** Where the bucket is, when it says so. */
  readonly region: string | undefined

  constructor(reason: CloudReason, said: Partial<Refusal> = {}) {
    super(`${reason} ${said.code ?? ''}`.trim())
    this.reason = reason
    this.status = said.status
    this.code = said.code === '' ? undefined : said.code
    this.region = said.region === '' ? undefined : said.region
  }
}

/** What an answer that is an error says. */
export interface Refusal {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly region: string
}

const reasons: Readonly<Record<string, CloudReason>> = {
  InvalidAccessKeyId: 'key',
  InvalidSecurity: 'key',
  // as gateways call it
  XAdminUserNotFound: 'key',
  SignatureDoesNotMatch: 'secret',
  InvalidToken: 'token',
  ExpiredToken: 'expired',
  TokenRefreshRequired: 'expired',
  RequestTimeTooSkewed: 'clock',
  AuthorizationHeaderMalformed: 'region',
  PermanentRedirect: 'region',
  TemporaryRedirect: 'region',
  NoSuchBucket: 'bucket',
  InvalidBucketName: 'bucket',
  ContainerNotFound: 'bucket',
  NoSuchKey: 'object',
  BlobNotFound: 'object',
  AccessDenied: 'rights',
  AllAccessDisabled: 'rights',
  AccountProblem: 'rights',
  AuthorizationFailure: 'rights',
  AuthorizationPermissionMismatch: 'rights',
  AuthorizationResourceTypeMismatch: 'rights',
  AuthorizationServiceMismatch: 'rights',
  AuthorizationSourceIPMismatch: 'rights',
  PublicAccessNotPermitted: 'rights',
}

/** Amazon and what speaks like it: “the region 'us-east-1' is wrong; expecting 'eu-west-1'”. */
const otherRegion = /expecting ['"]([a-z0-9-]+)['"]/

export function failureOf(said: Refusal, access: CloudAccess, now: Date): CloudFailure {
  const region = said.region || (otherRegion.exec(said.message)?.[1] ?? '')
  const isElsewhere = region !== '' && region !== regionOf(access) && access.provider !== 'gcs'
  if (access.provider === 'azure' && said.status === 403) {
    // which of its codes that has depends on what speaks for Azure
    if (hasEnded(access.secret, now)) return new CloudFailure('expired', said)
    if (said.code === 'AuthenticationFailed') return new CloudFailure('secret', said)
  }
  if (/request (?:is not valid yet|has expired)/i.test(said.message)) return new CloudFailure('clock', said)
  const reason = reasons[said.code] ?? (isElsewhere ? 'region' : 'other')
  return new CloudFailure(reason, { ...said, region: isElsewhere ? region : '' })
}

/** A shared access signature says itself how long it is good. */
export function hasEnded(signature: string, now: Date): boolean {
  const end = Date.parse(new URLSearchParams(signature).get('se') ?? '')
  return end <= now.getTime()
}

/** Its own machine is trusted by browsers without HTTPS. */
const isLocal = ({ hostname }: URL) =>
  hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || hostname.startsWith('127.')

export function isMixed(target: string, pageProtocol: string): boolean {
  const url = new URL(target)
  return pageProtocol === 'https:' && url.protocol === 'http:' && !isLocal(url)
}
