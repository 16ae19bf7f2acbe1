import type { BootstrapEnd, SessionEnd, SessionSpec, SessionUse } from '../engine.ts'
import { runMockBootstrap } from './mock-bootstrap.ts'
import { runMockCommand, type MockProcess } from './mock-shell.ts'
import type { MockTerminal } from './mock-terminal.ts'
import { createTextQueue } from './text-queue.ts'

/**
 * What runs, apart from the engine that started it: a second engine made over the same world finds it all, as a real
 * server does after a restart.
 */
export interface MockWorld {
  readonly sessions: Map<string, MockSession>
  readonly logs: Map<string, MockLog>
  readonly watchers: Set<(id: string, end: SessionEnd) => void>
}

export interface MockSession {
  readonly spec: SessionSpec
  readonly startedAt: Date
  readonly terminals: Map<string, MockTerminal>
  readonly ports: Set<number>
  readonly abort: AbortController
  /** Null: there is no script to be run first, or it has ended long since. */
  bootstrap: Promise<BootstrapEnd> | null
  bootstrapEnd: BootstrapEnd | null
  use: Omit<SessionUse, 'at'>
  end: SessionEnd | null
  terminalCount: number
}

export interface MockLog {
  text: Buffer
  readonly wakers: Set<() => void>
}

export function createMockWorld(): MockWorld {
  return { sessions: new Map(), logs: new Map(), watchers: new Set() }
}

export function startMockSession(world: MockWorld, spec: SessionSpec): MockSession {
  const session: MockSession = {
    spec,
    startedAt: new Date(),
    terminals: new Map(),
    ports: new Set(),
    abort: new AbortController(),
    bootstrap: null,
    bootstrapEnd: null,
    use: unused,
    end: null,
    terminalCount: 0,
  }
  world.sessions.set(spec.id, session)
  world.logs.set(spec.id, { text: Buffer.alloc(0), wakers: new Set() })
  if (!spec.bootstrap) runCommand(world, session)
  else {
    const log = bootstrapLog(spec.id)
    world.logs.set(log, { text: Buffer.alloc(0), wakers: new Set() })
    const process = { ...mockProcess(session), input: createEmpty() }
    session.bootstrap = runMockBootstrap(spec.bootstrap, process, (text) => writeMockLog(world, log, text))
    void session.bootstrap.then((end) => {
      session.bootstrapEnd = end
      for (const wake of world.logs.get(log)?.wakers ?? []) wake()
      if (!session.end) runCommand(world, session)
    })
  }
  return session
}

export const bootstrapLog = (id: string) => `${id} bootstrap`

function runCommand(world: MockWorld, session: MockSession) {
  const { spec } = session
  if (spec.command === null) return
  const say = (text: string) => writeMockLog(world, spec.id, text)
  const process = {
    ...mockProcess(session),
    input: createEmpty(),
    out: say,
    err: say,
    size: () => ({ cols: 80, rows: 24 }),
  }
  void runMockCommand(spec.command, process).then((exitCode) => {
    if (spec.type === 'batch') endMockSession(world, spec.id, { at: new Date(), cause: 'exited', exitCode })
  })
}

const unused: MockSession['use'] = {
  cpuSeconds: 0,
  memory: 0,
  networkReceived: 0,
  networkSent: 0,
  diskRead: 0,
  diskWritten: 0,
  gpus: [],
}

export function mockProcess(session: MockSession): Omit<MockProcess, 'input' | 'out' | 'err' | 'size'> {
  return { listen: (port) => session.ports.add(port), env: session.spec.env, signal: session.abort.signal }
}

/** The first end is the one that counts. */
export function endMockSession(world: MockWorld, id: string, end: SessionEnd): SessionEnd | null {
  const session = world.sessions.get(id)
  if (!session) return null
  if (session.end) return session.end
  session.end = end
  session.abort.abort()
  for (const terminal of session.terminals.values()) terminal.close()
  for (const log of [id, bootstrapLog(id)]) for (const wake of world.logs.get(log)?.wakers ?? []) wake()
  for (const watcher of world.watchers) watcher(id, end)
  return end
}

export function writeMockLog(world: MockWorld, id: string, text: string) {
  const log = world.logs.get(id)
  if (!log) return
  log.text = Buffer.concat([log.text, Buffer.from(text)])
  for (const wake of log.wakers) wake()
}

function createEmpty() {
  const queue = createTextQueue()
  queue.end()
  return queue
}
