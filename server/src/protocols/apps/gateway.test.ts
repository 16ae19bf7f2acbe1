/** The gateway before apps in real sandboxes: who is let in, what goes on to the app, and what comes back. */
import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MiB } from '@berth/contract/sessions.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { appCommand } from '../../../test/app-in-session.ts'
import { cookieOf, say, visit, type Asked } from '../../../test/app-visitor.ts'
import { eventually } from '../../../test/eventually.ts'
import { makeAdmin, makeUser, type MadeUser } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'
import { createLocalEngine } from '../../engines/local/local.engine.ts'

const directory = await mkdtemp(join(tmpdir(), 'berth-gateway-'))
const engine = createLocalEngine({ directory, nodeName: 'here' })
const { available, remedy } = await engine.probe()
let app: TestApp
let admin: string
let user: MadeUser
/** A service, and the same as an app that is started on first use. */
let session = ''
let origin = ''
let cookie = ''

const resources = { cpu: 0.5, memory: 256 * MiB }
const startService = async (token: string, more: { audience?: 'owner' | 'project' } = {}) => {
  const body = { type: 'service' as const, resources, command: appCommand(7000), port: 7000, ...more }
  const { id } = await app.as(token).sessions.create({ body })
  await eventually(
    () => app.as(token).sessions.show({ params: { id } }),
    ({ status }) => status === 'RUNNING',
  )
  return id
}
const openApp = async (token: string, id: string, name = 'service') => {
  const { url } = await app.as(token).apps.open({ params: { id, app: name }, body: {} })
  return { url, origin: new URL(url).origin }
}
const enter = async (token: string, id: string, name?: string) => {
  const opened = await openApp(token, id, name)
  return { origin: opened.origin, cookie: cookieOf(await visit(app.origin, opened.url)) }
}
const go = (path: string, asked: Asked = {}) =>
  visit(app.origin, origin + path, { ...asked, headers: { cookie, ...asked.headers } })
const seenByApp = (body: string) => {
  const { headers, ...rest } = JSON.parse(body) as { headers: string[]; url: string; length: number; hash: string }
  const pairs = headers.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), headers[at + 1]] as const] : []))
  return { ...rest, headers: Object.fromEntries(pairs) as Record<string, string> }
}

describe.skipIf(!available)(`apps behind the gateway${available ? '' : ` (skipped: ${remedy})`}`, () => {
  beforeAll(async () => {
    app = await testApp({ engine, appAnswerMs: 1_500 })
    admin = await makeAdmin(app)
    user = await makeUser(app)
    session = await startService(user.token)
    ;({ origin, cookie } = await enter(user.token, session))
  }, 60_000)
  afterAll(async () => {
    for (const { id } of await engine.list()) {
      await engine.stop(id, { graceMs: 0 })
      await engine.remove(id)
    }
    await app.close()
    await engine[Symbol.asyncDispose]()
    await rm(directory, { recursive: true, force: true })
  })

  describe('the hand-over', () => {
    test('exchanges a ticket once for a cookie of that host alone', async () => {
      const { url } = await app.as(user.token).apps.open({ params: { id: session, app: 'service' }, body: { path: '/a?b=1' } })
      const { port } = new URL(app.origin)
      expect(new URL(url).host).toBe(`service--${session}.localhost:${port}`)
      const first = await visit(app.origin, url)
      expect(first).toMatchObject({ status: 302, headers: { location: '/a?b=1', 'referrer-policy': 'no-referrer' } })
      const [set = ''] = first.headers['set-cookie'] ?? []
      expect(set).toMatch(/^berth-app=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
      expect((await visit(app.origin, url)).status).toBe(410)
      expect(app.logged.join('\n')).not.toContain(new URL(url).searchParams.get('ticket'))
    })

    test('a ticket shown at another host is worth nothing anywhere', async () => {
      const { url } = await openApp(user.token, session)
      const other = url.replace('service--', 'jupyter--')
      expect((await visit(app.origin, other)).status).toBe(410)
      expect((await visit(app.origin, url)).status).toBe(410)
    })

    test('what only fetches ahead does not use it up', async () => {
      const { url } = await openApp(user.token, session)
      expect((await visit(app.origin, url, { headers: { 'sec-purpose': 'prefetch;prerender' } })).status).toBe(503)
      expect((await visit(app.origin, url, { method: 'HEAD' })).status).toBe(404)
      expect((await visit(app.origin, url)).status).toBe(302)
    })

    test.each(['//evil.example', '/\\evil.example', 'http://evil.example/', 'x'])('leads to no other site: %s', async (path) => {
      const open = app.as(user.token).apps.open({ params: { id: session, app: 'service' }, body: { path } })
      await expect(open).rejects.toMatchObject({ body: { type: 'invalid-input' } })
    })

    test('others cannot open it, an administrator can and the owner is told', async () => {
      const stranger = await makeUser(app)
      await expect(openApp(stranger.token, session)).rejects.toMatchObject({ body: { type: 'not-found' } })
      await openApp(admin, session)
      const activity = await eventually(
        () => app.as(user.token).myAccount.activity({ query: {} }),
        ({ items }) => items.some(({ action }) => action === 'session.entered'),
      )
      expect(activity.items.length).toBeGreaterThan(0)
    })
  })

  describe('who is let in', () => {
    test('without the cookie nobody is: pages are led to the console, programs and sockets are refused', async () => {
      const page = { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
      const led = await visit(app.origin, `${origin}/tree?x=1`, { headers: page })
      expect(led.headers.location).toBe(`${app.origin}/open/${session}/service?path=%2Ftree%3Fx%3D1`)
      expect((await visit(app.origin, `${origin}/api`)).status).toBe(401)
      expect(await socketStatus('/', {})).toBe(401)
    })

    test('a cookie opens the app that it was made for and no other', async () => {
      const other = await startService(user.token)
      const there = await enter(user.token, other)
      expect((await visit(app.origin, `${there.origin}/`, { headers: { cookie } })).status).toBe(401)
      const tossed = `${cookie}; ${there.cookie}`
      expect((await visit(app.origin, `${there.origin}/`, { headers: { cookie: tossed } })).status).toBe(200)
      expect((await visit(app.origin, `${origin.replace('service--', 'code--')}/`, { headers: { cookie } })).status).toBe(401)
      await app.as(user.token).sessions.terminate({ params: { id: other } })
    })

    test('a login’s token is no way in', async () => {
      const headers = { authorization: `Bearer ${user.token}`, cookie: `berth=${user.token}; berth-app=${user.token}` }
      expect((await visit(app.origin, `${origin}/`, { headers })).status).toBe(401)
    })

    test('pages of other origins cannot act on it, read it or frame it, however near they are', async () => {
      const near = `http://evil--${session}.localhost:${new URL(origin).port}`
      const asked: Asked[] = [
        { method: 'POST', headers: { origin: near } },
        { method: 'POST', headers: { origin: 'null' } },
        { method: 'POST', headers: { 'sec-fetch-site': 'same-site', origin } },
        { headers: { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' } },
        { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' } },
        { headers: { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors', origin: near } },
      ]
      for (const one of asked) expect((await go('/', one)).status, JSON.stringify(one)).toBe(403)
      expect(await socketStatus('/', { cookie, origin: near })).toBe(403)
      const shown = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
      expect((await go('/', { headers: shown })).status).toBe(200)
    })

    test('nothing but the host says which app is meant', async () => {
      const console = await visit(app.origin, `${app.origin}/api/v1/setup`, {
        headers: { cookie, 'x-forwarded-host': new URL(origin).host, forwarded: `host=${new URL(origin).host}` },
      })
      expect(JSON.parse(console.body)).toHaveProperty('needed')
      const { host } = new URL(origin)
      expect(await say(app.origin, `GET / HTTP/1.1\r\nHost: ${host}\r\nHost: evil\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 400/)
      expect(
        await say(app.origin, `GET http://evil/ HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`),
      ).toMatch(/^HTTP\/1.1 400/)
    })

    test.each(['x--1.localhost', 'service--.localhost', '<script>--x.localhost', `a.service--${'0'.repeat(8)}.localhost`])(
      'an unknown name is nobody’s, and said as text: %s',
      async (name) => {
        const answer = await say(app.origin, `GET / HTTP/1.1\r\nHost: ${name}\r\nAccept: text/html\r\nConnection: close\r\n\r\n`)
        expect(answer).toMatch(/^HTTP\/1.1 40[04]/)
        expect(answer).not.toContain('<script>')
      },
    )
  })

  describe('what goes on to the app', () => {
    test('its own cookies and headers, and the truth about where they came from', async () => {
      const { body, status } = await go('/echo?x=1&y=%2F', {
        headers: {
          cookie: `${cookie}; own=1; berth=${user.token}; __Host-berth=x; berth-device=y`,
          authorization: `Bearer ${user.token}`,
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
        host: new URL(origin).host,
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-host': new URL(origin).host,
        'x-forwarded-proto': 'http',
        'x-own': 'kept',
        connection: 'close',
      })
      expect(body).not.toContain(user.token)
    })

    test('an app’s own authorization goes on, keys of Berth do not', async () => {
      const own = await go('/', { headers: { authorization: 'token abc' } })
      expect(seenByApp(own.body).headers['authorization']).toBe('token abc')
      const pair = Buffer.from(`BKEY0123456789ABCDEF:${'x'.repeat(67)}`).toString('base64')
      const ours = await go('/', { headers: { authorization: `Basic ${pair}` } })
      expect(seenByApp(ours.body).headers).not.toHaveProperty('authorization')
    })

    test('bodies of any size, with a length and without one', async () => {
      const bytes = Buffer.alloc(24 * 1024 * 1024, 'berth')
      const hash = createHash('sha256').update(bytes).digest('hex')
      const known = await go('/upload', { method: 'PUT', body: bytes })
      expect(seenByApp(known.body)).toMatchObject({ method: 'PUT', length: bytes.length, hash })
      const { port } = new URL(app.origin)
      const { host } = new URL(origin)
      const piecewise = await new Promise<string>((resolve, reject) => {
        const asking = request(
          { port, method: 'DELETE', path: '/', headers: { host, cookie, 'transfer-encoding': 'chunked' } },
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

  describe('what comes back', () => {
    test('cannot speak for other hosts: no cookies of ours or of the domain, no policy for it', async () => {
      const { headers } = await go('/')
      expect(headers['set-cookie']).toEqual(['own=1; Path=/', 'wide=1; Path=/'])
      for (const name of ['clear-site-data', 'strict-transport-security', 'x-for-this-hop'])
        expect(headers).not.toHaveProperty(name)
      expect(headers['content-security-policy']).toBe("frame-ancestors 'self'")
    })

    test('as it comes, piece by piece', async () => {
      const { port } = new URL(app.origin)
      const headers = { host: new URL(origin).host, cookie }
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
      expect(await go('/never')).toMatchObject({ status: 504 })
      const garbage = await go('/garbage', { headers: { accept: 'text/html' } })
      expect(garbage.status).toBe(502)
      expect(garbage.body).toContain('cannot be understood')
      expect(garbage.body).not.toContain('<script>')
      await expect(go('/early')).rejects.toThrow()
      expect((await go('/')).status).toBe(200)
    })
  })

  test('a WebSocket passes both ways, and ends with the login that opened it', async () => {
    const visitor = await makeUser(app)
    const id = await startService(visitor.token)
    const there = await enter(visitor.token, id)
    const socket = open('/ws', { cookie: there.cookie, origin: there.origin }, there.origin)
    await new Promise((resolve) => socket.once('open', resolve))
    const echoed = new Promise((resolve) => socket.once('message', (data: Buffer) => resolve(data.toString())))
    socket.send('hello')
    expect(await echoed).toBe('hello')
    const closed = new Promise((resolve) => socket.once('close', resolve))
    await app.as(visitor.token).logins.logout()
    await closed
    expect((await visit(app.origin, `${there.origin}/`, { headers: { cookie: there.cookie } })).status).toBe(401)
  })

  test('addresses that its owner does not allow are refused, also in the middle', async () => {
    const visitor = await makeUser(app)
    const id = await startService(visitor.token)
    const there = await enter(visitor.token, id)
    const socket = open('/ws', { cookie: there.cookie, origin: there.origin }, there.origin)
    await new Promise((resolve) => socket.once('open', resolve))
    const closed = new Promise((resolve) => socket.once('close', resolve))
    await app.as(admin).users.update({ params: { id: visitor.id }, body: { allowedClientIps: ['192.0.2.1'] } })
    await closed
    expect((await visit(app.origin, `${there.origin}/`, { headers: { cookie: there.cookie } })).status).toBe(401)
  })

  test('a session that ends takes its apps along, streams included', async () => {
    const id = await startService(user.token)
    const there = await enter(user.token, id)
    const socket = open('/ws', { cookie: there.cookie, origin: there.origin }, there.origin)
    await new Promise((resolve) => socket.once('open', resolve))
    const closed = new Promise((resolve) => socket.once('close', resolve))
    await app.as(user.token).sessions.terminate({ params: { id } })
    await closed
    await eventually(
      () => visit(app.origin, `${there.origin}/`, { headers: { cookie: there.cookie } }),
      ({ status }) => status === 401,
    )
    await expect(openApp(user.token, id)).rejects.toMatchObject({ body: { type: 'session-state' } })
  })

  function open(path: string, headers: Record<string, string>, at = origin): WebSocket {
    const { port } = new URL(app.origin)
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers: { ...headers, host: new URL(at).host } })
    socket.on('error', () => {})
    return socket
  }

  const socketStatus = (path: string, headers: Record<string, string>) =>
    new Promise<number>((resolve) => {
      const socket = open(path, headers)
      socket.once('unexpected-response', (_request, answer) => resolve(answer.statusCode ?? 0))
      socket.once('open', () => resolve(101))
    })
})
