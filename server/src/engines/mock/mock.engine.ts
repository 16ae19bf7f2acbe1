import { Duplex, PassThrough, Readable, Writable } from 'node:stream'
import { EngineProblem, type Engine, type EngineReport, type ExecOptions, type ExecStream } from '../engine.ts'
import type { LogOptions, SessionEnd, SessionSpec, SessionUse } from '../engine.ts'
import { createMockTerminal } from './mock-terminal.ts'
import { commandText, runMockCommand } from './mock-shell.ts'
import { createTextQueue } from './text-queue.ts'
import {
  bootstrapLog,
  createMockWorld,
  endMockSession,
  mockProcess,
  startMockSession,
  writeMockLog,
  type MockSession,
  type MockWorld,
} from './mock-world.ts'

export interface MockEngineOptions {
  readonly capacity?: Omit<EngineReport['node'], 'name'>
  readonly nodeName?: string
  /** For what it says of the present; the machine's clock when not given. */
  readonly now?: () => Date
  /** Hand the same one to a second engine to play a server's restart. */
  readonly world?: MockWorld
}

export type MockVerb =
  | 'probe'
  | 'start'
  | 'list'
  | 'stop'
  | 'remove'
  | 'openTerminal'
  | 'attachTerminal'
  | 'exec'
  | 'openPort'
  | 'metrics'

export interface MockControls {
  readonly world: MockWorld
  /** From now on calls of this verb wait, until the returned function is called. */
  hold(verb: MockVerb): () => void
  /** The next call of this verb rejects. */
  failNext(verb: MockVerb, problem: EngineProblem): void
  /** Ends a session as if by itself. */
  endSession(id: string, end: Omit<SessionEnd, 'at'>): void
  /** Adds to a session's main log. */
  writeLog(id: string, text: string): void
  /** Changes what `metrics` says of a session; counters are as they are set. */
  setUse(id: string, change: Partial<Omit<SessionUse, 'at'>>): void
  /** Changes what `probe` says. */
  setReport(change: Partial<EngineReport>): void
  /** How often each verb was called. */
  readonly calls: Readonly<Record<MockVerb, number>>
}

export type MockEngine = Engine & { readonly mock: MockControls }

const gibibyte = 1024 ** 3

export function createMockEngine(options: MockEngineOptions = {}): MockEngine {
  const world = options.world ?? createMockWorld()
  const now = options.now ?? (() => new Date())
  const nodeName = options.nodeName ?? 'mock'
  const capacity = options.capacity ?? { cpu: 8, memory: 32 * gibibyte, gpus: 0 }
  const watching = new AbortController()
  const holds = new Map<MockVerb, Set<Promise<void>>>()
  const failures = new Map<MockVerb, EngineProblem[]>()
  const calls: Record<MockVerb, number> = {
    probe: 0,
    start: 0,
    list: 0,
    stop: 0,
    remove: 0,
    openTerminal: 0,
    attachTerminal: 0,
    exec: 0,
    openPort: 0,
    metrics: 0,
  }
  let report: EngineReport = {
    available: true,
    remedy: null,
    version: 'mock 1',
    tier: 'mock',
    facts: ['nothing really runs'],
    node: { name: nodeName, ...capacity },
  }

  /** Every verb passes here: counted, held, failed as the test wants it. */
  async function enter(verb: MockVerb, signal?: AbortSignal) {
    calls[verb]++
    const cancelled = new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve(), { once: true }))
    for (const held of holds.get(verb) ?? []) await Promise.race([held, cancelled])
    await Promise.resolve()
    if (signal?.aborted) throw new EngineProblem('cancelled', 'the start was cancelled')
    const failure = failures.get(verb)?.shift()
    if (failure) throw failure
  }

  function running(id: string): MockSession {
    const session = world.sessions.get(id)
    if (!session) throw new EngineProblem('no-such-session', 'there is no such session')
    if (session.end) throw new EngineProblem('not-running', 'the session does not run')
    return session
  }

  const engine: Engine = {
    kind: 'mock',
    mostContainers: 1,

    async probe() {
      await enter('probe')
      return report
    },
    storage: () => Promise.resolve({ available: true, remedy: null, owner: null }),
    async start(spec: SessionSpec, signal: AbortSignal, onBootstrap?: () => void) {
      await enter('start', signal)
      if (!report.available) throw new EngineProblem('unavailable', report.remedy ?? 'the engine is not available')
      const known = world.sessions.get(spec.id)
      const session = known ?? startMockSession(world, spec)
      if (session.end) for (const watcher of world.watchers) watcher(spec.id, session.end)
      else if (session.bootstrap && !session.bootstrapEnd) await waitForBootstrap(session, signal, onBootstrap)
      return { tier: report.tier, node: nodeName, bootstrap: session.bootstrapEnd }
    },
    findPrograms: async (names) =>
      new Map(names.filter((name) => name === 'bash').map((name) => [name, `/bin/${name}`])),
    async list() {
      await enter('list')
      return [...world.sessions].map(([id, { end, startedAt }]) =>
        end ? { id, state: 'ended', startedAt, end } : { id, state: 'running', startedAt },
      )
    },
    async stop(id) {
      await enter('stop')
      return endMockSession(world, id, { at: now(), cause: 'stopped', exitCode: null })
    },
    async remove(id) {
      await enter('remove')
      const session = world.sessions.get(id)
      if (session && !session.end) throw new EngineProblem('unavailable', 'the session still runs')
      world.sessions.delete(id)
    },
    watch(onEnd, signal) {
      world.watchers.add(onEnd)
      const stop = () => void world.watchers.delete(onEnd)
      AbortSignal.any([signal, watching.signal]).addEventListener('abort', stop, { once: true })
    },

    async openTerminal(id, request) {
      await enter('openTerminal')
      const session = running(id)
      if (session.terminals.size >= 32) throw new EngineProblem('too-many-terminals', 'there are 32 already')
      const name = String(++session.terminalCount)
      const terminal = createMockTerminal(session.spec.name, request, mockProcess(session))
      session.terminals.set(name, terminal)
      void terminal.ended.then(() => session.terminals.delete(name))
      return { terminal: name }
    },
    async terminals(id) {
      return [...running(id).terminals].map(([terminal, { cols, rows, startedAt }]) => {
        return { terminal, title: '', cols, rows, startedAt }
      })
    },
    async attachTerminal(id, terminal, { onlyLooks = false } = {}) {
      await enter('attachTerminal')
      const found = running(id).terminals.get(terminal)
      if (!found) throw new EngineProblem('no-such-terminal', 'it has ended')
      return found.attach(onlyLooks)
    },
    async announce(id, text) {
      for (const terminal of running(id).terminals.values()) terminal.announce(text)
    },
    closeTerminal: async (id, terminal) => running(id).terminals.get(terminal)?.close(),

    async exec(id, request) {
      await enter('exec')
      return execute(running(id), request)
    },
    async openFiles(id) {
      running(id)
      throw new EngineProblem('unavailable', 'a session that is only played has no files')
    },
    async openPort(id, port) {
      await enter('openPort')
      if (!running(id).ports.has(port)) throw new EngineProblem('port-refused', 'nothing listens there')
      return Duplex.from(new PassThrough())
    },

    async openSocket(id) {
      running(id)
      throw new EngineProblem('port-refused', 'nothing listens there')
    },

    logs: (id, request) => readMockLog(world, id, request),
    async removeLogs(id) {
      for (const log of [id, bootstrapLog(id)]) world.logs.delete(log)
    },
    async metrics(ids) {
      await enter('metrics')
      const at = now()
      return new Map(
        ids.flatMap((id) => {
          const session = world.sessions.get(id)
          return session && !session.end ? [[id, { at, ...session.use }] as const] : []
        }),
      )
    },
    async [Symbol.asyncDispose]() {
      watching.abort()
    },
  }

  return Object.assign(engine, {
    mock: {
      world,
      calls,
      hold(verb: MockVerb) {
        const { promise, resolve } = Promise.withResolvers<void>()
        const held = holds.get(verb) ?? new Set()
        holds.set(verb, held.add(promise))
        return () => {
          held.delete(promise)
          resolve()
        }
      },
      failNext: (verb: MockVerb, problem: EngineProblem) =>
        void failures.set(verb, [...(failures.get(verb) ?? []), problem]),
      endSession: (id: string, end: Omit<SessionEnd, 'at'>) =>
        void endMockSession(world, id, { ...end, at: new Date() }),
      writeLog: (id: string, text: string) => writeMockLog(world, id, text),
      setUse(id: string, change: Partial<Omit<SessionUse, 'at'>>) {
        const session = running(id)
        session.use = { ...session.use, ...change }
      },
      setReport: (change: Partial<EngineReport>) => void (report = { ...report, ...change }),
    },
  })
}

function execute(session: MockSession, { command, env, pty }: ExecOptions): ExecStream {
  let size = pty ?? { cols: 80, rows: 24 }
  const input = createTextQueue()
  const stdout = new Readable({ read() {} })
  const stderr = new Readable({ read() {} })
  const abort = new AbortController()
  const base = mockProcess(session)
  let signalled: string | null = null
  const exit = runMockCommand(commandText(command), {
    ...base,
    env: { ...base.env, ...env },
    input,
    out: (text) => stdout.push(text),
    err: (text) => (pty ? stdout : stderr).push(text),
    size: () => size,
    signal: AbortSignal.any([base.signal, abort.signal]),
  }).then((code) => {
    for (const stream of [stdout, stderr]) stream.push(null)
    return signalled ? { code: null, signal: signalled } : { code, signal: null }
  })
  return {
    stdin: new Writable({
      write(bytes: Buffer, _encoding, done) {
        input.push(bytes.toString('utf8'))
        done()
      },
      final(done) {
        input.end()
        done()
      },
    }),
    stdout,
    stderr,
    signal(name) {
      signalled = name
      abort.abort()
      input.end()
    },
    resize: (cols, rows) => void (size = { cols, rows }),
    exit,
    async [Symbol.asyncDispose]() {
      abort.abort()
      input.end()
      await exit
    },
  }
}

/** One that ended meanwhile was stopped, or ended by itself; then nothing else is known of its script. */
async function waitForBootstrap(session: MockSession, signal: AbortSignal, onBootstrap?: () => void) {
  const timer = setTimeout(() => onBootstrap?.(), 20)
  const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
  await Promise.race([session.bootstrap, aborted])
  clearTimeout(timer)
  if (!session.bootstrapEnd || session.end) throw new EngineProblem('cancelled', 'the start was cancelled')
}

async function* readMockLog(world: MockWorld, id: string, { source, from, follow, signal }: LogOptions) {
  let at = from
  while (!signal.aborted) {
    const log = world.logs.get(source === 'main' ? id : bootstrapLog(id))
    const session = world.sessions.get(id)
    const over = !log || !session || session.end !== null || (source === 'bootstrap' && session.bootstrapEnd !== null)
    if (log && log.text.length > at) {
      yield new Uint8Array(log.text.subarray(at))
      at = log.text.length
      continue
    }
    if (!follow || over) return
    await new Promise<void>((resolve) => {
      const wake = () => {
        log.wakers.delete(wake)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      log.wakers.add(wake)
      signal.addEventListener('abort', wake, { once: true })
    })
  }
}
