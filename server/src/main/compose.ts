/** The only place where things are put together. Nobody imports it but the programs beside it and the tests. */
import { api } from '@berth/contract/api.ts'
import type { User } from '@berth/contract/users.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { accountRoutes } from '../features/accounts/accounts.routes.ts'
import { ownAccountRoutes } from '../features/accounts/own-account.routes.ts'
import { createOwnAccount } from '../features/accounts/own-account.ts'
import { userRoutes } from '../features/accounts/users.routes.ts'
import { createUsers } from '../features/accounts/users.service.ts'
import { createAccounts, type Accounts } from '../features/accounts/accounts.service.ts'
import { myAuditRoutes } from '../features/audit/audit.routes.ts'
import { createAuditLog } from '../features/audit/audit.service.ts'
import { credentialRoutes, tokenRoutes } from '../features/credentials/credentials.routes.ts'
import {
  createCredentials,
  createCredentialUse,
  leavePolicy,
  type Credentials,
} from '../features/credentials/credentials.service.ts'
import { createAccessKeys } from '../features/logins/access-keys.ts'
import { authenticateLogins } from '../features/logins/authenticate.ts'
import { connectionRoutes } from '../features/logins/connections.routes.ts'
import { createConnections } from '../features/logins/connections.service.ts'
import { groupRoutes } from '../features/groups/groups.routes.ts'
import { createGroups, endGroupMemberships } from '../features/groups/groups.service.ts'
import { createLoginCookie } from '../features/logins/login-cookie.ts'
import { createLoginDoor } from '../features/logins/login-door.ts'
import { createAutoLogout } from '../features/logins/auto-logout.ts'
import { loginRoutes, myLoginRoutes } from '../features/logins/logins.routes.ts'
import { createLogins, forgetAttempts, type Logins } from '../features/logins/logins.service.ts'
import { appRoutes } from '../features/apps/apps.routes.ts'
import { createProofAttempts } from '../features/logins/proof-attempts.ts'
import { createSignIn } from '../features/logins/sign-in.ts'
import { policyRoutes } from '../features/policies/policies.routes.ts'
import { createPolicies } from '../features/policies/policies.service.ts'
import { preferenceRoutes } from '../features/preferences/preferences.routes.ts'
import { createPreferences, type PreferencesService } from '../features/preferences/preferences.service.ts'
import { projectRoutes } from '../features/projects/projects.routes.ts'
import { createProjects, endProjectMemberships } from '../features/projects/projects.service.ts'
import type { SessionWatch } from '../features/sessions/metrics/session-watch.ts'
import type { TerminalShares } from '../features/sessions/sharing/terminal-shares.ts'
import type { Sessions } from '../features/sessions/sessions.service.ts'
import type { Updates } from '../features/updates/updates.service.ts'
import { usageDataRoutes } from '../features/usage-data/usage-data.routes.ts'
import { createUsageData, type UsageData } from '../features/usage-data/usage-data.service.ts'
import { twoFactorRoutes } from '../features/second-factors/second-factors.routes.ts'
import { createSecondFactors, type SecondFactors } from '../features/second-factors/second-factors.service.ts'
import { settingsRoutes } from '../features/settings/settings.routes.ts'
import { createSettings } from '../features/settings/settings.service.ts'
import { setupRoutes } from '../features/setup/setup.routes.ts'
import { createSetup, type Setup } from '../features/setup/setup.service.ts'
import { identityRoutes, passkeyRoutes, waysInRoutes } from '../features/ways-in/ways-in.routes.ts'
import { createWaysIn } from '../features/ways-in/ways-in.service.ts'
import { createInvitations } from '../features/workspaces/invitations.service.ts'
import { invitationRoutes, workspaceRoutes } from '../features/workspaces/workspaces.routes.ts'
import { createWorkspaces } from '../features/workspaces/workspaces.service.ts'
import { createNotifications } from '../platform/database/notifications.ts'
import type { DurableReader } from '../platform/events/durable-reader.ts'
import { createEventFeed } from '../platform/events/event-feed.ts'
import type { FrontPort } from '../platform/http/front.ts'
import { serveHealth } from '../platform/http/health.ts'
import { clientAddress } from '../platform/http/client-address.ts'
import { createHttpServer } from '../platform/http/http-server.ts'
import { mount, type MountSettings } from '../platform/http/mount.ts'
import { createLeases, type Lease } from '../platform/leases/leases.ts'
import { eventRoutes } from '../protocols/events/events.routes.ts'
import { createLiveHub } from '../protocols/events/live-hub.ts'
import { serveDescription } from '../protocols/description/description.routes.ts'
import type { SshServer } from '../protocols/ssh/ssh-server.ts'
import { composeApps } from './compose-apps.ts'
import { composeFiles } from './compose-files.ts'
import { composeFolders, type StorageWork } from './compose-folders.ts'
import { composeNotifications } from './compose-notifications.ts'
import { composeSessions } from './compose-sessions.ts'
import { composeSsh, createSshEntry } from './compose-ssh.ts'
import type { SiteParts } from './site-parts.ts'
import { version } from './version.ts'

/** Then they are cut off, so that a body that never comes leaves time to stop the database in order. */
const finishMs = 5_000

export type { SiteParts }

export interface Site extends AsyncDisposable {
  /** Not listening yet. */
  readonly app: FastifyInstance
  /** Not listening yet. */
  readonly ssh: SshServer
  /** For apps that have no host name. Not listening yet. */
  readonly appsPort: FrontPort
  readonly setup: Setup
  readonly accounts: Accounts
  readonly secondFactors: SecondFactors
  readonly logins: Logins
  /** Looks at what runs by itself; asked by tests, which do not wait for it. */
  readonly watch: Pick<SessionWatch, 'look'>
  readonly sessions: Pick<Sessions, 'noteActivity'>
  readonly updates: Pick<Updates, 'check'>
  readonly usageData: Pick<UsageData, 'send'>
  /** What of folders is done in the background. */
  readonly storage: StorageWork
  /** How a page that this browser asks for is drawn first, as whoever is signed in there prefers. */
  readonly firstLook: (request: FastifyRequest) => ReturnType<PreferencesService['firstLook']>
  /** Where whoever asks so sees what people keep in folders: what its pages may frame; null: nowhere. */
  readonly framedContent: (request: FastifyRequest) => string | null
  /** Holds what is done once everything before is in it. */
  readonly auditLog: DurableReader
}

export async function compose(parts: SiteParts): Promise<Site> {
  const { database, engine, clock, log, publicUrl, seals } = parts
  const { db } = database
  await using held = new AsyncDisposableStack()

  const notifications = held.use(await createNotifications({ connection: database.connection, log }))
  const leases = held.use(await createLeases({ notifications, log, recheck: overLeases }))
  const feed = held.use(await createEventFeed({ db: database.prepared, notifications, log }))

  /** What lasts was opened by a login, or by a pair of keys alone. */
  async function overLeases(some: readonly Pick<Lease, 'id' | 'scope'>[]): Promise<string[]> {
    const {
      login = [],
      ssh: bySsh = [],
      keys = [],
    } = Object.groupBy(some, ({ scope }) => ('login' in scope ? 'login' : 'sshKey' in scope ? 'ssh' : 'keys'))
    const shares = some.filter(({ scope }) => 'share' in scope)
    const inFolders = some.filter(({ scope }) => 'folder' in scope)
    return [
      ...(await logins.overLeases(login)),
      ...(keys.length > 0 ? await accessKeys.overLeases(keys) : []),
      ...(bySsh.length > 0 ? await sshEntry.overLeases(bySsh) : []),
      ...(inFolders.length > 0 ? await storage.folders.overLeases(inFolders) : []),
      ...(shares.length > 0 ? await terminalShares.overLeases(shares) : []),
    ]
  }

  const siteSettings = createSettings({ db })
  const workspaces = createWorkspaces({
    db,
    async onEnded(tx, membership) {
      await endGroupMemberships(tx, membership)
      await endProjectMemberships(tx, membership, leases)
      await terminalShares.endOf(tx, membership)
      await credentials.revokeAllOf(tx, membership.user, membership.workspace)
    },
  })
  const accounts = createAccounts({ db, clock, passwords: parts.passwords, onCreated: workspaces.welcome })
  const tryProof = createProofAttempts({ db, clock })
  const secondFactors = createSecondFactors({
    db,
    clock,
    seals,
    accounts,
    settings: siteSettings,
    siteName: () => `Berth ${new URL(publicUrl()).hostname}`,
    tryProof,
  })
  const sshEntry = createSshEntry({ database, clock, seals })
  const meter = held.use(createCredentialUse({ db, clock, log }))
  const logins: Logins = createLogins({ database, clock, accounts, settings: siteSettings, leases, meter })
  const accessKeys = createAccessKeys({ database, clock, meter })
  const credentials: Credentials = createCredentials({ database, clock, logins, workspaces, publicUrl })
  const policies = createPolicies({
    database,
    clock,
    leavePolicy,
    pastStarts: (policy, limits) => sessions.refusedStarts(policy, limits),
  })
  const signIn = createSignIn({ db, clock, accounts, logins, secondFactors })
  const ownAccount = createOwnAccount({ db, accounts, leases, endLogins: logins.endAll, tryProof })
  const users = createUsers({
    database,
    accounts,
    leases,
    endLogins: logins.endAll,
    forgetAttempts,
    resetSecondFactor: secondFactors.reset,
    deactivateCredentials: credentials.deactivateAllOf,
    activateCredentials: credentials.activateMainsOf,
  })
  const autoLogout = held.use(createAutoLogout({ database, clock, leases, log }))
  const { secureCookies, oidc } = parts
  const waysIn = createWaysIn({ db, clock, log, seals, accounts, signIn, publicUrl, secureCookies, oidc })
  const setup = createSetup({ db, clock, accounts, logins })
  const { mail } = parts
  const inWorkspaces = { db, clock, settings: siteSettings, accounts, logins, workspaces }
  const invitations = createInvitations({ ...inWorkspaces, publicUrl, mail })
  const projects = createProjects({ db, prepared: database.prepared, workspaces, leases })
  const storage = held.use(composeFolders(parts, { leases, siteSettings, projects }))
  const around = { notifications, leases, feed, siteSettings, projects, mounts: storage.mounts }
  const work = held.use(await composeSessions(parts, around))
  const { environments, watch } = work
  const sessions: Sessions = work.sessions
  const terminalShares: TerminalShares = work.terminalShares
  const told = held.use(await composeNotifications(parts, { notifications, sessions, uploads: storage.batches }))
  const usageData = createUsageData({ db, clock, log, version, collector: parts.usageCollector ?? null })
  const preferences = createPreferences({
    db,
    pool: database.pool,
    clock,
    sessions,
    onUpdatesWanted: told.updates.sayAgain,
  })
  const auditLog = held.use(await createAuditLog({ db, notifications, log }))
  const hub = createLiveHub({ sessions, workspaces, projects, events: feed, log })

  const ssh = composeSsh({
    site: parts.ssh,
    entry: sshEntry,
    sessions,
    folders: storage.files,
    engine,
    leases,
    events: feed,
    log,
    publicUrl,
  })
  held.use(ssh.server)
  const cookie = createLoginCookie({ secure: parts.secureCookies })
  const door = createLoginDoor(cookie)
  const inApps = { database, clock, engine, sessions, environments, logins, overLeases, leases, log }
  const files = composeFiles({
    db,
    clock,
    access: storage.access,
    leases,
    log,
    trustedProxies: parts.trustedProxies,
    originFor: (visit) => addresses.contentFor(visit),
    async scriptsBlocked(user) {
      if ((await siteSettings.read()).blockUserScripts) return 'site'
      return (await preferences.read(user)).blockUserScripts ? 'preference' : null
    },
    holds: async (scope) => (await overLeases([{ id: '', scope }])).length === 0,
  })
  const withFiles = { ...inApps, content: files.content }
  const { apps, addresses, front, second, running } = composeApps(parts, { ...withFiles, console: () => app.server })
  for (const part of running) held.use(part)
  const { app, sockets } = await createHttpServer({ log, trustedProxies: parts.trustedProxies, tls: parts.tls, front })
  const settings: MountSettings = { sockets, authenticate: authenticateLogins(logins, accessKeys, cookie), publicUrl }
  mount(app, settings, api.setup, setupRoutes(setup, door))
  mount(app, settings, api.logins, loginRoutes({ logins, signIn, cookie, door }))
  mount(app, settings, api.connections, connectionRoutes(createConnections({ db, clock, signIn, publicUrl })))
  mount(app, settings, api.accounts, accountRoutes(accounts))
  mount(app, settings, api.twoFactor, twoFactorRoutes(secondFactors))
  mount(app, settings, api.passkeys, passkeyRoutes(waysIn.passkeys))
  mount(app, settings, api.identities, identityRoutes(waysIn.identities, waysIn))
  const whoIs = (request: FastifyRequest, address: string) =>
    settings.authenticate(request, { address, background: false })
  mount(app, settings, api.waysIn, waysInRoutes({ ...waysIn, door, publicUrl, whoIs }))
  mount(app, settings, api.settings, settingsRoutes(siteSettings))
  const holdings = async ({ id }: User) => {
    const live = await sessions.liveOf(id)
    const terminals = await Promise.all(live.map((one) => engine.terminals(one.id).catch(() => [])))
    return {
      loginSessions: await logins.countOf(id),
      openTerminals: terminals.flat().length,
      credentials: await credentials.countOf(id),
      computeSessions: live,
      workspacesWithoutAdmin: await workspaces.onlyRunBy(id),
    }
  }
  mount(app, settings, api.users, userRoutes({ database, clock, accounts, users, holdings }))
  mount(app, settings, api.myAccount, {
    ...ownAccountRoutes(ownAccount),
    ...myLoginRoutes(logins),
    ...myAuditRoutes(database.db),
  })
  mount(app, settings, api.preferences, preferenceRoutes(preferences))
  mount(app, settings, api.notifications, told.routes.notifications)
  mount(app, settings, api.updates, told.routes.updates)
  mount(app, settings, api.usageData, usageDataRoutes(usageData))
  mount(app, settings, api.workspaces, workspaceRoutes(db, workspaces))
  mount(app, settings, api.invitations, invitationRoutes({ db, clock, workspaces, invitations, door }))
  mount(app, settings, api.groups, groupRoutes(db, workspaces, createGroups({ db, workspaces })))
  mount(app, settings, api.projects, projectRoutes(db, projects))
  mount(app, settings, api.credentials, credentialRoutes({ database, clock, credentials }))
  mount(app, settings, api.tokens, tokenRoutes(credentials))
  mount(app, settings, api.policies, policyRoutes({ database, clock, policies }))
  mount(app, settings, api.sshServer, ssh.routes)
  work.mountRoutes(app, settings, workspaces)
  storage.mountRoutes(app, settings)
  mount(app, settings, api.files, files.routes.files)
  mount(app, settings, api.uploads, files.routes.uploads)
  mount(app, settings, api.apps, appRoutes({ apps }))
  mount(app, settings, api.events, eventRoutes({ hub, leases, pages: autoLogout }))
  serveDescription(app, version)
  serveHealth(app, async () => void (await database.pool.query('SELECT 1')))
  app.addHook('preClose', async () => {
    setTimeout(() => app.server.closeAllConnections(), parts.finishMs ?? finishMs).unref()
    // Streams end before the server waits for what is open.
    await leases[Symbol.asyncDispose]()
  })
  held.defer(() => app.close())

  const disposal = held.move()
  return {
    app,
    ssh: ssh.server,
    appsPort: second,
    setup,
    accounts,
    secondFactors,
    logins,
    watch,
    sessions,
    updates: told.updates,
    usageData,
    storage: storage.work,
    firstLook: async (request) => {
      const token = cookie.read(request)
      return token === null ? null : preferences.firstLook(token)
    },
    framedContent(request) {
      const found = addresses.contentFor({ host: request.headers.host ?? '', address: clientAddress(request) })
      return found && `${found.content}/`
    },
    auditLog,
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  }
}
