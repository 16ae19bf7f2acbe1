/**
 * What people are told about themselves (6.3). A notification holds what happened as a kind and its parameters; the
 * words are in `texts/console-notifications`, in every language.
 */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, idParams, listQuery, page, time } from './shapes.ts'

/** Whoever did it, by the name that people know; null: nobody who is known, or the program itself. */
const by = { by: z.string().nullable() }
const aSession = { session: id, name: z.string() }

/** What each kind says. A kind, once released, keeps its name and its parameters: old rows hold them. */
export const notificationParameters = {
  'two-factor-reset': z.object(by),
  'password-set': z.object(by),
  'account-reactivated': z.object(by),
  'workspace-invitation': z.object({ ...by, workspace: z.string() }),
  'session-ended-by-administrator': z.object(aSession),
  'session-lifetime-over': z.object(aSession),
  'session-idle-soon': z.object({ ...aSession, endsAt: time }),
  'session-idle-ended': z.object(aSession),
  'terminal-shared': z.object({ ...by, name: z.string(), share: id }),
  'session-start-failed': z.object({ ...aSession, reason: z.enum(['start-failed', 'start-timeout', 'never-fits']) }),
} as const
export type NotificationKind = keyof typeof notificationParameters
export type NotificationContent = {
  [Kind in NotificationKind]: {
    readonly kind: Kind
    readonly parameters: z.infer<(typeof notificationParameters)[Kind]>
  }
}[NotificationKind]

const of = <const Kind extends NotificationKind>(kind: Kind) =>
  z.object({ id, kind: z.literal(kind), parameters: notificationParameters[kind], at: time, read: z.boolean() })

export const notification = z.discriminatedUnion('kind', [
  of('two-factor-reset'),
  of('password-set'),
  of('account-reactivated'),
  of('workspace-invitation'),
  of('session-ended-by-administrator'),
  of('session-lifetime-over'),
  of('session-idle-soon'),
  of('session-idle-ended'),
  of('terminal-shared'),
  of('session-start-failed'),
])
export type Notification = z.infer<typeof notification>

export const notifications = {
  list: endpoint({
    method: 'GET',
    path: '/me/notifications',
    summary: 'What you were told, newest first, and how much of it is unread; kept for 30 days',
    access: 'login',
    query: z.strictObject({ limit: listQuery.limit, cursor: listQuery.cursor }),
    response: page(notification).extend({ unread: z.number().int() }),
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/me/notifications/{id}',
    summary: 'Mark a notification as read or unread',
    access: 'login',
    params: idParams,
    body: z.strictObject({ read: z.boolean() }),
    response: notification,
    problems: ['not-found'],
  }),
  readAll: endpoint({
    method: 'POST',
    path: '/me/notifications/read-all',
    summary: 'Mark all your notifications as read',
    access: 'login',
    response: 'none',
  }),
}
