/**
 * What people are told about themselves (6.3). A notification holds what happened as a kind and its parameters; the
 * words are in `texts/console-notifications`, in every language.
 */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { sessionReasons } from './session-states.ts'
import { id, idParams, listQuery, page, time } from './shapes.ts'
import { uploadBatchStates } from './upload-batches.ts'

/** Whoever did it, by the name that people know; null: nobody who is known, or the program itself. */
const by = { by: z.string().nullable() }
const aSession = { session: id, name: z.string() }

/** What each kind says. A kind, once released, keeps its name and its parameters: old rows hold them. */
export const notificationParameters = {
  'two-factor-reset': z.object(by),
  'password-set': z.object(by),
  'account-reactivated': z.object(by),
  'workspace-invitation': z.object({ ...by, workspace: z.string() }),
  'folder-invitation': z.object({ ...by, folder: z.string(), invitation: id }),
  'folder-share-ended': z.object({ ...by, folder: z.string() }),
  'session-ended-by-administrator': z.object(aSession),
  'session-lifetime-over': z.object(aSession),
  'session-idle-soon': z.object({ ...aSession, endsAt: time }),
  'session-idle-ended': z.object(aSession),
  'terminal-shared': z.object({ ...by, name: z.string(), share: id }),
  'session-start-failed': z.object({ ...aSession, reason: z.enum(['start-failed', 'start-timeout', 'never-fits']) }),
  'session-start': z.object(aSession),
  upload: z.object({
    batch: id,
    folder: id,
    name: z.string(),
    files: z.number().int(),
    done: z.number().int(),
    failed: z.number().int(),
  }),
  'update-available': z.object({ version: z.string(), notes: z.string(), url: z.string().nullable() }),
} as const
export type NotificationKind = keyof typeof notificationParameters
export type NotificationContent = {
  [Kind in NotificationKind]: {
    readonly kind: Kind
    readonly parameters: z.infer<(typeof notificationParameters)[Kind]>
  }
}[NotificationKind]

/** How far what is done in the background has come, and how it ended. */
const workStates = ['going', 'done', 'failed', 'cancelled'] as const
const progressOf = <const Steps extends readonly [string, ...string[]]>(steps: Steps) =>
  z.object({
    state: z.enum(workStates),
    /** What is being done, or what was the last thing. */
    step: z.enum(steps),
    /** 0 at its beginning, 1 when it is done. */
    share: z.number().min(0).max(1),
    startedAt: time,
    canCancel: z.boolean(),
  })
const startProgress = progressOf(sessionReasons)
const uploadProgress = progressOf(uploadBatchStates)
export type Progress = z.infer<typeof startProgress> | z.infer<typeof uploadProgress>

/** `at`: when there was last something to tell, which for work is its end. */
const told = <const Kind extends NotificationKind>(kind: Kind) => ({
  id,
  kind: z.literal(kind),
  parameters: notificationParameters[kind],
  at: time,
  read: z.boolean(),
})
const of = <const Kind extends NotificationKind>(kind: Kind) => z.object({ ...told(kind), progress: z.null() })

export const notification = z.discriminatedUnion('kind', [
  of('two-factor-reset'),
  of('password-set'),
  of('account-reactivated'),
  of('workspace-invitation'),
  of('folder-invitation'),
  of('folder-share-ended'),
  of('session-ended-by-administrator'),
  of('session-lifetime-over'),
  of('session-idle-soon'),
  of('session-idle-ended'),
  of('terminal-shared'),
  of('session-start-failed'),
  of('update-available'),
  z.object({ ...told('session-start'), progress: startProgress }),
  z.object({ ...told('upload'), progress: uploadProgress }),
])
export type Notification = z.infer<typeof notification>

export const notifications = {
  list: endpoint({
    method: 'GET',
    path: '/me/notifications',
    summary: 'What you were told and what is being done for you, newest first; kept for 30 days',
    access: 'login',
    query: z.strictObject({
      limit: listQuery.limit,
      cursor: listQuery.cursor,
      show: z.enum(['all', 'in-progress']).default('all'),
    }),
    response: page(notification).extend({ unread: z.number().int(), inProgress: z.number().int() }),
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
  cancel: endpoint({
    method: 'POST',
    path: '/me/notifications/{id}/cancel',
    summary: 'Cancel what is being done; what has ended stays as it is',
    access: 'login',
    params: idParams,
    response: notification,
    problems: ['not-found'],
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/me/notifications/{id}',
    summary: 'Remove a notification; what is still being done stays',
    access: 'login',
    params: idParams,
    response: 'none',
    problems: ['not-found'],
  }),
  clear: endpoint({
    method: 'DELETE',
    path: '/me/notifications',
    summary: 'Remove all your notifications but of what is still being done',
    access: 'login',
    response: 'none',
  }),
}
