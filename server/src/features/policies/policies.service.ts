/** Resource policies (3.3): the site's, edited by its administrators. What runs is never cut by an edit. */
import './policies.tables.ts'
import {
  defaultPolicy,
  unlimited,
  type newPolicy,
  type Policy,
  type policyChanges,
  type PolicyLimits,
  type PolicyPreview,
} from '@berth/contract/policies.ts'
import type { Kysely, Transaction } from 'kysely'
import type { z } from 'zod'
import { isUniqueViolation, type Database } from '../../platform/database/database.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { refuseOtherVersion, versionOf } from '../../platform/entity-tag.ts'
import { difference, recordAudit, type AuditRecord } from '../../platform/events/audit-record.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Clock } from '../../platform/time.ts'
import {
  deletePolicy,
  insertPolicy,
  lockPolicyToDelete,
  lockPolicyToEdit,
  policyByName,
  updatePolicy,
  waitForAdmissions,
} from './policies.store.ts'
import { overLimits, usesOf } from './policies.views.ts'
import { columnsOf, limitsIn, representation, type PolicyRow } from './policy-columns.ts'

export interface PoliciesDeps {
  readonly database: Database
  readonly clock: Clock
  /** Of the starts with a policy in the last 30 days, how many these limits would have refused. */
  readonly pastStarts: (
    policy: string,
    limits: PolicyLimits,
  ) => Promise<Pick<PolicyPreview, 'starts' | 'refusedStarts'>>
  /** Revoked credentials keep no policy from being deleted. */
  readonly leavePolicy: (tx: Transaction<Tables>, policy: string) => Promise<unknown>
}

export type Policies = ReturnType<typeof createPolicies>

type NewPolicy = z.output<typeof newPolicy>
type Changes = z.output<typeof policyChanges>
type IfMatch = string | string[] | undefined

const namesInRefusal = 10
const mostShown = 100

export function createPolicies({ database, clock, leavePolicy, pastStarts }: PoliciesDeps) {
  const { db, pool } = database

  const found = async (tx: Kysely<Tables>, name: string): Promise<PolicyRow> => known(await policyByName(tx, name))

  return {
    show: async (name: string): Promise<Policy> => representation(await found(db, name)),

    limitsOf: async (tx: Kysely<Tables>, name: string): Promise<PolicyLimits> => limitsIn(await found(tx, name)),

    async create(by: Caller, { name, ...given }: NewPolicy): Promise<Policy> {
      const limits = { ...unlimited, ...said(given) }
      const now = clock.now()
      try {
        return await transaction(db, async (tx) => {
          const row = await insertPolicy(tx, { name, ...columnsOf(limits), created_at: now, updated_at: now })
          await record(tx, by, name, { action: 'policy.created', after: limits })
          return representation(row)
        })
      } catch (error) {
        if (!isUniqueViolation(error, 'policies_pkey')) throw error
        throw new Problem('invalid-input', {
          errors: [{ path: 'body.name', code: 'taken', message: 'is in use already' }],
        })
      }
    },

    update: (by: Caller, name: string, changes: Changes, ifMatch: IfMatch): Promise<Policy> =>
      transaction(db, async (tx) => {
        await waitForAdmissions(tx)
        const row = known(await lockPolicyToEdit(tx, name))
        const limits = limitsIn(row)
        refuseOtherVersion(ifMatch, versionOf(limits))
        const next = { ...limits, ...said(changes) }
        const { changed, ...parts } = difference(limits, next)
        if (!changed) return representation(row)
        await record(tx, by, name, { action: 'policy.updated', ...parts })
        return representation(await updatePolicy(tx, name, { ...columnsOf(next), updated_at: clock.now() }))
      }),

    async remove(by: Caller, name: string, ifMatch: IfMatch): Promise<void> {
      if (name === defaultPolicy) throw new Problem('default-policy')
      await transaction(db, async (tx) => {
        // Before its row is locked: who gives it to a credential wants that next, and has what this waits for.
        await leavePolicy(tx, name)
        const row = known(await lockPolicyToDelete(tx, name))
        refuseOtherVersion(ifMatch, versionOf(limitsIn(row)))
        const { count, some } = await usesOf(tx, name, namesInRefusal)
        if (count > 0) throw new Problem('policy-in-use', { count, usedBy: some })
        // Those that were revoked meanwhile.
        await leavePolicy(tx, name)
        await deletePolicy(tx, name)
        await record(tx, by, name, { action: 'policy.deleted', before: limitsIn(row) })
      })
    },

    /** What a change would mean. Nothing is changed. */
    async preview(name: string, changes: Changes): Promise<PolicyPreview> {
      const limits = { ...limitsIn(await found(db, name)), ...said(changes) }
      const over = await overLimits(pool, name, limits)
      return { over: over.slice(0, mostShown), overCount: over.length, ...(await pastStarts(name, limits)) }
    },
  }
}

function known(row: PolicyRow | undefined): PolicyRow {
  if (!row) throw new Problem('not-found')
  return row
}

/** Without what was not said. */
const said = (changes: Changes) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<PolicyLimits>

const record = (
  tx: Transaction<Tables>,
  by: Caller,
  name: string,
  what: Pick<AuditRecord, 'action'> & Partial<AuditRecord>,
) => recordAudit(tx, { result: 'success', actor: by.user, address: by.address, name, ...what })
