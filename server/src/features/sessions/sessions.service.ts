/** Compute sessions: what people may do with them. What follows is the reconciler's work. */
import type { IdleSignal } from '@berth/contract/idle.ts'
import type { Readable } from 'node:stream'
import { defaultResourceGroup } from '@berth/contract/resource-group-names.ts'
import { sessionCan, type SessionAction } from '@berth/contract/session-states.ts'
import type { PolicyLimits } from '@berth/contract/policies.ts'
import type { ResourceReport } from '@berth/contract/resources.ts'
import type { SessionColumn } from '@berth/contract/session-columns.ts'
import type { Explanation, Session } from '@berth/contract/sessions.ts'
import type { Transaction } from 'kysely'
import type { Engine } from '../../engines/engine.ts'
import { isUniqueViolation, type Database } from '../../platform/database/database.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { recordAudit } from '../../platform/events/audit-record.ts'
import { emit } from '../../platform/events/outbox.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Clock } from '../../platform/time.ts'
import type { Environments } from '../environments/environments.service.ts'
import type { FolderMounts } from '../folders/folder-mounts.service.ts'
import type { Nodes } from '../nodes/nodes.service.ts'
import type { Projects } from '../projects/projects.service.ts'
import { lockAdmission } from './admission/admission-locks.store.ts'
import { readPastStarts } from './admission/admission.views.ts'
import { createAdmission } from './admission/admit-sessions.ts'
import { countAhead } from './admission/decision.views.ts'
import { askOf, requestOf, type SessionBody } from './admission/create-session.ts'
import { exportSessions } from './export-sessions.views.ts'
import { explainAsk, explainQueued } from './admission/explain-session.ts'
import { limitsOfPolicy, replay } from './admission/refused-starts.ts'
import { sessionIdleSoon } from './idle/idle-watch.ts'
import { endSessions } from './life/end-sessions.ts'
import { forgetOldPoints } from './metrics/metrics.store.ts'
import { outlookOf, surroundings, type Outlook, type Size, type Where } from './admission/outlook.ts'
import { redactText } from './log/redaction.ts'
import { reportOf } from './admission/resource-report.ts'
import type { Activity } from './idle/session-activity.ts'
import { recordDeed } from './session-deed.ts'
import { sessionsNamed, type NamedSession, type SessionName } from './session-names.views.ts'
import { liveSessionsOf, renameSession, sessionEnded, sessionUpdated, setPriority } from './sessions.store.ts'
import { terminalShared } from './sharing/terminal-shares.ts'
import {
  listSessions,
  showSession,
  showSessions,
  seesEveryones,
  type SessionFilters,
  type SessionQuery,
  type Viewer,
} from './sessions.views.ts'
import { readHiding, showHistory } from './shown-session.views.ts'

const pastMs = 30 * 86_400_000

export interface SessionsDeps {
  readonly database: Database
  readonly engine: Pick<Engine, 'kind'>
  readonly nodes: Nodes
  readonly environments: Environments
  readonly projects: Projects
  readonly mounts: Pick<FolderMounts, 'resolve' | 'hold'>
  readonly clock: Clock
  readonly activity: Pick<Activity, 'note'>
}

export type { NamedSession, SessionName, Viewer }
export { forgetOldPoints }
export { sessionEnded, sessionIdleSoon, sessionUpdated, terminalShared }
export type Sessions = ReturnType<typeof createSessions>

export function createSessions(deps: SessionsDeps) {
  const { database, nodes, clock } = deps
  const { db, pool } = database
  const listeners = new Set<() => void>()
  /** After a commit of this process: quicker than the notification that tells every process. */
  const changed = () => {
    for (const listener of listeners) listener()
  }

  const admit = createAdmission(deps)
  const show = async (viewer: Viewer, id: string): Promise<Session> => {
    const session = await showSession(pool, viewer, id)
    if (!session) throw new Problem('not-found')
    return session
  }

  return {
    show,
    list: (viewer: Viewer, query: SessionQuery) => listSessions(pool, viewer, query),

    /** What people take of their own is nobody's business. */
    async export(viewer: Viewer, filters: SessionFilters, columns: readonly SessionColumn[]): Promise<Readable> {
      const { user: actor, address = null } = viewer
      if (seesEveryones(viewer, filters))
        await transaction(db, (tx) =>
          recordAudit(tx, { action: 'sessions.exported', result: 'success', actor, address, after: { ...filters } }),
        )
      return exportSessions(pool, viewer, filters, columns)
    },

    /** For live events: whoever passes them on checks with `maySee`. */
    load: (ids: readonly string[]) => showSessions(pool, ids),
    maySee: (viewer: Viewer, { owner, workspace }: Pick<Session, 'owner' | 'workspace'>) =>
      (viewer.role === 'superadmin' || owner === viewer.user) &&
      (viewer.workspace === null || workspace === viewer.workspace),

    /** Whoever asks decides who may know. */
    named: (name: SessionName) => sessionsNamed(pool, name),

    /** What its owner wants hidden wherever something of it is shown. */
    hidingOf: (id: string) => readHiding(pool, id),

    /** What can be shown of something that a session said; `isCut`: at its beginning something is missing. */
    hideIn: async (id: string, text: string, isCut = false): Promise<string> =>
      redactText(await readHiding(pool, id), text, isCut),

    async hideAllIn(id: string, texts: readonly string[]): Promise<string[]> {
      if (texts.every((text) => text === '')) return [...texts]
      const hiding = await readHiding(pool, id)
      return texts.map((text) => redactText(hiding, text))
    },

    /** In the transaction that changes what a user hides: whoever has something of theirs before them gets it anew. */
    async hidingChanged(tx: Transaction<Tables>, user: string): Promise<void> {
      for (const { id } of await liveSessionsOf(tx, user)) await emit(tx, { kind: sessionUpdated, subject: id, user })
    },

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
      const ask = await askOf(deps, viewer, body, idempotencyKey)
      let outcome = await admit(ask)
      if ('noMachine' in outcome) {
        // No machine has ever been well: that is worth one question more before it is refused.
        const { remedy } = await nodes.refresh()
        outcome = await admit(ask)
        if ('noMachine' in outcome)
          throw new Problem('engine-unavailable', { engine: deps.engine.kind, remedy: remedy ?? '' })
      }
      if ('problem' in outcome) throw outcome.problem
      changed()
      const { id, position, session, onDisk } = outcome
      await onDisk
      if (session.status !== 'PENDING') return session
      return position === null ? show(viewer, id) : { ...session, queue: { position, estimate: null } }
    },

    /** What would come of a request, and why. */
    explain: async (viewer: Viewer, body: SessionBody): Promise<Explanation> =>
      explainAsk(deps, await askOf(deps, viewer, body, null)),

    /** Why a session waits. */
    async explainOne(viewer: Viewer, id: string): Promise<Explanation> {
      const { status } = await show(viewer, id)
      const explanation = await explainQueued(deps, id)
      if (!explanation) throw new Problem('session-state', { action: 'explain', state: status })
      return explanation
    },

    async update(
      viewer: Viewer,
      id: string,
      { name, priority }: { readonly name?: string | undefined; readonly priority?: number | undefined },
    ): Promise<Session> {
      const session = await show(viewer, id)
      const { status } = session
      if (priority !== undefined && viewer.role !== 'superadmin') throw new Problem('not-allowed')
      try {
        await transaction(db, async (tx) => {
          // Names are decided about under the same lock.
          await lockAdmission(tx, [{ user: session.owner, workspace: session.workspace, project: session.project }], [])
          if (name !== undefined && !(await renameSession(tx, id, name)))
            throw new Problem('session-state', { action: 'rename', state: status })
          if (name !== undefined && name !== session.name && session.owner !== viewer.user)
            await recordDeed(tx, viewer, session, {
              action: 'session.renamed',
              before: { name: session.name },
              after: { name },
            })
          if (priority === undefined || priority === session.priority) return
          if (!(await setPriority(tx, id, priority)))
            throw new Problem('session-state', { action: 'prioritize', state: status })
          await recordDeed(tx, viewer, session, {
            action: 'session.prioritized',
            before: { priority: session.priority },
            after: { priority },
          })
        })
      } catch (error) {
        if (isUniqueViolation(error, 'sessions_live_name')) throw new Problem('name-taken', { name: name ?? '' })
        throw error
      }
      changed()
      return show(viewer, id)
    },

    /** Repeating it changes nothing. */
    async terminate(viewer: Viewer, id: string): Promise<Session> {
      const session = await show(viewer, id)
      const reason = session.owner === viewer.user ? 'ended-by-owner' : 'ended-by-administrator'
      await transaction(db, async (tx) => {
        const ended = await endSessions(tx, [id], { at: clock.now(), reason })
        if (ended.length === 0) return
        if (session.owner !== viewer.user) await recordDeed(tx, viewer, session, { action: 'session.terminated' })
      })
      changed()
      return show(viewer, id)
    },

    /** Before anybody is let into a session: when they are not its owner, that stays known. */
    async recordEntry(viewer: Viewer, id: string): Promise<void> {
      const session = await show(viewer, id)
      if (session.owner === viewer.user) return
      await transaction(db, (tx) => recordDeed(tx, viewer, session, { action: 'session.entered' }))
    },

    /** What a user runs or waits for. */
    liveOf: (user: string) => liveSessionsOf(db, user),

    /** Null when there is no such group. */
    async resources(viewer: Viewer, where: Where): Promise<ResourceReport | null> {
      const found = await surroundings(deps, viewer, where)
      if (!found) return null
      const { around, fractionalGpus } = found
      const ahead = await countAhead(db, where.resourceGroup ?? defaultResourceGroup, around.now)
      return reportOf(around, ahead, fractionalGpus)
    },

    /** What would come of each of several requests, each by itself; null when there is no such group. */
    async outlook(viewer: Viewer, where: Where, wanted: readonly Size[]): Promise<Outlook[] | null> {
      const found = await surroundings(deps, viewer, where)
      return found && wanted.map((size) => outlookOf(requestOf(size), found.around))
    },

    /** Of the starts with a policy lately, how many it would have refused with other limits. */
    async refusedStarts(policy: string, limits: PolicyLimits) {
      const since = new Date(clock.now().getTime() - pastMs)
      return replay(await readPastStarts(db, policy, since), limitsOfPolicy(limits), since)
    },

    /** Somebody or something uses it; cheap, called by whatever carries the signs of it. */
    noteActivity: (id: string, signal: IdleSignal): void => deps.activity.note(id, signal),

    /** Something may have to be done. */
    changed,

    /** Called when something may have to be done. Returns how to stop that. */
    onChange(listener: () => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
