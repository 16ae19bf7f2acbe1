/**
 * What `GET /events` sends: each event names what changed and carries its new representation. More names may come; whoever
 * does not know one lets it be.
 */
import { z } from 'zod'
import { changedThings } from './changed-things.ts'
import { endpoint } from './endpoint.ts'
import { notification } from './notifications.ts'
import { preferenceValues } from './preferences.ts'
import { session } from './sessions.ts'

export const liveEvents = {
  /** A session was created or changed. */
  'session.updated': session,
  /** Your workspaces, projects or invitations have changed: ask for them again. */
  'memberships.updated': z.object({}),
  /** Folders that you can reach have changed, or invitations to them: ask for them again. */
  'folders.updated': z.object({}),
  /** Something was changed below a path of a folder, by a person's request: list it again. */
  'files.updated': z.object({ folder: z.uuid(), path: z.string() }),
  /** You are told something new. */
  'notification.created': notification,
  /** What is being done for you has come further, or ended. */
  'notification.progressed': notification,
  /** Some of your notifications were marked or removed: ask for them again. */
  'notifications.updated': z.object({}),
  /** You changed your preferences, here or elsewhere. */
  'preferences.updated': preferenceValues,
  /** Things of these kinds that you may see are no longer as they were: ask for them again. Told to people only. */
  changed: z.object({ what: z.array(z.enum(changedThings)) }),
  /** Nothing but that the stream is alive, every 15 seconds. One that is silent for longer is dead: open another. */
  beat: z.object({}),
  /** Too much was missed: reload what you show. */
  reload: z.object({}),
} as const
export type LiveEventName = keyof typeof liveEvents
export type LiveEvent = {
  [Name in LiveEventName]: { name: Name; data: z.infer<(typeof liveEvents)[Name]> }
}[LiveEventName]

export const events = {
  stream: endpoint({
    method: 'GET',
    path: '/events',
    summary: 'Live events (server-sent events); Last-Event-ID resumes without loss within 10 minutes',
    access: 'login',
    background: true,
    response: 'stream',
  }),
}
