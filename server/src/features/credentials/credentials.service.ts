/** Credentials (3.1): how they come into being, who may change them, how they end with all that they opened. */
import './credentials.tables.ts'
import type { Credential, credentialChanges, newCredential } from '@berth/contract/credentials.ts'
import type { Kysely, Transaction } from 'kysely'
import type { z } from 'zod'
import { isForeignKeyViolation, type Database } from '../../platform/database/database.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { refuseOtherVersion } from '../../platform/entity-tag.ts'
import { difference, recordAudit, type AuditRecord } from '../../platform/events/audit-record.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import { hashToken } from '../../platform/secrets/tokens.ts'
import type { Clock } from '../../platform/time.ts'
import type { Logins } from '../logins/logins.service.ts'
import type { Workspaces } from '../workspaces/workspaces.service.ts'
import { configurationOf } from './configuration.ts'
import {
  activateMains,
  countMade,
  deactivateAll,
  insertCredential,
  lockCredential,
  mainCredential,
  revokeAll,
  updateCredential,
  waitForAdmissions,
  type CredentialRow,
} from './credentials.store.ts'
import {
  credentialOf,
  credentialsByKey,
  credentialVersion,
  homeWorkspace,
  usableCredentials,
} from './credentials.views.ts'
import { newAccessKey, newSecretKey } from './key-pair.ts'

export interface CredentialsDeps {
  readonly database: Database
  readonly clock: Clock
  readonly logins: Pick<Logins, 'derive' | 'endDerived'>
  readonly workspaces: Pick<Workspaces, 'requireMember'>
  readonly publicUrl: () => string
}

export type Credentials = ReturnType<typeof createCredentials>
export { createCredentialUse } from './credential-use.ts'
export { leavePolicy } from './credentials.store.ts'

type NewCredential = z.output<typeof newCredential>
type Changes = z.output<typeof credentialChanges>

/** Of one user in one workspace, besides the main one: more than anybody tells apart. */
const mostMade = 100

export function createCredentials({ database, clock, logins, workspaces, publicUrl }: CredentialsDeps) {
  const { db, pool } = database

  const show = async (caller: Caller, accessKey: string): Promise<Credential> => {
    const found = await credentialOf(pool, caller, accessKey)
    if (!found) throw new Problem('not-found')
    return found
  }

  /** Looked at before and locked then: whoever may see it may change it, and what it is now decides. */
  const change = async (
    caller: Caller,
    accessKey: string,
    /** Whether decisions about sessions are made by it: they wait for each other. */
    { decides }: { decides: boolean },
    work: (tx: Transaction<Tables>, row: CredentialRow, shown: Credential) => Promise<void>,
  ): Promise<Credential> => {
    const shown = await show(caller, accessKey)
    await transaction(db, async (tx) => {
      if (decides) await waitForAdmissions(tx, shown)
      const row = await lockCredential(tx, accessKey)
      if (!row) throw new Problem('not-found')
      await work(tx, row, shown)
    })
    const now = (await credentialsByKey(pool, [accessKey])).get(accessKey)
    if (!now) throw new Problem('not-found')
    return now
  }

  const end = async (tx: Transaction<Tables>, accessKeys: readonly string[], reason: string): Promise<void> => {
    for (const accessKey of accessKeys) await logins.endDerived(tx, accessKey, reason)
  }

  return {
    show,

    async create(caller: Caller, body: NewCredential) {
      if (body.policy !== undefined && caller.role !== 'superadmin') throw new Problem('not-allowed')
      const now = clock.now()
      const expiresAt = body.expiresAt ? new Date(body.expiresAt) : null
      if (expiresAt !== null && expiresAt <= now) throw refusedField('expiresAt', 'past', 'must be in the future')
      const workspace = body.workspace ?? (await homeWorkspace(pool, caller.user))
      if (workspace === undefined) throw new Problem('not-found')
      const pair = { accessKey: newAccessKey(), secretKey: newSecretKey(), label: body.label }
      await transaction(db, async (tx) => {
        await requireMember(workspaces, tx, workspace, caller.user)
        if ((await countMade(tx, caller.user, workspace)) >= mostMade)
          throw new Problem('too-many-credentials', { limit: mostMade })
        await withKnownPolicy(() =>
          insertCredential(tx, {
            access_key: pair.accessKey,
            user_id: caller.user,
            workspace_id: workspace,
            label: body.label,
            secret_hash: hashToken(pair.secretKey),
            created_at: now,
            expires_at: expiresAt,
            ...(body.policy === undefined ? {} : { policy: body.policy }),
          }),
        )
        const about = { user: caller.user, workspace, name: pair.accessKey }
        const after = {
          label: body.label,
          policy: body.policy ?? 'default',
          expiresAt: expiresAt?.toISOString() ?? null,
        }
        await record(tx, caller, { action: 'credential.created', ...about, after })
      })
      const credential = await show(caller, pair.accessKey)
      return { credential, secretKey: pair.secretKey, configuration: configurationOf(pair, publicUrl()) }
    },

    update(caller: Caller, accessKey: string, changes: Changes, ifMatch: string | string[] | undefined) {
      const { label, policy, rateLimit } = changes
      const needsAdministrator = policy !== undefined || rateLimit !== undefined
      if (needsAdministrator && caller.role !== 'superadmin') throw new Problem('not-allowed')
      return change(caller, accessKey, { decides: policy !== undefined }, async (tx, row) => {
        refuseOtherVersion(ifMatch, credentialVersion(row))
        if (row.revoked_at !== null) throw new Problem('credential-revoked')
        const before = { label: row.label, policy: row.policy, rateLimit: row.rate_limit }
        const wanted = {
          label: label ?? row.label,
          policy: policy ?? row.policy,
          rateLimit: rateLimit ?? row.rate_limit,
        }
        const { changed, ...parts } = difference(before, rateLimit === null ? { ...wanted, rateLimit: null } : wanted)
        if (!changed) return
        await withKnownPolicy(() =>
          // Only what changes: a new policy waits for admissions, a new label does not.
          updateCredential(tx, accessKey, {
            ...('label' in parts.after ? { label: wanted.label } : {}),
            ...('policy' in parts.after ? { policy: wanted.policy } : {}),
            ...('rateLimit' in parts.after ? { rate_limit: rateLimit } : {}),
          }),
        )
        await record(tx, caller, { action: 'credential.updated', ...aboutOf(row), ...parts })
      })
    },

    revoke: (caller: Caller, accessKey: string) =>
      change(caller, accessKey, { decides: true }, async (tx, row) => {
        if (row.main) throw new Problem('main-credential')
        if (row.revoked_at !== null) return
        await updateCredential(tx, accessKey, { active: false, revoked_at: clock.now() })
        await end(tx, [accessKey], 'revoked')
        await record(tx, caller, { action: 'credential.revoked', ...aboutOf(row) })
      }),

    deactivate: (caller: Caller, accessKey: string) =>
      change(caller, accessKey, { decides: true }, async (tx, row) => {
        if (row.main) throw new Problem('main-credential')
        if (row.revoked_at !== null) throw new Problem('credential-revoked')
        if (!row.active) return
        await updateCredential(tx, accessKey, { active: false })
        await end(tx, [accessKey], 'deactivated')
        await record(tx, caller, { action: 'credential.deactivated', ...aboutOf(row) })
      }),

    activate: (caller: Caller, accessKey: string) =>
      change(caller, accessKey, { decides: true }, async (tx, row) => {
        if (row.revoked_at !== null) throw new Problem('credential-revoked')
        if (row.active) return
        await updateCredential(tx, accessKey, { active: true })
        await record(tx, caller, { action: 'credential.activated', ...aboutOf(row) })
      }),

    /** A bearer token for the pair of keys that the caller presents. */
    async issueToken(caller: Caller, client: string): Promise<{ token: string; expiresAt: string }> {
      const { credential, user, until, address } = caller
      if (caller.via !== 'basic' || credential === null) throw new Problem('access-key-needed')
      const issued = await transaction(db, async (tx) => {
        const row = await lockCredential(tx, credential)
        // It ended while this was on its way.
        if (!row || !row.active || row.revoked_at !== null) throw new Problem('not-signed-in')
        await record(tx, caller, { action: 'token.issued', ...aboutOf(row) })
        return logins.derive(tx, { user, credential, until }, { address, client })
      })
      return { token: issued.token, expiresAt: issued.expiresAt.toISOString() }
    },

    /** The one that the console acts under in a workspace; every member has one. */
    async mainOf(tx: Kysely<Tables>, user: string, workspace: string): Promise<string> {
      const accessKey = await mainCredential(tx, user, workspace)
      if (accessKey === undefined) throw new Problem('not-found')
      return accessKey
    },

    /** As part of the end of a membership, for good. */
    async revokeAllOf(tx: Transaction<Tables>, user: string, workspace: string, at: Date = clock.now()): Promise<void> {
      await end(tx, await revokeAll(tx, user, workspace, at), 'membership-ended')
    },

    /** As part of a user's deactivation, which ends what these opened by itself. */
    deactivateAllOf: async (tx: Transaction<Tables>, user: string): Promise<void> =>
      void (await deactivateAll(tx, user)),

    /** As part of a user's reactivation: nobody can know which of the others should live again. */
    activateMainsOf: async (tx: Transaction<Tables>, user: string): Promise<void> =>
      void (await activateMains(tx, user)),

    /** How many a user could act with. */
    countOf: (user: string): Promise<number> => usableCredentials(pool, user, clock.now()),
  }
}

const aboutOf = ({ access_key, user_id, workspace_id }: CredentialRow) => ({
  user: user_id,
  workspace: workspace_id,
  name: access_key,
})

const record = (tx: Transaction<Tables>, by: Caller, what: Pick<AuditRecord, 'action'> & Partial<AuditRecord>) =>
  recordAudit(tx, { result: 'success', actor: by.user, address: by.address, ...what })

const refusedField = (field: string, code: string, message: string) =>
  new Problem('invalid-input', { errors: [{ path: `body.${field}`, code, message }] })

/** A workspace that somebody is not in is none that they may name. */
async function requireMember(
  workspaces: CredentialsDeps['workspaces'],
  tx: Transaction<Tables>,
  workspace: string,
  user: string,
): Promise<void> {
  try {
    await workspaces.requireMember(tx, workspace, user)
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'not-found') throw error
    throw refusedField('workspace', 'unknown', 'is no workspace that you belong to')
  }
}

async function withKnownPolicy(write: () => Promise<unknown>): Promise<void> {
  try {
    await write()
  } catch (error) {
    if (!isForeignKeyViolation(error, 'credentials_policy_fkey')) throw error
    throw refusedField('policy', 'unknown', 'is no policy')
  }
}
