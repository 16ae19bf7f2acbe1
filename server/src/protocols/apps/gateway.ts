/**
 * The gateway: requests to the host names of apps, each checked anew and passed on to its app. Nothing but the `Host`
 * decides which app is meant, and nothing but the cookie of that very host whether it is open (docs/decisions/0007).
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { appPath } from '@berth/contract/apps.ts'
import { EngineProblem } from '../../engines/engine.ts'
import { ownPath, type AppAddresses, type AppPass, type AppPlace, type Apps } from '../../features/apps/apps.service.ts'
import type { AddressOf } from '../../platform/http/client-address-of.ts'
import type { Front } from '../../platform/http/front.ts'
import type { Leases } from '../../platform/leases/leases.ts'
import type { Log } from '../../platform/log/log.ts'
import { setCookieOf, tokensIn } from './app-cookie.ts'
import { isNavigation, mayEnter } from './entrance.ts'
import { asText, refusalAnswer, send, type Refusal } from './gateway-page.ts'
import { relayRequest, type RelayFailure } from './relay-request.ts'
import { isWebSocket, relaySocket } from './relay-socket.ts'

export interface GatewayDeps {
  readonly apps: Apps
  readonly addresses: AppAddresses
  readonly addressOf: AddressOf
  readonly leases: Pick<Leases, 'take'>
  readonly log: Log
  /** Somebody did something in an app of this session. */
  readonly onActivity: (session: string) => void
  readonly answerMs?: number
  readonly recheckMs?: number
}

/** Shorter messages of a WebSocket come by themselves. */
const smallMessage = 64
const keepAliveMs = 30_000
/** Most answers are complete before that. */
const shortMs = 250

export function createGateway(deps: GatewayDeps): Front {
  const { apps, addresses, addressOf, leases, log, answerMs = 120_000, recheckMs = 15_000 } = deps

  /** Null: nothing was wrong with it, and it is this app's. */
  const malformed = (request: IncomingMessage): Refusal | null => {
    const hosts = request.rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === 'host')
    const isPlain = hosts.length === 1 && (request.url ?? '').startsWith('/') && request.method !== 'TRACE'
    return isPlain ? null : { status: 400, code: 'bad-request' }
  }

  type Admitted = { readonly pass: AppPass; readonly place: AppPlace } | Refusal

  const admit = async (request: IncomingMessage): Promise<Admitted> => {
    const wrong = malformed(request)
    if (wrong) return wrong
    const host = request.headers.host ?? ''
    const place = addresses.placeOf(host)
    if (!place) return { status: 404, code: 'unknown' }
    if (!mayEnter(request, host)) return { status: 403, code: 'another-site' }
    const tokens = tokensIn(request.headers.cookie, addresses.isSecure())
    const pass = await apps.enter(tokens, place, addressOf(request))
    return pass ? { pass, place } : { status: 401, code: 'not-signed-in', entry: addresses.entryOf(place, '/') }
  }

  const noteActivity = (pass: AppPass) => {
    deps.onActivity(pass.session)
    apps.noteUse(pass).catch((error: Error) => log.warn('The use of a login was not noted', { error }))
  }

  /** Holds the right to go on for as long as the work lasts; `end` when it is over before that. */
  const hold = async (pass: AppPass, afterMs: number, end: () => void, work: () => Promise<void>): Promise<void> => {
    let lease: Disposable | undefined
    // What is over sooner needs none; what is not is checked anew when it takes one.
    const taking = setTimeout(() => (lease = leases.take(pass.scope, end)), afterMs)
    const timer = pass.byProject ? setInterval(() => void recheck(pass, end), recheckMs).unref() : undefined
    try {
      await work()
    } finally {
      clearTimeout(taking)
      lease?.[Symbol.dispose]()
      clearInterval(timer)
    }
  }
  /** Of rights that no lease tells of. */
  const recheck = async (pass: AppPass, end: () => void) => {
    if (!(await apps.stillHolds(pass).catch(() => true))) end()
  }

  const hopOf = (request: IncomingMessage) => ({
    host: request.headers.host ?? '',
    address: addressOf(request),
    secure: addresses.isSecure(),
  })

  const connect = async (pass: AppPass, place: AppPlace): Promise<Duplex | Refusal> => {
    try {
      const app = await apps.connect(pass)
      app.on('error', () => {})
      return app
    } catch (error) {
      if (!(error instanceof EngineProblem)) throw error
      if (error.code === 'port-refused')
        return { status: 502, code: 'not-running', entry: addresses.entryOf(place, '/') }
      if (error.code === 'unavailable') return { status: 503, code: 'unavailable' }
      return { status: 502, code: 'session-over' }
    }
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refuse = (refusal: Refusal) => send(response, refusalAnswer(request, refusal))
    if (isOwnPath(request.url)) return redeem(request, response)
    const admitted = await admit(request)
    if ('code' in admitted) {
      const place = addresses.placeOf(request.headers.host ?? '')
      if (admitted.code !== 'not-signed-in' || !place || !isNavigation(request)) return refuse(admitted)
      // Whoever follows a link to an app gets in by way of the console, where they are signed in or can.
      return redirect(response, addresses.entryOf(place, appPath.safeParse(request.url).data ?? '/'))
    }
    const { pass, place } = admitted
    const app = await connect(pass, place)
    if ('code' in app) return refuse(app)
    if (response.destroyed) return void app.destroy()
    // What pages ask for by themselves is no sign of a person.
    if (isNavigation(request) || !['GET', 'HEAD', 'OPTIONS'].includes(request.method ?? '')) noteActivity(pass)
    const end = () => {
      app.destroy()
      response.destroy()
    }
    const onFailure = (failure: RelayFailure) => refuse(failures[failure])
    await hold(pass, shortMs, end, () =>
      relayRequest({ request, response, app, hop: hopOf(request), answerMs, onFailure }),
    )
  }

  /** The ticket leaves the address at once, and is worth nothing from then on. */
  async function redeem(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = request.headers.host ?? ''
    const place = addresses.placeOf(host)
    const url = URL.parse(request.url ?? '', `http://${host}`)
    const ticket = url?.searchParams.get('ticket') ?? ''
    const wrong = malformed(request)
    if (wrong || !place || url?.pathname !== `${ownPath}open` || request.method !== 'GET')
      return send(response, refusalAnswer(request, wrong ?? { status: 404, code: 'unknown' }))
    // Fetched before anybody went there: the ticket stays good for who does.
    const ahead = request.headers['sec-purpose'] ?? request.headers['purpose'] ?? ''
    if (String(ahead).includes('prefetch'))
      return send(response, refusalAnswer(request, { status: 503, code: 'unavailable' }))
    const entered = /^[\w-]{43}$/.test(ticket) ? await apps.redeem(ticket, place, addressOf(request)) : null
    if (!entered) {
      const refusal = { status: 410, code: 'ticket-over', entry: addresses.entryOf(place, '/') } as const
      return send(response, refusalAnswer(request, refusal))
    }
    redirect(response, entered.path, setCookieOf(entered.token, addresses.isSecure()))
  }

  async function join(request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    const refuse = (refusal: Refusal) => void socket.end(asText(refusalAnswer(request, refusal)))
    if (!isWebSocket(request) || isOwnPath(request.url)) return refuse({ status: 400, code: 'bad-request' })
    const admitted = await admit(request)
    if ('code' in admitted) return refuse(admitted)
    const { pass, place } = admitted
    const app = await connect(pass, place)
    if ('code' in app) return refuse(app)
    if (socket.destroyed) return void app.destroy()
    socket.setKeepAlive(true, keepAliveMs).setNoDelay(true)
    const end = () => {
      app.destroy()
      socket.destroy()
    }
    const onMessage = (bytes: number) => {
      if (bytes > smallMessage) noteActivity(pass)
    }
    const onFailure = (failure: RelayFailure) => refuse(failures[failure])
    await hold(pass, 0, end, () =>
      relaySocket({ request, socket, head, app, hop: hopOf(request), answerMs, onMessage, onFailure }),
    )
  }

  const failed = (error: unknown, request: IncomingMessage) => {
    log.error('A request to an app failed', { host: request.headers.host ?? '', error: error as Error })
    return refusalAnswer(request, { status: 503, code: 'unavailable' })
  }

  return {
    takes: ({ headers }) => headers.host !== undefined && addresses.isForApps(headers.host),
    request(request, response) {
      response.on('error', () => {})
      serve(request, response).catch((error: unknown) => send(response, failed(error, request)))
    },
    upgrade(request, socket, head) {
      socket.on('error', () => {})
      join(request, socket, head).catch((error: unknown) => socket.end(asText(failed(error, request))))
    },
  }
}

const failures: Readonly<Record<RelayFailure, Refusal>> = {
  'no-answer': { status: 504, code: 'no-answer' },
  garbage: { status: 502, code: 'garbage' },
}

const isOwnPath = (url = '') => url.startsWith(ownPath)

function redirect(response: ServerResponse, location: string, cookie?: string): void {
  response.writeHead(302, {
    location,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'content-length': '0',
    ...(cookie === undefined ? {} : { 'set-cookie': cookie }),
  })
  response.end()
}
