/** A whole server in the test's process: own database, typed client, mock engine unless told otherwise, settable clock. */
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { api, type Api } from '@berth/contract/api.ts'
import { createClient, type Client } from '@berth/contract/client.ts'
import { afterAll } from 'vitest'
import type { Engine } from '../src/engines/engine.ts'
import { createMockEngine } from '../src/engines/mock/mock.engine.ts'
import { createPasswords } from '../src/features/accounts/passwords.ts'
import { compose, type Site, type SiteParts } from '../src/main/compose.ts'
import type { Database } from '../src/platform/database/database.ts'
import { createLog, type Log } from '../src/platform/log/log.ts'
import { createSeals } from '../src/platform/secrets/seal.ts'
import { createTestClock, type TestClock } from '../src/platform/time.ts'
import { testDatabase } from './database.ts'

export interface TestApp {
  readonly site: Site
  readonly database: Database
  readonly clock: TestClock
  readonly engine: Engine
  /** Where it keeps what is not in the database. */
  readonly directory: string
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  /** Of its SSH server; 0 where none was asked for. */
  readonly sshPort: number
  /** Its second port for apps; 0 where none was asked for. */
  readonly appsPort: number
  /** Every line that the server logged. */
  readonly logged: string[]
  /** Nobody. */
  readonly anonymous: Client<Api>
  /** The client of a token (as `Bearer`). */
  as(token: string): Client<Api>
  /** The client of a pair of keys (as `Basic`). */
  withKeys(accessKey: string, secretKey: string): Client<Api>
  /** Signs in by name and password, and gives the cookie's token. */
  signIn(login: string, password: string): Promise<string>
  /** Ends this server as its disposal would; the database and the engine stay. */
  close(): Promise<void>
}

export interface TestAppOptions {
  readonly engine?: Engine
  readonly database?: Database
  readonly clock?: TestClock
  /** Of a server before this one, or to look into. */
  readonly directory?: string
  readonly storageHosts?: SiteParts['storage']['hosts']
  readonly trustedProxies?: readonly string[]
  readonly oidc?: SiteParts['oidc']
  readonly mail?: SiteParts['mail']
  readonly finishMs?: number
  readonly appAnswerMs?: number
  readonly appsDomain?: string
  readonly updateFeed?: string
  readonly usageCollector?: string
  /** With a second port for apps. */
  readonly appsPort?: { readonly isChosen: boolean }
  /** With an SSH server, on a free port. */
  readonly ssh?: NonNullable<SiteParts['ssh']>
}

export const adminPassword = 'correct horse 1!'

/** Call it at the top of a test file or in a `beforeAll`; it is taken down after the file's tests. */
export async function testApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = options.database ?? (await testDatabase())
  const clock = options.clock ?? createTestClock(new Date())
  const engine = options.engine ?? createMockEngine({ capacity: { cpu: 8, memory: 32 * 1024 ** 3, gpus: 2 } })
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), 'berth-test-'))
  if (options.directory === undefined) afterAll(() => rm(directory, { recursive: true, force: true }))
  const logged: string[] = []
  const log: Log = createLog({ format: 'json', level: 'debug', write: (line) => void logged.push(line) })
  let origin = 'http://127.0.0.1'
  const site = await compose({
    database,
    engine,
    // By the same steps, a hundredth as dear: most tests make people who sign in.
    passwords: createPasswords({ cost: { memoryCost: 64, timeCost: 1 } }),
    seals: createSeals(Buffer.alloc(32, 7)),
    clock,
    log,
    publicUrl: () => origin,
    secureCookies: false,
    storage: {
      hosts: options.storageHosts ?? [{ name: 'local', path: join(directory, 'storage') }],
      ownDirectory: directory,
    },
    trustedProxies: options.trustedProxies ?? [],
    oidc: options.oidc ?? null,
    mail: options.mail ?? null,
    tls: null,
    ...(options.ssh ? { ssh: options.ssh } : {}),
    finishMs: options.finishMs,
    appAnswerMs: options.appAnswerMs,
    appsDomain: options.appsDomain ?? null,
    updateFeed: options.updateFeed ?? null,
    usageCollector: options.usageCollector ?? null,
    appsPort: options.appsPort ? { port: 0, ...options.appsPort } : null,
  })
  origin = await site.app.listen({ host: '127.0.0.1', port: 0 })
  const appsPort = options.appsPort ? await site.appsPort.listen('127.0.0.1', 0) : 0
  const sshPort = options.ssh ? await site.ssh.listen('127.0.0.1', 0) : 0
  let open = true
  const close = async () => {
    if (open) await site[Symbol.asyncDispose]()
    open = false
  }
  afterAll(async () => {
    await close()
    if (!options.engine) await engine[Symbol.asyncDispose]()
  })
  const client = (headers: Readonly<Record<string, string>>) =>
    createClient(api, { origin, fetch, headers: () => headers })
  return {
    site,
    database,
    clock,
    engine,
    directory,
    origin,
    sshPort,
    appsPort,
    logged,
    anonymous: client({}),
    as: (token) => client({ authorization: `Bearer ${token}` }),
    withKeys: (accessKey, secretKey) => client({ authorization: basic(accessKey, secretKey) }),
    signIn: async (login, password) => tokenOf(await post(origin, '/api/v1/auth/login', { login, password })),
    close,
  }
}

/** As a program presents its pair of keys. */
export const basic = (accessKey: string, secretKey: string) =>
  `Basic ${Buffer.from(`${accessKey}:${secretKey}`).toString('base64')}`

const post = (origin: string, path: string, body: unknown) =>
  fetch(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

function tokenOf(answer: Response): string {
  const token = /berth=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1]
  if (!token) throw new Error(`no cookie in the answer ${answer.status}`)
  return token
}
