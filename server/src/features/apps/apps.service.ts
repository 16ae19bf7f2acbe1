/** Apps of sessions (4.6): which there are, who may open them, and the way from the console's login to an app's own. */
import './apps.tables.ts'
import type { Duplex } from 'node:stream'
import type { AppsAddress, SessionApps } from '@berth/contract/apps.ts'
import { sessionCan, type SessionStatus } from '@berth/contract/session-states.ts'
import { EngineProblem } from '../../engines/engine.ts'
import { createCoalescer } from '../../platform/database/coalesce.ts'
import type { Database } from '../../platform/database/database.ts'
import { leaseScope, type Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Lease, LeaseScope } from '../../platform/leases/leases.ts'
import { hashToken, newToken } from '../../platform/secrets/tokens.ts'
import type { Clock } from '../../platform/time.ts'
import type { App, Environments } from '../environments/environments.service.ts'
import type { Logins } from '../logins/logins.service.ts'
import type { Sessions } from '../sessions/sessions.service.ts'
import type { AppAddresses, AppPlace } from './app-address.ts'
import { insertPass, takeTicket } from './apps.store.ts'
import { livePasses, openSession, serviceApp, type LivePass } from './apps.views.ts'
import { connectApp, isBelowBase, startApp, startLimits, type AppEngine, type StartLimits } from './start-app.ts'

export { basePathOf, createAppAddresses, type AppAddresses, type AppPlace, type Arrival } from './app-address.ts'
export { deleteOldPasses as forgetOldAppPasses } from './apps.store.ts'
export { createKernelWatch } from './kernel-watch.ts'

export interface AppsDeps {
  readonly database: Pick<Database, 'db' | 'pool'>
  readonly clock: Clock
  readonly engine: AppEngine
  readonly sessions: Pick<Sessions, 'recordEntry' | 'hideIn'>
  readonly environments: Pick<Environments, 'appsIn' | 'appsInParts'>
  readonly logins: Pick<Logins, 'noteUse'>
  readonly addresses: AppAddresses
  /** What is so at this site, for whoever administers it. */
  readonly addressState: () => AppsAddress
  /** The one rule of whether what lasts may go on; answers the ids of those that may not. */
  readonly overLeases: (some: readonly Pick<Lease, 'id' | 'scope'>[]) => Promise<string[]>
  readonly limits?: StartLimits
}

export type Apps = ReturnType<typeof createApps>

type PassHolder = Pick<LivePass, 'user' | 'login' | 'credential' | 'session'>

/** The right to one app, as it was found a moment ago. */
export interface AppPass extends LivePass {
  /** By what it goes on. */
  readonly scope: LeaseScope
}

export interface ReachedApp {
  /** It expects its base path in what it is asked, and says it in what it answers. */
  readonly isBelowBase: boolean
  /** Rejects with the engine's problem; with `port-refused` when it does not run. */
  connect(): Promise<Duplex>
}

const ticketMs = 60_000
const cookieMs = 30 * 86_400_000
/** A browser that was tossed others' cookies sends all of them. */
const mostTokens = 8
const mostHolders = 2_000

export function createApps(deps: AppsDeps) {
  const { database, clock, engine, environments, addresses } = deps
  const { db, pool } = database
  const findPass = createCoalescer<string, LivePass>((hashes) => livePasses(pool, hashes, clock.now()))
  /** Read anew at every request, like logins, so that what was revoked is refused at once. */
  const holds = createCoalescer<string, true>(async (scopes) => {
    const over = await deps.overLeases(scopes.map((id) => ({ id, scope: JSON.parse(id) as LeaseScope })))
    return new Map(scopes.filter((id) => !over.includes(id)).map((id) => [id, true]))
  })
  const starting = new Map<string, Promise<void>>()
  /** Whose a pass is never changes; so whether they may is asked together with whether it is still good. */
  const holders = new Map<string, PassHolder>()

  const passOf = async (token: string, place: AppPlace, address: string): Promise<AppPass | null> => {
    const hash = hashToken(token).toString('hex')
    const holder = holders.get(hash)
    const ahead = holder && holds(scopeOf(holder, address))
    // It may not be waited for.
    ahead?.catch(() => {})
    const pass = await findPass(hash)
    holders.delete(hash)
    if (pass?.session !== place.session || pass.app !== place.app) return null
    holders.set(hash, pass)
    if (holders.size > mostHolders) holders.delete(holders.keys().next().value ?? '')
    const scope = scopeOf(pass, address)
    return (await (ahead ?? holds(scope))) ? { ...pass, scope: JSON.parse(scope) as LeaseScope } : null
  }

  const find = async (caller: Caller, id: string) => {
    const session = await openSession(pool, caller, id)
    if (!session) throw new Problem('not-found')
    const service = serviceOf(session.port)
    const apps = session.whole ? [...service, ...(await environments.appsIn(session.environment))] : service
    return { session, apps }
  }

  /** Those who open it at the same time wait for one start. */
  const start = (session: string, app: App): Promise<void> => {
    const key = `${session} ${app.name}`
    const known = starting.get(key)
    if (known) return known
    const begun = startApp(engine, session, app, deps.limits ?? startLimits, deps.sessions.hideIn).finally(() =>
      starting.delete(key),
    )
    starting.set(key, begun)
    return begun
  }

  return {
    /** With the addresses that they have for who came to the console at this host. */
    async list(caller: Caller, host: string, id: string): Promise<SessionApps> {
      const { session, apps } = await find(caller, id)
      const way = addresses.wayFor({ host, address: caller.address })
      const address = (app: string) => (way === null ? null : `${way.addressOf({ app, session: id })}/`)
      return {
        items: apps.map(({ name, title }) => ({ name, title, address: address(name) })),
        shared: way?.shared ?? false,
        own: session.own,
      }
    },

    addressState: () => deps.addressState(),

    /** Starts it unless it runs, and gives an address that opens it once. */
    async open(caller: Caller, host: string, id: string, name: string, path = '/') {
      const { session, apps } = await find(caller, id)
      const app = apps.find((one) => one.name === name)
      if (!app) throw new Problem('not-found')
      if (!sessionCan.openApp(session.status)) throw refusedBy(session.status)
      const way = addresses.wayFor({ host, address: caller.address })
      if (way === null) throw new Problem('no-apps-address')
      if (session.whole) await deps.sessions.recordEntry(caller, id)
      await start(id, app).catch((error) => {
        throw error instanceof EngineProblem ? problemOf(error, engine.kind) : error
      })
      const ticket = newToken()
      const { user, login, credential } = caller
      const now = clock.now()
      await insertPass(db, {
        token_hash: hashToken(ticket),
        kind: 'ticket',
        session_id: id,
        app: name,
        user_id: user,
        login_id: login,
        credential,
        path,
        created_at: now,
        expires_at: new Date(now.getTime() + ticketMs),
      })
      const address = way.addressOf({ app: name, session: id })
      return { url: `${address}${ticketPath}?ticket=${ticket}`, shared: way.shared }
    },

    /** A ticket for the token of a cookie; null when it is not good, or not here. It is used up in any case. */
    async redeem(ticket: string, place: AppPlace, address: string): Promise<{ token: string; path: string } | null> {
      const now = clock.now()
      const row = await takeTicket(db, hashToken(ticket), now)
      if (!row || row.session_id !== place.session || row.app !== place.app) return null
      const { user_id: user, login_id: login, credential } = row
      if (!(await holds(scopeOf({ user, login, credential, session: place.session }, address)))) return null
      const token = newToken()
      const expires = new Date(now.getTime() + cookieMs)
      await insertPass(db, {
        ...row,
        kind: 'cookie',
        token_hash: hashToken(token),
        created_at: now,
        expires_at: expires,
      })
      return { token, path: row.path }
    },

    /**
     * Of the tokens that came with a request the one that opens this app, from there. None when they are of more than one
     * person: then a page has set one of them, and nobody knows which.
     */
    async enter(tokens: readonly string[], place: AppPlace, address: string): Promise<AppPass | null> {
      const some = [...new Set(tokens)].slice(0, mostTokens)
      const good = (await Promise.all(some.map((token) => passOf(token, place, address)))).filter(
        (pass) => pass !== null,
      )
      return new Set(good.map(({ user }) => user)).size > 1 ? null : (good[0] ?? null)
    },

    /** Is a right found earlier still one? */
    async stillHolds(pass: AppPass): Promise<boolean> {
      return (await findPass(pass.hash)) !== undefined && (await holds(JSON.stringify(pass.scope))) === true
    },

    /** Undefined: the session has no such app any more. */
    async appOf({ session, app: name, environment, port }: AppPass): Promise<ReachedApp | undefined> {
      const some = name === serviceApp || !environment ? serviceOf(port) : await environments.appsInParts(environment)
      const app = some.find((one) => one.name === name)
      return app && { isBelowBase: isBelowBase(app), connect: () => connectApp(engine, session, app) }
    },

    /** A person did something with it, so their login is in use. */
    noteUse: ({ login }: AppPass) => (login === null ? Promise.resolve() : deps.logins.noteUse(login)),
  }
}

/** Where tickets are exchanged, on the app's own origin. Apps do not see what is below `/.berth/`. */
export const ownPath = '/.berth/'
const ticketPath = `${ownPath}open`

const serviceOf = (port: number | null): App[] =>
  port === null ? [] : [{ name: serviceApp, title: `Port ${port}`, command: null, port }]

/** Equal text, equal right. */
const scopeOf = ({ user, login, credential, session }: PassHolder, address: string) =>
  JSON.stringify(leaseScope({ user, login, credential, address }, { session }))

const refusedBy = (state: SessionStatus) => new Problem('session-state', { action: 'openApp', state })

/** What the engine refuses, as a problem: it knows of an end before the row does. */
function problemOf({ code, message }: EngineProblem, kind: string): Problem {
  if (code === 'no-such-session' || code === 'not-running') return refusedBy('TERMINATED')
  return new Problem('engine-unavailable', { engine: kind, remedy: message })
}
