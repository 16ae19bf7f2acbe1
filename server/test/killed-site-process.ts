/** A whole server in a process of its own, to be killed at any moment. Its argument: where its data is, as JSON. */
import { join } from 'node:path'
import { createMockEngine } from '../src/engines/mock/mock.engine.ts'
import { createPasswords } from '../src/features/accounts/passwords.ts'
import { compose } from '../src/main/compose.ts'
import { openDatabase, type DatabaseConnection } from '../src/platform/database/database.ts'
import { createLog } from '../src/platform/log/log.ts'
import { createSeals } from '../src/platform/secrets/seal.ts'
import { systemClock } from '../src/platform/time.ts'

const { connection, directory } = JSON.parse(process.argv[2] ?? '{}') as {
  connection: DatabaseConnection
  directory: string
}
let origin = 'http://127.0.0.1'
const log = createLog({ format: 'json', level: 'warn', write: (line) => void process.stderr.write(line) })
const site = await compose({
  database: openDatabase({ connection, applicationName: 'to be killed' }),
  engine: createMockEngine({ capacity: { cpu: 8, memory: 32 * 1024 ** 3, gpus: 0 } }),
  passwords: createPasswords(),
  seals: createSeals(Buffer.alloc(32, 7)),
  clock: systemClock,
  log,
  publicUrl: () => origin,
  secureCookies: false,
  storage: { hosts: [{ name: 'local', path: join(directory, 'storage') }], ownDirectory: directory },
  trustedProxies: [],
  oidc: null,
  mail: null,
  tls: null,
})
origin = await site.app.listen({ host: '127.0.0.1', port: 0 })
process.stdout.write(`${origin}\n`)
