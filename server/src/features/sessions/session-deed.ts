import type { Session } from '@berth/contract/sessions.ts'
import { recordAudit, type AuditRecord } from '../../platform/events/audit-record.ts'
import type { Viewer } from './sessions.views.ts'

/** What was done to a session: its owner finds it under the activity on their account. */
export const recordDeed = (
  tx: Parameters<typeof recordAudit>[0],
  by: Viewer,
  { id, owner, name, workspace }: Session,
  what: Pick<AuditRecord, 'action' | 'before' | 'after'>,
) =>
  recordAudit(tx, {
    result: 'success',
    actor: by.user,
    user: owner,
    subject: id,
    name,
    workspace,
    address: by.address ?? null,
    ...what,
  })
