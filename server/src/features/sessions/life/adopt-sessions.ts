/** Compares what the rows say with what the engine has: after a start of this process, and from time to time. */
import type { EngineSession, SessionEnd } from '../../../engines/engine.ts'
import { transaction } from '../../../platform/database/transaction.ts'
import type { Ground } from './reconciler-ground.ts'
import { mostStarts } from './session-deadlines.ts'
import { liveSessions, type LiveSession } from './reconciler.views.ts'
import { moveSession, noteReason, renewDeadlines } from '../sessions.store.ts'

/**
 * Once, when this process begins to lead: starts that were under way have been interrupted, and the time in which
 * nobody led counts against nobody.
 */
export async function takeOver({ db, engine, clock }: Ground): Promise<void> {
  const at = clock.now()
  for (const session of await liveSessions(db, engine.kind)) {
    if (session.status !== 'PREPARING') continue
    await transaction(db, async (tx) => {
      // A script that takes long goes on meanwhile, and is not what interrupts servers.
      const starts = session.starts + (session.reason === 'bootstrap-running' ? 0 : 1)
      if (starts <= mostStarts) {
        const set = { starts, bootstrap_seconds: session.bootstrap_seconds }
        await noteReason(tx, session.id, 'PREPARING', { at, reason: 'start-interrupted', renewDeadline: true, set })
      } else {
        const detail = `The start was interrupted ${session.starts} times.`
        await moveSession(tx, session.id, 'TERMINATING', { at, reason: 'start-failed', detail, from: ['PREPARING'] })
      }
    })
  }
  await renewDeadlines(db, engine.kind, 'SCHEDULED', at)
  await renewDeadlines(db, engine.kind, 'TERMINATING', at)
}

export interface Findings {
  /** RUNNING sessions that have ended, as far as the engine can tell. */
  readonly ended: ReadonlyMap<string, SessionEnd>
  /** What the engine has and no row seemed to want. */
  readonly orphans: readonly string[]
}

/** `busy`: sessions that something is being done about; they are looked at next time. */
export async function compare({ db, engine, clock }: Ground, busy: (id: string) => boolean): Promise<Findings> {
  // Rows first: what they say runs was started before the list was made, so what is not in the list is gone.
  const rows = await liveSessions(db, engine.kind)
  const idle = rows.filter((row) => row.status === 'RUNNING' && !busy(row.id))
  const known = new Map((await engine.list()).map((session) => [session.id, session]))
  const ended = new Map<string, SessionEnd>()
  for (const row of idle) {
    const end = endOf(known.get(row.id), clock.now())
    if (end && !busy(row.id)) ended.set(row.id, end)
  }
  const wanted = new Set(rows.filter(isWanted).map((row) => row.id))
  return { ended, orphans: [...known.keys()].filter((id) => !wanted.has(id) && !busy(id)) }
}

const isWanted = (row: LiveSession) => row.status !== 'PENDING'

function endOf(known: EngineSession | undefined, now: Date): SessionEnd | null {
  if (!known) return { at: now, cause: 'lost', exitCode: null }
  if (known.state === 'running') return null
  return known.end ?? { at: now, cause: 'lost', exitCode: null }
}
