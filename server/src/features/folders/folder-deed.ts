/** What every change of a folder leaves behind: a record for the audit log, and word to those who see it. */
import type { AuditAction } from '@berth/contract/audit.ts'
import type { Transaction } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { recordAudit, type AuditRecord } from '../../platform/events/audit-record.ts'
import { emit } from '../../platform/events/outbox.ts'
import type { Caller } from '../../platform/http/caller.ts'
import { audienceOf } from './folders.views.ts'

type Tx = Transaction<Tables>

/** To a user: something about folders that they can reach has changed. */
export const foldersUpdated = 'folders.updated'
/**
 * Somebody may do less in a folder: subject the folder, user who. What they have mounted is looked at, and what they are
 * being sent ends.
 */
export const folderAccessEnded = 'folder.access-ended'

export interface DeedFolder {
  readonly id: string
  readonly name: string
  readonly project_id: string | null
  readonly workspace_id: string
}

export const recordDeed = (
  tx: Tx,
  by: Pick<Caller, 'user' | 'address'> | null,
  folder: DeedFolder,
  action: AuditAction,
  more: Partial<AuditRecord> = {},
) =>
  recordAudit(tx, {
    action,
    result: 'success',
    actor: by?.user ?? null,
    address: by?.address ?? null,
    subject: folder.id,
    name: folder.name,
    workspace: folder.project_id === null ? null : folder.workspace_id,
    ...more,
  })

export const tell = (tx: Tx, users: Iterable<string>) =>
  emit(tx, ...[...new Set(users)].map((user) => ({ kind: foldersUpdated, subject: null, user, payload: {} })))

export const tellAudience = async (tx: Tx, folder: string) => tell(tx, await audienceOf(tx, folder))
