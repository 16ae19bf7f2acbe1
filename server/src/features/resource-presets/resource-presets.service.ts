/** Named sizes of a session (4.1): the site's, made by its administrators. What would come of them sessions decide. */
import './resource-presets.tables.ts'
import {
  mostPresets,
  type newPreset,
  type presetChanges,
  type PresetOutlook,
  type ResourcePreset,
} from '@berth/contract/resource-presets.ts'
import type { Kysely, Transaction } from 'kysely'
import type { z } from 'zod'
import { isUniqueViolation } from '../../platform/database/database.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { refuseOtherVersion } from '../../platform/entity-tag.ts'
import { difference, recordAudit, type AuditRecord } from '../../platform/events/audit-record.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import { uuidv7 } from '../../platform/ids.ts'
import type { Clock } from '../../platform/time.ts'
import type { Sessions } from '../sessions/sessions.service.ts'
import { columnsOf, fieldsOf, presetVersion, representation, type PresetRow } from './preset-columns.ts'
import {
  allPresets,
  deletePreset,
  insertPreset,
  lockPresets,
  orderPresets,
  presetById,
  updatePreset,
} from './resource-presets.store.ts'

export interface ResourcePresetsDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly sessions: Pick<Sessions, 'outlook'>
}

type NewPreset = z.output<typeof newPreset>
type Changes = z.output<typeof presetChanges>
type IfMatch = string | string[] | undefined

/** Where something is to be started, as the resource report is asked. */
export interface Place {
  readonly project?: string | undefined
  readonly resourceGroup?: string | undefined
  readonly containers: number
}

export type ResourcePresets = ReturnType<typeof createResourcePresets>

export function createResourcePresets({ db, clock, sessions }: ResourcePresetsDeps) {
  const found = async (tx: Kysely<Tables>, id: string): Promise<PresetRow> => {
    const row = await presetById(tx, id)
    if (!row) throw new Problem('not-found')
    return row
  }
  /** Everything that changes presets goes one after the other. */
  const change = <Result>(work: (tx: Transaction<Tables>) => Promise<Result>): Promise<Result> =>
    transaction(db, async (tx) => {
      await lockPresets(tx)
      return work(tx)
    })
  /** Puts one at a place; the others move up. */
  const place = async (tx: Transaction<Tables>, id: string, position: number) => {
    const others = (await allPresets(tx)).map((row) => row.id).filter((other) => other !== id)
    await orderPresets(tx, others.toSpliced(position - 1, 0, id))
  }

  return {
    all: async (): Promise<ResourcePreset[]> => (await allPresets(db)).map(representation),
    show: async (id: string): Promise<ResourcePreset> => representation(await found(db, id)),

    /** Null when there is no such resource group. */
    async outlook(caller: Caller, { containers, ...where }: Place): Promise<PresetOutlook[] | null> {
      const presets = (await allPresets(db)).map(representation)
      const outlooks = await sessions.outlook(
        caller,
        where,
        presets.map(({ resources }) => ({ resources, containers })),
      )
      if (!outlooks) return null
      return presets.flatMap((preset, index) => {
        const outlook = outlooks[index]
        return outlook ? [{ preset, ...outlook }] : []
      })
    },

    create: (by: Caller, { position, ...fields }: NewPreset): Promise<ResourcePreset> =>
      change(async (tx) => {
        const id = uuidv7()
        const now = clock.now()
        const { length } = await allPresets(tx)
        if (length >= mostPresets) throw new Problem('too-many-presets', { limit: mostPresets })
        const row = { id, ...columnsOf(fields), position: length + 1, created_at: now, updated_at: now }
        await insertPreset(tx, row).catch(refuseTaken)
        if (position !== undefined) await place(tx, id, position)
        await record(tx, by, { id, name: fields.name }, { action: 'preset.created', after: fields })
        return representation(await found(tx, id))
      }),

    update: (by: Caller, id: string, { position, ...changes }: Changes, ifMatch: IfMatch): Promise<ResourcePreset> =>
      change(async (tx) => {
        const row = await found(tx, id)
        refuseOtherVersion(ifMatch, presetVersion(row))
        const before = fieldsOf(row)
        const next = { ...before, ...said(changes) }
        const fields = difference({ ...before }, { ...next })
        if (fields.changed)
          await updatePreset(tx, id, { ...columnsOf(next), updated_at: clock.now() }).catch(refuseTaken)
        if (position !== undefined) await place(tx, id, position)
        const after = await found(tx, id)
        const moved = difference({ position: row.position }, { position: after.position })
        if (fields.changed || moved.changed)
          await record(tx, by, after, {
            action: 'preset.updated',
            before: { ...fields.before, ...moved.before },
            after: { ...fields.after, ...moved.after },
          })
        return representation(after)
      }),

    remove: (by: Caller, id: string, ifMatch: IfMatch): Promise<void> =>
      change(async (tx) => {
        const row = await found(tx, id)
        refuseOtherVersion(ifMatch, presetVersion(row))
        await deletePreset(tx, id)
        await orderPresets(
          tx,
          (await allPresets(tx)).map((other) => other.id),
        )
        await record(tx, by, row, { action: 'preset.deleted', before: { ...fieldsOf(row) } })
      }),
  }
}

/** Without what was not said. */
const said = (changes: Omit<Changes, 'position'>) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<
    Omit<NewPreset, 'position'>
  >

function refuseTaken(error: unknown): never {
  if (!isUniqueViolation(error, 'resource_presets_name')) throw error
  throw new Problem('invalid-input', { errors: [{ path: 'body.name', code: 'taken', message: 'is in use already' }] })
}

const record = (
  tx: Transaction<Tables>,
  by: Caller,
  { id, name }: { readonly id: string; readonly name: string },
  what: Pick<AuditRecord, 'action'> & Partial<AuditRecord>,
) => recordAudit(tx, { result: 'success', actor: by.user, address: by.address, subject: id, name, ...what })
