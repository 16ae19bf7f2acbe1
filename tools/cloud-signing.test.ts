/** Addresses that are signed in the browser, judged by servers that check every part of them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CloudAccess } from '../web/src/parts/cloud/cloud-access.ts'
import { listUrl, objectUrl } from '../web/src/parts/cloud/cloud-urls.ts'
import {
  accountSas,
  azure,
  azureAccount,
  fillAzure,
  s3,
  s3Keys,
  startAzure,
  startS3,
  type CloudServer,
} from '../e2e/cloud-servers.ts'

const hostileNames = [
  'a b+c&d=e.txt',
  'ünïcode/한국어.txt',
  "it's (100%) *new*!.txt",
  'deep/er/still/x.txt',
  '~tilde#hash?.txt',
]
const namesIn = (xml: string, element: string) =>
  [...xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(([, name = '']) =>
    name.replaceAll('&amp;', '&').replaceAll('&#39;', "'"),
  )

describe.skipIf(!s3.command)(`S3${s3.without}`, () => {
  let server: CloudServer
  let access: CloudAccess
  beforeAll(async () => {
    server = await startS3('data', Object.fromEntries(hostileNames.map((name) => [name, `this is ${name}`])))
    const row = { id: '1', provider: 'compatible', bucket: 'data', token: '', region: '' } as const
    access = { ...row, ...s3Keys, host: server.url }
  })
  afterAll(() => server?.[Symbol.asyncDispose]())

  test.each(hostileNames)('an object is read by its signed address: %s', async (name) => {
    const answer = await fetch(objectUrl(access, name, new Date(), { saveAs: 'kept.txt', type: 'text/x-own' }))
    expect(await answer.text()).toBe(`this is ${name}`)
    expect(answer.headers.get('content-type')).toBe('text/x-own')
    expect(answer.headers.get('content-disposition')).toContain('kept.txt')
  })

  test('a bucket is listed, a level and a page at a time', async () => {
    const names: string[] = []
    let after: string | undefined
    do {
      const question = { prefix: '', most: 2, ...(after === undefined ? {} : { after }) }
      const answer = await fetch(listUrl(access, question, new Date()))
      expect(answer.status).toBe(200)
      const xml = await answer.text()
      // not every server encodes names when it is asked to; it says whether it did
      const decode = xml.includes('<EncodingType>url<') ? decodeURIComponent : (name: string) => name
      const found = [...namesIn(xml, 'Key'), ...namesIn(xml, 'Prefix').filter((name) => name !== '')]
      names.push(...found.map((name) => decode(name)))
      after = namesIn(xml, 'NextContinuationToken')[0]
    } while (after !== undefined)
    const expected = hostileNames.map((name) => (name.includes('/') ? `${name.split('/')[0]}/` : name))
    expect(names.toSorted()).toEqual(expected.toSorted())
  })

  test.each([
    ['another secret', { secret: 'wrong' }, 'SignatureDoesNotMatch'],
    ['another region', { region: 'eu-west-1' }, 'AuthorizationQueryParametersError'],
    ['another bucket', { bucket: 'nothing' }, 'NoSuchBucket'],
  ])('%s is refused', async (_, change, code) => {
    const answer = await fetch(listUrl({ ...access, ...change }, { prefix: '' }, new Date()))
    expect(namesIn(await answer.text(), 'Code')).toEqual([code])
  })

  test('an address ends after an hour, and cannot be used for another object', async () => {
    const [name = '', other = ''] = hostileNames
    const old = new Date(Date.now() - 3_601_000)
    expect((await fetch(objectUrl(access, name, old))).status).toBe(403)
    expect((await fetch(objectUrl(access, name, new Date(Date.now() - 3_500_000)))).status).toBe(200)
    const query = new URL(objectUrl(access, name, new Date())).search
    const borrowed = objectUrl(access, other, new Date()).replace(/\?.*/s, query)
    expect((await fetch(borrowed)).status).toBe(403)
  })
})

describe.skipIf(!azure.command)(`Azure Blob${azure.without}`, () => {
  let server: CloudServer
  let access: CloudAccess
  const later = new Date(Date.now() + 3_600_000)
  const blobs = Object.fromEntries(hostileNames.map((name) => [name, `this is ${name}`]))
  beforeAll(async () => {
    server = await startAzure()
    const encoded = Object.fromEntries(
      Object.entries(blobs).map(([name, text]) => [name.split('/').map(encodeURIComponent).join('/'), text]),
    )
    await fillAzure(server.url, 'data', encoded, 'http://localhost')
    const row = { id: '1', provider: 'azure', bucket: 'data', token: '', region: '' } as const
    access = { ...row, key: azureAccount, secret: accountSas('rl', later), host: `${server.url}/${azureAccount}` }
  })
  afterAll(() => server?.[Symbol.asyncDispose]())

  test.each(hostileNames)('an object is read by its signed address: %s', async (name) => {
    const answer = await fetch(objectUrl(access, name, new Date()))
    expect(await answer.text()).toBe(`this is ${name}`)
  })

  test('a container is listed, a level at a time', async () => {
    const xml = await (await fetch(listUrl(access, { prefix: '' }, new Date()))).text()
    const expected = hostileNames.map((name) => (name.includes('/') ? `${name.split('/')[0]}/` : name))
    expect(namesIn(xml, 'Name').toSorted()).toEqual(expected.toSorted())
    const below = await (await fetch(listUrl(access, { prefix: 'deep/er/' }, new Date()))).text()
    expect(namesIn(below, 'Name')).toEqual(['deep/er/still/'])
  })

  test('a signature that was changed, has ended or lacks a right is refused', async () => {
    const asked = async (secret: string) =>
      (await fetch(listUrl({ ...access, secret }, { prefix: '' }, new Date()))).status
    expect(await asked(access.secret.replace('sp=rl', 'sp=rwl'))).toBe(403)
    expect(await asked(accountSas('rl', new Date(Date.now() - 1000)))).toBe(403)
    expect(await asked(accountSas('r', later))).toBe(403)
    expect(await asked(access.secret)).toBe(200)
  })
})
