/** What is signed, against what the vendors published. */
import { expect, test } from 'vitest'
import { amazon, google, prepareUrl, signUrl } from './signed-url.ts'
import type { UrlToSign } from './signed-url.ts'

const signatureOf = (url: string) => new URL(url).searchParams.get('X-Amz-Signature')

test('Amazon’s own example of an address to read an object by', () => {
  const url = signUrl({
    dialect: amazon,
    key: 'AKIAIOSFODNN7EXAMPLE',
    secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    region: 'us-east-1',
    service: 's3',
    origin: 'https://examplebucket.s3.amazonaws.com',
    path: '/test.txt',
    at: new Date('2013-05-24T00:00:00Z'),
    seconds: 86_400,
  })
  expect(url).toBe(
    'https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256' +
      '&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z' +
      '&X-Amz-Expires=86400&X-Amz-SignedHeaders=host' +
      '&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
  )
})

const unreserved = '-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

// github.com/awslabs/aws-c-auth, tests/aws-signing-test-suite/v4
test.each([
  {
    name: 'get-vanilla-query-order-key-case',
    query: [
      ['Param2', 'value2'],
      ['Param1', 'value1'],
    ],
    signature: '86012e2c9ad4d77369f5d81c11f75158aae4f895a085212cc6d3f923d300bed5',
  },
  {
    name: 'get-vanilla-query-unreserved',
    query: [[unreserved, unreserved]],
    signature: '8e76a88a7433637b12778d5592799b29ad21ecd6cf6325051c21d86f0acda2bf',
  },
  {
    name: 'get-vanilla-utf8-query',
    query: [['ሴ', 'bar']],
    signature: '0bdd809b1519ac4f0c1dc3540e2cc46bd0c7f778eda408b2ebf3b913d21ff600',
  },
] as const)('Amazon’s test suite: $name', ({ query, signature }) => {
  const url = signUrl({
    dialect: amazon,
    key: 'AKIDEXAMPLE',
    secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    region: 'us-east-1',
    service: 'service',
    origin: 'https://example.amazonaws.com',
    path: '/',
    query,
    at: new Date('2015-08-30T12:36:00Z'),
    seconds: 3600,
    // of nothing, as the suite has it; S3 alone leaves it out
    payload: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  })
  expect(signatureOf(url)).toBe(signature)
})

test('a token of temporary credentials is signed along', () => {
  const { canonical } = prepareUrl({ ...googleExample, dialect: amazon, token: 'a token/=' })
  expect(canonical).toContain('&X-Amz-Security-Token=a%20token%2F%3D&X-Amz-SignedHeaders=host\n')
})

const googleExample: UrlToSign = {
  // the published ones are signed with an RSA key; only the last step and its name differ for a secret
  dialect: { ...google, algorithm: 'GOOG4-RSA-SHA256' },
  key: 'test-iam-credentials@dummy-project-id.iam.gserviceaccount.com',
  secret: '',
  region: 'auto',
  service: 'storage',
  origin: 'https://storage.googleapis.com',
  path: '/test-bucket/test-object',
  at: new Date('2019-02-01T09:00:00Z'),
  seconds: 10,
}
const googleCredential =
  'X-Goog-Credential=test-iam-credentials%40dummy-project-id.iam.gserviceaccount.com%2F20190201%2Fauto%2Fstorage%2Fgoog4_request'

// github.com/googleapis/conformance-tests, storage/v1/v4_signatures.json
test.each([
  {
    name: 'Simple GET',
    path: '/test-bucket/test-object',
    hash: '00e2fb794ea93d7adb703edaebdd509821fcc7d4f1a79ac5c8d2b394df109320',
  },
  {
    name: 'Vary bucket and object',
    path: '/test-bucket2/test-object2',
    hash: 'a139afbf35ac30e9864f63197f79609731ab1b0ca166e2a456dba156fcd3f9ce',
  },
  {
    name: 'Forward Slashes should not be stripped',
    path: '/test-bucket//path/with/slashes/under_score/amper&sand/file.ext',
    hash: '63c601ecd6ccfec84f1113fc906609cbdf7651395f4300cecd96ddd2c35164f8',
  },
])('Google’s conformance tests: $name', ({ path, hash }) => {
  const { canonical, toSign } = prepareUrl({ ...googleExample, path })
  expect(canonical).toBe(
    `GET\n${path.replace('&', '%26')}\nX-Goog-Algorithm=GOOG4-RSA-SHA256&${googleCredential}` +
      '&X-Goog-Date=20190201T090000Z&X-Goog-Expires=10&X-Goog-SignedHeaders=host\nhost:storage.googleapis.com\n\nhost\nUNSIGNED-PAYLOAD',
  )
  expect(toSign).toBe(`GOOG4-RSA-SHA256\n20190201T090000Z\n20190201/auto/storage/goog4_request\n${hash}`)
})

test('Google’s conformance tests: parameters are encoded and put in order', () => {
  const queryOf = (query: UrlToSign['query'] & object) => prepareUrl({ ...googleExample, query }).signedQuery
  expect(queryOf([['soufflé', '=%-_.~']])).toMatch(/&X-Goog-SignedHeaders=host&souffl%C3%A9=%3D%25-_\.~$/)
  const ordered = queryOf([
    ['prefix', '/foo'],
    ['X-Goog-Meta-Foo', 'bar'],
  ])
  expect(ordered).toMatch(/&X-Goog-Expires=10&X-Goog-Meta-Foo=bar&X-Goog-SignedHeaders=host&prefix=%2Ffoo$/)
})
