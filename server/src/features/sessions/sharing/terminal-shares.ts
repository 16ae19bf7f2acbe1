/** Terminals that their owner lets others look at (4.6): whoever looks sees what happens and can do nothing. */
import type { SharedTerminal, TerminalShare } from '@berth/contract/terminal-shares.ts'
import { sessionCan } from '@berth/contract/session-states.ts'
import type { Session } from '@berth/contract/sessions.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../../../platform/database/tables.ts'
import { transaction } from '../../../platform/database/transaction.ts'
import { changed } from '../../../platform/events/changed.ts'
import { emit } from '../../../platform/events/outbox.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Lease, Leases } from '../../../platform/leases/leases.ts'
import type { Clock } from '../../../platform/time.ts'
import { recordDeed } from '../session-deed.ts'
import type { Viewer } from '../sessions.views.ts'
import { deleteShare, deleteShares, insertShare } from './terminal-shares.store.ts'
import {
  listSharedWith,
  liveSharesAmong,
  memberByName,
  oneSharedWith,
  sharesInWorkspace,
  sharesOf,
  shareWith,
  type SharedQuery,
} from './terminal-shares.views.ts'

/** Told to whoever may look; the payload says whose it is. */
export const terminalShared = 'terminal.shared'
/** Why a stream ended whose share was taken back. */
export const shareEnded = 'share-ended'

export interface TerminalSharesDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly leases: Pick<Leases, 'revoke'>
  /** The session, when the viewer may see it. */
  readonly show: (viewer: Viewer, id: string) => Promise<Session>
  /** The names of its live terminals. */
  readonly terminalsOf: (id: string) => Promise<readonly string[]>
}

export type TerminalShares = ReturnType<typeof createTerminalShares>

export function createTerminalShares({ db, clock, leases, show, terminalsOf }: TerminalSharesDeps) {
  const end = async (tx: Transaction<Tables>, id: string) => leases.revoke(tx, { share: id }, shareEnded)
  return {
    async list(viewer: Viewer, session: string): Promise<TerminalShare[]> {
      await show(viewer, session)
      return sharesOf(db, session)
    },

    /** By its owner alone. */
    async create(viewer: Viewer, id: string, terminal: string, name: string): Promise<TerminalShare> {
      const session = await show(viewer, id)
      if (session.owner !== viewer.user) throw new Problem('not-allowed')
      if (!sessionCan.openTerminal(session.status))
        throw new Problem('session-state', { action: 'share', state: session.status })
      // one of a name to come would be shown before its owner knows it
      if (!(await terminalsOf(id)).includes(terminal)) throw noTerminal()
      return transaction(db, async (tx) => {
        const member = await memberByName(tx, session.workspace, name)
        if (!member || member.id === viewer.user) throw noMember()
        const share = uuidv7()
        const isNew = await insertShare(tx, {
          id: share,
          session_id: id,
          terminal,
          user_id: member.id,
          created_at: clock.now(),
        })
        if (isNew) {
          await recordDeed(tx, viewer, session, { action: 'terminal.shared', after: { with: member.username } })
          const payload = { by: viewer.user, name: session.name, share }
          const news = { kind: terminalShared, subject: id, user: member.id, payload }
          await emit(tx, news, changed('terminals', { user: member.id }))
        }
        return (await shareWith(tx, id, terminal, member.id)) as TerminalShare
      })
    },

    /** Whoever looks sees nothing more when this has resolved. */
    async remove(viewer: Viewer, id: string, shareId: string): Promise<void> {
      const session = await show(viewer, id)
      await transaction(db, async (tx) => {
        const share = (await sharesOf(tx, id)).find((one) => one.id === shareId)
        if (!share || !(await deleteShare(tx, id, shareId))) throw new Problem('not-found')
        await end(tx, shareId)
        await emit(tx, changed('terminals', { user: share.with.id }))
        await recordDeed(tx, viewer, session, { action: 'terminal.share-ended', before: { with: share.with.username } })
      })
    },

    mine: (viewer: Viewer, query: SharedQuery) => listSharedWith(db, viewer.user, viewer.workspace, query),

    /** What somebody may look at. */
    async requireShared(viewer: Viewer, share: string): Promise<SharedTerminal> {
      const found = await oneSharedWith(db, viewer.user, viewer.workspace, share)
      if (!found) throw new Problem('not-found')
      return found
    },

    /** Of these leases of streams, those whose share is no more, or whose owner may not sign in any more. */
    async overLeases(some: readonly Pick<Lease, 'id' | 'scope'>[]): Promise<string[]> {
      const left = new Set(
        await liveSharesAmong(
          db,
          some.flatMap(({ scope }) => scope['share'] ?? []),
        ),
      )
      return some.filter(({ scope }) => scope['share'] !== undefined && !left.has(scope['share'])).map(({ id }) => id)
    },

    /** As part of the transaction that ends a membership. */
    async endOf(tx: Transaction<Tables>, { user, workspace }: { readonly user: string; readonly workspace: string }) {
      const ids = await sharesInWorkspace(tx, workspace, user)
      if (ids.length === 0) return
      await deleteShares(tx, ids)
      for (const id of ids) await end(tx, id)
    },
  }
}

const noTerminal = () =>
  new Problem('invalid-input', {
    errors: [{ path: 'body.terminal', code: 'unknown', message: 'is no live terminal of this session' }],
  })

const noMember = () =>
  new Problem('invalid-input', {
    errors: [{ path: 'body.with', code: 'unknown', message: 'is nobody else in the workspace of this session' }],
  })
