/** The gateway before apps in real sandboxes: what goes on to the app, and what comes back. */
import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { appSite } from '../../../test/app-site.ts'
import { say } from '../../../test/app-visitor.ts'
import { eventually } from '../../../test/eventually.ts'

const site = await appSite({ appAnswerMs: 1_500 })

const seenByApp = (body: string) => {
  const { headers, ...rest } = JSON.parse(body) as { headers: string[]; url: string; length: number; hash: string }
  const pairs = headers.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), headers[at + 1]] as const] : []))
  return { ...rest, headers: Object.fromEntries(pairs) as Record<string, string> }
}

describe.skipIf(!site.available)(`the gateway as a relay${site.title}`, () => {
  describe('what goes on to the app', () => {
    test('its own cookies and headers, and the truth about where they came from', async () => {
      const { body, status } = await site.go('/echo?x=1&y=%2F', {
        headers: {
          cookie: `${site.cookie}; own=1; berth=${site.user.token}; __Host-berth=x; berth-device=y`,
          authorization: `Bearer ${site.user.token}`,
          'x-forwarded-for': '10.0.0.1',
          'x-forwarded-host': 'evil',
          'x-forwarded-user': 'admin',
          x_forwarded_user: 'admin',
          forwarded: 'for=1.2.3.4',
          'x-real-ip': '1.2.3.4',
          'x-own': 'kept',
          'x-hop': 'dropped',
          te: 'trailers',
          'proxy-authorization': 'Basic eA==',
          connection: 'close, x-hop, x-forwarded-for, cookie, host',
        },
      })
      expect(status).toBe(200)
      const { url, headers } = seenByApp(body)
      expect(url).toBe('/echo?x=1&y=%2F')
      expect(headers).toEqual({
        cookie: 'own=1',
        host: new URL(site.origin).host,
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-host': new URL(site.origin).host,
        'x-forwarded-proto': 'http',
        'x-own': 'kept',
        connection: 'keep-alive',
      })
      expect(body).not.toContain(site.user.token)
    })

    test('an app’s own authorization goes on, keys of Berth do not', async () => {
      const own = await site.go('/', { headers: { authorization: 'token abc' } })
      expect(seenByApp(own.body).headers['authorization']).toBe('token abc')
      const pair = Buffer.from(`BKEY0123456789ABCDEF:${'x'.repeat(67)}`).toString('base64')
      const ours = await site.go('/', { headers: { authorization: `Basic ${pair}` } })
      expect(seenByApp(ours.body).headers).not.toHaveProperty('authorization')
    })

    test('bodies of any size, with a length and without one', async () => {
      const bytes = Buffer.alloc(24 * 1024 * 1024, 'berth')
      const hash = createHash('sha256').update(bytes).digest('hex')
      const known = await site.go('/upload', { method: 'PUT', body: bytes })
      expect(seenByApp(known.body)).toMatchObject({ method: 'PUT', length: bytes.length, hash })
      const { port } = new URL(site.app.origin)
      const { host } = new URL(site.origin)
      const piecewise = await new Promise<string>((resolve, reject) => {
        const asking = request(
          { port, method: 'DELETE', path: '/', headers: { host, cookie: site.cookie, 'transfer-encoding': 'chunked' } },
          (answer) => {
            let text = ''
            answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
            answer.on('end', () => resolve(text))
          },
        )
        asking.on('error', reject)
        asking.end(bytes)
      })
      expect(seenByApp(piecewise)).toMatchObject({ length: bytes.length, hash })
    })
  })

  describe('connections into it', () => {
    const count = async (at?: { origin: string; cookie: string }) =>
      Number((await site.go('/connections', {}, at ?? site)).body)

    test('serve more than one request of one pass, and of no other', async () => {
      const before = await count()
      expect(await count()).toBe(before)
      expect(await count()).toBe(before)
      const again = await site.enter(site.user.token, site.session)
      const now = await count(again)
      expect(now).toBeGreaterThan(before)
      expect(await count(again)).toBe(now)
      expect(await count()).toBe(now)
    })

    test('with a body none serves twice', async () => {
      const before = await count()
      for (let round = 0; round < 3; round++) await site.go('/', { method: 'POST', body: 'x' })
      expect(await count()).toBe(before + 3)
    })

    test('a second answer in the same breath is nobody’s', async () => {
      for (let round = 0; round < 3; round++) {
        const first = await site.go('/twice').catch(() => null)
        if (first?.status === 200) expect(first.body).toBe('once')
        expect((await site.go('/echo')).body).toContain('/echo')
      }
    })

    test('one that the app ends is no failure of the next request', async () => {
      for (let round = 0; round < 5; round++) {
        expect(await site.go('/leave')).toMatchObject({ status: 200, body: 'left' })
        expect((await site.go('/echo')).status).toBe(200)
      }
    })
  })

  describe('what comes back', () => {
    test.each(['/switch', '/large-head', '/both'])('a switch that nobody asked for, or no HTTP: %s', async (path) => {
      expect(await site.go(path)).toMatchObject({ status: 502 })
      expect((await site.go('/')).status).toBe(200)
    })

    test.each([
      ['an answer', ''],
      [
        'a WebSocket',
        'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n',
      ],
    ])('%s that its visitor does not read makes the app wait, and fills nothing here', async (_what, upgrade) => {
      const taken = async () => Number((await site.go('/taken')).body)
      const before = await taken()
      const { port } = new URL(site.app.origin)
      const { host } = new URL(site.origin)
      const socket = connect(Number(port), '127.0.0.1')
      socket.on('error', () => {})
      socket.pause()
      const connection = `Connection: ${upgrade === '' ? 'close' : 'Upgrade'}\r\nOrigin: ${site.origin}\r\n`
      socket.write(`GET /pour HTTP/1.1\r\nHost: ${host}\r\nCookie: ${site.cookie}\r\n${connection}${upgrade}\r\n`)
      let last = -1
      const still = await eventually(
        async () => {
          const now = await taken()
          const rests = now === last && now > before
          last = now
          return { now, rests }
        },
        ({ rests }) => rests,
      )
      // What the buffers of sockets on the way hold.
      expect(still.now - before).toBeLessThan(32 * 1024 * 1024)
      socket.destroy()
      expect((await site.go('/')).status).toBe(200)
    })

    test('an offer of another HTTP is passed over', async () => {
      const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABk' }
      expect((await site.go('/', { headers })).status).toBe(200)
    })

    test('a WebSocket with a body is none', async () => {
      const { host } = new URL(site.origin)
      const head = `GET /ws HTTP/1.1\r\nHost: ${host}\r\nCookie: ${site.cookie}\r\nOrigin: ${site.origin}\r\n`
      const key = 'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n'
      const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\n'
      for (const body of ['Content-Length: 5', 'Transfer-Encoding: chunked'])
        expect(await say(site.app.origin, `${head}${key}${upgrade}${body}\r\n\r\nGET /`)).toMatch(/^HTTP\/1.1 400/)
    })

    test.each([
      ['both lengths', 'Content-Length: 3\r\nTransfer-Encoding: chunked'],
      ['two lengths', 'Content-Length: 3\r\nContent-Length: 4'],
      ['a folded line', 'X-A: 1\r\n Transfer-Encoding: chunked\r\nContent-Length : 3'],
      ['a length before a space', 'Content-Length : 3'],
      ['pieces that are none', 'Transfer-Encoding: xchunked'],
      ['a bare line feed', 'X-A: 1\nContent-Length: 3'],
    ])('a request with %s ends here', async (_what, lines) => {
      const { host } = new URL(site.origin)
      const head = `POST / HTTP/1.1\r\nHost: ${host}\r\nCookie: ${site.cookie}\r\nConnection: close\r\n`
      expect(await say(site.app.origin, `${head}${lines}\r\n\r\nabc`)).toMatch(/^HTTP\/1.1 400/)
    })

    test('a head that never ends is cut off', async () => {
      const { host } = new URL(site.origin)
      const head = `GET / HTTP/1.1\r\nHost: ${host}\r\nX-A: ${'x'.repeat(100_000)}\r\n\r\n`
      expect(await say(site.app.origin, head)).toMatch(/^HTTP\/1.1 431/)
    })

    test('also when the app answers before it has all of a request', async () => {
      const answer = await site.go('/enough', { method: 'POST', body: Buffer.alloc(8 * 1024 * 1024) }).catch(() => null)
      // Who goes on sending may be told by the end of the connection alone, the gateway by the app's as well.
      if (answer && answer.status !== 502) expect(answer).toMatchObject({ status: 413, body: 'no!' })
      expect((await site.go('/')).status).toBe(200)
    })

    test('cannot speak for other hosts: no cookies of ours or of the domain, no policy for it', async () => {
      const { headers } = await site.go('/')
      expect(headers['set-cookie']).toEqual(['own=1; Path=/', 'wide=1; Path=/'])
      for (const name of ['clear-site-data', 'strict-transport-security', 'x-for-this-hop'])
        expect(headers).not.toHaveProperty(name)
      expect(headers['content-security-policy']).toBe("frame-ancestors 'self'")
    })

    test('as it comes, piece by piece', async () => {
      const { port } = new URL(site.app.origin)
      const headers = { host: new URL(site.origin).host, cookie: site.cookie }
      const text = await new Promise<string>((resolve, reject) => {
        const asking = request({ port, path: '/stream', headers }, (answer) => {
          let got = ''
          answer.on('data', (chunk: Buffer) => {
            got += chunk.toString()
            if (got.length > 40) asking.destroy()
          })
          answer.on('close', () => resolve(got))
        })
        asking.on('error', reject)
        asking.end()
      })
      expect(text).toContain('data: tick\n\ndata: tick')
    })

    test('an app that never answers, answers garbage or closes early is said to, and holds nothing up', async () => {
      expect(await site.go('/never')).toMatchObject({ status: 504 })
      const garbage = await site.go('/garbage', { headers: { accept: 'text/html' } })
      expect(garbage.status).toBe(502)
      expect(garbage.body).toContain('cannot be understood')
      expect(garbage.body).not.toContain('<script>')
      await expect(site.go('/early')).rejects.toThrow()
      expect((await site.go('/')).status).toBe(200)
    })
  })
})
