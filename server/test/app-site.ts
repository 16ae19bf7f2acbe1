/** A server on a real engine, with an app in a session that somebody opened in their browser. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MiB } from '@berth/contract/sessions.ts'
import { afterAll, beforeAll } from 'vitest'
import { WebSocket } from 'ws'
import { createLocalEngine } from '../src/engines/local/local.engine.ts'
import { appCommand } from './app-in-session.ts'
import { cookieOf, visit, type Asked, type Seen } from './app-visitor.ts'
import { eventually } from './eventually.ts'
import { makeAdmin, makeUser, type MadeUser } from './make.ts'
import { testApp, type TestApp, type TestAppOptions } from './test-app.ts'

export interface Entered {
  readonly origin: string
  readonly cookie: string
}

export interface AppSite extends Entered {
  readonly available: boolean
  /** Why it cannot be, for the name of the tests. */
  readonly title: string
  readonly app: TestApp
  readonly admin: string
  /** Who opened a service of theirs, `session`. */
  readonly user: MadeUser
  readonly session: string
  /** Starts a service, and answers when it runs. */
  startService(token: string, more?: { audience?: 'owner' | 'project'; project?: string }): Promise<string>
  openApp(token: string, id: string): Promise<{ readonly url: string; readonly origin: string }>
  enter(token: string, id: string): Promise<Entered>
  /** To the user's own service, as they are. */
  go(path: string, asked?: Asked, at?: Entered): Promise<Seen>
  socket(headers: Record<string, string>, at?: Entered): WebSocket
  /** A socket that is open, and when it has ended. */
  joined(at: Entered): Promise<{ readonly socket: WebSocket; readonly closed: Promise<void> }>
}

/** Call it at the top of a test file; what it answers is filled before the tests. */
export async function appSite(
  settings: Pick<TestAppOptions, 'appAnswerMs' | 'appsDomain' | 'appsPort'> = {},
): Promise<AppSite> {
  const directory = await mkdtemp(join(tmpdir(), 'berth-gateway-'))
  const engine = createLocalEngine({ directory, nodeName: 'here' })
  const { available, remedy } = await engine.probe()
  const site: { -readonly [Key in keyof AppSite]: AppSite[Key] } = {
    available,
    title: available ? '' : ` (skipped: ${remedy})`,
    app: undefined as unknown as TestApp,
    admin: '',
    user: undefined as unknown as MadeUser,
    session: '',
    origin: '',
    cookie: '',

    async startService(token: string, more: { audience?: 'owner' | 'project'; project?: string } = {}) {
      const resources = { cpu: 0.1, memory: 256 * MiB }
      const body = { type: 'service' as const, resources, command: appCommand(7000), port: 7000, ...more }
      const { id } = await site.app.as(token).sessions.create({ body })
      await eventually(
        () => site.app.as(token).sessions.show({ params: { id } }),
        ({ status }) => status === 'RUNNING',
      )
      return id
    },
    async openApp(token: string, id: string) {
      const { url } = await site.app.as(token).apps.open({ params: { id, app: 'service' }, body: {} })
      return { url, origin: new URL(url).origin }
    },
    async enter(token: string, id: string): Promise<Entered> {
      const opened = await site.openApp(token, id)
      return { origin: opened.origin, cookie: cookieOf(await visit(site.app.origin, opened.url)) }
    },
    go: (path: string, asked: Asked = {}, at: Entered = site) =>
      visit(site.app.origin, at.origin + path, { ...asked, headers: { cookie: at.cookie, ...asked.headers } }),
    socket(headers: Record<string, string>, at: Entered = site): WebSocket {
      const { port } = new URL(site.app.origin)
      const given = { ...headers, host: new URL(at.origin).host }
      const socket = new WebSocket(`ws://127.0.0.1:${port}/ws`, { headers: given })
      socket.on('error', () => {})
      return socket
    },
    async joined(at: Entered) {
      const socket = site.socket({ cookie: at.cookie, origin: at.origin }, at)
      const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
      await new Promise((resolve, reject) => {
        socket.once('open', resolve)
        socket.once('unexpected-response', (_request, answer) => reject(new Error(`refused: ${answer.statusCode}`)))
      })
      return { socket, closed }
    },
  }
  if (!available) return site
  beforeAll(async () => {
    site.app = await testApp({ engine, ...settings })
    site.admin = await makeAdmin(site.app)
    site.user = await makeUser(site.app)
    site.session = await site.startService(site.user.token)
    Object.assign(site, await site.enter(site.user.token, site.session))
  }, 60_000)
  afterAll(async () => {
    for (const { id } of await engine.list()) {
      await engine.stop(id, { graceMs: 0 })
      await engine.remove(id)
    }
    await site.app.close()
    await engine[Symbol.asyncDispose]()
    await rm(directory, { recursive: true, force: true })
  })
  return site
}
