import { describe, expect, test } from 'vitest'
import { ofApp, setCookieOf, tokensIn, withoutOurs } from './app-cookie.ts'
import { headersForApp, headersFromApp } from './app-headers.ts'

const hop = { host: 'app.localhost', address: '192.0.2.7', secure: true }
const set = ['Host', 'app.localhost', 'X-Forwarded-For', '192.0.2.7', 'X-Forwarded-Host', 'app.localhost']
const said = [...set, 'X-Forwarded-Proto', 'https']
const token = 'a'.repeat(43)

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
  expect(headersFromApp(raw)).toEqual([
    ...['Content-Type', 'text/html', 'Set-Cookie', 'a=1; Path=/', 'Set-Cookie', 'b=2; Secure'],
    ...['Content-Security-Policy', "frame-ancestors 'self'"],
  ])
})

describe('the cookie of an app', () => {
  test('is for one host, and unreadable to its page', () => {
    expect(setCookieOf(token, false)).toBe(`berth-app=${token}; Path=/; HttpOnly; SameSite=Lax`)
    expect(setCookieOf(token, true)).toMatch(/^__Host-berth-app=.*; Secure; /)
  })

  test('is found among others of its name, and on https only under the name that browsers protect', () => {
    const other = 'b'.repeat(43)
    expect(tokensIn(`x=1; berth-app=${other}; berth-app=${token}; berth-app=short`, false)).toEqual([other, token])
    expect(tokensIn(`berth-app=${other}; __Host-berth-app=${token}`, true)).toEqual([token])
    expect(tokensIn(undefined, false)).toEqual([])
  })

  test.each(['berth=1', ' BERTH-APP=1', '__Host-berth=1', 'nothing', '=berth=x'])('an app cannot set %j', (text) => {
    expect(ofApp(text)).toBeNull()
  })

  test('names that only begin like ours are the app’s', () => {
    expect(withoutOurs('berthold=1; a=2; berth=3')).toBe('berthold=1; a=2')
    expect(withoutOurs('berth=3')).toBeUndefined()
  })
})
