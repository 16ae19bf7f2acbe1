/**
 * Starts an app in its session and waits until it answers. It becomes a process of the session like any other, so it
 * outlives this server; what it says is kept beside its socket, for whoever wants to know why it ended.
 */
import { request } from 'node:http'
import type { Duplex } from 'node:stream'
import { finished } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { EngineProblem, type Engine, type ExecStream } from '../../engines/engine.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { App } from '../environments/environments.service.ts'
import { basePathOf } from './app-address.ts'

export type AppEngine = Pick<Engine, 'kind' | 'exec' | 'openPort' | 'openSocket'>

export interface StartLimits {
  /** From its start to its first answer. */
  readonly answerMs: number
  /** For what is started by the session itself, which may just have begun. */
  readonly serviceMs: number
  readonly pauseMs: number
}

export const startLimits: StartLimits = { answerMs: 90_000, serviceMs: 15_000, pauseMs: 150 }

/** Private to the session, and writable in every environment. */
const folder = '/tmp/.berth-apps'
const socketOf = ({ name }: App) => `${folder}/${name}.sock`

/** Whoever wrote its command told it where it is, so it wants to be asked for that. */
export const isBelowBase = ({ command }: App): boolean => command?.includes('BERTH_APP_BASE_PATH') ?? false

export const connectApp = (engine: AppEngine, session: string, app: App): Promise<Duplex> =>
  app.port === null ? engine.openSocket(session, socketOf(app)) : engine.openPort(session, app.port)

/** What can be shown of the last output of a session's app; `isCut`: something came before. */
export type ShowOutput = (session: string, output: string, isCut: boolean) => Promise<string>

/** Resolves when it answers. Rejects with `app-failed`, or with the engine's problem. */
export async function startApp(
  engine: AppEngine,
  session: string,
  app: App,
  limits = startLimits,
  show: ShowOutput = async (_session, output) => output,
): Promise<void> {
  if (await answers(engine, session, app)) return
  if (app.command === null) {
    if (await answersWithin(engine, session, app, limits.serviceMs, limits.pauseMs)) return
    throw failed(app, 'no-answer')
  }
  await using running = await engine.exec(session, {
    command: ['/bin/sh', '-c', script, 'berth', `${folder}/${app.name}`, app.command],
    env: {
      BERTH_APP: app.name,
      BERTH_APP_BASE_PATH: basePathOf({ session, app: app.name }),
      ...(app.port === null ? { BERTH_APP_SOCKET: socketOf(app) } : { BERTH_APP_PORT: String(app.port) }),
    },
  })
  const over = new AbortController()
  const ended = endOf(running)
  const ready = answersWithin(engine, session, app, limits.answerMs, limits.pauseMs, over.signal)
  ready.catch(() => {})
  try {
    const first = await Promise.race([ended, ready])
    if (first === true) return
    if (first === false) throw failed(app, 'no-answer')
    const { exitCode, output, isCut } = first
    throw failed(app, 'ended', { exitCode, output: await show(session, printable(output), isCut) })
  } finally {
    over.abort()
  }
}

/**
 * Begins it in a process session of its own, so that it goes on when this script's connection ends; then waits for its
 * end. One that still runs is not begun a second time, nor by two at
 * the same time; a lock that somebody was killed with is taken after five seconds. `$1`: its files, `$2`: its command.
 */
const script = `
umask 077
mkdir -p '${folder}' || exit 125
runs() { pid=$(cat "$1.pid" 2>/dev/null) && [ -n "$pid" ] && grep -qsF berth-app "/proc/$pid/cmdline"; }
tries=0
until mkdir "$1.lock" 2>/dev/null || [ $((tries += 1)) -gt 50 ]; do sleep 0.1; done
if runs "$1"; then
  rmdir "$1.lock"
  while runs "$1"; do sleep 0.2; done
else
  rm -f "$BERTH_APP_SOCKET" "$1.exit" "$1.pid"
  setsid /bin/sh -c 'echo $$ >"$1.pid"; rmdir "$1.lock"; /bin/sh -c "$2" >"$1.log" 2>&1 </dev/null; echo $? >"$1.exit"' berth-app "$1" "$2" &
  wait $!
fi
tail -c 4000 "$1.log" 2>/dev/null
exit "$(cat "$1.exit" 2>/dev/null || echo 125)"
`

interface Ended {
  readonly exitCode: number | null
  readonly output: string
}

/** As the script above has it. */
const mostOutput = 4_000

async function endOf({ stdout, stderr, exit }: ExecStream): Promise<Ended & { readonly isCut: boolean }> {
  let bytes = Buffer.alloc(0)
  for (const output of [stdout, stderr]) {
    output.on('error', () => {})
    output.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]).subarray(-mostOutput)
    })
  }
  const ends = [stdout, stderr].map((output) => finished(output).catch(() => {}))
  const [{ code }] = await Promise.all([exit, ...ends])
  return { exitCode: code, output: bytes.toString('utf8'), isCut: bytes.length >= mostOutput }
}

const failed = (app: App, why: 'ended' | 'no-answer', { exitCode, output }: Ended = { exitCode: null, output: '' }) =>
  new Problem('app-failed', { app: app.title, why, exitCode, output })

/** Without what steers terminals; whoever shows it shows it as text. */
const printable = (text: string) =>
  text
    .replaceAll(/\u001b\[[0-9;?]*[ -/]*[@-~]/g, '')
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')
    .toWellFormed()

async function answersWithin(
  engine: AppEngine,
  session: string,
  app: App,
  ms: number,
  pauseMs: number,
  signal?: AbortSignal,
): Promise<boolean> {
  const until = performance.now() + ms
  while (performance.now() < until && !signal?.aborted) {
    if (await answers(engine, session, app)) return true
    await delay(pauseMs)
  }
  return false
}

const oneAnswerMs = 5_000

/** Whether it speaks HTTP; what it says does not matter. */
async function answers(engine: AppEngine, session: string, app: App): Promise<boolean> {
  let stream: Duplex
  try {
    stream = await connectApp(engine, session, app)
  } catch (error) {
    if (error instanceof EngineProblem && error.code === 'port-refused') return false
    throw error
  }
  return new Promise((resolve) => {
    const done = (answer: boolean) => {
      clearTimeout(timer)
      asking.destroy()
      stream.destroy()
      resolve(answer)
    }
    const asking = request({
      createConnection: () => stream,
      path: '/',
      headers: { host: 'localhost', 'user-agent': 'berth', accept: '*/*' },
    })
    const timer = setTimeout(() => done(false), oneAnswerMs)
    asking.once('response', () => done(true))
    asking.once('upgrade', () => done(false))
    asking.on('error', () => done(false))
    asking.end()
  })
}
