/** A real site for journeys: the built product as a process of its own, on a data directory of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { freePort } from '../tools/free-port.ts'
import { copyPreparedData } from './prepared-data.ts'

const serve = fileURLToPath(new URL('../server/src/main/serve.ts', import.meta.url))

export interface BerthSite {
  /** `http://localhost:PORT`; the port stays over restarts. */
  readonly url: string
  /** The one-time link, while there is no administrator. */
  readonly setupLink: string | null
  readonly dataDir: string
  /** Everything the server printed. */
  readonly output: readonly string[]
  /** Ends the server as `kill -9` does; sessions and, for a moment, PostgreSQL live on. */
  kill(): Promise<void>
  /** In order, as SIGTERM does; the exit code. */
  stop(): Promise<number | null>
  /** Starts it again on the same data and port. */
  start(): Promise<void>
  /** Stops it and forgets its data. */
  remove(): Promise<void>
}

interface Beginning {
  /** With a database that this very server makes, which takes twice as long. */
  readonly isFresh?: boolean
}

export async function startBerth(options: readonly string[] = [], { isFresh }: Beginning = {}): Promise<BerthSite> {
  const dataDir = await mkdtemp(join(tmpdir(), 'berth-e2e-'))
  const engine = options.includes('mock') ? ['--engine', 'mock'] : []
  if (!isFresh) await copyPreparedData(dataDir, engine, () => startBerth(engine, { isFresh: true }))
  const output: string[] = []
  const port = await freePort()
  let running: ChildProcess | null = null
  let setupLink: string | null = null
  let url = ''

  const start = async () => {
    const args = [serve, '--data-dir', dataDir, '--port', String(port), '--ssh-port', '0', '--log', 'json', ...options]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], env: cleanEnvironment() })
    running = child
    const ready = Promise.withResolvers<void>()
    child.once('exit', (code) => ready.reject(new Error(`the server ended with ${code}:\n${output.join('\n')}`)))
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on('line', (line) => {
        output.push(line)
        url = /^Berth is ready at (\S+)/.exec(line)?.[1] ?? url
        setupLink = /(http\S+\/setup#\S+)/.exec(line)?.[1] ?? setupLink
        // The set-up link, if there is one, comes right after.
        if (line.startsWith('Berth is ready')) setImmediate(ready.resolve)
      })
    await ready.promise
  }
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    const child = running
    if (!child || child.exitCode !== null || child.signalCode !== null) return null
    const exit = once(child, 'exit')
    child.kill(signal)
    const [code] = (await exit) as [number | null]
    return code
  }

  await start()
  return {
    get url() {
      return url
    },
    get setupLink() {
      return setupLink
    },
    dataDir,
    output,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    start,
    remove: async () => {
      await end('SIGTERM')
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Nothing of who runs the tests decides how the product behaves. */
const cleanEnvironment = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('BERTH_') && name !== 'NODE_OPTIONS'),
  )
