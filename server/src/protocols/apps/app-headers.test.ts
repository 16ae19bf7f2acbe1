import { describe, expect, test } from 'vitest'
import { ofApp, setCookieOf, tokensIn, withoutOurs } from './app-cookie.ts'
import { headersForApp, headersFromApp, locationBelow } from './app-headers.ts'

const hop = { host: 'app.localhost', address: '192.0.2.7', secure: true, base: '', stripped: false }
const set = ['Host', 'app.localhost', 'X-Forwarded-For', '192.0.2.7', 'X-Forwarded-Host', 'app.localhost']
const said = [...set, 'X-Forwarded-Proto', 'https']
const token = 'a'.repeat(43)
const plainHttp = { secure: false, base: '' }
const https = { secure: true, base: '' }
/** Of one that shares its origin with others. */
const base = '/s/app'
const below = { ...hop, host: '192.0.2.1:8081', base, stripped: true }

describe('headers for an app', () => {
  test.each([
    ['X-Forwarded-For', '1.2.3.4'],
    ['x_forwarded_for', '1.2.3.4'],
    ['X_Forwarded-User', 'root'],
    ['Forwarded', 'for=1.2.3.4'],
    ['X-Real-IP', '1.2.3.4'],
    ['X-Original-URL', '/admin'],
    ['X-Rewrite-Url', '/admin'],
    ['Via', '1.1 x'],
    ['Upgrade', 'h2c'],
    ['HTTP2-Settings', 'x'],
    ['Proxy-Authorization', 'x'],
    ['Transfer-Encoding', 'chunked'],
    ['Expect', '100-continue'],
    ['Host', 'evil'],
    ['content_length', '0'],
    ['Authorization', `Bearer ${token}`],
    ['Authorization', `bearer  ${token} `],
    ['Authorization', `Basic ${Buffer.from('BKEYX:y').toString('base64')}`],
    ['Cookie', `berth=${token}; __Host-berth=x; berth-app=y; __Host-berth-app=z; berth-device=1; __Secure-berth=2`],
  ])('%s: %s stays here', (name, value) => {
    expect(headersForApp([name, value], hop)).toEqual(said)
  })

  test.each([
    ['Authorization', 'token abc'],
    ['Authorization', 'Bearer a.jwt.of-its-own'],
    ['Authorization', `Basic ${Buffer.from('ada:secret').toString('base64')}`],
    ['Accept', '*/*'],
    ['X-Own', 'a, b'],
    ['Content-Length', '3'],
    ['Sec-WebSocket-Key', 'x'],
  ])('%s: %s goes on', (name, value) => {
    expect(headersForApp([name, value], hop)).toEqual([name, value, ...said])
  })

  test('nothing that the gateway needs can be taken out by naming it in Connection', () => {
    const raw = [
      'Connection',
      'Content-Type, Cookie, x_drop, X-Forwarded-For',
      'Content-Type',
      'a',
      'Cookie',
      'b=1',
      'X-Drop',
      '1',
    ]
    expect(headersForApp(raw, hop)).toEqual(['Content-Type', 'a', 'Cookie', 'b=1', ...said])
  })

  test('what came twice goes on twice, cookies together', () => {
    const raw = ['X-A', '1', 'Cookie', 'a=1', 'X-A', '2', 'Cookie', `berth=${token}; b=2`]
    expect(headersForApp(raw, hop)).toEqual(['X-A', '1', 'X-A', '2', 'Cookie', 'a=1; b=2', ...said])
  })
})

test('an app speaks for itself alone', () => {
  const raw = [
    ...['Connection', 'X-Hop', 'X-Hop', '1', 'Keep-Alive', 'x', 'Content-Type', 'text/html'],
    ...['Clear-Site-Data', '"*"', 'Strict-Transport-Security', 'x', 'Alt-Svc', 'x'],
    ...[
      'Set-Cookie',
      'a=1; Domain=example.org; Path=/',
      'Set-Cookie',
      'berth=x',
      'Set-Cookie',
      'b=2; domain = .x; Secure',
    ],
  ]
  expect(headersFromApp(raw, hop)).toEqual([
    ...['Content-Type', 'text/html', 'Set-Cookie', 'a=1; Path=/', 'Set-Cookie', 'b=2; Secure'],
    ...['Content-Security-Policy', "frame-ancestors 'self'"],
  ])
})

describe('the cookie of an app', () => {
  test('is for one host, and unreadable to its page', () => {
    expect(setCookieOf(token, plainHttp)).toBe(`berth-app=${token}; Path=/; HttpOnly; SameSite=Lax`)
    expect(setCookieOf(token, https)).toMatch(/^__Host-berth-app=.*; Secure; /)
  })

  test('is found among others of its name, and on https only under the name that browsers protect', () => {
    const other = 'b'.repeat(43)
    expect(tokensIn(`x=1; berth-app=${other}; berth-app=${token}; berth-app=short`, plainHttp)).toEqual([other, token])
    expect(tokensIn(`berth-app=${other}; __Host-berth-app=${token}`, https)).toEqual([token])
    expect(tokensIn(undefined, plainHttp)).toEqual([])
  })

  test.each(['berth=1', ' BERTH-APP=1', '__Host-berth=1', 'nothing', '=berth=x'])('an app cannot set %j', (text) => {
    expect(ofApp(text)).toBeNull()
  })

  test('names that only begin like ours are the app’s', () => {
    expect(withoutOurs('berthold=1; a=2; berth=3')).toBe('berthold=1; a=2')
    expect(withoutOurs('berth=3')).toBeUndefined()
  })
})

describe('an app that shares its origin', () => {
  test.each([
    ['/', '/s/app/'],
    ['/x?y=/z#a', '/s/app/x?y=/z#a'],
    ['/s/app', '/s/app'],
    ['/s/app/x', '/s/app/x'],
    ['/s/app-2/x', '/s/app/s/app-2/x'],
    ['x/y', 'x/y'],
    ['?x', '?x'],
    ['http://192.0.2.1:8081/x', '/s/app/x'],
    ['HTTP://192.0.2.1:8081', '/s/app/'],
    ['//192.0.2.1:8081?x', '/s/app/?x'],
    ['//192.0.2.1:8080/sessions', '//192.0.2.1:8080/sessions'],
    ['https://example.org/x', 'https://example.org/x'],
    ['/\\example.org', '/s/app/\\example.org'],
  ])('that leads to %s leads to %s', (said, seen) => {
    expect(locationBelow(base, below.host, said)).toBe(seen)
    expect(headersFromApp(['Location', said], below).slice(0, 2)).toEqual(['Location', seen])
  })

  test.each([
    ['a=1', 'a=1'],
    ['a=1; Path=/', 'a=1; Path=/s/app/'],
    ['a=1; path = /x ; Secure', 'a=1; Secure; Path=/s/app/x'],
    ['a=1; Path=/s/app/x', 'a=1; Path=/s/app/x'],
    ['a=1; Path=/s/app/; PATH=/', 'a=1; Path=/s/app/'],
    ['a=1; Path=/; Path=x', 'a=1'],
    ['a=1; Path=/s/other; Domain=192.0.2.1', 'a=1; Path=/s/app/s/other'],
  ])('sets %s as %s', (said, seen) => {
    expect(ofApp(said, base)).toBe(seen)
  })

  test('is told its path when it is asked without it, and says nothing about its neighbours', () => {
    expect(headersForApp(['X-Forwarded-Prefix', '/evil'], below)).toContain('X-Forwarded-Prefix')
    expect(headersForApp(['X-Forwarded-Prefix', '/evil'], below)).toEqual(
      expect.arrayContaining(['X-Forwarded-Prefix', base]),
    )
    expect(headersForApp([], { ...below, stripped: false })).not.toContain('X-Forwarded-Prefix')
    const wide = ['Service-Worker-Allowed', '/', 'Report-To', '{}', 'NEL', '{}']
    expect(headersFromApp(wide, below)).toEqual(['Content-Security-Policy', "frame-ancestors 'self'"])
    expect(headersFromApp(['Location', '/x'], { ...below, stripped: false })).toContain('/x')
  })

  test('has the cookie of the gateway at its path alone', () => {
    expect(setCookieOf(token, { secure: false, base })).toBe(`berth-app=${token}; Path=/s/app/; HttpOnly; SameSite=Lax`)
    expect(setCookieOf(token, { secure: true, base })).toMatch(/^__Secure-berth-app=.*; Path=\/s\/app\/; .*Secure/)
    expect(tokensIn(`__Secure-berth-app=${token}; berth-app=x`, { secure: true, base })).toEqual([token])
  })
})
