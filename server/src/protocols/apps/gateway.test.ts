/** The gateway before apps in real sandboxes: who is let in. */
import { expect, describe, test } from 'vitest'
import { appSite } from '../../../test/app-site.ts'
import { say, visit, type Asked } from '../../../test/app-visitor.ts'
import { eventually } from '../../../test/eventually.ts'
import { makeUser } from '../../../test/make.ts'

const site = await appSite()

describe.skipIf(!site.available)(`who is let in to apps${site.title}`, () => {
  describe('the hand-over', () => {
    test('exchanges a ticket once for a cookie of that host alone', async () => {
      const { url } = await site.app
        .as(site.user.token)
        .apps.open({ params: { id: site.session, app: 'service' }, body: { path: '/a?b=1' } })
      const { port } = new URL(site.app.origin)
      expect(new URL(url).host).toBe(`service--${site.session}.localhost:${port}`)
      const first = await visit(site.app.origin, url)
      expect(first).toMatchObject({ status: 302, headers: { location: '/a?b=1', 'referrer-policy': 'no-referrer' } })
      const [set = ''] = first.headers['set-cookie'] ?? []
      expect(set).toMatch(/^berth-app=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
      expect((await visit(site.app.origin, url)).status).toBe(410)
      expect(site.app.logged.join('\n')).not.toContain(new URL(url).searchParams.get('ticket'))
    })

    test('a ticket shown at another host is worth nothing anywhere', async () => {
      const { url } = await site.openApp(site.user.token, site.session)
      const other = url.replace('service--', 'jupyter--')
      expect((await visit(site.app.origin, other)).status).toBe(410)
      expect((await visit(site.app.origin, url)).status).toBe(410)
    })

    test('what only fetches ahead does not use it up', async () => {
      const { url } = await site.openApp(site.user.token, site.session)
      expect((await visit(site.app.origin, url, { headers: { 'sec-purpose': 'prefetch;prerender' } })).status).toBe(503)
      expect((await visit(site.app.origin, url, { method: 'HEAD' })).status).toBe(404)
      expect((await visit(site.app.origin, url)).status).toBe(302)
    })

    test.each(['//evil.example', '/\\evil.example', 'http://evil.example/', 'x'])(
      'leads to no other site: %s',
      async (path) => {
        const open = site.app
          .as(site.user.token)
          .apps.open({ params: { id: site.session, app: 'service' }, body: { path } })
        await expect(open).rejects.toMatchObject({ body: { type: 'invalid-input' } })
      },
    )

    test('what an app said before it failed is told without what its owner hides', async () => {
      const { app, admin, user } = site
      await app.as(admin).environments.create({
        body: {
          name: 'broken-app',
          title: 'Broken',
          apps: [{ name: 'broken', title: 'Broken', command: 'echo "key $AWS_SECRET_ACCESS_KEY"; exit 3' }],
        },
      })
      const { id } = await app.as(user.token).sessions.create({
        body: {
          type: 'interactive',
          environment: 'broken-app',
          resources: { cpu: 0.1, memory: 128 * 1024 ** 2 },
          env: { AWS_SECRET_ACCESS_KEY: 'hunter2hunter2' },
        },
      })
      await eventually(
        () => app.as(user.token).sessions.show({ params: { id } }),
        ({ status }) => status === 'RUNNING',
      )
      const opened = app.as(user.token).apps.open({ params: { id, app: 'broken' }, body: {} })
      await expect(opened).rejects.toMatchObject({
        body: { type: 'app-failed', exitCode: 3, output: 'key ********\n' },
      })
      expect(app.logged.join('\n')).not.toContain('hunter2')
      await app.as(user.token).sessions.terminate({ params: { id } })
    })

    test('others cannot open it, an administrator can and the owner is told', async () => {
      const stranger = await makeUser(site.app)
      await expect(site.openApp(stranger.token, site.session)).rejects.toMatchObject({ body: { type: 'not-found' } })
      await site.openApp(site.admin, site.session)
      const activity = await eventually(
        () => site.app.as(site.user.token).myAccount.activity({ query: {} }),
        ({ items }) => items.some(({ action }) => action === 'session.entered'),
      )
      expect(activity.items.length).toBeGreaterThan(0)
    })
  })

  describe('who is let in', () => {
    test('without the cookie nobody is: pages are led to the console, programs and sockets are refused', async () => {
      const page = { accept: 'text/html', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
      const led = await visit(site.app.origin, `${site.origin}/tree?x=1`, { headers: page })
      expect(led.headers.location).toBe(`${site.app.origin}/open/${site.session}/service?path=%2Ftree%3Fx%3D1`)
      expect((await visit(site.app.origin, `${site.origin}/api`)).status).toBe(401)
      expect(await socketStatus({})).toBe(401)
    })

    test('a cookie opens the app that it was made for and no other', async () => {
      const other = await site.startService(site.user.token)
      const there = await site.enter(site.user.token, other)
      expect((await visit(site.app.origin, `${there.origin}/`, { headers: { cookie: site.cookie } })).status).toBe(401)
      const tossed = `${site.cookie}; ${there.cookie}`
      expect((await visit(site.app.origin, `${there.origin}/`, { headers: { cookie: tossed } })).status).toBe(200)
      expect(
        (
          await visit(site.app.origin, `${site.origin.replace('service--', 'code--')}/`, {
            headers: { cookie: site.cookie },
          })
        ).status,
      ).toBe(401)
      await site.app.as(site.user.token).sessions.terminate({ params: { id: other } })
    })

    test('a login’s token is no way in', async () => {
      const headers = {
        authorization: `Bearer ${site.user.token}`,
        cookie: `berth=${site.user.token}; berth-app=${site.user.token}`,
      }
      expect((await visit(site.app.origin, `${site.origin}/`, { headers })).status).toBe(401)
    })

    test('pages of other origins cannot act on it, read it or frame it, however near they are', async () => {
      const near = `http://evil--${site.session}.localhost:${new URL(site.origin).port}`
      const asked: Asked[] = [
        { method: 'POST', headers: { origin: near } },
        { method: 'POST', headers: { origin: 'null' } },
        { method: 'POST', headers: { 'sec-fetch-site': 'same-site', origin: site.origin } },
        { headers: { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' } },
        { headers: { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' } },
        { headers: { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors', origin: near } },
      ]
      for (const one of asked) expect((await site.go('/', one)).status, JSON.stringify(one)).toBe(403)
      expect(await socketStatus({ cookie: site.cookie, origin: near })).toBe(403)
      const shown = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
      expect((await site.go('/', { headers: shown })).status).toBe(200)
    })

    test('nothing but the host says which app is meant', async () => {
      const console = await visit(site.app.origin, `${site.app.origin}/api/v1/setup`, {
        headers: {
          cookie: site.cookie,
          'x-forwarded-host': new URL(site.origin).host,
          forwarded: `host=${new URL(site.origin).host}`,
        },
      })
      expect(JSON.parse(console.body)).toHaveProperty('needed')
      const { host } = new URL(site.origin)
      expect(
        await say(site.app.origin, `GET / HTTP/1.1\r\nHost: ${host}\r\nHost: evil\r\nConnection: close\r\n\r\n`),
      ).toMatch(/^HTTP\/1.1 400/)
      expect(
        await say(
          site.app.origin,
          `GET http://evil/ HTTP/1.1\r\nHost: ${host}\r\nCookie: ${site.cookie}\r\nConnection: close\r\n\r\n`,
        ),
      ).toMatch(/^HTTP\/1.1 400/)
    })

    test.each([
      'x--1.localhost',
      'service--.localhost',
      '<script>--x.localhost',
      `a.service--${'0'.repeat(8)}.localhost`,
    ])('an unknown name is nobody’s, and said as text: %s', async (name) => {
      const answer = await say(
        site.app.origin,
        `GET / HTTP/1.1\r\nHost: ${name}\r\nAccept: text/html\r\nConnection: close\r\n\r\n`,
      )
      expect(answer).toMatch(/^HTTP\/1.1 40[04]/)
      expect(answer).not.toContain('<script>')
    })
  })

  const socketStatus = (headers: Record<string, string>) =>
    new Promise<number>((resolve) => {
      const socket = site.socket(headers)
      socket.once('unexpected-response', (_request, answer) => resolve(answer.statusCode ?? 0))
      socket.once('open', () => resolve(101))
    })
})
