/** Starts everything one process needs, in order, and takes it down in reverse. */
import { mkdirSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { email, password } from '@berth/contract/accounts.ts'
import type { FastifyInstance } from 'fastify'
import type { Engine } from '../engines/engine.ts'
import { createLocalEngine } from '../engines/local/local.engine.ts'
import { createMockEngine } from '../engines/mock/mock.engine.ts'
import { createPasswords } from '../features/accounts/passwords.ts'
import type { Config } from '../platform/config/config.ts'
import type { SshServer } from '../protocols/ssh/ssh-server.ts'
import { ConfigProblem } from '../platform/config/env.ts'
import { firstAdminPassword, oidcClientSecret, smtpPassword, tlsFiles } from '../platform/config/secrets.ts'
import { openDatabase, type DatabaseConnection } from '../platform/database/database.ts'
import { startEmbeddedPostgres } from '../platform/database/embedded-postgres.ts'
import { migrate } from '../platform/database/migrations.ts'
import { isConsoleBuilt, serveConsole, type DocumentAttributes } from '../platform/http/console.ts'
import type { Log } from '../platform/log/log.ts'
import { createSmtpMail } from '../platform/mail/smtp-mail.ts'
import { CannotOpen, createSeals } from '../platform/secrets/seal.ts'
import { loadSiteKey } from '../platform/secrets/site-key.ts'
import { systemClock } from '../platform/time.ts'
import { compose, type Site } from './compose.ts'
import { createHousekeeping } from './housekeeping.ts'

type SshConfig = NonNullable<Config['ssh']>

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url))
export const migrationsFolder = fromHere('../../migrations/')
const exampleFolder = fromHere('../../example-folder/')
const consoleFolder = fromHere('../../../web/dist/')

export async function startSite(config: Config, log: Log, stop: AbortSignal): Promise<AsyncDisposable> {
  await using held = new AsyncDisposableStack()
  const tls = config.http.tls && tlsFiles(config.http.tls)
  const firstAdmin = config.firstAdmin && checkedFirstAdmin(config.firstAdmin)
  const smtp = config.smtp && { ...config.smtp, password: smtpPassword(config.smtp) }
  const oidc = config.oidc && { ...config.oidc, clientSecret: oidcClientSecret(config.oidc) }
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })

  const connection = await databaseConnection(config, log, held, stop)
  for (const name of await migrate(connection, migrationsFolder)) log.info('migrated', { name })
  const database = held.use(
    openDatabase({
      connection,
      applicationName: 'berth',
      onIdleError: (error) => log.warn('a database connection broke', { error }),
    }),
  )
  const engine = held.use(createEngine(config, log))

  const seals = createSeals(siteKey(config))
  const housekeeping = createHousekeeping({
    database,
    clock: systemClock,
    log,
    checkForUpdates: () => site.updates.check(),
    sendUsageData: () => site.usageData.send(),
    storage: () => site.storage,
  })
  const site: Site = held.use(
    await compose({
      database,
      engine,
      passwords: createPasswords(),
      seals,
      clock: systemClock,
      log,
      publicUrl: (): string => config.http.publicUrl ?? localUrl(config, site.app),
      storage: { hosts: config.storageHosts, ownDirectory: config.dataDir },
      secureCookies: tls !== null || (config.http.publicUrl?.startsWith('https:') ?? false),
      trustedProxies: config.http.trustedProxies,
      appsDomain: config.http.appsDomain,
      appsPort: wantedAppsPort(config),
      ssh: { address: config.ssh?.address ?? null },
      oidc,
      mail: smtp && createSmtpMail({ settings: smtp, jobs: housekeeping, seals, log }),
      tls,
      updateFeed: config.updateFeed,
      usageCollector: config.usageCollector,
    }),
  )
  if (isConsoleBuilt(consoleFolder))
    await serveConsole(site.app, consoleFolder, firstAttributes(site), site.framedContent)
  else log.warn('the console is not built; run `npm run build`')

  if (firstAdmin && (await site.setup.createFirst(firstAdmin.email, firstAdmin.password)))
    log.info('created the first administrator', { email: firstAdmin.email })
  await Promise.all([listen(site.app, config), config.ssh && listenForSsh(site.ssh, config.ssh, log)])
  await listenForApps(site, config, log)
  await announce(config, site, log)
  site.storage
    .makeExample(exampleFolder)
    .catch((error: Error) => log.warn('the example folder could not be made', { error }))
  site.updates.check().catch((error: Error) => log.warn('newer versions could not be looked for', { error }))
  held.use(housekeeping)
  // Nobody waits for it, so it must not keep anybody waiting at the start.
  housekeeping.start({ work: true }).catch((error: Error) => log.error('housekeeping could not start', { error }))
  return held.move()
}

async function databaseConnection(
  config: Config,
  log: Log,
  held: AsyncDisposableStack,
  signal: AbortSignal,
): Promise<DatabaseConnection> {
  if (config.database) return config.database
  const directory = join(config.dataDir, 'postgres')
  return held.use(await startEmbeddedPostgres({ directory, log, signal })).connection
}

/** See web/public/before-paint.js. A page is drawn as everybody's when this cannot be known. */
const firstAttributes =
  (site: Pick<Site, 'firstLook'>): DocumentAttributes =>
  async (request): Promise<Readonly<Record<string, string>>> => {
    const look = await site.firstLook(request).catch(() => null)
    if (look === null) return {}
    const { theme, density, language, compactSidebar } = look
    return { theme, density, language, sidebar: compactSidebar ? 'compact' : 'wide' }
  }

/** Read before anything is listened to: without the key that sealed them, second factors could not be checked. */
function siteKey({ siteKeyFile, dataDir }: Config): Buffer {
  try {
    return loadSiteKey(siteKeyFile === null ? { dataDirectory: dataDir } : { file: siteKeyFile })
  } catch (error) {
    throw new ConfigProblem([`the site key: ${(error as Error).message}`])
  }
}

function createEngine(config: Config, log: Log): Engine {
  const { mock, fractional: fractionalGpus } = config.gpus
  if (config.engine === 'mock')
    return createMockEngine({ capacity: { cpu: 16, memory: 64 * 1024 ** 3, gpus: mock ?? 2, fractionalGpus } })
  const accelerator = { fractionalGpus, ...(mock === null ? {} : { gpus: mock }) }
  return createLocalEngine({
    directory: join(config.dataDir, 'local-engine'),
    nodeName: hostname(),
    log,
    accelerator,
  })
}

function checkedFirstAdmin(admin: NonNullable<Config['firstAdmin']>) {
  const given = { email: admin.email, password: firstAdminPassword(admin) }
  const problems = [
    ...(email.safeParse(given.email).success ? [] : ['--admin-email is not a valid email address.']),
    ...(password
      .safeParse(given.password)
      .error?.issues.map((issue) => `--admin-password-file: the password is refused (${issue.message}).`) ?? []),
  ]
  if (problems.length > 0) throw new ConfigProblem(problems)
  return given
}

async function listen(app: FastifyInstance, config: Config): Promise<void> {
  const { host, port } = config.http
  try {
    await app.listen({ host, port, backlog: 1024 })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      throw new ConfigProblem([`port ${port} on ${host} is in use; choose another with --port.`])
    if (code === 'EACCES')
      throw new ConfigProblem([`port ${port} needs rights that this user lacks; choose one above 1023.`])
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new ConfigProblem([`${host} is no address of this machine; choose another with --host.`])
    throw error
  }
}

/** A port that nobody chose may be taken: the site works without it, and says so. */
async function listenForSsh(ssh: SshServer, { host, port, isPortChosen }: SshConfig, log: Log): Promise<void> {
  try {
    log.info('SSH is ready', { host, port: await ssh.listen(host, port) })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (error instanceof CannotOpen)
      return log.error('there is no SSH: its host key was sealed with another site key', { error })
    const why =
      code === 'EADDRINUSE' ? `port ${port} on ${host} is in use` : `${host} port ${port} cannot be had (${code})`
    if (code === undefined) throw error
    if (isPortChosen) throw new ConfigProblem([`${why}; choose another with --ssh-port, or none with --no-ssh.`])
    log.warn(`there is no SSH: ${why}; choose another with --ssh-port`)
  }
}

/** The one after the console's. One that is free where that is so, too. */
function wantedAppsPort({ http: { port, appsPort } }: Config) {
  if (!appsPort) return null
  return { ...appsPort, port: appsPort.port ?? (port === 0 ? 0 : port + 1) }
}

/** The site works without it, and says so. */
async function listenForApps({ appsPort }: Site, config: Config, log: Log): Promise<void> {
  const wanted = wantedAppsPort(config)
  if (!wanted) return
  const { host } = config.http
  try {
    log.info('the port for apps is ready', { host, port: await appsPort.listen(host, wanted.port) })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    log.warn(`apps have no port: ${host} port ${wanted.port} cannot be had (${code}); choose another with --apps-port`)
  }
}

function localUrl(config: Config, app: FastifyInstance): string {
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : config.http.port
  return `${config.http.tls ? 'https' : 'http'}://localhost:${port}`
}

const loopback = /^(127\.|::1$|localhost$)/

/** The token goes into the fragment, which browsers send to nobody: no log and no referrer gets it. */
async function announce(config: Config, site: Site, log: Log): Promise<void> {
  const url = config.http.publicUrl ?? localUrl(config, site.app)
  if (!config.http.tls && !loopback.test(config.http.host) && !url.startsWith('https:'))
    log.warn(
      'plain http is open to the network: passwords can be read on the way. Use --tls-cert, or a proxy with https',
    )
  const host = new URL(url).hostname
  const isAlone = loopback.test(config.http.host) && loopback.test(host)
  if (config.http.appsDomain === null && !isAlone)
    log.warn(
      site.appsPort.port() === null
        ? 'apps of sessions have no address over the network: give --apps-domain, with a wildcard in DNS'
        : 'over the network apps of all sessions share one origin, so their pages can read each other: give --apps-domain, with a wildcard in DNS',
    )
  if (config.http.appsDomain !== null && !url.startsWith('https:'))
    log.warn('apps of sessions share plain http with the console: browsers keep them apart less well. Use https')
  const token = await site.setup.newToken()
  const setUp = token ? `Create the first administrator: ${url}/setup#${token}\n` : ''
  // At once: a program that waits for the first line reads the second with it.
  process.stdout.write(`Berth is ready at ${url}\n${setUp}`)
}
