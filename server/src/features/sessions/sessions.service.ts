/** Compute sessions: what people may do with them. What follows is the reconciler's work. */
import { sessionCan, type SessionAction } from '@berth/contract/session-states.ts'
import type { ResourceReport } from '@berth/contract/resources.ts'
import type { Session } from '@berth/contract/sessions.ts'
import type { Engine } from '../../engines/engine.ts'
import { isUniqueViolation, type Database } from '../../platform/database/database.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Clock } from '../../platform/time.ts'
import type { Environments } from '../environments/environments.service.ts'
import { defaultResourceGroup, type Nodes } from '../nodes/nodes.service.ts'
import type { Projects } from '../projects/projects.service.ts'
import { report } from './admission.ts'
import { createSession, type SessionBody } from './create-session.ts'
import { heldIn, liveSessionsOf, lockSession, moveSession, renameSession, sessionUpdated } from './sessions.store.ts'
import {
  listSessions,
  showHistory,
  showSession,
  showSessions,
  type SessionQuery,
  type Viewer,
} from './sessions.views.ts'

export interface SessionsDeps {
  readonly database: Database
  readonly engine: Pick<Engine, 'kind'>
  readonly nodes: Nodes
  readonly environments: Environments
  readonly projects: Projects
  readonly clock: Clock
}

export type { Viewer }
export { sessionUpdated }
export type Sessions = ReturnType<typeof createSessions>

export function createSessions(deps: SessionsDeps) {
  const { database, nodes, clock } = deps
  const { db, pool } = database
  const listeners = new Set<() => void>()
  /** After a commit of this process: quicker than the notification that tells every process. */
  const changed = () => {
    for (const listener of listeners) listener()
  }

  const show = async (viewer: Viewer, id: string): Promise<Session> => {
    const session = await showSession(pool, viewer, id)
    if (!session) throw new Problem('not-found')
    return session
  }

  return {
    show,
    list: (viewer: Viewer, query: SessionQuery) => listSessions(pool, viewer, query),

    /** For live events: whoever passes them on checks with `maySee`. */
    load: (ids: readonly string[]) => showSessions(pool, ids),
    maySee: (viewer: Viewer, session: Pick<Session, 'owner'>) =>
      viewer.role === 'superadmin' || session.owner === viewer.user,

    async history(viewer: Viewer, id: string) {
      await show(viewer, id)
      return showHistory(pool, id)
    },

    /** The session, when its state allows this. */
    async requireAction(viewer: Viewer, id: string, action: SessionAction): Promise<Session> {
      const session = await show(viewer, id)
      if (!sessionCan[action](session.status)) throw new Problem('session-state', { action, state: session.status })
      return session
    },

    async create(viewer: Viewer, body: SessionBody, idempotencyKey: string | null): Promise<Session> {
      const id = await createSession(deps, viewer, body, idempotencyKey)
      changed()
      return show(viewer, id)
    },

    async rename(viewer: Viewer, id: string, name: string): Promise<Session> {
      const { status } = await show(viewer, id)
      try {
        if (!(await transaction(db, (tx) => renameSession(tx, id, name))))
          throw new Problem('session-state', { action: 'rename', state: status })
      } catch (error) {
        if (isUniqueViolation(error, 'sessions_live_name')) throw new Problem('name-taken', { name })
        throw error
      }
      return show(viewer, id)
    },

    /** Repeating it changes nothing. */
    async terminate(viewer: Viewer, id: string): Promise<Session> {
      const { owner } = await show(viewer, id)
      const reason = owner === viewer.user ? 'ended-by-owner' : 'ended-by-administrator'
      await transaction(db, async (tx) => {
        const status = await lockSession(tx, id)
        if (!status || !sessionCan.terminate(status)) return
        // What the engine has not been told of is over at once.
        const to = status === 'PENDING' || status === 'SCHEDULED' ? 'CANCELLED' : 'TERMINATING'
        await moveSession(tx, id, to, { at: clock.now(), reason })
      })
      changed()
      return show(viewer, id)
    },

    /** What a user runs or waits for. */
    liveOf: (user: string) => liveSessionsOf(db, user),

    /** Null when there is no such group. */
    async resources(resourceGroup = defaultResourceGroup): Promise<ResourceReport | null> {
      if (resourceGroup !== defaultResourceGroup) return null
      const [capacity, held] = await Promise.all([
        nodes.capacity(null, resourceGroup),
        heldIn(db, resourceGroup, clock.now()),
      ])
      return report({ ...capacity, gpuShareTenths: 0 }, held)
    },

    /** Called when something may have to be done. Returns how to stop that. */
    onChange(listener: () => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
