/** What START was filled with, kept under a name (4.1): a user's own, or a project's, made by admins of its workspace. */
import './session-templates.tables.ts'
import { mostTemplates, type SessionTemplate, type TemplateSettings } from '@berth/contract/session-templates.ts'
import type { Kysely, Transaction } from 'kysely'
import { isUniqueViolation } from '../../platform/database/database.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { refuseOtherVersion } from '../../platform/entity-tag.ts'
import { difference, recordAudit, type AuditRecord } from '../../platform/events/audit-record.ts'
import { changed } from '../../platform/events/changed.ts'
import { emit } from '../../platform/events/outbox.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Clock } from '../../platform/time.ts'
import type { Environments } from '../environments/environments.service.ts'
import type { Nodes } from '../nodes/nodes.service.ts'
import type { Projects } from '../projects/projects.service.ts'
import type { Workspaces } from '../workspaces/workspaces.service.ts'
import {
  countTemplatesOf,
  deleteTemplate,
  insertTemplate,
  lockTemplate,
  lockTemplatesOf,
  updateTemplate,
} from './session-templates.store.ts'
import { templateById, templateVersion } from './session-templates.views.ts'

export interface SessionTemplatesDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly workspaces: Pick<Workspaces, 'requireAdmin'>
  readonly projects: Pick<Projects, 'resolve'>
  readonly environments: Pick<Environments, 'isOffered'>
  readonly nodes: Pick<Nodes, 'group'>
}

interface NewTemplate {
  readonly name: string
  readonly project?: string | undefined
  readonly settings: TemplateSettings
}
interface Changes {
  readonly name?: string | undefined
  readonly settings?: TemplateSettings | undefined
}
type IfMatch = string | string[] | undefined

export type SessionTemplates = ReturnType<typeof createSessionTemplates>

export function createSessionTemplates(deps: SessionTemplatesDeps) {
  const { db, clock, workspaces, projects, environments, nodes } = deps

  const show = async (caller: Caller, id: string, tx: Kysely<Tables> = db): Promise<SessionTemplate> => {
    const found = await templateById(tx, caller, id)
    if (!found) throw new Problem('not-found')
    return found
  }
  /** One that the caller may change, locked. */
  const lock = async (tx: Transaction<Tables>, by: Caller, id: string, ifMatch: IfMatch) => {
    const row = await lockTemplate(tx, id)
    const template = await show(by, id, tx)
    if (!row || !template.editable) throw new Problem('not-allowed')
    refuseOtherVersion(ifMatch, templateVersion(row))
    return template
  }
  /** What names something else names what there is; it may go later, and START then says so. */
  const refuseUnknown = async (tx: Transaction<Tables>, { environment, resourceGroup }: TemplateSettings) => {
    const unknown = (path: string, message: string) =>
      new Problem('invalid-input', { errors: [{ path: `body.settings.${path}`, code: 'unknown', message }] })
    if (!(await environments.isOffered(tx, environment))) throw unknown('environment', 'is no environment of this site')
    if (!(await nodes.group(tx, resourceGroup))) throw unknown('resourceGroup', 'is no resource group of this site')
  }

  return {
    show: (caller: Caller, id: string) => show(caller, id),

    create: (by: Caller, { name, project, settings }: NewTemplate): Promise<SessionTemplate> =>
      transaction(db, async (tx) => {
        const found = project === undefined ? null : await projects.resolve(tx, by, project)
        if (found) await workspaces.requireAdmin(by, found.workspace, tx)
        await refuseUnknown(tx, settings)
        const holder = found ? { project_id: found.id } : { owner_id: by.user }
        await lockTemplatesOf(tx, holder)
        if ((await countTemplatesOf(tx, holder)) >= mostTemplates)
          throw new Problem('too-many-templates', { limit: mostTemplates })
        const id = uuidv7()
        const now = clock.now()
        const kept = { name, settings: JSON.stringify(settings), created_at: now, updated_at: now }
        await insertTemplate(tx, { id, ...holder, ...kept }).catch(refuseTaken)
        const template = await show(by, id, tx)
        await record(tx, by, template, { action: 'template.created', workspace: found?.workspace ?? null })
        return template
      }),

    update: (by: Caller, id: string, { name, settings }: Changes, ifMatch: IfMatch): Promise<SessionTemplate> =>
      transaction(db, async (tx) => {
        const before = await lock(tx, by, id, ifMatch)
        if (settings) await refuseUnknown(tx, settings)
        const next = { name: name ?? before.name, settings: settings ?? before.settings }
        const { changed } = difference({ name: before.name, settings: before.settings }, next)
        if (!changed) return before
        const columns = { name: next.name, settings: JSON.stringify(next.settings), updated_at: clock.now() }
        await updateTemplate(tx, id, columns).catch(refuseTaken)
        const names = difference({ name: before.name }, { name: next.name })
        await record(tx, by, before, { action: 'template.updated', before: names.before, after: names.after })
        return show(by, id, tx)
      }),

    remove: (by: Caller, id: string, ifMatch: IfMatch): Promise<void> =>
      transaction(db, async (tx) => {
        const template = await lock(tx, by, id, ifMatch)
        await deleteTemplate(tx, id)
        await record(tx, by, template, { action: 'template.deleted' })
      }),
  }
}

function refuseTaken(error: unknown): never {
  const taken = ['session_templates_own_name', 'session_templates_project_name']
  if (!taken.some((index) => isUniqueViolation(error, index))) throw error
  throw new Problem('invalid-input', { errors: [{ path: 'body.name', code: 'taken', message: 'is in use already' }] })
}

/** The settings stay out of it: a command may hold more than its owner wants others to read. */
async function record(
  tx: Transaction<Tables>,
  by: Caller,
  { id, name, owner, project }: Pick<SessionTemplate, 'id' | 'name' | 'owner' | 'project'>,
  what: Pick<AuditRecord, 'action'> & Partial<AuditRecord>,
): Promise<void> {
  const about = { user: owner, subject: id, name }
  await recordAudit(tx, { result: 'success', actor: by.user, address: by.address, ...about, ...what })
  // An example is nobody's, and for everyone.
  const hearers = owner !== null ? { user: owner } : project !== null ? { project } : ('everyone' as const)
  await emit(tx, changed('templates', hearers))
}
