/** Apps of sessions and the gateway before them, put together. */
import type { AppsAddress } from '@berth/contract/apps.ts'
import type { Server } from 'node:http'
import type { Engine } from '../engines/engine.ts'
import { createAppAddresses, createApps, createKernelWatch, type AppsDeps } from '../features/apps/apps.service.ts'
import type { Sessions } from '../features/sessions/sessions.service.ts'
import { createAddressOf } from '../platform/http/client-address-of.ts'
import { createFrontPort, listeningOf } from '../platform/http/front.ts'
import type { Leases } from '../platform/leases/leases.ts'
import type { Log } from '../platform/log/log.ts'
import type { ContentOrigin } from '../protocols/content/content-origin.ts'
import { createGateway } from '../protocols/apps/gateway.ts'

export interface AppSettings {
  readonly publicUrl: () => string
  readonly trustedProxies: readonly string[]
  /** Null or not given: apps have names below localhost. */
  readonly appsDomain?: string | null
  /** What was asked for of a second port; null or not given: there is none. */
  readonly appsPort?: { readonly port: number | null; readonly isChosen: boolean } | null
  /** Time that requests get to finish at the end of the site. */
  readonly finishMs?: number | undefined
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | null
  /** Time that an app gets for the head of an answer. */
  readonly appAnswerMs?: number | undefined
}

const isLoopback = (host: string) => /^(127\.|::1$|\[::1\]$|localhost$)/.test(host)

/** As of the console. */
const finishMs = 5_000

type Parts = Omit<AppsDeps, 'addresses' | 'addressState' | 'engine' | 'sessions' | 'limits'> & {
  readonly engine: Engine
  readonly sessions: Sessions
  readonly leases: Leases
  readonly console: () => Server
  readonly content: ContentOrigin
  readonly log: Log
}

export function composeApps(settings: AppSettings, { leases, log, console, content, ...deps }: Parts) {
  const { publicUrl, appsDomain: domain = null, appsPort: wanted = null, tls } = settings
  const sharedPort = () => {
    const port = second.port()
    return port === null ? null : { port, isChosen: wanted?.isChosen ?? false }
  }
  const consolePort = () => listeningOf(console())?.port ?? 0
  const addresses = createAppAddresses({ publicUrl, domain, sharedPort, consolePort, tls: tls !== null })
  const addressState = (): AppsAddress => {
    if (domain !== null) return { way: 'domain', domain, port: null }
    const port = second.port()
    if (isLoopback(listeningOf(console())?.address ?? '') && isLoopback(new URL(publicUrl()).hostname))
      return { way: 'local', domain, port }
    if (port !== null) return { way: 'port', domain, port }
    return { way: wanted === null ? 'off' : 'failed', domain, port: wanted?.port ?? null }
  }
  const apps = createApps({ ...deps, addresses, addressState })
  const gateway = createGateway({
    apps,
    addresses,
    addressOf: createAddressOf(settings.trustedProxies),
    content,
    leases,
    log,
    onActivity: (session) => deps.sessions.noteActivity(session, 'app'),
    ...(settings.appAnswerMs === undefined ? {} : { answerMs: settings.appAnswerMs }),
  })
  const second = createFrontPort(gateway.byPath, tls, settings.finishMs ?? finishMs)
  const { database, engine, environments, sessions } = deps
  const onBusy = (session: string) => sessions.noteActivity(session, 'kernel')
  const kernels = createKernelWatch({ database, engine, environments, onBusy, log })
  return { apps, addresses, front: gateway.byHost, second, running: [gateway, kernels, second] }
}
