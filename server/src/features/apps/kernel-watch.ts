/**
 * Asks the notebooks that were opened whether a kernel of theirs is at work. That is use of the session, also while it
 * waits for something and uses no processor; who watches does not matter.
 */
import { request } from 'node:http'
import type { Duplex } from 'node:stream'
import { EngineProblem } from '../../engines/engine.ts'
import type { Database } from '../../platform/database/database.ts'
import type { Log } from '../../platform/log/log.ts'
import type { App, Environments } from '../environments/environments.service.ts'
import { openedIn } from './apps.views.ts'
import { basePathOf } from './app-address.ts'
import { connectApp, isBelowBase, type AppEngine } from './start-app.ts'

export interface KernelWatchDeps {
  readonly database: Pick<Database, 'pool'>
  readonly engine: AppEngine
  readonly environments: Pick<Environments, 'appsIn'>
  readonly onBusy: (session: string) => void
  readonly log: Log
  readonly everyMs?: number
}

export interface KernelWatch extends Disposable {
  look(): Promise<void>
}

const notebook = 'jupyter'
const answerMs = 5_000
const mostBytes = 256 * 1024
const together = 8

export function createKernelWatch(deps: KernelWatchDeps): KernelWatch {
  const { database, engine, environments, onBusy, log, everyMs = 60_000 } = deps
  const lookInto = async ({ id, environment }: { readonly id: string; readonly environment: string }) => {
    const app = (await environments.appsIn(environment)).find(({ name }) => name === notebook)
    if (app && (await isBusy(engine, id, app))) onBusy(id)
  }
  const look = async () => {
    const opened = await openedIn(database.pool, notebook, engine.kind)
    const next = opened.values()
    const work = async () => {
      for (const one of next) await lookInto(one)
    }
    await Promise.all(Array.from({ length: Math.min(together, opened.length) }, work))
  }
  let looking = false
  const timer = setInterval(() => {
    if (looking) return
    looking = true
    look()
      .catch((error: Error) => log.warn('Notebooks could not be asked whether they are in use', { error }))
      .finally(() => (looking = false))
  }, everyMs).unref()
  return { look, [Symbol.dispose]: () => clearInterval(timer) }
}

/** What it answers is a session's word about itself: no more of it is believed than this one bit. */
async function isBusy(engine: AppEngine, session: string, app: App): Promise<boolean> {
  let stream: Duplex
  try {
    stream = await connectApp(engine, session, app)
  } catch (error) {
    if (error instanceof EngineProblem) return false
    throw error
  }
  const base = isBelowBase(app) ? basePathOf({ session, app: app.name }) : ''
  const text = await ask(stream, `${base}/api/kernels`)
  try {
    const kernels: unknown = JSON.parse(text)
    return (
      Array.isArray(kernels) &&
      kernels.some((one: { execution_state?: unknown } | null) => one?.execution_state === 'busy')
    )
  } catch {
    return false
  }
}

/** Empty when it does not answer, or says too much. */
const ask = (stream: Duplex, path: string) =>
  new Promise<string>((resolve) => {
    const done = (text: string) => {
      clearTimeout(timer)
      asking.destroy()
      stream.destroy()
      resolve(text)
    }
    const asking = request({ createConnection: () => stream, path, headers: { host: 'localhost' } })
    const timer = setTimeout(() => done(''), answerMs)
    stream.on('error', () => {})
    asking.on('error', () => done(''))
    asking.on('response', (answer) => {
      let text = ''
      answer.on('data', (chunk: Buffer) => {
        text += chunk.toString('latin1')
        if (text.length > mostBytes) done('')
      })
      answer.on('error', () => done(''))
      answer.on('end', () => done(answer.statusCode === 200 ? text : ''))
    })
    asking.end()
  })
