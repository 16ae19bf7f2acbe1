/** What a session can run in: the machine itself, and what administrators add (8.5). */
import './environments.tables.ts'
import {
  thisMachine,
  type Environment,
  type environmentChanges,
  type EnvironmentDetail,
  type newEnvironment,
} from '@berth/contract/environments.ts'
import type { Kysely, Transaction } from 'kysely'
import type { z } from 'zod'
import { EngineProblem, type Engine } from '../../engines/engine.ts'
import { createCoalescer } from '../../platform/database/coalesce.ts'
import { isUniqueViolation } from '../../platform/database/database.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { refuseOtherVersion, versionOf } from '../../platform/entity-tag.ts'
import { difference, recordAudit, type AuditRecord } from '../../platform/events/audit-record.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Clock } from '../../platform/time.ts'
import {
  deleteEnvironment,
  environmentByName,
  offeredAmong,
  insertEnvironment,
  lockEnvironment,
  updateEnvironment,
  type EnvironmentRow,
} from './environments.store.ts'
import { listEnvironments, sessionsIn, type EnvironmentQuery } from './environments.views.ts'
import { appsOf, wantedPrograms, type App } from './known-apps.ts'

export interface EnvironmentsDeps {
  readonly db: Kysely<Tables>
  readonly prepared?: Kysely<Tables>
  readonly engine: Pick<Engine, 'kind' | 'findPrograms'>
  readonly clock: Clock
}

export type Environments = ReturnType<typeof createEnvironments>
export type { App }
/** What decides which apps an environment has. */
export type EnvironmentParts = Pick<EnvironmentRow, 'root_directory' | 'apps'>

type IfMatch = string | string[] | undefined

interface Look {
  readonly programs: ReadonlyMap<string, string>
  readonly fault: string | null
}

export function createEnvironments({ db, prepared = db, engine, clock }: EnvironmentsDeps) {
  /** By root directory. Looked at when first needed, and again when somebody asks for it. */
  const looks = new Map<string | null, Promise<Look>>()

  const look = (root: string | null): Promise<Look> => {
    const known = looks.get(root)
    if (known) return known
    const looking = lookInto(engine, root)
    looks.set(root, looking)
    // An engine that did not answer may do so next time.
    looking.catch(() => looks.delete(root))
    return looking
  }

  const detail = async (row: EnvironmentRow): Promise<EnvironmentDetail> => {
    const { programs, fault } = await look(row.root_directory)
    return {
      ...representation(row, programs),
      visible: row.visible,
      order: row.sort_order,
      rootDirectory: row.root_directory,
      declaredApps: row.apps,
      programs: [...programs].map(([name, path]) => ({ name, path })),
      fault,
      createdAt: row.created_at.toISOString(),
      updatedAt: row.updated_at.toISOString(),
      version: versionOf(editable(row)),
    }
  }

  const representation = (row: EnvironmentRow, programs: ReadonlyMap<string, string>): Environment => ({
    name: row.name,
    title: row.title,
    description: row.description,
    engine: engine.kind,
    apps: appsOf(row.apps, programs).map(({ name, title }) => ({ name, title })),
  })

  const appsIn = async ({ root_directory: root, apps }: EnvironmentParts) => appsOf(apps, (await look(root)).programs)

  const locked = async (tx: Transaction<Tables>, name: string): Promise<EnvironmentRow> => {
    const row = await lockEnvironment(tx, name)
    if (!row) throw new Problem('not-found')
    return row
  }

  /** Every start asks this, so those that ask at the same time ask together. */
  const offered = createCoalescer((names: string[]) => offeredAmong(prepared, names))

  return {
    /** Those that sessions can start in. */
    async list(query: EnvironmentQuery) {
      const { items, nextCursor } = await listEnvironments(db, query, { hidden: false })
      const shown = items.map(async (row) => representation(row, (await look(row.root_directory)).programs))
      return { items: await Promise.all(shown), nextCursor }
    },

    async listAll(query: EnvironmentQuery) {
      const { items, nextCursor } = await listEnvironments(db, query, { hidden: true })
      return { items: await Promise.all(items.map(detail)), nextCursor }
    },

    async show(name: string): Promise<EnvironmentDetail> {
      const row = await environmentByName(db, name)
      if (!row) throw new Problem('not-found')
      return detail(row)
    },

    /** Can something new start in it? */
    isOffered: async (tx: Kysely<Tables> | null, name: string): Promise<boolean> =>
      (tx ? (await offeredAmong(tx, [name])).get(name) : await offered(name)) ?? false,

    /** Where its programs are; null: on the machine itself. Undefined: there is no such environment. */
    rootOf: async (name: string): Promise<string | null | undefined> =>
      (await environmentByName(prepared, name))?.root_directory,

    /** What can be opened in a session of it. */
    async appsIn(name: string): Promise<App[]> {
      const row = await environmentByName(db, name)
      return row ? appsIn(row) : []
    },
    appsInParts: (parts: EnvironmentParts): Promise<App[]> => appsIn(parts),

    async create(by: Caller, body: z.output<typeof newEnvironment>): Promise<EnvironmentDetail> {
      const { name, apps, order, rootDirectory, ...rest } = body
      const now = clock.now()
      const row = {
        ...{ name, ...rest, sort_order: order, root_directory: rootDirectory, apps: JSON.stringify(apps) },
        ...{ created_at: now, updated_at: now },
      }
      try {
        const made = await transaction(db, async (tx) => {
          const inserted = await insertEnvironment(tx, row)
          await record(tx, by, name, { action: 'environment.created', after: editable(inserted) })
          return inserted
        })
        looks.delete(rootDirectory)
        return await detail(made)
      } catch (error) {
        if (!isUniqueViolation(error, 'environments_pkey')) throw error
        throw new Problem('invalid-input', {
          errors: [{ path: 'body.name', code: 'taken', message: 'is in use already' }],
        })
      }
    },

    async update(by: Caller, name: string, changes: z.output<typeof environmentChanges>, ifMatch: IfMatch) {
      const row = await transaction(db, async (tx) => {
        const before = editable(await locked(tx, name))
        refuseOtherVersion(ifMatch, versionOf(before))
        if (name === thisMachine && (changes.rootDirectory ?? null) !== null) throw new Problem('built-in-environment')
        const { changed, ...parts } = difference(before, said(changes))
        if (!changed) return locked(tx, name)
        await record(tx, by, name, { action: 'environment.updated', ...parts })
        return updateEnvironment(tx, name, { ...columnsOf(changes), updated_at: clock.now() })
      })
      looks.delete(row.root_directory)
      return detail(row)
    },

    remove: (by: Caller, name: string, ifMatch: IfMatch): Promise<void> =>
      transaction(db, async (tx) => {
        const before = editable(await locked(tx, name))
        if (name === thisMachine) throw new Problem('built-in-environment')
        refuseOtherVersion(ifMatch, versionOf(before))
        const count = await sessionsIn(tx, name)
        if (count > 0) throw new Problem('environment-in-use', { count })
        await deleteEnvironment(tx, name)
        await record(tx, by, name, { action: 'environment.deleted', before })
      }),

    /** Looks at all of them again. */
    async rescan() {
      looks.clear()
      const { items } = await listEnvironments(db, { limit: 1000 }, { hidden: true })
      return { items: await Promise.all(items.map(detail)) }
    },
  }
}

async function lookInto(engine: EnvironmentsDeps['engine'], root: string | null): Promise<Look> {
  try {
    return { programs: await engine.findPrograms(wantedPrograms, root), fault: null }
  } catch (error) {
    if (!(error instanceof EngineProblem)) throw error
    return { programs: new Map(), fault: error.message.slice(0, 500) }
  }
}

type Changes = z.output<typeof environmentChanges>

const editable = ({ title, description, visible, sort_order, root_directory, apps }: EnvironmentRow) => ({
  title,
  description,
  visible,
  order: sort_order,
  rootDirectory: root_directory,
  apps,
})

/** Without what was not said. */
const said = (changes: Changes) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<
    ReturnType<typeof editable>
  >

const columnsOf = ({ title, description, visible, order, rootDirectory, apps }: Changes) => ({
  ...(title === undefined ? {} : { title }),
  ...(description === undefined ? {} : { description }),
  ...(visible === undefined ? {} : { visible }),
  ...(order === undefined ? {} : { sort_order: order }),
  ...(rootDirectory === undefined ? {} : { root_directory: rootDirectory }),
  ...(apps === undefined ? {} : { apps: JSON.stringify(apps) }),
})

const record = (
  tx: Transaction<Tables>,
  by: Caller,
  name: string,
  what: Pick<AuditRecord, 'action'> & Partial<AuditRecord>,
) => recordAudit(tx, { result: 'success', actor: by.user, address: by.address, name, ...what })
