import { describe, expect, test } from 'vitest'
import { createAppAddresses, type AppAddressSettings } from './app-address.ts'

const session = '01a2027f-3103-721f-a43c-196ca6b41c1e'
const place = { app: 'jupyter', session }
const addresses = (publicUrl: string, more: Partial<AppAddressSettings> = {}) =>
  createAppAddresses({
    publicUrl: () => publicUrl,
    domain: null,
    sharedPort: () => null,
    consolePort: () => 8080,
    tls: false,
    ...more,
  })
const name = `jupyter--${session}`
const path = `${session}/jupyter`
const local = '127.0.0.1'
const far = '192.0.2.9'
const second = (isChosen = false) => ({ sharedPort: () => ({ port: 8081, isChosen }) })
const domain = { domain: 'apps.example.org' }

describe('where an app is', () => {
  test.each([
    ['http://localhost:8080', {}, 'localhost:8080', local, `http://${name}.localhost:8080`],
    ['http://127.0.0.1:8080', second(), '127.0.0.1:8080', local, `http://${name}.localhost:8080`],
    // Through a tunnel or a mapped port the browser knows its own end.
    ['http://localhost:8080', second(), 'localhost:9000', local, `http://${name}.localhost:9000`],
    ['https://berth.example.org', second(), 'localhost:8080', local, `http://${name}.localhost:8080`],
    ['https://localhost:8080', { tls: true }, 'localhost:8080', local, `https://${name}.localhost:8080`],
    ['https://berth.example.org', domain, 'berth.example.org', far, `https://${name}.apps.example.org`],
    ['https://berth.example.org:8443', domain, 'x', far, `https://${name}.apps.example.org:8443`],
    ['https://berth.example.org', { domain: 'apps.example.org:444' }, 'x', far, `https://${name}.apps.example.org:444`],
  ])('with the console at %s (%j), for who comes to %s from %s', (publicUrl, more, host, address, expected) => {
    const way = addresses(publicUrl, more).wayFor({ host, address })
    expect(way?.addressOf(place)).toBe(expected)
    expect(way?.shared).toBe(false)
  })

  test.each([
    ['http://localhost:8080', second(), '192.168.1.5:8080', far, `http://192.168.1.5:8081/${path}`],
    ['http://localhost:8080', second(), 'Lab-Box.lan:8080', far, `http://lab-box.lan:8081/${path}`],
    ['http://localhost:8080', second(), '[2001:db8::5]:8080', far, `http://[2001:db8::5]:8081/${path}`],
    ['https://localhost:8080', { ...second(), tls: true }, '10.0.0.1:8080', far, `https://10.0.0.1:8081/${path}`],
    // A proxy speaks TLS for both, and somebody said so.
    ['https://berth.example.org', second(true), 'berth.example.org', far, `https://berth.example.org:8081/${path}`],
    ['https://berth.example.org', second(true), '127.0.0.1:8080', far, `https://berth.example.org:8081/${path}`],
  ])('on a second port, with the console at %s (%j), for %s from %s', (publicUrl, more, host, address, expected) => {
    const way = addresses(publicUrl, more).wayFor({ host, address })
    expect(way?.addressOf(place)).toBe(expected)
    expect(way?.shared).toBe(true)
  })

  test.each([
    ['http://localhost:8080', {}, '192.168.1.5:8080', far],
    // What leads to the console's port need not lead to the next one.
    ['http://localhost:8080', second(), '192.168.1.5', far],
    ['https://berth.example.org', second(), 'berth.example.org', far],
    ['https://berth.example.org', second(), '127.0.0.1:8080', far],
    ['http://localhost:8080', second(), 'evil"><script>', far],
    ['http://localhost:8080', second(), 'user@evil:8080', far],
    ['http://localhost:8080', second(), '', far],
  ])('is nowhere, with the console at %s (%j), for %s from %s', (publicUrl, more, host, address) => {
    expect(addresses(publicUrl, more).wayFor({ host, address })).toBeNull()
  })
})

describe('whose a host is', () => {
  const { isForApps, byHost } = addresses('https://berth.example.org', domain)
  test.each([
    [`jupyter--${session}.apps.example.org`, place],
    [`JUPYTER--${session.toUpperCase()}.Apps.Example.org:443`, place],
    [`jupyter--${session}.localhost:8080`, place],
    [`a--b--${session}.localhost`, { app: 'a--b', session }],
    [`jupyter--${session}.apps.example.org.`, undefined],
    [`x.jupyter--${session}.apps.example.org`, undefined],
    [`jupyter--${session}x.apps.example.org`, undefined],
    [`--${session}.apps.example.org`, undefined],
    [`-a--${session}.apps.example.org`, undefined],
    [`${'a'.repeat(26)}--${session}.apps.example.org`, undefined],
    [`jupyter--${session}`, undefined],
    [`jupyter--${session}.evil.org`, undefined],
    ['apps.example.org', undefined],
    ['', undefined],
  ])('%s', (host, expected) => {
    expect(byHost({ host, url: '/' })?.place).toEqual(expected)
    if (expected) expect(isForApps(host)).toBe(true)
  })

  test('the console’s own is the console’s, wherever it is', () => {
    for (const host of ['berth.example.org', 'berth.example.org:8080', 'evil.example.org', 'apps.example.org', ''])
      expect(isForApps(host)).toBe(false)
    expect(addresses('http://berth.localhost:8080').isForApps('berth.localhost:8080')).toBe(false)
    for (const host of ['anything.apps.example.org', `jupyter--${session}.apps.example.org.`])
      expect(isForApps(host)).toBe(true)
  })

  test.each([
    ['/', '/', false],
    ['/tree?x', '/tree?x', false],
    [`/${path}`, '/', true],
    [`/${path}?x=/y`, '/?x=/y', true],
    [`/${path}/tree`, '/tree', true],
    [`/${path}2/tree`, `/${path}2/tree`, false],
    [`/${session}/other/tree`, `/${session}/other/tree`, false],
  ])('its base path is no part of the page: %s', (url, expected, hasBase) => {
    expect(byHost({ host: `${name}.localhost`, url })).toEqual({ place, shared: false, path: expected, hasBase })
  })
})

test.each([
  [`/${path}`, '/'],
  [`/${path}/`, '/'],
  [`/${path}?x=1`, '/?x=1'],
  [`/${path}/a/../b?x`, '/a/../b?x'],
  [`/${path}//evil`, '//evil'],
  ['/', undefined],
  [`/${path.toUpperCase()}/`, undefined],
  [`//${path}/`, undefined],
  [`/${session}/`, undefined],
  [`/${session}/-x/`, undefined],
  [`/${session}/${'a'.repeat(26)}/`, undefined],
  [`/${session}x/jupyter/`, undefined],
  [`/%2e/${path}/`, undefined],
])('on the second port the path says which app: %s', (url, expected) => {
  const arrival = addresses('http://localhost:8080').byPath({ url })
  expect(arrival?.path).toBe(expected)
  if (expected !== undefined) expect(arrival).toMatchObject({ place, shared: true })
})

describe('the way in is on the console, and keeps the page', () => {
  const arrival = { place, shared: false, path: '/', hasBase: false }
  const entry = `/open/${session}/jupyter`
  test.each([
    ['https://berth.example.org', domain, `${name}.apps.example.org`, false, 'https://berth.example.org'],
    ['http://127.0.0.1:8080', {}, `${name}.localhost:8080`, false, 'http://127.0.0.1:8080'],
    ['http://localhost:8080', {}, `${name}.localhost:9000`, false, 'http://localhost:9000'],
    ['http://localhost:8080', {}, '192.168.1.5:8081', true, 'http://192.168.1.5:8080'],
    ['https://berth.example.org', second(true), 'berth.example.org:8081', true, 'https://berth.example.org'],
    ['http://localhost:8080', {}, '"><script>', true, 'http://localhost:8080'],
  ])('of the console at %s (%j) and %s', (publicUrl, more, host, shared, expected) => {
    expect(addresses(publicUrl, more).entryOf({ ...arrival, shared }, host)).toBe(expected + entry)
  })

  test('with its query', () => {
    const { entryOf } = addresses('https://berth.example.org', domain)
    expect(entryOf({ ...arrival, path: '/tree?x=1&y=#z' }, `${name}.apps.example.org`)).toBe(
      `https://berth.example.org${entry}?path=%2Ftree%3Fx%3D1%26y%3D%23z`,
    )
  })
})
