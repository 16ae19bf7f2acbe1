/** The output of a session as a stream of bytes, for as long as the caller may read it. */
import { Readable } from 'node:stream'
import { finishedStatuses, type SessionStatus } from '@berth/contract/session-states.ts'
import { EngineProblem, type Engine } from '../../engines/engine.ts'
import type { EventFeed } from '../../platform/events/event-feed.ts'
import { leaseScope, type Caller } from '../../platform/http/caller.ts'
import type { Leases } from '../../platform/leases/leases.ts'
import type { Sessions } from './sessions.service.ts'

export interface LogStreamDeps {
  readonly engine: Pick<Engine, 'logs'>
  readonly sessions: Pick<Sessions, 'load'>
  readonly events: Pick<EventFeed, 'subscribe'>
  readonly leases: Pick<Leases, 'take'>
}

interface Wanted {
  readonly caller: Caller
  readonly id: string
  readonly from: number
  /** Until the session is over, and also while it has not begun. */
  readonly follow: boolean
}

/** A reader whose right has ended and who does not take what is left is cut after this long. */
const cutMs = 500

/** `offset`: where it really begins. */
export async function logStream(deps: LogStreamDeps, wanted: Wanted): Promise<{ body: Readable; offset: number }> {
  const { caller, id, from } = wanted
  const over = new AbortController()
  let cut = () => {}
  const end = () => {
    over.abort()
    setTimeout(() => cut(), cutMs).unref()
  }
  const lease = deps.leases.take(leaseScope(caller, { session: id }), end, caller.until)
  try {
    const offset = await firstKept(deps.engine, id, from, over.signal)
    const body = Readable.from(pieces(deps, { ...wanted, from: offset }, over.signal), { objectMode: false })
    cut = () => void body.destroy()
    // A reader that went away waits for nothing.
    body.once('close', () => {
      lease[Symbol.dispose]()
      over.abort()
    })
    return { body, offset }
  } catch (error) {
    lease[Symbol.dispose]()
    throw error
  }
}

async function firstKept(engine: Pick<Engine, 'logs'>, id: string, from: number, signal: AbortSignal) {
  let offset = from
  const onStart = (at: number) => {
    offset = at
  }
  for await (const _ of read(engine, id, { from, follow: false, signal, onStart })) break
  return offset
}

async function* pieces(deps: LogStreamDeps, { id, from, follow }: Wanted, signal: AbortSignal) {
  let at = from
  for (;;) {
    // Asked before reading, so that what is written before the end is read in any case.
    using change = nextChange(deps.events, id, signal)
    const live = follow && (await isLive(deps.sessions, id))
    const onStart = (start: number) => {
      at = start
    }
    for await (const piece of read(deps.engine, id, { from: at, follow: live, signal, onStart })) {
      at += piece.length
      yield piece
    }
    if (!live || signal.aborted) return
    await change.happened
  }
}

async function isLive(sessions: LogStreamDeps['sessions'], id: string): Promise<boolean> {
  const [session] = await sessions.load([id])
  return session !== undefined && !(finishedStatuses as readonly SessionStatus[]).includes(session.status)
}

type Reading = Omit<Parameters<Engine['logs']>[1], 'source'>

/** One that never ran has no output. */
async function* read(engine: Pick<Engine, 'logs'>, id: string, options: Reading) {
  try {
    yield* engine.logs(id, { source: 'main', ...options })
  } catch (error) {
    if (!(error instanceof EngineProblem && error.code === 'no-such-session')) throw error
  }
}

function nextChange(events: LogStreamDeps['events'], id: string, signal: AbortSignal) {
  const { promise, resolve } = Promise.withResolvers<void>()
  const done = () => resolve()
  const subscription = events.subscribe({
    onEvent: (event) => {
      if (event.subject === id) done()
    },
    onGap: done,
  })
  signal.addEventListener('abort', done, { once: true })
  return {
    happened: promise,
    [Symbol.dispose]() {
      subscription[Symbol.dispose]()
      signal.removeEventListener('abort', done)
    },
  }
}
