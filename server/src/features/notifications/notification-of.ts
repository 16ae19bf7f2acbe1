/** Which events somebody is told of, and as what. Pure. */
import type { NotificationContent, NotificationKind } from '@berth/contract/notifications.ts'
import type { SessionReason } from '@berth/contract/session-states.ts'
import { auditKind, type AuditRecord } from '../../platform/events/audit-record.ts'
import type { StoredEvent } from '../../platform/events/outbox.ts'
import { sessionEnded, sessionIdleSoon, sessionUpdated, terminalShared } from '../sessions/sessions.service.ts'
import { uploadReported } from '../folders/folders.service.ts'
import { updateFound } from '../updates/updates.service.ts'

export const heardKinds = [
  ...[auditKind, sessionEnded, sessionIdleSoon, sessionUpdated, terminalShared],
  ...[uploadReported, updateFound],
]

/** By the name of who did it; a user who is not known any more has none. */
type NameOf = (user: string) => string | undefined

/** Null: nobody needs to be told. */
export function notificationOf(event: StoredEvent, nameOf: NameOf): NotificationContent | null {
  if (event.kind === sessionEnded) return ofSession(event)
  if (event.kind === sessionIdleSoon) return ofIdle(event)
  if (event.kind === terminalShared) return ofShare(event, nameOf)
  return event.kind === auditKind ? ofAudit(event, nameOf) : null
}

export const actorOf = ({ kind, payload }: StoredEvent): string | null =>
  kind === auditKind
    ? (payload as unknown as AuditRecord).actor
    : kind === terminalShared
      ? (payload['by'] as string)
      : null

const byAudit: { readonly [Action in AuditRecord['action']]?: NotificationKind } = {
  'two-factor.reset': 'two-factor-reset',
  'password.changed': 'password-set',
  'user.reactivated': 'account-reactivated',
  'invitation.created': 'workspace-invitation',
  'folder.invited': 'folder-invitation',
  'folder.share-ended': 'folder-share-ended',
}

function ofAudit({ user, payload }: StoredEvent, nameOf: NameOf): NotificationContent | null {
  const { action, result, actor, name, before, after } = payload as unknown as AuditRecord
  const kind = byAudit[action]
  // What people do themselves they know.
  if (kind === undefined || result !== 'success' || actor === user) return null
  const by = actor === null ? null : (nameOf(actor) ?? null)
  if (kind === 'workspace-invitation') return { kind, parameters: { by, workspace: name ?? '' } }
  if (kind === 'folder-invitation')
    return { kind, parameters: { by, folder: name ?? '', invitation: String(after?.['invitation']) } }
  if (kind === 'folder-share-ended')
    // An invitation that was taken back nobody misses.
    return before?.['accepted'] === true ? { kind, parameters: { by, folder: name ?? '' } } : null
  return { kind, parameters: { by } } as NotificationContent
}

function ofSession({ subject, payload }: StoredEvent): NotificationContent | null {
  const { reason, name } = payload as { readonly reason: SessionReason; readonly name: string }
  if (subject === null) return null
  const parameters = { session: subject, name }
  switch (reason) {
    case 'ended-by-administrator':
      return { kind: 'session-ended-by-administrator', parameters }
    case 'lifetime':
      return { kind: 'session-lifetime-over', parameters }
    case 'idle':
      return { kind: 'session-idle-ended', parameters }
    case 'start-failed':
    case 'start-timeout':
    case 'never-fits':
      return { kind: 'session-start-failed', parameters: { ...parameters, reason } }
    default:
      return null
  }
}

function ofIdle({ subject, payload }: StoredEvent): NotificationContent | null {
  const { name, endsAt } = payload as { readonly name: string; readonly endsAt: string }
  return subject === null ? null : { kind: 'session-idle-soon', parameters: { session: subject, name, endsAt } }
}

function ofShare({ payload }: StoredEvent, nameOf: NameOf): NotificationContent {
  const { by, name, share } = payload as { readonly by: string; readonly name: string; readonly share: string }
  return { kind: 'terminal-shared', parameters: { by: nameOf(by) ?? null, name, share } }
}
