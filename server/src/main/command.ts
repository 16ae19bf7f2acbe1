/** What commands on the server's machine share: the options of the server, and its database, running or not. */
import { join } from 'node:path'
import { makeConfig, type Config } from '../platform/config/config.ts'
import { ConfigProblem, readSettings } from '../platform/config/env.ts'
import { openDatabase, type Database, type DatabaseConnection } from '../platform/database/database.ts'
import { DataDirectoryBusy, startEmbeddedPostgres } from '../platform/database/embedded-postgres.ts'
import { migrate } from '../platform/database/migrations.ts'
import { reachRunningPostgres } from '../platform/database/running-postgres.ts'
import { migrationsFolder } from './site.ts'

export interface Invocation {
  /** What is no option. */
  readonly words: readonly string[]
  readonly config: Config
}

/** Words come first, then the server's options. */
export function readInvocation(args: readonly string[]): Invocation {
  const at = args.findIndex((arg) => arg.startsWith('--'))
  const [words, options] = at < 0 ? [args, []] : [args.slice(0, at), args.slice(at)]
  return { words, config: makeConfig(readSettings(options, process.env), { terminal: process.stdout.isTTY }) }
}

/** Beside a running server, or in its place for as long as it takes. */
export async function openSiteDatabase(config: Config, held: AsyncDisposableStack): Promise<Database> {
  const connection = await connect(config, held)
  await migrate(connection, migrationsFolder)
  return held.use(openDatabase({ connection, applicationName: 'berth command', max: 2 }))
}

async function connect(config: Config, held: AsyncDisposableStack): Promise<DatabaseConnection> {
  if (config.database) return config.database
  const directory = join(config.dataDir, 'postgres')
  try {
    return held.use(await startEmbeddedPostgres({ directory })).connection
  } catch (error) {
    if (!(error instanceof DataDirectoryBusy)) throw error
    return held.use(await reachRunningPostgres(directory)).connection
  }
}

/** Runs it, and says in one line what was wrong with how it was called. */
export async function runCommand(work: (args: readonly string[]) => Promise<number>): Promise<void> {
  try {
    process.exitCode = await work(process.argv.slice(2))
  } catch (error) {
    const { name, message } = error as Error
    const expected = ['RescueRefused', 'DataDirectoryBusy', 'MigrationRefused']
    if (!(error instanceof ConfigProblem) && !expected.includes(name)) throw error
    process.stderr.write(`${message.replaceAll(/^/gm, 'berth: ')}\n`)
    process.exitCode = error instanceof ConfigProblem ? 2 : 1
  }
}
