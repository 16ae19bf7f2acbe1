/**
 * The reconciler's rule: look at every live row, do the next step for each, look again when something happened. Steps
 * follow from the rows alone, so it can be ended anywhere and begun anew.
 */
import type { SessionEnd } from '../../../engines/engine.ts'
import { compare, takeOver } from './adopt-sessions.ts'
import type { EngineState } from './engine-presence.ts'
import { finishSession, giveUp, removeOrphan, stopSession } from './finish-session.ts'
import type { Ground } from './reconciler-ground.ts'
import { createQueues } from '../queue/schedule-sessions.ts'
import type { Tasks } from './session-tasks.ts'
import { queueAgain, startSession } from './start-session.ts'
import { liveSessions, overdueInQueue, queuesOf, type LiveSession } from './reconciler.views.ts'

export interface ReconcilerLimits {
  readonly parallelStarts: number
}

export function createReconciliation(ground: Ground, tasks: Tasks, limits: ReconcilerLimits) {
  const { db, clock } = ground
  /** What the engine reported and no row says yet. */
  const ends = new Map<string, SessionEnd>()
  const queues = createQueues(ground)

  const begin = {
    start: (row: LiveSession) => {
      // What was reported of an earlier attempt says nothing about this one.
      if (row.status === 'SCHEDULED') ends.delete(row.id)
      const onBootstrap = () => tasks.turn(row.id, 'bootstrap')
      tasks.begin(row.id, 'start', (signal) => startSession(ground, row, signal, onBootstrap))
    },
    stop: (row: LiveSession) => tasks.begin(row.id, 'stop', (signal) => stopSession(ground, row, signal)),
    finish: (row: LiveSession, end: SessionEnd) => tasks.begin(row.id, 'finish', () => finishSession(ground, row, end)),
    clean: (id: string) => tasks.begin(id, 'clean', (signal) => removeOrphan(ground, id, signal)),
  }

  /** With something under way, only what makes it pointless matters. Truthy: the row was changed at once. */
  const consider = async (row: LiveSession, engineState: EngineState): Promise<unknown> => {
    const late = row.deadline_at !== null && row.deadline_at <= clock.now()
    const busy = tasks.kindOf(row.id)
    if ((busy === 'start' || busy === 'bootstrap') && (late || row.status === 'TERMINATING')) return tasks.abort(row.id)
    if (busy === 'stop' && late) return tasks.abort(row.id)
    if (busy) return
    const engineHere = engineState === 'here'
    const mayStart = engineHere && tasks.count('start') < limits.parallelStarts
    switch (row.status) {
      case 'PENDING':
        return late && giveUp(ground, row, 'CANCELLED', 'start-timeout')
      case 'SCHEDULED':
        if (late) return giveUp(ground, row, 'ERROR', 'start-timeout')
        if (engineState === 'away') return queueAgain(ground, row)
        if (mayStart) begin.start(row)
        return
      case 'PREPARING':
        if (late) return giveUp(ground, row, 'TERMINATING', 'start-timeout')
        if (mayStart) begin.start(row)
        return
      case 'RUNNING': {
        const end = ends.get(row.id)
        if (end) begin.finish(row, end)
        else if (late && engineHere) return giveUp(ground, row, 'TERMINATING', whichLimit(row))
        return
      }
      case 'TERMINATING':
        if (late) return giveUp(ground, row, 'ERROR', 'stop-timeout')
        if (engineHere) begin.stop(row)
        return
      case 'TERMINATED':
      case 'CANCELLED':
      case 'ERROR':
    }
  }

  return {
    takeOver: () => takeOver(ground),

    ended(id: string, end: SessionEnd): void {
      ends.set(id, end)
    },

    /** Compares with the engine. May reject with `unavailable`. */
    async sync(): Promise<void> {
      const { ended, orphans } = await compare(ground, (id) => tasks.kindOf(id) !== undefined)
      for (const [id, end] of ended) if (!ends.has(id)) ends.set(id, end)
      for (const id of orphans) if (!tasks.kindOf(id)) begin.clean(id)
    },

    /** One look at everything. Answers when the next one is due by the clock. */
    async pass(engine: EngineState): Promise<Date | null> {
      const reported = [...ends.keys()]
      const began = clock.now()
      const queued = await queuesOf(db, ground.engine.kind, began)
      const rows = await liveSessions(db, ground.engine.kind)
      if (queued.some(({ deadline }) => deadline <= began))
        rows.push(...(await overdueInQueue(db, ground.engine.kind, began)))
      let changed = false
      for (const row of rows) if (await consider(row, engine)) changed = true
      const live = new Set(rows.map((row) => row.id))
      for (const id of reported) if (!live.has(id) && !tasks.kindOf(id)) ends.delete(id)

      for (const { group } of queued) if (await queues.look(group)) changed = true
      const moments = [
        ...rows.map((row) => row.deadline_at),
        ...queued.flatMap(({ nextStart, deadline }) => [nextStart, deadline]),
        queues.again(),
      ]
      // One that passed while this looked was seen before it: it is due, not over.
      return changed ? clock.now() : firstAfter(moments, began)
    },
  }
}

const whichLimit = ({ time_limit: timeLimit, lifetime }: LiveSession) =>
  lifetime !== null && (timeLimit === null || lifetime < timeLimit) ? 'lifetime' : 'time-limit'

function firstAfter(moments: readonly (Date | null)[], began: Date): Date | null {
  const coming = moments.flatMap((moment) => (moment !== null && moment > began ? [moment.getTime()] : []))
  return coming.length > 0 ? new Date(Math.min(...coming)) : null
}
