import { expect, test } from 'vitest'
import { faultOf, tidied } from './cloud-access.ts'
import type { CloudAccess, CloudField } from './cloud-access.ts'
import { accessFor, parseCloudAddress, writeCloudAddress } from './cloud-address.ts'
import { listUrl, objectUrl } from './cloud-urls.ts'

const at = new Date('2026-11-22T10:00:00Z')
const row = (fields: Partial<CloudAccess>): CloudAccess => ({
  id: '1',
  provider: 's3',
  bucket: 'measurements',
  key: 'AKIDEXAMPLE',
  secret: 'secret',
  token: '',
  region: '',
  host: '',
  ...fields,
})
const withoutQuery = (url: string) => url.replace(/\?.*/, '')

test('each vendor’s bucket is where that vendor has it', () => {
  const where = (fields: Partial<CloudAccess>) => withoutQuery(objectUrl(row(fields), 'a b/ü.txt', at))
  expect(where({})).toBe('https://measurements.s3.us-east-1.amazonaws.com/a%20b/%C3%BC.txt')
  expect(where({ region: 'eu-west-1' })).toBe('https://measurements.s3.eu-west-1.amazonaws.com/a%20b/%C3%BC.txt')
  expect(where({ region: 'cn-north-1' })).toMatch(/^https:\/\/measurements\.s3\.cn-north-1\.amazonaws\.com\.cn\//)
  // a wildcard in a certificate stands for one name only
  expect(where({ bucket: 'my.data' })).toBe('https://s3.us-east-1.amazonaws.com/my.data/a%20b/%C3%BC.txt')
  expect(where({ provider: 'compatible', host: 'http://minio.lab:9000' })).toBe(
    'http://minio.lab:9000/measurements/a%20b/%C3%BC.txt',
  )
  expect(where({ provider: 'compatible', host: 'minio.lab' })).toBe('https://minio.lab/measurements/a%20b/%C3%BC.txt')
  expect(where({ provider: 'gcs' })).toBe('https://storage.googleapis.com/measurements/a%20b/%C3%BC.txt')
  expect(where({ provider: 'azure', key: 'lab' })).toBe(
    'https://lab.blob.core.windows.net/measurements/a%20b/%C3%BC.txt',
  )
  expect(where({ provider: 'azure', key: 'lab', host: 'http://127.0.0.1:10000/lab' })).toBe(
    'http://127.0.0.1:10000/lab/measurements/a%20b/%C3%BC.txt',
  )
})

test('an address to read an object by is good for an hour, and is signed with the vendor’s names', () => {
  const amazonQuery = new URL(objectUrl(row({ token: 'temporary' }), 'a', at)).searchParams
  expect(Object.fromEntries(amazonQuery)).toMatchObject({
    'X-Amz-Credential': 'AKIDEXAMPLE/20261122/us-east-1/s3/aws4_request',
    'X-Amz-Expires': '3600',
    'X-Amz-Security-Token': 'temporary',
  })
  const googleQuery = new URL(objectUrl(row({ provider: 'gcs', token: 'none' }), 'a', at)).searchParams
  expect(Object.fromEntries(googleQuery)).toMatchObject({
    'X-Goog-Algorithm': 'GOOG4-HMAC-SHA256',
    'X-Goog-Credential': 'AKIDEXAMPLE/20261122/auto/storage/goog4_request',
    'X-Goog-Expires': '3600',
  })
  expect(googleQuery.has('X-Goog-Security-Token')).toBe(false)
})

test('a shared access signature goes along as it is, behind what is asked', () => {
  const sas = 'sv=2022-11-02&sr=c&sp=rl&se=2027-01-01T00%3A00%3A00Z&sig=a%2Bb%3D'
  const access = tidied(row({ provider: 'azure', key: ' lab ', secret: `https://lab.example.org/x?${sas}` }))
  expect(listUrl(access, { prefix: 'runs/', after: '2!8!x' }, at)).toBe(
    'https://lab.blob.core.windows.net/measurements?comp=list&delimiter=%2F&marker=2%218%21x&maxresults=200' +
      `&prefix=runs%2F&restype=container&${sas}`,
  )
  expect(objectUrl(access, 'runs/1', at)).toBe(`https://lab.blob.core.windows.net/measurements/runs/1?${sas}`)
})

test('a list is asked for page by page, one level at a time', () => {
  const query = new URL(listUrl(row({}), { prefix: 'runs/', after: 'x+/=' }, at)).searchParams
  expect(Object.fromEntries(query)).toMatchObject({
    'list-type': '2',
    delimiter: '/',
    prefix: 'runs/',
    'max-keys': '200',
    'continuation-token': 'x+/=',
  })
})

test('a file is saved under its own name', () => {
  const { searchParams } = new URL(objectUrl(row({}), 'a', at, { saveAs: 'it’s (1).csv', type: 'text/csv' }))
  expect(searchParams.get('response-content-disposition')).toBe(
    "attachment; filename*=UTF-8''it%E2%80%99s%20%281%29.csv",
  )
  expect(searchParams.get('response-content-type')).toBe('text/csv')
})

test('what cannot be right is said before anything is asked', () => {
  const fault = (field: CloudField, fields: Partial<CloudAccess>) => faultOf(row(fields), field)
  expect(fault('bucket', { bucket: '' })).toBe('needed')
  expect(fault('bucket', { bucket: '../other' })).toBe('bucket')
  expect(fault('bucket', { bucket: 'a/b' })).toBe('bucket')
  expect(fault('host', { provider: 'compatible' })).toBe('needed')
  for (const host of ['ftp://lab', 'https://user:secret@lab', 'lab:port', 'https://lab?x'])
    expect(fault('host', { host })).toBe('host')
  expect(fault('host', { host: 'lab.example.org:9000' })).toBeUndefined()
  expect(fault('region', { region: 'Ireland (west)' })).toBe('region')
  expect(fault('region', {})).toBeUndefined()
  expect(fault('key', { provider: 'azure', key: 'Lab.account' })).toBe('account')
  expect(fault('secret', { provider: 'azure', secret: 'an account key==' })).toBe('sas')
  // what its kind has no use for
  expect(fault('region', { provider: 'gcs', region: 'nowhere at all' })).toBeUndefined()
})

test('addresses that programs write lead to the keys of their bucket', () => {
  const rows = [
    row({ id: 'amazon' }),
    row({ id: 'lab', provider: 'compatible', host: 'http://minio.lab:9000' }),
    row({ id: 'secure', provider: 'compatible', host: 'minio.lab' }),
    row({ id: 'google', provider: 'gcs' }),
    row({ id: 'azure', provider: 'azure', key: 'account' }),
    row({ id: 'azurite', provider: 'azure', key: 'dev', host: 'http://127.0.0.1:10000/dev' }),
  ]
  for (const access of rows) {
    const address = parseCloudAddress(writeCloudAddress(access, 'runs/a?b#c/ü'))
    expect(address?.path).toBe('runs/a?b#c/ü')
    expect(address && accessFor(rows, address)?.id).toBe(access.id)
  }
  const other = parseCloudAddress('s3://other/model.pt')
  expect(other && accessFor(rows, other)).toBeUndefined()
  for (const text of [
    'https://lab/x',
    's3://',
    's3://minio.lab:9000',
    'azure://lab.blob.core.windows.net',
    'file:///x',
  ])
    expect(parseCloudAddress(text)).toBeUndefined()
})
