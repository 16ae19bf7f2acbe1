/** The output of a session as a stream of bytes, for as long as the caller may read it. */
import { Readable } from 'node:stream'
import { finishedStatuses, type SessionStatus } from '@berth/contract/session-states.ts'
import { pieceHeader } from '@berth/contract/log-pieces.ts'
import { EngineProblem, type Engine } from '../../../engines/engine.ts'
import type { EventFeed } from '../../../platform/events/event-feed.ts'
import { leaseScope, type Caller } from '../../../platform/http/caller.ts'
import type { Leases } from '../../../platform/leases/leases.ts'
import type { Hiding } from './redaction.ts'
import type { Sessions } from '../sessions.service.ts'
import { createShownLog, shownStart, type ShownPiece } from './shown-log.ts'

export interface LogStreamDeps {
  readonly engine: Pick<Engine, 'logs'>
  readonly sessions: Pick<Sessions, 'load' | 'hidingOf'>
  readonly events: Pick<EventFeed, 'subscribe'>
  readonly leases: Pick<Leases, 'take'>
}

interface Wanted {
  readonly caller: Caller
  readonly id: string
  readonly from: number
  readonly source: 'main' | 'bootstrap'
  /** Until the session (or its bootstrap script) is over, and also while it has not begun. */
  readonly follow: boolean
  /** In pieces that tell their places (contract: log-pieces.ts). */
  readonly places: boolean
}

/** A reader whose right has ended and who does not take what is left is cut after this long. */
const cutMs = 500

/** `offset`: where it really begins. */
export async function logStream(deps: LogStreamDeps, wanted: Wanted): Promise<{ body: Readable; offset: number }> {
  const { caller, id } = wanted
  const over = new AbortController()
  let cut = () => {}
  const end = () => {
    over.abort()
    setTimeout(() => cut(), cutMs).unref()
  }
  const lease = deps.leases.take(leaseScope(caller, { session: id }), end, caller.until)
  try {
    const hiding = await deps.sessions.hidingOf(id)
    const offset = shownStart(hiding, wanted.from, await firstKept(deps.engine, wanted, over.signal))
    const shown = pieces(deps, { ...wanted, from: offset }, hiding, over.signal)
    const body = Readable.from(wanted.places ? withPlaces(shown) : bytesOf(shown), { objectMode: false })
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

async function firstKept(engine: Pick<Engine, 'logs'>, { id, source, from }: Wanted, signal: AbortSignal) {
  let offset = from
  const onStart = (at: number) => {
    offset = at
  }
  for await (const _ of read(engine, id, { source, from, follow: false, signal, onStart })) break
  return offset
}

async function* pieces(
  deps: LogStreamDeps,
  { id, source, from, follow }: Wanted,
  hiding: Hiding | null,
  signal: AbortSignal,
): AsyncGenerator<ShownPiece> {
  let shown = createShownLog(hiding, from)
  let at = shown.readFrom
  /** Behind what was shown. */
  let next = from
  for (;;) {
    // Asked before reading, so that what is written before the end is read in any case.
    using change = nextChange(deps.events, id, signal)
    const live = follow && (await isLive(deps.sessions, id, source))
    using other = live ? otherHiding(deps, id, hiding) : null
    const over = other ? AbortSignal.any([signal, other.signal]) : signal
    let begun = null as number | null
    const onStart = (start: number) => {
      if (start !== at) begun = start
      at = start
    }
    for await (const bytes of read(deps.engine, id, { source, from: at, follow: live, signal: over, onStart })) {
      const rest = begun === null ? null : shown.begin(begun)
      if (rest) {
        next = rest.next
        yield rest
      }
      // the writer was faster: whoever reads is told that something is missing
      if (begun !== null && begun > next) yield { bytes: new Uint8Array(0), next: begun }
      begun = null
      at += bytes.length
      const piece = shown.push(bytes)
      next = piece?.next ?? next
      if (piece) yield piece
      if (over.aborted) break
    }
    if (signal.aborted) return
    if (other?.found !== undefined) {
      hiding = other.found
      shown = createShownLog(hiding, next)
      at = shown.readFrom
      continue
    }
    if (!live) {
      const rest = shown.end()
      if (rest) yield rest
      return
    }
    await change.happened
  }
}

async function* bytesOf(shown: AsyncIterable<ShownPiece>) {
  for await (const { bytes } of shown) if (bytes.length > 0) yield bytes
}

async function* withPlaces(shown: AsyncIterable<ShownPiece>) {
  for await (const { bytes, next } of shown) {
    yield pieceHeader(next, bytes.length)
    if (bytes.length > 0) yield bytes
  }
}

const beforeRunning: readonly SessionStatus[] = ['PENDING', 'SCHEDULED', 'PREPARING']

async function isLive(sessions: LogStreamDeps['sessions'], id: string, source: Wanted['source']): Promise<boolean> {
  const [session] = await sessions.load([id])
  if (!session) return false
  if (source === 'bootstrap') return beforeRunning.includes(session.status)
  return !(finishedStatuses as readonly SessionStatus[]).includes(session.status)
}

/** One that never ran has no output. */
async function* read(engine: Pick<Engine, 'logs'>, id: string, options: Parameters<Engine['logs']>[1]) {
  try {
    yield* engine.logs(id, options)
  } catch (error) {
    if (!(error instanceof EngineProblem && error.code === 'no-such-session')) throw error
  }
}

/** What its owner hides may change while it is read: aborted, with what is hidden from then on. */
function otherHiding({ events, sessions }: LogStreamDeps, id: string, hiding: Hiding | null) {
  const over = new AbortController()
  const wanted = String(hiding?.names ?? [])
  let found: Hiding | null | undefined
  const look = async () => {
    const now = await sessions.hidingOf(id)
    if (String(now?.names ?? []) === wanted) return
    found = now
    over.abort()
  }
  // who cannot be asked now is asked at the next event; nothing is shown by older wishes for long
  const lookAgain = () => void look().catch(() => {})
  const subscription = events.subscribe({
    onEvent: (event) => {
      if (event.subject === id) lookAgain()
    },
    onGap: lookAgain,
  })
  lookAgain()
  return {
    signal: over.signal,
    get found() {
      return found
    },
    [Symbol.dispose]: () => subscription[Symbol.dispose](),
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
