/** Apps of sessions and the gateway before them, put together. */
import type { Engine } from '../engines/engine.ts'
import { createAppAddresses, createApps, createKernelWatch, type AppsDeps } from '../features/apps/apps.service.ts'
import type { Sessions } from '../features/sessions/sessions.service.ts'
import { createAddressOf } from '../platform/http/client-address-of.ts'
import type { Leases } from '../platform/leases/leases.ts'
import type { Log } from '../platform/log/log.ts'
import { createGateway } from '../protocols/apps/gateway.ts'

export interface AppSettings {
  readonly publicUrl: () => string
  readonly trustedProxies: readonly string[]
  /** Null or not given: apps have names below localhost. */
  readonly appsDomain?: string | null
  /** Time that an app gets for the head of an answer. */
  readonly appAnswerMs?: number | undefined
}

type Parts = Omit<AppsDeps, 'addresses' | 'engine' | 'sessions' | 'limits'> & {
  readonly engine: Engine
  readonly sessions: Sessions
  readonly leases: Leases
  readonly log: Log
}

export function composeApps(settings: AppSettings, { leases, log, ...deps }: Parts) {
  const addresses = createAppAddresses({ publicUrl: settings.publicUrl, domain: settings.appsDomain ?? null })
  const apps = createApps({ ...deps, addresses })
  const front = createGateway({
    apps,
    addresses,
    addressOf: createAddressOf(settings.trustedProxies),
    leases,
    log,
    onActivity: (session) => deps.sessions.noteActivity(session, 'app'),
    ...(settings.appAnswerMs === undefined ? {} : { answerMs: settings.appAnswerMs }),
  })
  const { database, engine, environments, sessions } = deps
  const onBusy = (session: string) => sessions.noteActivity(session, 'kernel')
  const kernels = createKernelWatch({ database, engine, environments, onBusy, log })
  return { apps, front, kernels }
}
