/**
 * Makes what the rows say so in the engine. One process does it for an engine, the one that leads; it is woken when
 * something changed, in this process or in any other, and looks by itself from time to time all the same.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { Engine } from '../../../engines/engine.ts'
import type { Database } from '../../../platform/database/database.ts'
import { lead } from '../../../platform/database/leadership.ts'
import type { EventFeed } from '../../../platform/events/event-feed.ts'
import type { Log } from '../../../platform/log/log.ts'
import type { Clock } from '../../../platform/time.ts'
import type { Environments } from '../../environments/environments.service.ts'
import { groupUpdated, type Nodes } from '../../nodes/nodes.service.ts'
import { createPresence } from './engine-presence.ts'
import { createReconciliation } from './reconcile-sessions.ts'
import { isUnavailable, type Ground } from './reconciler-ground.ts'
import type { SessionFiles } from './session-files.ts'
import { createTasks } from './session-tasks.ts'
import type { Sessions } from '../sessions.service.ts'
import { sessionUpdated } from '../sessions.store.ts'

export interface ReconcilerDeps {
  readonly database: Database
  readonly engine: Engine
  readonly nodes: Nodes
  readonly environments: Pick<Environments, 'rootOf'>
  readonly filesOf: SessionFiles
  readonly placeOf: Ground['placeOf']
  readonly sessions: Pick<Sessions, 'onChange'>
  readonly events: EventFeed
  readonly clock: Clock
  readonly log: Log
  readonly parallelStarts?: number
  /** What else one process does for all; until the signal. */
  readonly beside?: (signal: AbortSignal) => Promise<void>
  /** It looks by itself so often. */
  readonly tickMs?: number
  /** Between two questions to an engine that is away, at most. */
  readonly probeMs?: number
}

export interface Reconciler extends AsyncDisposable {
  /** Something may have to be done. */
  readonly wake: () => void
}

/** What is under way when the process ends may finish for so long; after that it is repeated by the next one. */
const finishMs = 5_000

export function createReconciler(deps: ReconcilerDeps): Reconciler {
  const { database, engine, sessions, events, log } = deps
  const closing = new AbortController()
  const alarm = createAlarm()

  const work = async () => {
    for (let failures = 0; !closing.signal.aborted; failures++) {
      try {
        const { connection } = database
        await using leadership = await lead({ connection, name: `sessions of ${engine.kind}`, signal: closing.signal })
        failures = 0
        const beside = deps.beside?.(AbortSignal.any([leadership.signal, closing.signal]))
        await govern(deps, alarm, leadership.signal, closing.signal)
        await beside
      } catch (error) {
        if (closing.signal.aborted) return
        log.warn('Looking after sessions was interrupted; beginning anew', { error: error as Error })
        await delay(Math.min(2_000, 50 * 2 ** failures), undefined, { signal: closing.signal }).catch(() => {})
      }
    }
  }

  const wakers = new DisposableStack()
  wakers.defer(sessions.onChange(alarm.ring))
  wakers.use(
    events.subscribe({
      onEvent: (event) => {
        if (event.kind === sessionUpdated || event.kind === groupUpdated) alarm.ring()
      },
      onGap: alarm.ring,
    }),
  )
  const working = work()
  return {
    wake: alarm.ring,
    async [Symbol.asyncDispose]() {
      wakers.dispose()
      closing.abort()
      alarm.ring()
      await working
    },
  }
}

/** Until the leadership is lost or the process ends. */
async function govern(deps: ReconcilerDeps, alarm: Alarm, leading: AbortSignal, closing: AbortSignal): Promise<void> {
  const { database, engine, nodes, environments, filesOf, placeOf, clock, log, tickMs = 10_000 } = deps
  const over = AbortSignal.any([leading, closing])
  const tasks = createTasks({ log, onDone: alarm.ring })
  leading.addEventListener('abort', () => (tasks.abortAll(), alarm.ring()), { once: true })

  let syncAt = 0
  const presence = createPresence({
    nodes,
    log,
    onBack: () => {
      syncAt = 0
    },
    onAnswer: alarm.ring,
    ...(deps.probeMs === undefined ? {} : { mostPauseMs: deps.probeMs }),
  })
  const ground: Ground = {
    db: database.prepared,
    engine,
    nodes,
    environments,
    filesOf,
    placeOf,
    clock,
    log,
    engineAway: presence.away,
  }
  const reconciliation = createReconciliation(ground, tasks, { parallelStarts: deps.parallelStarts ?? 8 })
  const sync = async () => {
    try {
      await reconciliation.sync()
      syncAt = Date.now() + 3 * tickMs
    } catch (error) {
      if (!isUnavailable(error)) throw error
      await presence.away(error)
    }
  }

  engine.watch((id, end) => {
    reconciliation.ended(id, end)
    alarm.ring()
  }, over)
  await reconciliation.takeOver()
  let began = 0
  let took = 0
  for (let failures = 0; !over.aborted;) {
    const rest = began + Math.min(mostRestMs, Math.max(restMs, took * restFactor)) - performance.now()
    // What rings in crowds is looked at together.
    if (rest > 0) await delay(rest, undefined, { signal: over }).catch(() => {})
    if (over.aborted) break
    began = performance.now()
    alarm.reset()
    let next: Date | null
    let askIn: number
    try {
      askIn = presence.askWhenDue()
      if (presence.state() === 'here' && Date.now() >= syncAt) await sync()
      next = await reconciliation.pass(presence.state())
      took = performance.now() - began
      failures = 0
    } catch (error) {
      if (over.aborted) break
      log.error('A look at the sessions failed; trying again', { error: error as Error })
      await delay(Math.min(5_000, 50 * 2 ** failures++), undefined, { signal: over }).catch(() => {})
      continue
    }
    const untilNext = next ? Math.max(0, next.getTime() - clock.now().getTime()) : tickMs
    await alarm.wait(Math.min(tickMs, untilNext, Math.max(0, askIn)))
  }
  // Scripts go on without anybody who waits for them.
  tasks.abortAll('bootstrap')
  if (!leading.aborted) await Promise.race([tasks.settled(), delay(finishMs, undefined, { ref: false })])
  tasks.abortAll()
  await tasks.settled()
}

/** Between the beginnings of two looks at everything; the more there is, the more is seen by each. */
const restMs = 25
const restFactor = 4
const mostRestMs = 250

interface Alarm {
  readonly ring: () => void
  /** What rang before does not count any more. */
  readonly reset: () => void
  /** Until it rings, or so long. */
  readonly wait: (ms: number) => Promise<void>
}

function createAlarm(): Alarm {
  let rang = false
  let awake: (() => void) | undefined
  return {
    ring() {
      rang = true
      awake?.()
    },
    reset() {
      rang = false
    },
    async wait(ms) {
      if (rang) return
      const timer = setTimeout(() => awake?.(), ms)
      await new Promise<void>((resolve) => (awake = resolve))
      awake = undefined
      clearTimeout(timer)
    },
  }
}
