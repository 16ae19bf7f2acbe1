import { describe, expect, test } from 'vitest'
import { createAppAddresses } from './app-address.ts'

const session = '01a2027f-3103-721f-a43c-196ca6b41c1e'
const place = { app: 'jupyter', session }
const addresses = (publicUrl: string, domain: string | null = null) =>
  createAppAddresses({ publicUrl: () => publicUrl, domain })

test.each([
  ['http://localhost:8080', null, `http://jupyter--${session}.localhost:8080`],
  ['http://127.0.0.1:8080', null, `http://jupyter--${session}.localhost:8080`],
  ['https://berth.example.org', null, null],
  ['https://berth.example.org', 'apps.example.org', `https://jupyter--${session}.apps.example.org`],
  ['https://berth.example.org:8443', 'apps.example.org', `https://jupyter--${session}.apps.example.org:8443`],
  ['https://berth.example.org', 'apps.example.org:444', `https://jupyter--${session}.apps.example.org:444`],
])('with the console at %s and the domain %s an app is at %s', (publicUrl, domain, origin) => {
  expect(addresses(publicUrl, domain).originOf(place)).toBe(origin)
})

describe('whose a host is', () => {
  const { isForApps, placeOf } = addresses('https://berth.example.org', 'apps.example.org')
  test.each([
    [`jupyter--${session}.apps.example.org`, place],
    [`JUPYTER--${session.toUpperCase()}.Apps.Example.org:443`, place],
    [`jupyter--${session}.localhost:8080`, place],
    [`a--b--${session}.localhost`, { app: 'a--b', session }],
    [`jupyter--${session}.apps.example.org.`, null],
    [`x.jupyter--${session}.apps.example.org`, null],
    [`jupyter--${session}x.apps.example.org`, null],
    [`--${session}.apps.example.org`, null],
    [`-a--${session}.apps.example.org`, null],
    [`${'a'.repeat(26)}--${session}.apps.example.org`, null],
    [`jupyter--${session}`, null],
    [`jupyter--${session}.evil.org`, null],
    ['apps.example.org', null],
    ['', null],
  ])('%s', (host, expected) => {
    expect(placeOf(host)).toEqual(expected)
    if (expected) expect(isForApps(host)).toBe(true)
  })

  test('the console’s own is the console’s, wherever it is', () => {
    for (const host of ['berth.example.org', 'berth.example.org:8080', 'evil.example.org', 'apps.example.org', ''])
      expect(isForApps(host)).toBe(false)
    expect(addresses('http://berth.localhost:8080').isForApps('berth.localhost:8080')).toBe(false)
    for (const host of ['anything.apps.example.org', `jupyter--${session}.apps.example.org.`])
      expect(isForApps(host)).toBe(true)
  })
})

test('the way in is on the console, and keeps the page', () => {
  const { entryOf } = addresses('https://berth.example.org', 'apps.example.org')
  expect(entryOf(place, '/')).toBe(`https://berth.example.org/open/${session}/jupyter`)
  expect(entryOf(place, '/tree?x=1&y=#z')).toBe(
    `https://berth.example.org/open/${session}/jupyter?path=%2Ftree%3Fx%3D1%26y%3D%23z`,
  )
})
