/**
 * The gateway: requests to the addresses of apps, each checked anew and passed on to its app. Nothing but the `Host`
 * decides which app is meant, on the second port nothing but the path, and nothing but the cookie of that very address
 * whether it is open (docs/decisions/0007).
 */
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { appPath } from '@berth/contract/apps.ts'
import { EngineProblem } from '../../engines/engine.ts'
import {
  basePathOf,
  ownPath,
  type AppAddresses,
  type AppPass,
  type Apps,
  type Arrival,
  type ReachedApp,
} from '../../features/apps/apps.service.ts'
import type { AddressOf } from '../../platform/http/client-address-of.ts'
import type { Front } from '../../platform/http/front.ts'
import type { Leases } from '../../platform/leases/leases.ts'
import type { Log } from '../../platform/log/log.ts'
import type { ContentOrigin } from '../content/content-origin.ts'
import { setCookieOf, tokensIn } from './app-cookie.ts'
import type { Hop } from './app-headers.ts'
import { isNavigation, mayEnter } from './entrance.ts'
import { asText, refusalAnswer, send, type Refusal } from './gateway-page.ts'
import { createKeptConnections, type KeptConnections } from './kept-connections.ts'
import { relayRequest, type RelayFailure } from './relay-request.ts'
import { isWebSocket, relaySocket } from './relay-socket.ts'

export interface GatewayDeps {
  readonly apps: Apps
  readonly addresses: AppAddresses
  readonly addressOf: AddressOf
  readonly leases: Pick<Leases, 'take'>
  readonly log: Log
  /** Answers what is asked for at the content's address, instead of an app. */
  readonly content: ContentOrigin
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

export interface Gateway extends Disposable {
  /** Beside the console: by the names of apps. */
  readonly byHost: Front
  /** On a port of its own: by paths. */
  readonly byPath: Front
}

export function createGateway(deps: GatewayDeps): Gateway {
  const { addresses } = deps
  const kept = createKeptConnections()
  return {
    byHost: createFront({ ...deps, kept, shared: false }, addresses.byHost, ({ headers }) =>
      addresses.isForApps(headers.host ?? ''),
    ),
    // Names of apps are the other port's business.
    byPath: createFront(
      { ...deps, kept, shared: true },
      (asked) => (addresses.isForApps(asked.host) ? null : addresses.byPath(asked)),
      () => true,
    ),
    [Symbol.dispose]: () => kept[Symbol.dispose](),
  }
}

type Find = (asked: { readonly host: string; readonly url: string }) => Arrival | null

interface FrontDeps extends GatewayDeps {
  readonly kept: KeptConnections
  /** All at one origin. */
  readonly shared: boolean
}

function createFront(deps: FrontDeps, find: Find, takes: Front['takes']): Front {
  const { apps, addresses, addressOf, leases, log, kept, answerMs = 120_000, recheckMs = 15_000 } = deps

  /** What the request is for; a refusal where that cannot be said. */
  const arrivalOf = (request: IncomingMessage): Arrival | Refusal => {
    const hosts = request.rawHeaders.filter((text, at) => at % 2 === 0 && text.toLowerCase() === 'host')
    const { url = '' } = request
    if (hosts.length !== 1 || !url.startsWith('/') || request.method === 'TRACE')
      return { status: 400, code: 'bad-request' }
    return find({ host: hostOf(request), url }) ?? { status: 404, code: 'unknown' }
  }

  const cookiePlaceOf = ({ place, shared }: Arrival, host: string) => ({
    secure: addresses.isSecure(host),
    base: shared ? basePathOf(place) : '',
  })

  const entryOf = (arrival: Arrival, request: IncomingMessage, path = arrival.path) =>
    addresses.entryOf({ ...arrival, path: appPath.safeParse(path).data ?? '/' }, hostOf(request))

  const admit = async (arrival: Arrival, request: IncomingMessage): Promise<AppPass | Refusal> => {
    const host = hostOf(request)
    if (!mayEnter(request, host)) return { status: 403, code: 'another-site' }
    const tokens = tokensIn(request.headers.cookie, cookiePlaceOf(arrival, host))
    const pass = await apps.enter(tokens, arrival.place, addressOf(request))
    return pass ?? { status: 401, code: 'not-signed-in', entry: entryOf(arrival, request, '/') }
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

  /** How the app is asked: with its base path where it expects that, and else as if it had its host for itself. */
  const askedOf = (arrival: Arrival, request: IncomingMessage, app: ReachedApp): { hop: Hop; path: string } => {
    const { place, shared, path } = arrival
    const host = hostOf(request)
    return {
      path: app.isBelowBase ? basePathOf(place) + path : shared ? path : (request.url ?? ''),
      hop: {
        host,
        address: addressOf(request),
        secure: addresses.isSecure(host),
        base: shared ? basePathOf(place) : '',
        stripped: shared && !app.isBelowBase,
      },
    }
  }

  const refusalOf = (error: unknown, again: string): Refusal => {
    if (!(error instanceof EngineProblem)) throw error
    if (error.code === 'port-refused') return { status: 502, code: 'not-running', entry: again }
    if (error.code === 'unavailable') return { status: 503, code: 'unavailable' }
    return { status: 502, code: 'session-over' }
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refuse = (refusal: Refusal) => send(response, refusalAnswer(request, refusal))
    const arrival = arrivalOf(request)
    if ('code' in arrival) return refuse(arrival)
    if (isOwnPath(arrival)) return redeem(arrival, request, response)
    const pass = await admit(arrival, request)
    if ('code' in pass) {
      if (pass.code !== 'not-signed-in' || !isNavigation(request)) return refuse(pass)
      // Whoever follows a link to an app gets in by way of the console, where they are signed in or can.
      return redirect(response, entryOf(arrival, request))
    }
    const again = entryOf(arrival, request, '/')
    const app = await apps.appOf(pass)
    if (!app) return refuse({ status: 502, code: 'not-running', entry: again })
    const elsewhere = properAddress(arrival, app, request)
    if (elsewhere !== null) return redirect(response, elsewhere)
    // What pages ask for by themselves is no sign of a person.
    if (isNavigation(request) || !['GET', 'HEAD', 'OPTIONS'].includes(request.method ?? '')) noteActivity(pass)
    const onFailure = (failure: RelayFailure, error?: Error) =>
      refuse(failure === 'no-connection' ? refusalOf(error, again) : failures[failure])
    const asked = askedOf(arrival, request, app)
    const { connect } = app
    await hold(
      pass,
      shortMs,
      () => response.destroy(),
      () => relayRequest({ request, response, connect, kept, pass: pass.hash, ...asked, answerMs, onFailure }),
    )
  }

  /** The ticket leaves the address at once, and is worth nothing from then on. */
  async function redeem(arrival: Arrival, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = hostOf(request)
    const url = URL.parse(arrival.path, 'http://app')
    const ticket = url?.searchParams.get('ticket') ?? ''
    if (url?.pathname !== `${ownPath}open` || request.method !== 'GET')
      return send(response, refusalAnswer(request, { status: 404, code: 'unknown' }))
    // Fetched before anybody went there: the ticket stays good for who does.
    const ahead = request.headers['sec-purpose'] ?? request.headers['purpose'] ?? ''
    if (String(ahead).includes('prefetch'))
      return send(response, refusalAnswer(request, { status: 503, code: 'unavailable' }))
    const entered = /^[\w-]{43}$/.test(ticket) ? await apps.redeem(ticket, arrival.place, addressOf(request)) : null
    if (!entered) {
      const refusal = { status: 410, code: 'ticket-over', entry: entryOf(arrival, request, '/') } as const
      return send(response, refusalAnswer(request, refusal))
    }
    const place = cookiePlaceOf(arrival, host)
    redirect(response, place.base + entered.path, setCookieOf(entered.token, place))
  }

  async function join(request: IncomingMessage, socket: Socket, head: Buffer): Promise<void> {
    const refuse = (refusal: Refusal) => void socket.end(asText(refusalAnswer(request, refusal)))
    const arrival = arrivalOf(request)
    if ('code' in arrival) return refuse(arrival)
    if (!isWebSocket(request) || isOwnPath(arrival)) return refuse({ status: 400, code: 'bad-request' })
    const pass = await admit(arrival, request)
    if ('code' in pass) return refuse(pass)
    const app = await apps.appOf(pass)
    const again = entryOf(arrival, request, '/')
    if (!app) return refuse({ status: 502, code: 'not-running', entry: again })
    const stream = await app.connect().catch((error: unknown) => refusalOf(error, again))
    if ('code' in stream) return refuse(stream)
    stream.on('error', () => {})
    if (socket.destroyed) return void stream.destroy()
    socket.setKeepAlive(true, keepAliveMs).setNoDelay(true)
    const end = () => {
      stream.destroy()
      socket.destroy()
    }
    const onMessage = (bytes: number) => {
      if (bytes > smallMessage) noteActivity(pass)
    }
    const onFailure = (failure: keyof typeof failures) => refuse(failures[failure])
    const asked = askedOf(arrival, request, app)
    await hold(pass, 0, end, () =>
      relaySocket({ request, socket, head, app: stream, ...asked, answerMs, onMessage, onFailure }),
    ).finally(() => stream.destroy())
  }

  const failed = (error: unknown, request: IncomingMessage) => {
    log.error('A request to an app failed', { host: hostOf(request), error: error as Error })
    return refusalAnswer(request, { status: 503, code: 'unavailable' })
  }

  return {
    takes,
    request(request, response) {
      const content = addresses.contentPath({ host: hostOf(request), url: request.url ?? '' }, deps.shared)
      if (content !== null) return deps.content(request, response, content)
      response.on('error', () => {})
      serve(request, response).catch((error: unknown) => send(response, failed(error, request)))
    },
    upgrade(request, socket, head) {
      socket.on('error', () => {})
      join(request, socket, head).catch((error: unknown) => socket.end(asText(failed(error, request))))
    },
  }
}

const hostOf = ({ headers }: IncomingMessage) => headers.host ?? ''

/** Where the page has to be for its relative links and its cookies to be right; null: there it is. */
function properAddress({ place, shared, path, hasBase }: Arrival, app: ReachedApp, request: IncomingMessage) {
  const { method = '', url = '' } = request
  const base = basePathOf(place)
  if (!['GET', 'HEAD'].includes(method)) return null
  const isRight = shared ? url.startsWith(`${base}/`) : hasBase || !app.isBelowBase
  return isRight ? null : base + path
}

const failures: Readonly<Record<Exclude<RelayFailure, 'no-connection'>, Refusal>> = {
  'no-answer': { status: 504, code: 'no-answer' },
  garbage: { status: 502, code: 'garbage' },
}

const isOwnPath = ({ path }: Arrival) => path.startsWith(ownPath)

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
