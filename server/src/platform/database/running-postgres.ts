import { realpathSync } from 'node:fs'
import type { DatabaseConnection } from './database.ts'
import { clusterFiles, readPassword, shortSocketDirectory, superuser } from './postgres-cluster.ts'

/** The way to the database of a server that runs on this directory, for whoever works beside it on the same machine. */
export async function reachRunningPostgres(
  directory: string,
): Promise<{ readonly connection: DatabaseConnection } & Disposable> {
  const files = clusterFiles(realpathSync(directory))
  const password = await readPassword(files)
  const socket = shortSocketDirectory(files)
  return {
    connection: { host: socket.path, port: 5432, user: superuser, password, database: 'berth' },
    [Symbol.dispose]: () => socket[Symbol.dispose](),
  }
}
