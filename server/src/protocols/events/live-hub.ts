/**
 * Live events for every stream of this process. What changed is read once for all of them, when it is sent; several
 * changes of one session, or of one kind of thing, that come while a read is under way become one.
 */
import type { ChangedThing } from '@berth/contract/changed-things.ts'
import type { Session } from '@berth/contract/sessions.ts'
import {
  notificationCreated,
  notificationProgressed,
  notificationsUpdated,
} from '../../features/notifications/notifications.service.ts'
import { filesUpdated } from '../../features/folders/files/files.service.ts'
import { foldersUpdated } from '../../features/folders/folders.service.ts'
import { preferencesUpdated } from '../../features/preferences/preferences.service.ts'
import { sessionUpdated, type Sessions } from '../../features/sessions/sessions.service.ts'
import { membershipsUpdated } from '../../features/workspaces/workspaces.service.ts'
import type { EventFeed } from '../../platform/events/event-feed.ts'
import type { StoredEvent } from '../../platform/events/outbox.ts'
import { changedKind } from '../../platform/events/changed.ts'
import type { Caller } from '../../platform/http/caller.ts'
import type { Log } from '../../platform/log/log.ts'
import { changesOf, type Change } from './changes.ts'
import { circlesOf, type CirclesDeps } from './circles.ts'

export interface LiveHubDeps extends CirclesDeps {
  readonly sessions: Sessions
  readonly events: EventFeed
  readonly log: Log
}

export interface Viewer {
  readonly caller: Caller
  /** `id` is where to resume after this; null when the place before it still holds. */
  send(id: string | null, event: string, data: string): void
}

export interface LiveHub {
  /** From now on, or from where a resumed stream ended. */
  join(viewer: Viewer, since: string | undefined): Disposable
  /** Up to where the viewer has been told everything; null while there is something to tell. */
  placeOf(viewer: Viewer): string | null
}

/** What one viewer has not been told yet: the place after it, and what changed. */
interface Backlog {
  position: string
  readonly sessions: Set<string>
  readonly things: Set<ChangedThing>
  /** Told only to those who are in the workspace or the project, which is asked when it is told. */
  readonly toCircles: Set<Change>
}

const empty = (): Backlog => ({ position: '', sessions: new Set(), things: new Set(), toCircles: new Set() })

/** For people: of every workspace of theirs, while a program is there for one. */
const toPeople: ReadonlySet<string> = new Set([
  notificationCreated,
  notificationProgressed,
  notificationsUpdated,
  preferencesUpdated,
  filesUpdated,
  foldersUpdated,
])
/** What says everything itself, and is nobody else's business, not even an administrator's. */
const toTheirUser: ReadonlySet<string> = new Set([membershipsUpdated, ...toPeople])

/** Also that something happened, and when, is nothing that a program hears of another workspace. */
function isToldOf({ credential, user, workspace }: Caller, event: StoredEvent): boolean {
  if (!toTheirUser.has(event.kind) || event.user !== user) return false
  return credential === null || (!toPeople.has(event.kind) && event.workspace === workspace)
}

/** A change may concern them; what they are told of sessions is checked when it is read. */
function note({ caller }: Viewer, event: StoredEvent, backlog: () => Backlog): void {
  const isAdministrator = caller.role === 'superadmin'
  // Most of what happens does not concern an ordinary user.
  if (event.kind === sessionUpdated && event.subject !== null && (isAdministrator || event.user === caller.user))
    backlog().sessions.add(event.subject)
  if (caller.credential !== null) return
  for (const change of changesOf(event)) {
    const { what, to, id } = change
    if (to === 'everyone' || (to === 'user' ? id === caller.user : isAdministrator)) backlog().things.add(what)
    else if (to !== 'user' && to !== 'administrators') backlog().toCircles.add(change)
  }
}

export function createLiveHub({ sessions, workspaces, projects, events, log }: LiveHubDeps): LiveHub {
  const backlogs = new Map<Viewer, Backlog>()
  /** Resumed, and what they missed may still have to be read. */
  const catchingUp = new WeakSet<Viewer>()
  let telling = false

  const tellAll = async () => {
    telling = true
    try {
      // After the rest of what came with it, so that a burst is read at once.
      await new Promise(setImmediate)
      while (backlogs.size > 0) {
        const batch = [...backlogs]
        backlogs.clear()
        await tell(batch)
      }
    } finally {
      telling = false
    }
  }

  const tell = async (batch: readonly (readonly [Viewer, Backlog])[]) => {
    const ids = new Set(batch.flatMap(([, backlog]) => [...backlog.sessions]))
    const unsure = batch.filter(([, { toCircles }]) => toCircles.size > 0)
    let found: Session[]
    let isIn: (user: string, change: Change) => boolean
    try {
      found = ids.size === 0 ? [] : await sessions.load([...ids])
      isIn = await circlesOf(
        { workspaces, projects },
        [...new Set(unsure.flatMap(([, { toCircles }]) => [...toCircles]))],
        [...new Set(unsure.map(([{ caller }]) => caller.user))],
      )
    } catch (error) {
      log.error('Live events could not be read; the viewers reload', { error: error as Error })
      for (const [viewer, { position }] of batch) viewer.send(position, 'reload', '{}')
      return
    }
    const texts = new Map(found.map((session) => [session.id, { session, text: JSON.stringify(session) }]))
    for (const [viewer, { position, things, toCircles, ...changed }] of batch) {
      const seen = [...changed.sessions].flatMap((id) => {
        const one = texts.get(id)
        return one && sessions.maySee(viewer.caller, one.session) ? [[sessionUpdated, one.text] as const] : []
      })
      for (const change of toCircles) if (isIn(viewer.caller.user, change)) things.add(change.what)
      const told = [
        ...seen,
        ...(things.size === 0 ? [] : [[changedKind, JSON.stringify({ what: [...things] })] as const]),
      ]
      // Only the last one completes the step: whoever is cut off before it is told all of them again.
      told.forEach(([kind, text], index) => viewer.send(index === told.length - 1 ? position : null, kind, text))
    }
  }

  return {
    placeOf: (viewer) => (telling || backlogs.has(viewer) || catchingUp.has(viewer) ? null : events.position()),
    join(viewer, since) {
      if (since !== undefined) catchingUp.add(viewer)
      const subscription = events.subscribe(
        {
          onEvent(event, position) {
            catchingUp.delete(viewer)
            // Without a place: it is said again to whoever is cut off before the next one.
            if (isToldOf(viewer.caller, event)) viewer.send(null, event.kind, JSON.stringify(event.payload))
            note(viewer, event, () => {
              const backlog = backlogs.get(viewer) ?? empty()
              backlog.position = position
              backlogs.set(viewer, backlog)
              if (!telling) void tellAll()
              return backlog
            })
          },
          onGap(position) {
            catchingUp.delete(viewer)
            backlogs.delete(viewer)
            viewer.send(position, 'reload', '{}')
          },
        },
        since,
      )
      return {
        [Symbol.dispose]() {
          subscription[Symbol.dispose]()
          backlogs.delete(viewer)
        },
      }
    },
  }
}
