/** Workspaces and who belongs to them (2.1). Whoever changes a membership holds the lock of the workspace's row. */
import './workspaces.tables.ts'
import type { Member, MemberHoldings, Workspace, WorkspaceRole } from '@berth/contract/workspaces.ts'
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { recordAudit, type AuditRecord } from '../../platform/events/audit-record.ts'
import { changed } from '../../platform/events/changed.ts'
import { emit } from '../../platform/events/outbox.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Account } from '../accounts/accounts.service.ts'
import {
  defaultWorkspace,
  deleteMember,
  holdMember,
  insertMember,
  insertWorkspace,
  lockWorkspace,
  renameWorkspace,
  roleOf,
  setRole,
} from './workspaces.store.ts'
import {
  administeredAlone,
  holdingsOf,
  holdOtherAdmin,
  isActiveAdmin,
  memberById,
  membersAmong,
  workspaceById,
  type Viewer,
} from './workspaces.views.ts'

/** Told in the transaction that ends a membership: subject the user, workspace the workspace. */
export const membershipEnded = 'membership.ended'
/** Told to a user whose membership, projects or invitation in the workspace have changed, so that pages look again. */
export const membershipsUpdated = 'memberships.updated'

export interface Membership {
  readonly workspace: string
  readonly user: string
}

export interface WorkspacesDeps {
  readonly db: Kysely<Tables>
  /** What later slices hold by a membership, and give up in the same transaction. */
  readonly onEnded: (tx: Transaction<Tables>, membership: Membership) => Promise<unknown>
}

export type Workspaces = ReturnType<typeof createWorkspaces>

export function createWorkspaces({ db, onEnded }: WorkspacesDeps) {
  /** As what somebody acts in a workspace; for whoever has no part in it there is none. */
  const standing = async (caller: Caller, id: string, tx: Kysely<Tables> = db): Promise<WorkspaceRole> => {
    if (caller.workspace !== null && caller.workspace !== id) throw new Problem('not-found')
    if (caller.role === 'superadmin') {
      if (!(await workspaceById(tx, id, viewerOf(caller, true)))) throw new Problem('not-found')
      return 'admin'
    }
    const role = await roleOf(tx, id, caller.user)
    if (role === null) throw new Problem('not-found')
    return role
  }
  const requireAdmin = async (caller: Caller, id: string, tx: Kysely<Tables> = db): Promise<void> => {
    if ((await standing(caller, id, tx)) !== 'admin') throw new Problem('not-allowed')
  }
  const show = async (caller: Caller, id: string): Promise<Workspace> => {
    const found = await workspaceById(db, id, viewerOf(caller, true))
    if (!found) throw new Problem('not-found')
    return found
  }

  /** Its row locked, and the rights of who asks looked at behind the lock: they may just have lost them. */
  const lockFor = async (tx: Transaction<Tables>, by: Caller, id: string) => {
    const row = await lockWorkspace(tx, id)
    if (!row) throw new Problem('not-found')
    await requireAdmin(by, id, tx)
    return row
  }

  const refuseLastAdmin = async (tx: Transaction<Tables>, id: string, user: string): Promise<void> => {
    if (!(await isActiveAdmin(tx, id, user))) return
    if (!(await holdOtherAdmin(tx, id, user))) throw new Problem('last-workspace-admin')
  }

  const end = async (tx: Transaction<Tables>, by: Caller, row: { id: string; name: string }, user: string) => {
    // First, since it waits for whoever is being added to something as a member: what they add is there to be ended.
    await deleteMember(tx, row.id, user)
    await onEnded(tx, { workspace: row.id, user })
    await emit(
      tx,
      { kind: membershipEnded, subject: user, workspace: row.id, user, payload: { by: by.user } },
      { kind: membershipsUpdated, subject: user, workspace: row.id, user },
    )
    await record(tx, by, row, { action: user === by.user ? 'member.left' : 'member.removed', user })
  }

  return {
    standing,
    requireAdmin,
    show,
    lockFor,

    /** A new user gets a personal workspace; the shared one that every site starts with, unless invited to another. */
    async welcome(tx: Transaction<Tables>, user: Account, { isInvited }: { isInvited: boolean }): Promise<void> {
      const personal = uuidv7()
      await insertWorkspace(tx, { id: personal, name: user.username, personal_of: user.id })
      await insertMember(tx, personal, user.id, 'admin')
      if (isInvited) return
      await insertMember(tx, defaultWorkspace, user.id, user.role === 'superadmin' ? 'admin' : 'member')
      await emit(tx, changed('workspaces', { workspace: defaultWorkspace }))
    },

    async create(by: Caller, { name }: { name: string }): Promise<Workspace> {
      const id = uuidv7()
      await transaction(db, async (tx) => {
        await insertWorkspace(tx, { id, name, personal_of: null })
        await insertMember(tx, id, by.user, 'admin')
        await record(tx, by, { id, name }, { action: 'workspace.created', after: { name } })
      })
      return show(by, id)
    },

    async rename(by: Caller, id: string, { name }: { name?: string | undefined }): Promise<Workspace> {
      await transaction(db, async (tx) => {
        const row = await lockFor(tx, by, id)
        if (name === undefined || name === row.name) return
        await renameWorkspace(tx, id, name)
        await record(tx, by, row, { action: 'workspace.updated', before: { name: row.name }, after: { name } })
      })
      return show(by, id)
    },

    /** The member's row is in the way of whoever would end the membership, until the transaction is over. */
    async requireMember(tx: Transaction<Tables>, workspace: string, user: string): Promise<void> {
      if (!(await holdMember(tx, workspace, user))) throw new Problem('not-found')
    },

    async changeRole(by: Caller, id: string, user: string, role: WorkspaceRole): Promise<Member> {
      await transaction(db, async (tx) => {
        const row = await lockFor(tx, by, id)
        const before = await roleOf(tx, id, user)
        if (before === null) throw new Problem('not-found')
        if (before === role) return
        if (row.personal_of !== null) throw new Problem('personal-workspace')
        if (role === 'member') await refuseLastAdmin(tx, id, user)
        await setRole(tx, id, user, role)
        await emit(tx, { kind: membershipsUpdated, subject: user, workspace: id, user })
        const roles = { before: { role: before }, after: { role } }
        await record(tx, by, row, { action: 'member.role-changed', user, ...roles })
      })
      const member = await memberById(db, id, user)
      if (!member) throw new Problem('not-found')
      return member
    },

    async remove(by: Caller, id: string, user: string): Promise<void> {
      await transaction(db, async (tx) => {
        const row = await lockFor(tx, by, id)
        // Leaving is another deed, with its own warning.
        if (user === by.user) throw new Problem('not-yourself')
        if ((await roleOf(tx, id, user)) === null) throw new Problem('not-found')
        if (row.personal_of !== null) throw new Problem('personal-workspace')
        await refuseLastAdmin(tx, id, user)
        await end(tx, by, row, user)
      })
    },

    async leave(by: Caller, id: string): Promise<void> {
      await transaction(db, async (tx) => {
        const row = await lockWorkspace(tx, id)
        if (!row || (await roleOf(tx, id, by.user)) === null) throw new Problem('not-found')
        if (row.personal_of !== null) throw new Problem('personal-workspace')
        await refuseLastAdmin(tx, id, by.user)
        await end(tx, by, row, by.user)
      })
    },

    /** Of these users, those who belong to one of these workspaces. */
    membersAmong: (workspaces: readonly string[], users: readonly string[]) => membersAmong(db, workspaces, users),

    async holdings(caller: Caller, id: string, user: string): Promise<MemberHoldings> {
      const role = await standing(caller, id)
      if (user !== caller.user && role !== 'admin') throw new Problem('not-allowed')
      if ((await roleOf(db, id, user)) === null) throw new Problem('not-found')
      return holdingsOf(db, id, user)
    },

    /** Shared workspaces that would have no admin without this user. */
    onlyRunBy: (user: string) => administeredAlone(db, user),

    /** By an invitation; the workspace's row is locked. */
    async join(tx: Transaction<Tables>, { workspace, user }: Membership, role: WorkspaceRole): Promise<void> {
      await insertMember(tx, workspace, user, role)
      await emit(tx, { kind: membershipsUpdated, subject: user, workspace, user })
    },
  }
}

/** Administrators of the site see every workspace where `all` is asked for. */
export const viewerOf = ({ user, role, workspace }: Caller, all: boolean): Viewer => ({
  user,
  only: workspace,
  all: all && role === 'superadmin',
})

const record = (
  tx: Transaction<Tables>,
  by: Caller,
  { id, name }: { readonly id: string; readonly name: string },
  what: Pick<AuditRecord, 'action'> & Partial<AuditRecord>,
) =>
  recordAudit(tx, { result: 'success', actor: by.user, address: by.address, subject: id, workspace: id, name, ...what })
