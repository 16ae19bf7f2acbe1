import { expect, test } from 'vitest'
import type { CloudAccess } from './cloud-access.ts'
import { failureOf, hasEnded, isMixed } from './cloud-failure.ts'

const now = new Date('2026-11-22T10:00:00Z')
const row = (fields: Partial<CloudAccess> = {}): CloudAccess => ({
  id: '1',
  provider: 's3',
  bucket: 'measurements',
  key: 'AKIDEXAMPLE',
  secret: 'secret',
  token: '',
  region: 'us-east-1',
  host: '',
  ...fields,
})
const refused = (code: string, { message = '', region = '', status = 403 } = {}) => ({ status, code, message, region })

test.each([
  ['InvalidAccessKeyId', 'key'],
  ['SignatureDoesNotMatch', 'secret'],
  ['ExpiredToken', 'expired'],
  ['InvalidToken', 'token'],
  ['RequestTimeTooSkewed', 'clock'],
  ['NoSuchBucket', 'bucket'],
  ['NoSuchKey', 'object'],
  ['AccessDenied', 'rights'],
  ['SlowDown', 'other'],
])('what Amazon calls %s is about: %s', (code, reason) => {
  expect(failureOf(refused(code), row(), now)).toMatchObject({ reason, status: 403, code })
})

test('a bucket in another region says in which', () => {
  const message = "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-west-1'"
  const malformed = refused('AuthorizationHeaderMalformed', { message, region: 'eu-west-1', status: 400 })
  expect(failureOf(malformed, row(), now)).toMatchObject({ reason: 'region', region: 'eu-west-1' })
  const query = refused('AuthorizationQueryParametersError', { message: `Error: ${message}`, status: 400 })
  expect(failureOf(query, row(), now)).toMatchObject({ reason: 'region', region: 'eu-west-1' })
  const moved = refused('PermanentRedirect', { status: 301 })
  expect(failureOf(moved, row(), now)).toMatchObject({ reason: 'region', region: undefined })
})

test('a clock that is wrong is not taken for missing rights', () => {
  for (const message of ['Request has expired', 'Request is not valid yet'])
    expect(failureOf(refused('AccessDenied', { message }), row(), now).reason).toBe('clock')
})

test('a shared access signature that Azure refuses has ended, or is wrong', () => {
  const azure = (secret: string) => row({ provider: 'azure', secret })
  const failed = refused('AuthenticationFailed')
  expect(failureOf(failed, azure('sp=rl&se=2026-11-22T09%3A59%3A00Z&sig=x'), now).reason).toBe('expired')
  expect(failureOf(failed, azure('sp=rl&se=2026-11-23&sig=x'), now).reason).toBe('secret')
  expect(failureOf(refused('ContainerNotFound', { status: 404 }), azure(''), now).reason).toBe('bucket')
  expect(failureOf(refused('AuthorizationPermissionMismatch'), azure(''), now).reason).toBe('rights')
  expect(hasEnded('sig=x', now)).toBe(false)
})

test('a page that came by HTTPS may only ask plain HTTP of this machine', () => {
  expect(isMixed('http://minio.lab:9000/data', 'https:')).toBe(true)
  expect(isMixed('https://minio.lab:9000/data', 'https:')).toBe(false)
  expect(isMixed('http://minio.lab:9000/data', 'http:')).toBe(false)
  for (const host of ['localhost:9000', '127.0.0.1:9000', '[::1]:9000', 'minio.localhost'])
    expect(isMixed(`http://${host}/data`, 'https:')).toBe(false)
})
