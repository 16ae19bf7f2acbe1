/** Apps at paths of a second port, for who comes over the network to a site without a domain for them. */
import type { SessionApps } from '@berth/contract/apps.ts'
import { MiB } from '@berth/contract/sessions.ts'
import { describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { appCommand } from '../../../test/app-in-session.ts'
import { appSite } from '../../../test/app-site.ts'
import { cookieOf, say, visit, type Asked } from '../../../test/app-visitor.ts'
import { eventually } from '../../../test/eventually.ts'
import { makeUser } from '../../../test/make.ts'

const site = await appSite({ appsPort: { isChosen: false } })

/** The console, as somebody in the network reaches it. */
const consoleOrigin = () => `http://lab.lan:${new URL(site.app.origin).port}`
const appsOrigin = () => `http://lab.lan:${site.app.appsPort}`
/** To the console by its name in the network. */
const ask = (path: string, token: string, method = 'GET') =>
  visit(site.app.origin, `${consoleOrigin()}/api/v1${path}`, { method, headers: { authorization: `Bearer ${token}` } })
const open = async (token: string, id: string, app = 'service') => {
  const { status, body } = await ask(`/sessions/${id}/apps/${app}/open`, token, 'POST')
  expect(status).toBe(200)
  return JSON.parse(body) as { url: string; shared: boolean }
}
const onPort = (path: string, asked: Asked = {}) =>
  visit(`http://127.0.0.1:${site.app.appsPort}`, appsOrigin() + path, asked)
/** Follows the ticket; the cookie is what a browser would send back below that path. */
const enter = async (token: string, id: string, app = 'service') => {
  const { pathname, search } = new URL((await open(token, id, app)).url)
  return cookieOf(await onPort(pathname + search))
}
const seen = (body: string) => {
  const { headers, ...rest } = JSON.parse(body) as { headers: string[]; url: string; method: string }
  const pairs = headers.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), headers[at + 1]] as const] : []))
  return { ...rest, headers: Object.fromEntries(pairs) as Record<string, string> }
}
const page = { accept: 'text/html' }

describe.skipIf(!site.available)(`apps on a second port${site.title}`, () => {
  const base = () => `/${site.session}/service`

  test('are there for who came over the network, and have hosts of their own for who is here', async () => {
    const far = JSON.parse((await ask(`/sessions/${site.session}/apps`, site.user.token)).body) as SessionApps
    expect(far).toMatchObject({ shared: true, own: true })
    expect(far.items[0]?.address).toBe(`${appsOrigin()}${base()}/`)
    const mine = await site.app.as(site.user.token).apps.list({ params: { id: site.session } })
    expect(mine.shared).toBe(false)
    expect(mine.items[0]?.address).toContain('.localhost:')
    const looking = JSON.parse((await ask(`/sessions/${site.session}/apps`, site.admin)).body) as object
    expect(looking).toMatchObject({ shared: true, own: false })
    expect(await site.app.as(site.admin).apps.address()).toEqual({
      way: 'local',
      domain: null,
      port: site.app.appsPort,
    })
  })

  test('are opened by a ticket, once, for a cookie of that path alone', async () => {
    const { url, shared } = await open(site.user.token, site.session)
    expect(shared).toBe(true)
    expect(url.startsWith(`${appsOrigin()}${base()}/.berth/open?ticket=`)).toBe(true)
    const { pathname, search } = new URL(url)
    const other = pathname.replace('/service/', '/jupyter/')
    const first = await onPort(pathname + search)
    expect(first).toMatchObject({ status: 302, headers: { location: `${base()}/`, 'referrer-policy': 'no-referrer' } })
    expect(first.headers['set-cookie']?.[0]).toMatch(
      new RegExp(`^berth-app=[\\w-]{43}; Path=${base()}/; HttpOnly; SameSite=Lax$`),
    )
    expect((await onPort(pathname + search)).status).toBe(410)
    const next = new URL((await open(site.user.token, site.session)).url)
    expect((await onPort(other + next.search)).status).toBe(410)
    expect((await onPort(pathname + next.search)).status).toBe(410)
  })

  test('are asked as if they had a host for themselves, without the console’s cookies', async () => {
    const cookie = await enter(site.user.token, site.session)
    const { body, headers } = await onPort(`${base()}/echo?x=%2F`, {
      headers: { cookie: `${cookie}; own=1; berth=${site.user.token}; berth-device=x`, 'x-forwarded-prefix': '/evil' },
    })
    expect(seen(body)).toMatchObject({
      url: '/echo?x=%2F',
      headers: { cookie: 'own=1', host: new URL(appsOrigin()).host, 'x-forwarded-prefix': base() },
    })
    expect(body).not.toContain(site.user.token)
    expect(headers['set-cookie']).toEqual([`own=1; Path=${base()}/`, `wide=1; Path=${base()}/`])
    const lead = async (at: string) => {
      const to = await onPort(`${base()}/to?at=${encodeURIComponent(at)}`, { headers: { cookie } })
      return to.headers.location
    }
    expect(await lead('/tree')).toBe(`${base()}/tree`)
    expect(await lead(`${appsOrigin()}/tree?x`)).toBe(`${base()}/tree?x`)
    expect(await lead(`${consoleOrigin()}/sessions`)).toBe(`${consoleOrigin()}/sessions`)
    const posted = await onPort(`${base()}/x`, { method: 'POST', body: 'abc', headers: { cookie } })
    expect(seen(posted.body)).toMatchObject({ method: 'POST', url: '/x', length: 3 })
  })

  test('a page is led below its path, and whoever has no right to it to the console', async () => {
    const cookie = await enter(site.user.token, site.session)
    expect((await onPort(`${base()}?x=1`, { headers: { cookie } })).headers.location).toBe(`${base()}/?x=1`)
    const led = await onPort(`${base()}/tree?x=1`, { headers: page })
    expect(led.headers.location).toBe(`${consoleOrigin()}/open/${site.session}/service?path=%2Ftree%3Fx%3D1`)
    expect((await onPort(`${base()}/api`)).status).toBe(401)
  })

  test('the cookie of one opens no other, and nothing else is on that port', async () => {
    const cookie = await enter(site.user.token, site.session)
    const second = await site.startService(site.user.token)
    expect((await onPort(`/${second}/service/`, { headers: { cookie } })).status).toBe(401)
    expect((await onPort(`/${site.session}/jupyter/`, { headers: { cookie } })).status).toBe(401)
    for (const path of ['/', '/sessions', '/api/v1/setup', `//${site.session}/service/`, `/x${base()}/`])
      expect((await onPort(path, { headers: { cookie } })).status).toBe(404)
    // The name of an app decides nothing here, and the path of one nothing on the console's port.
    const name = `http://service--${site.session}.localhost:${site.app.appsPort}`
    const named = await visit(`http://127.0.0.1:${site.app.appsPort}`, `${name}${base()}/`, { headers: { cookie } })
    expect(named.status).toBe(404)
    expect((await visit(site.app.origin, `${consoleOrigin()}${base()}/`, { headers: { cookie } })).status).toBe(404)
    for (const head of [
      `GET ${base()}/ HTTP/1.1\r\nHost: lab.lan\r\nHost: evil\r\n`,
      `GET http://evil${base()}/ HTTP/1.1\r\nHost: lab.lan\r\n`,
      `POST ${base()}/ HTTP/1.1\r\nHost: lab.lan\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n`,
    ])
      expect(
        await say(`http://127.0.0.1:${site.app.appsPort}`, `${head}Cookie: ${cookie}\r\nConnection: close\r\n\r\n`),
      ).toMatch(/^HTTP\/1.1 400/)
  })

  test('cookies of two people open nothing', async () => {
    const [ours, theirs] = [await enter(site.user.token, site.session), await enter(site.admin, site.session)]
    const status = async (cookie: string) => (await onPort(`${base()}/`, { headers: { cookie } })).status
    expect(await status(ours)).toBe(200)
    expect(await status(theirs)).toBe(200)
    expect(await status(`${theirs}; ${ours}`)).toBe(401)
    // One that is good for nothing shuts nobody out.
    expect(await status(`berth-app=${'x'.repeat(43)}; ${ours}`)).toBe(200)
  })

  test('a page there can neither act on the console nor follow it', async () => {
    const cookie = `berth=${site.user.token}`
    const from = { cookie, origin: appsOrigin() }
    const act = (headers: Record<string, string>) =>
      visit(site.app.origin, `${consoleOrigin()}/api/v1/sessions/${site.session}/apps/service/open`, {
        method: 'POST',
        headers,
      })
    expect((await act({ cookie, origin: consoleOrigin() })).status).toBe(200)
    const refused = await act(from)
    expect(refused.status).toBe(403)
    expect(refused.body).toContain('cross-origin')
    const socket = new WebSocket(`${site.app.origin.replace('http', 'ws')}/api/v1/sessions/${site.session}/exec`, {
      headers: { ...from, host: new URL(consoleOrigin()).host },
    })
    socket.on('error', () => {})
    expect(
      await new Promise((resolve) => {
        socket.once('unexpected-response', (_request, answer) => resolve(answer.statusCode))
        socket.once('open', () => resolve(101))
      }),
    ).toBe(403)
    const read = await visit(site.app.origin, `${consoleOrigin()}/api/v1/me`, { headers: from })
    expect(read.headers).not.toHaveProperty('access-control-allow-origin')
    expect(read.headers['cross-origin-resource-policy']).toBe('same-origin')
  })

  test('a WebSocket passes, and ends with the login', async () => {
    const user = await makeUser(site.app)
    const id = await site.startService(user.token)
    const cookie = await enter(user.token, id)
    const join = (headers: Record<string, string>) => {
      const socket = new WebSocket(`ws://127.0.0.1:${site.app.appsPort}/${id}/service/ws`, {
        headers: { host: new URL(appsOrigin()).host, ...headers },
      })
      socket.on('error', () => {})
      return socket
    }
    const status = (socket: WebSocket) =>
      new Promise<number>((resolve) => {
        socket.once('unexpected-response', (_request, answer) => resolve(answer.statusCode ?? 0))
        socket.once('open', () => resolve(101))
      })
    expect(await status(join({ cookie, origin: consoleOrigin() }))).toBe(403)
    const socket = join({ cookie, origin: appsOrigin() })
    expect(await status(socket)).toBe(101)
    const echoed = new Promise((resolve) => socket.once('message', (data: Buffer) => resolve(data.toString())))
    socket.send('hello')
    expect(await echoed).toBe('hello')
    const closed = new Promise((resolve) => socket.once('close', resolve))
    await site.app.as(user.token).logins.logout()
    await closed
    expect((await onPort(`/${id}/service/`, { headers: { cookie } })).status).toBe(401)
  })

  test('an app that was told its path is asked for that, at every address of it', async () => {
    const based = { name: 'based', title: 'Based', command: `: $BERTH_APP_BASE_PATH; ${appCommand()}`, port: 7100 }
    await site.app.as(site.admin).environments.update({ params: { name: 'this-machine' }, body: { apps: [based] } })
    const { sessions, apps } = site.app.as(site.user.token)
    const { id } = await sessions.create({ body: { type: 'interactive', resources: { cpu: 0.1, memory: 256 * MiB } } })
    await eventually(
      () => sessions.show({ params: { id } }),
      ({ status }) => status === 'RUNNING',
    )
    const path = `/${id}/based`
    const cookie = await enter(site.user.token, id, 'based')
    expect(seen((await onPort(`${path}/x?y`, { headers: { cookie } })).body)).toMatchObject({ url: `${path}/x?y` })
    // Its own host.
    const { url } = await apps.open({ params: { id, app: 'based' }, body: {} })
    const { origin } = new URL(url)
    const entered = { origin, cookie: cookieOf(await visit(site.app.origin, url)) }
    expect((await site.go('/', {}, entered)).headers.location).toBe(`${path}/`)
    expect((await site.go('/tree?x=1', {}, entered)).headers.location).toBe(`${path}/tree?x=1`)
    expect(seen((await site.go(`${path}/tree`, {}, entered)).body)).toMatchObject({ url: `${path}/tree` })
    const posted = await site.go('/x', { method: 'POST', body: 'a' }, entered)
    expect(seen(posted.body)).toMatchObject({ url: `${path}/x`, method: 'POST' })
    const led = await visit(site.app.origin, `${origin}${path}/tree`, { headers: page })
    expect(led.headers.location).toBe(`${site.app.origin}/open/${id}/based?path=%2Ftree`)
  }, 60_000)
})
