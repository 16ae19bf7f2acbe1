/** Why a cloud refused, in plain words. */
import type { CloudAccess, CloudField } from './cloud-access.ts'
import { CloudFailure } from './cloud-failure.ts'
import type { CloudTexts } from './cloud-texts.ts'
import { originToReach, regionOf } from './cloud-urls.ts'

export function sayCloudFailure({ reasons: t }: CloudTexts, failure: unknown, access: CloudAccess): string {
  const host = new URL(originToReach(access)).host
  if (!(failure instanceof CloudFailure)) return t.unreachable({ host })
  const isAzure = access.provider === 'azure'
  switch (failure.reason) {
    case 'mixed':
    case 'unreachable':
      return t[failure.reason]({ host })
    case 'cors': {
      const { origin } = window.location
      // Amazon leaves out what CORS needs where the region is another
      return access.provider === 's3'
        ? t.corsOrRegion({ host, origin, region: regionOf(access) })
        : t.cors({ host, origin })
    }
    case 'secret':
      return isAzure ? t.signature : t.secret
    case 'expired':
      return isAzure ? t.signatureEnded : t.expired
    case 'region':
      return failure.region === undefined ? t.otherRegion : t.region({ region: failure.region })
    case 'bucket':
      return t.bucket({ bucket: access.bucket })
    case 'other': {
      const text = [failure.status, failure.code].filter((part) => part !== undefined).join(' ')
      return text === '' ? t.strange : t.other({ text })
    }
    case 'key':
    case 'token':
    case 'clock':
    case 'rights':
    case 'object':
      return t[failure.reason]
  }
}

export function labelOf(t: CloudTexts, { provider }: Pick<CloudAccess, 'provider'>, field: CloudField): string {
  if (provider !== 'azure') return t.fields[field]
  const azure = { bucket: t.fields.container, key: t.fields.account, secret: t.fields.sas }
  return field === 'bucket' || field === 'key' || field === 'secret' ? azure[field] : t.fields[field]
}
