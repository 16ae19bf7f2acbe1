/** Named groups of members of a workspace (2.3), made and changed by its admins. */
import './groups.tables.ts'
import type { Group } from '@berth/contract/groups.ts'
import type { Kysely, Transaction } from 'kysely'
import { isUniqueViolation } from '../../platform/database/database.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { recordAudit, type AuditRecord } from '../../platform/events/audit-record.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Membership, Workspaces } from '../workspaces/workspaces.service.ts'
import {
  deleteGroup,
  deleteGroupMember,
  deleteMemberships,
  insertGroup,
  insertGroupMember,
  lockGroup,
  renameGroup,
} from './groups.store.ts'
import { groupById } from './groups.views.ts'

export interface GroupsDeps {
  readonly db: Kysely<Tables>
  readonly workspaces: Workspaces
}

export type Groups = ReturnType<typeof createGroups>

/** With the membership, what it was in ends too. */
export const endGroupMemberships = (tx: Transaction<Tables>, { workspace, user }: Membership) =>
  deleteMemberships(tx, workspace, user)

export function createGroups({ db, workspaces }: GroupsDeps) {
  const show = async (workspace: string, id: string): Promise<Group> => {
    const found = await groupById(db, workspace, id)
    if (!found) throw new Problem('not-found')
    return found
  }
  /** A group that may be changed, locked. */
  const lock = async (tx: Transaction<Tables>, by: Caller, workspace: string, id: string) => {
    await workspaces.requireAdmin(by, workspace, tx)
    const row = await lockGroup(tx, workspace, id)
    if (!row) throw new Problem('not-found')
    if (row.everyone) throw new Problem('group-everyone')
    return row
  }

  return {
    show,

    async create(by: Caller, workspace: string, { name }: { name: string }): Promise<Group> {
      const id = uuidv7()
      await transaction(db, async (tx) => {
        await workspaces.requireAdmin(by, workspace, tx)
        await insertGroup(tx, { id, workspace_id: workspace, name }).catch(refuseTaken)
        await record(tx, by, workspace, { id, name }, { action: 'group.created', after: { name } })
      })
      return show(workspace, id)
    },

    async update(by: Caller, workspace: string, id: string, { name }: { name?: string | undefined }): Promise<Group> {
      await transaction(db, async (tx) => {
        const row = await lock(tx, by, workspace, id)
        if (name === undefined || name === row.name) return
        await renameGroup(tx, id, name).catch(refuseTaken)
        const names = { before: { name: row.name }, after: { name } }
        await record(tx, by, workspace, row, { action: 'group.updated', ...names })
      })
      return show(workspace, id)
    },

    async delete(by: Caller, workspace: string, id: string): Promise<void> {
      await transaction(db, async (tx) => {
        const row = await lock(tx, by, workspace, id)
        await deleteGroup(tx, id)
        await record(tx, by, workspace, row, { action: 'group.deleted' })
      })
    },

    async addMember(by: Caller, workspace: string, id: string, user: string): Promise<void> {
      await transaction(db, async (tx) => {
        const row = await lock(tx, by, workspace, id)
        await workspaces.requireMember(tx, workspace, user)
        if (await insertGroupMember(tx, id, user))
          await record(tx, by, workspace, row, { action: 'group.member-added', user })
      })
    },

    async removeMember(by: Caller, workspace: string, id: string, user: string): Promise<void> {
      await transaction(db, async (tx) => {
        const row = await lock(tx, by, workspace, id)
        if (!(await deleteGroupMember(tx, id, user))) throw new Problem('not-found')
        await record(tx, by, workspace, row, { action: 'group.member-removed', user })
      })
    },
  }
}

function refuseTaken(error: unknown): never {
  if (!isUniqueViolation(error, 'groups_name')) throw error
  throw new Problem('invalid-input', {
    errors: [{ path: 'body.name', code: 'taken', message: 'is in use in this workspace already' }],
  })
}

const record = (
  tx: Transaction<Tables>,
  by: Caller,
  workspace: string,
  { id, name }: { readonly id: string; readonly name: string },
  what: Pick<AuditRecord, 'action'> & Partial<AuditRecord>,
) => recordAudit(tx, { result: 'success', actor: by.user, address: by.address, subject: id, workspace, name, ...what })
