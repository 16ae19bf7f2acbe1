/** What a session uses, whether anybody uses it, and keeping it although nobody does. */
import type { SessionMetrics } from '@berth/contract/activity.ts'
import type { Idle } from '@berth/contract/idle.ts'
import { sessionCan } from '@berth/contract/session-states.ts'
import type { Session } from '@berth/contract/sessions.ts'
import type { Database } from '../../../platform/database/database.ts'
import { transaction } from '../../../platform/database/transaction.ts'
import { recordAudit } from '../../../platform/events/audit-record.ts'
import { emit } from '../../../platform/events/outbox.ts'
import { Problem } from '../../../platform/http/problem.ts'
import type { Clock } from '../../../platform/time.ts'
import { lockCandidate, setKept } from '../idle/idle.store.ts'
import { showMetrics } from './metrics.views.ts'
import { sessionUpdated } from '../sessions.store.ts'
import type { Viewer } from '../sessions.views.ts'

export interface SessionUseDeps {
  readonly database: Pick<Database, 'db' | 'pool'>
  readonly clock: Clock
  /** The session, when the viewer may see it. */
  readonly show: (viewer: Viewer, id: string) => Promise<Session>
}

export type SessionUses = ReturnType<typeof createSessionUse>

export function createSessionUse({ database, clock, show }: SessionUseDeps) {
  const { db, pool } = database
  return {
    /** Null: its whole life. */
    async metrics(viewer: Viewer, id: string, last: number | null): Promise<SessionMetrics> {
      const { startedAt, createdAt, endedAt } = await show(viewer, id)
      const to = endedAt === null ? clock.now() : new Date(endedAt)
      const began = new Date(startedAt ?? createdAt)
      const from = last === null ? began : new Date(Math.max(began.getTime(), to.getTime() - last * 1000))
      return showMetrics(pool, id, from < to ? from : new Date(to.getTime() - 1000), to)
    },

    idle: async (viewer: Viewer, id: string): Promise<Idle | null> => (await show(viewer, id)).idle,

    async keep(viewer: Viewer, id: string, seconds: number): Promise<Session> {
      const session = await show(viewer, id)
      await transaction(db, async (tx) => {
        const current = await lockCandidate(tx, id)
        if (!current || !sessionCan.keep(current.status))
          throw new Problem('session-state', { action: 'keep', state: current?.status ?? session.status })
        // Nothing would end it: it is kept already.
        if (current.idle_timeout === null) return
        const until = await setKept(tx, id, new Date(clock.now().getTime() + seconds * 1000))
        await emit(tx, { kind: sessionUpdated, subject: id, user: session.owner })
        if (session.owner === viewer.user) return
        await recordAudit(tx, {
          action: 'session.kept',
          result: 'success',
          actor: viewer.user,
          user: session.owner,
          subject: id,
          name: session.name,
          workspace: session.workspace,
          address: viewer.address ?? null,
          after: { keptUntil: until },
        })
      })
      return show(viewer, id)
    },
  }
}
