/** What the events of one look make of notifications. Part of the transaction that notes how far the reader got. */
import type { Transaction } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { emit, type StoredEvent } from '../../platform/events/outbox.ts'
import { sessionEnded, sessionUpdated } from '../sessions/sessions.service.ts'
import { uploadReported } from '../folders/folders.service.ts'
import { updateFound, updatesWantedBy, type FoundUpdate } from '../updates/updates.service.ts'
import { actorOf, notificationOf } from './notification-of.ts'
import {
  advance,
  insertNotifications,
  type Advance,
  type KeptNotification,
  type NewNotification,
} from './notifications.store.ts'
import {
  followedStarts,
  namesOf,
  shown,
  startsOf,
  uploadsOf,
  type KnownStart,
  type KnownUpload,
} from './notifications.views.ts'
import { isNews } from './progress.ts'
import { stepOf } from './start-progress.ts'
import { uploadStepOf } from './upload-progress.ts'

/** To its user, with the notification. */
export const notificationCreated = 'notification.created'
/** To its user, with the notification: work has come further, or ended. */
export const notificationProgressed = 'notification.progressed'

type Tx = Transaction<Tables>

export async function writeNotifications(tx: Tx, events: readonly StoredEvent[]): Promise<void> {
  const starts = await startsIn(tx, events)
  const uploads = await uploadsIn(tx, events)
  const news = [
    ...newStarts(events, starts),
    ...newUploads(uploads),
    ...(await toldBy(tx, events, starts)),
    ...(await updatesIn(tx, events)),
  ]
  const created = news.length > 0 ? await insertNotifications(tx, news) : []
  const steps = [...startAdvances(events, starts), ...uploadAdvances(uploads)]
  const advanced = steps.length > 0 ? await advance(tx, steps) : []
  await emit(tx, ...tellOf(notificationCreated, created), ...tellOf(notificationProgressed, advanced))
}

const subjectsOf = (events: readonly StoredEvent[], wanted: string): string[] => [
  ...new Set(events.flatMap(({ kind, subject }) => (kind === wanted && subject !== null ? [subject] : []))),
]

const tellOf = (kind: string, rows: readonly KeptNotification[]) =>
  rows.map((row) => ({ kind, subject: row.id, user: row.user, payload: { ...shown(row) } }))

type Starts = ReadonlyMap<string, KnownStart>

/** As they are now, which may be further than the event knows; then the event of that finds nothing new. */
async function startsIn(tx: Tx, events: readonly StoredEvent[]): Promise<Starts> {
  const known = await startsOf(tx, subjectsOf(events, sessionUpdated))
  return new Map(known.map((start) => [start.id, start]))
}

function newStarts(events: readonly StoredEvent[], starts: Starts): NewNotification[] {
  const begun = events.filter(({ kind, payload }) => kind === sessionUpdated && payload['begun'] === true)
  return begun.flatMap(({ id: event, subject, at }) => {
    const start = starts.get(subject ?? '')
    if (!start || start.notification !== null) return []
    const progress = stepOf(start, 0)
    const content = { kind: 'session-start' as const, parameters: { session: start.id, name: start.name } }
    return [{ user: start.owner, event, at, about: start.id, content, progress, read: !isNews(progress, 0) }]
  })
}

function startAdvances(events: readonly StoredEvent[], starts: Starts): Advance[] {
  const lastAt = new Map(events.map(({ subject, at }) => [subject, at]))
  return [...starts.values()].flatMap((start): Advance[] => {
    const { id, name, notification, startedAt, share, step: before } = start
    const at = lastAt.get(id)
    if (notification === null || startedAt === null || at === undefined) return []
    const next = stepOf(start, share ?? 0)
    if (next.state === 'going' && next.step === before && next.share === share) return []
    // What goes on stays where it stands among the others.
    if (next.state === 'going') return [{ id: notification, parameters: { name }, ...next, at: startedAt, read: true }]
    return [
      { id: notification, parameters: { name }, ...next, at, read: !isNews(next, at.getTime() - startedAt.getTime()) },
    ]
  })
}

interface TouchedUpload extends KnownUpload {
  /** The last that tells of it. */
  readonly event: StoredEvent
}

/** As they are now, like starts. */
async function uploadsIn(tx: Tx, events: readonly StoredEvent[]): Promise<TouchedUpload[]> {
  const last = new Map(events.filter(({ kind }) => kind === uploadReported).map((event) => [event.subject, event]))
  const known = await uploadsOf(tx, subjectsOf(events, uploadReported))
  return known.flatMap((upload) => {
    const event = last.get(upload.id)
    return event ? [{ ...upload, event }] : []
  })
}

const uploadContent = ({ id: batch, folder, name, files, done, failed }: KnownUpload) => ({
  kind: 'upload' as const,
  parameters: { batch, folder, name, files, done, failed },
})

const newUploads = (uploads: readonly TouchedUpload[]): NewNotification[] =>
  uploads.flatMap((upload) => {
    if (upload.notification !== null) return []
    const { id, owner, event } = upload
    const progress = uploadStepOf(upload)
    const told = { user: owner, event: event.id, at: event.at, about: id, content: uploadContent(upload) }
    return [{ ...told, progress, read: !isNews(progress, 0) }]
  })

const uploadAdvances = (uploads: readonly TouchedUpload[]): Advance[] =>
  uploads.flatMap((upload): Advance[] => {
    const { notification, startedAt, event } = upload
    if (notification === null || startedAt === null) return []
    const next = uploadStepOf(upload)
    const { parameters } = uploadContent(upload)
    const at = next.state === 'going' ? startedAt : event.at
    return [{ id: notification, parameters, ...next, at, read: !isNews(next, at.getTime() - startedAt.getTime()) }]
  })

async function toldBy(tx: Tx, events: readonly StoredEvent[], starts: Starts): Promise<NewNotification[]> {
  const told = events.filter((event) => event.user !== null && notificationOf(event, () => undefined) !== null)
  const people = told.flatMap((event) => [event.user, actorOf(event)]).filter((user) => user !== null)
  const names = await namesOf(tx, people)
  const ended = told.flatMap(({ kind, subject }) => (kind === sessionEnded && subject !== null ? [subject] : []))
  // what is told of a start may have come to its end by an event before
  const followed = new Set([...starts.keys(), ...(await followedStarts(tx, ended))])
  return told.flatMap((event): NewNotification[] => {
    const content = notificationOf(event, (user) => names.get(user))
    if (content === null || event.user === null || !names.has(event.user)) return []
    // Its start says so itself.
    if (event.kind === sessionEnded && content.kind === 'session-start-failed' && followed.has(event.subject ?? ''))
      return []
    return [{ user: event.user, event: event.id, at: event.at, content }]
  })
}

/** To everybody who wants to know, once of each version. */
async function updatesIn(tx: Tx, events: readonly StoredEvent[]): Promise<NewNotification[]> {
  const event = events.findLast(({ kind }) => kind === updateFound)
  if (!event) return []
  const { version, notes, url } = event.payload as unknown as FoundUpdate
  const content = { kind: 'update-available' as const, parameters: { version, notes, url } }
  const users = await updatesWantedBy(tx)
  return users.map((user) => ({ user, event: event.id, at: event.at, about: version, content }))
}
