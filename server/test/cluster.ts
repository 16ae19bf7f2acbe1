/**
 * Vitest's global set-up: one PostgreSQL for the whole run, in the main process. It is started when the first test file
 * asks, over a socket, so that a run of tests that need no database waits for none.
 */
import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { clientConfig } from '../src/platform/database/database.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts'
import { migrate } from '../src/platform/database/migrations.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the socket that answers with the connection. */
    testCluster: string
  }
}

export const templateName = 'template_berth'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(join(fastFolder(), 'berth-test-'))
  let starting: Promise<EmbeddedPostgres> | undefined
  const server = createServer((socket) => {
    socket.on('error', () => {})
    starting ??= startCluster(join(directory, 'postgres'))
    starting.then(
      ({ connection }) => socket.end(JSON.stringify({ connection })),
      (error: Error) => socket.end(JSON.stringify({ error: error.message })),
    )
  })
  const path = join(directory, 'socket')
  await listen(server, path)
  project.provide('testCluster', path)
  return async () => {
    server.close()
    const cluster = await starting?.catch(() => undefined)
    await cluster?.[Symbol.asyncDispose]()
    rmSync(directory, { recursive: true, force: true })
  }
}

/** In memory a database is cloned in a sixth of the time; containers often have too little of it there, though. */
function fastFolder(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    accessSync('/dev/shm', constants.W_OK)
    if (bavail * bsize > 2 * 2 ** 30) return '/dev/shm'
  } catch {
    // there is none, or not for us
  }
  return tmpdir()
}

async function startCluster(directory: string): Promise<EmbeddedPostgres> {
  const cluster = await startEmbeddedPostgres({
    directory,
    // Every test file has a server with connections of its own.
    settings: {
      max_connections: 1000,
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      autovacuum: 'off',
    },
  })
  const client = new pg.Client(clientConfig(cluster.connection, 'test set-up'))
  await client.connect()
  await client.query(`create database ${templateName}`)
  await client.end()
  await migrate({ ...cluster.connection, database: templateName }, join(import.meta.dirname, '../migrations'))
  return cluster
}

const listen = (server: Server, path: string): Promise<void> =>
  new Promise((resolve, reject) => server.once('error', reject).listen(path, resolve))
