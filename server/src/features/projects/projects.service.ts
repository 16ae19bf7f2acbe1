/** Projects (2.2): made and changed by administrators of the site; what people start belongs to one that they are in. */
import './projects.tables.ts'
import type { newProject, Project, projectChanges, ProjectLimits } from '@berth/contract/projects.ts'
import type { Kysely, Transaction, Updateable } from 'kysely'
import type { z } from 'zod'
import { isUniqueViolation } from '../../platform/database/database.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { createCoalescer } from '../../platform/database/coalesce.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { refuseOtherVersion, versionOf } from '../../platform/entity-tag.ts'
import { difference, recordAudit, type AuditRecord } from '../../platform/events/audit-record.ts'
import { emit } from '../../platform/events/outbox.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Leases } from '../../platform/leases/leases.ts'
import { membershipsUpdated, type Membership, type Workspaces } from '../workspaces/workspaces.service.ts'
import { limitColumns, limitsOfRow } from './project-limits.ts'
import {
  deleteMemberships,
  deleteProjectMember,
  insertProject,
  insertProjectMember,
  lockProject,
  projectRow,
  updateProject,
  waitForAdmissions,
  type ProjectRow,
} from './projects.store.ts'
import type { ProjectsTable } from './projects.tables.ts'
import {
  editableOf,
  findProjects,
  foldersOf,
  membersAmong,
  projectById,
  type ProjectQuestion,
  type Viewer,
} from './projects.views.ts'

type NewProject = z.output<typeof newProject>
type Changes = z.output<typeof projectChanges>

/** Not all members of the workspace are in it any more: subject the project. */
export const projectNarrowed = 'project.narrowed'

export interface ProjectsDeps {
  readonly db: Kysely<Tables>
  readonly prepared?: Kysely<Tables>
  readonly workspaces: Pick<Workspaces, 'requireMember' | 'requireAdmin'>
  readonly leases: Pick<Leases, 'reconsider'>
}

export type Projects = ReturnType<typeof createProjects>

/** With the membership, what it was in ends too, and what is being done in folders of that. */
export async function endProjectMemberships(
  tx: Transaction<Tables>,
  { workspace, user }: Membership,
  leases: ProjectsDeps['leases'],
): Promise<void> {
  await deleteMemberships(tx, workspace, user)
  await leases.reconsider(tx, { user })
}

/** Who looks: administrators of the site see every project, within the one workspace of a credential. */
export const viewerOf = ({ user, workspace }: Pick<Caller, 'user' | 'workspace'>): Viewer => ({ user, only: workspace })

export function createProjects({ db, prepared = db, workspaces, leases }: ProjectsDeps) {
  const show = async (caller: Caller, id: string): Promise<Project> => {
    const seesAll = caller.role === 'superadmin' && caller.workspace === null
    const found = await projectById(db, id, seesAll ? null : viewerOf(caller))
    if (!found) throw new Problem('not-found')
    return found
  }
  const lock = async (tx: Transaction<Tables>, by: Caller, id: string): Promise<ProjectRow> => {
    const row = await lockProject(tx, id)
    if (!row) throw new Problem('not-found')
    await workspaces.requireAdmin(by, row.workspace_id, tx)
    return row
  }
  /** Whoever was in it only as a member of the workspace does no more in its folders. */
  const narrow = async (tx: Transaction<Tables>, { id, workspace_id: workspace }: ProjectRow): Promise<void> => {
    await emit(tx, { kind: projectNarrowed, subject: id, workspace })
    for (const folder of await foldersOf(tx, id)) await leases.reconsider(tx, { folder })
  }

  /** Every start asks this, so those that ask at the same time ask together. */
  const findTogether = createCoalescer(async (keys: string[]) => {
    const questions = keys.map((key) => JSON.parse(key) as ProjectQuestion)
    const rows = await findProjects(prepared, questions, false)
    return new Map(rows.map((row) => [keys[row.place] ?? '', row]))
  })
  const findOne = (question: ProjectQuestion) => findTogether(JSON.stringify(question))

  return {
    show,

    /** The project that a request means, by id or name among those the caller is in; the first one when it says none. */
    async resolve(
      tx: Kysely<Tables> | null,
      caller: Pick<Caller, 'user'> & Partial<Pick<Caller, 'workspace'>>,
      wanted: string | undefined,
    ): Promise<{ id: string; workspace: string }> {
      const question = { user: caller.user, only: caller.workspace ?? null, wanted: wanted ?? null }
      const found = tx ? (await findProjects(tx, [question], tx.isTransaction))[0] : await findOne(question)
      if (found) return found
      throw new Problem('invalid-input', {
        errors: [{ path: 'body.project', code: 'unknown', message: 'is no project that you can start sessions in' }],
      })
    },

    /** As the contract says them; null is unlimited. */
    async limitsOf(tx: Kysely<Tables>, id: string): Promise<ProjectLimits> {
      const row = await projectRow(tx, id)
      if (!row) throw new Problem('not-found')
      return limitsOfRow(row)
    },

    /** Of these users, those who are in one of these projects. */
    membersAmong: (projects: readonly string[], users: readonly string[]) => membersAmong(db, projects, users),

    async create(by: Caller, body: NewProject): Promise<Project> {
      const id = uuidv7()
      const { workspace, ...values } = body
      await transaction(db, async (tx) => {
        await workspaces.requireAdmin(by, workspace, tx).catch(refuseUnknownWorkspace)
        await insertProject(tx, { id, workspace_id: workspace, name: values.name, ...columnsOf(values) }).catch(
          refuseTaken,
        )
        const about = { id, name: values.name, workspace_id: workspace }
        await record(tx, by, about, { action: 'project.created', after: values })
      })
      return show(by, id)
    },

    async update(by: Caller, id: string, changes: Changes, ifMatch: string | string[] | undefined): Promise<Project> {
      await transaction(db, async (tx) => {
        const row = await lock(tx, by, id)
        const editable = editableOf(row)
        refuseOtherVersion(ifMatch, versionOf(editable))
        const { before, after, changed } = difference(editable, changes)
        if (!changed) return
        await updateProject(tx, id, columnsOf(changes)).catch(refuseTaken)
        if (row.everyone && changes.everyone === false) await narrow(tx, row)
        await record(tx, by, row, { action: 'project.updated', before, after })
      })
      return show(by, id)
    },

    async addMember(by: Caller, id: string, user: string): Promise<void> {
      await transaction(db, async (tx) => {
        const row = await lock(tx, by, id)
        await workspaces.requireMember(tx, row.workspace_id, user)
        if (!(await insertProjectMember(tx, id, user))) return
        await emit(tx, { kind: membershipsUpdated, subject: user, workspace: row.workspace_id, user })
        await record(tx, by, row, { action: 'project.member-added', user })
      })
    },

    async removeMember(by: Caller, id: string, user: string): Promise<void> {
      await transaction(db, async (tx) => {
        const row = await lock(tx, by, id)
        await waitForAdmissions(tx, id)
        if (!(await deleteProjectMember(tx, id, user))) throw new Problem('not-found')
        await leases.reconsider(tx, { user })
        await emit(tx, { kind: membershipsUpdated, subject: user, workspace: row.workspace_id, user })
        await record(tx, by, row, { action: 'project.member-removed', user })
      })
    },
  }
}

function columnsOf(changes: Changes): Updateable<ProjectsTable> {
  const columns = {
    name: changes.name,
    description: changes.description,
    active: changes.active,
    hidden: changes.hidden,
    example: changes.example,
    everyone: changes.everyone,
    storage_hosts: changes.storageHosts,
  }
  const named = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined))
  return { ...named, ...limitColumns(changes) }
}

function refuseTaken(error: unknown): never {
  if (!isUniqueViolation(error, 'projects_name')) throw error
  throw new Problem('invalid-input', {
    errors: [{ path: 'body.name', code: 'taken', message: 'is in use in this workspace already' }],
  })
}

function refuseUnknownWorkspace(error: unknown): never {
  if (!(error instanceof Problem) || error.code !== 'not-found') throw error
  throw new Problem('invalid-input', {
    errors: [{ path: 'body.workspace', code: 'unknown', message: 'there is no such workspace' }],
  })
}

const record = (
  tx: Transaction<Tables>,
  by: Caller,
  row: { readonly id: string; readonly name: string; readonly workspace_id: string },
  what: Pick<AuditRecord, 'action'> & Partial<AuditRecord>,
) => {
  const about = { subject: row.id, name: row.name, workspace: row.workspace_id }
  return recordAudit(tx, { result: 'success', actor: by.user, address: by.address, ...about, ...what })
}
