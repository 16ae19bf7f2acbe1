/** Config scripts and the bootstrap script (6.2): what people want to find in each new session of theirs. */
import './user-scripts.tables.ts'
import {
  bytesOf,
  configScriptBytes,
  mostConfigScripts,
  type BootstrapScript,
  type ConfigScript,
  type ConfigScriptItem,
} from '@berth/contract/user-scripts.ts'
import type { AuditAction } from '@berth/contract/audit.ts'
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { refuseUnless, versionOf, type Conditions } from '../../platform/entity-tag.ts'
import { recordAudit } from '../../platform/events/audit-record.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Clock } from '../../platform/time.ts'
import {
  configFilesOf,
  configScriptsOf,
  deleteBootstrapScript,
  deleteConfigScript,
  findBootstrapScript,
  findConfigScript,
  lockScriptsOf,
  writeBootstrapScript,
  writeConfigScript,
} from './user-scripts.store.ts'

export interface UserScriptsDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
}

/** What a new session of somebody gets. */
export interface ScriptsForSession {
  readonly files: readonly { readonly path: string; readonly content: string }[]
  readonly bootstrap: string | null
}

export type UserScripts = ReturnType<typeof createUserScripts>

export function createUserScripts({ db, clock }: UserScriptsDeps) {
  return {
    list: async ({ user }: Caller) => ({ items: (await configScriptsOf(db, user)).map(shown) }),

    async show({ user }: Caller, name: string): Promise<ConfigScript> {
      const row = await findConfigScript(db, user, name)
      if (!row) throw new Problem('not-found')
      return { ...shown(row), ...textOf(row.content) }
    },

    save: (caller: Caller, name: string, content: string, conditions: Conditions): Promise<ConfigScript> =>
      transaction(db, async (tx) => {
        await lockScriptsOf(tx, caller.user)
        refuseUnless(conditions, versionIn(await findConfigScript(tx, caller.user, name)))
        const others = (await configScriptsOf(tx, caller.user)).filter((one) => one.name !== name)
        if (others.length >= mostConfigScripts)
          throw new Problem('too-many-config-scripts', { limit: mostConfigScripts })
        const bytes = bytesOf(content)
        const free = configScriptBytes - others.reduce((sum, one) => sum + one.bytes, 0)
        if (bytes > free)
          throw new Problem('config-scripts-too-large', { limit: configScriptBytes, asked: bytes, free })
        const inTheWay = others.find((one) => isBelow(one.name, name) || isBelow(name, one.name))
        if (inTheWay) throw new Problem('config-script-in-the-way', { name: inTheWay.name })
        const at = clock.now()
        await writeConfigScript(tx, caller.user, name, content, at)
        await note(tx, caller, 'config-script.saved', name)
        return { name, bytes, updatedAt: at.toISOString(), ...textOf(content) }
      }),

    remove: (caller: Caller, name: string, conditions: Conditions): Promise<void> =>
      transaction(db, async (tx) => {
        await lockScriptsOf(tx, caller.user)
        const row = await findConfigScript(tx, caller.user, name)
        if (!row) throw new Problem('not-found')
        refuseUnless(conditions, versionIn(row))
        await deleteConfigScript(tx, caller.user, name)
        await note(tx, caller, 'config-script.removed', name)
      }),

    async showBootstrap({ user }: Caller): Promise<BootstrapScript> {
      const row = await findBootstrapScript(db, user)
      if (!row) throw new Problem('not-found')
      return { bytes: row.bytes, updatedAt: row.updated_at.toISOString(), ...textOf(row.content) }
    },

    saveBootstrap: (caller: Caller, content: string, conditions: Conditions): Promise<BootstrapScript> =>
      transaction(db, async (tx) => {
        await lockScriptsOf(tx, caller.user)
        refuseUnless(conditions, versionIn(await findBootstrapScript(tx, caller.user)))
        const at = clock.now()
        await writeBootstrapScript(tx, caller.user, content, at)
        await note(tx, caller, 'bootstrap-script.saved')
        return { bytes: bytesOf(content), updatedAt: at.toISOString(), ...textOf(content) }
      }),

    removeBootstrap: (caller: Caller, conditions: Conditions): Promise<void> =>
      transaction(db, async (tx) => {
        await lockScriptsOf(tx, caller.user)
        const row = await findBootstrapScript(tx, caller.user)
        if (!row) throw new Problem('not-found')
        refuseUnless(conditions, versionIn(row))
        await deleteBootstrapScript(tx, caller.user)
        await note(tx, caller, 'bootstrap-script.removed')
      }),

    /** An empty bootstrap script is none. */
    async forSession(user: string): Promise<ScriptsForSession> {
      const [files, bootstrap] = await Promise.all([configFilesOf(db, user), findBootstrapScript(db, user)])
      return {
        files: files.map(({ name, content }) => ({ path: name, content })),
        bootstrap: bootstrap && bootstrap.content.trim() !== '' ? bootstrap.content : null,
      }
    },
  }
}

const textOf = (content: string) => ({ content, version: versionOf({ content }) })
const versionIn = (row: { readonly content: string } | undefined) => (row ? textOf(row.content).version : null)

const isBelow = (path: string, folder: string) => path.startsWith(`${folder}/`)

const shown = (row: { name: string; bytes: number; updated_at: Date }): ConfigScriptItem => ({
  name: row.name,
  bytes: row.bytes,
  updatedAt: row.updated_at.toISOString(),
})

/** What is in them is nobody's business. */
const note = (tx: Kysely<Tables>, { user, address }: Caller, action: AuditAction, name: string | null = null) =>
  recordAudit(tx, { action, result: 'success', actor: user, user, name, address })
