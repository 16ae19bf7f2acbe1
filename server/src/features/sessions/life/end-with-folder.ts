/**
 * Sessions that have a folder mounted which their owner may not use any more, or not so. What is mounted cannot be taken
 * out of a session that runs, so the session ends.
 */
import type { Kysely, Transaction } from 'kysely'
import type { Notifications } from '../../../platform/database/notifications.ts'
import type { Tables } from '../../../platform/database/tables.ts'
import { transaction } from '../../../platform/database/transaction.ts'
import { createDurableReader, type DurableReader } from '../../../platform/events/durable-reader.ts'
import type { StoredEvent } from '../../../platform/events/outbox.ts'
import type { Log } from '../../../platform/log/log.ts'
import type { Clock } from '../../../platform/time.ts'
import type { AboutMounts, FolderMounts } from '../../folders/folder-mounts.service.ts'
import { folderAccessEnded } from '../../folders/folders.service.ts'
import { projectNarrowed } from '../../projects/projects.service.ts'
import { membershipEnded, membershipsUpdated } from '../../workspaces/workspaces.service.ts'
import { endSessions } from './end-sessions.ts'

export interface EndWithFolderDeps {
  readonly db: Kysely<Tables>
  readonly notifications: Notifications
  readonly clock: Clock
  readonly mounts: Pick<FolderMounts, 'overMounted'>
  readonly log: Log
}

type Deps = Pick<EndWithFolderDeps, 'clock' | 'mounts'>

async function endOverMounted(
  tx: Transaction<Tables>,
  { clock, mounts }: Deps,
  about: AboutMounts | null,
): Promise<void> {
  const over = await mounts.overMounted(tx, about)
  const ids = over.map(({ id }) => id)
  await endSessions(tx, ids, { at: clock.now(), reason: 'folder-access-ended' })
}

export const createEndWithFolder = (deps: EndWithFolderDeps): Promise<DurableReader> =>
  createDurableReader({
    ...deps,
    name: 'sessions of ended rights to folders',
    kind: [folderAccessEnded, projectNarrowed, membershipEnded, membershipsUpdated],
    from: 'now',
    handle: (tx, events) => endOverMounted(tx, deps, aboutOf(events)),
  })

function aboutOf(events: readonly StoredEvent[]): AboutMounts {
  const subjects = (...kinds: string[]) =>
    events.flatMap(({ kind, subject }) => (subject !== null && kinds.includes(kind) ? [subject] : []))
  return {
    folders: subjects(folderAccessEnded),
    projects: subjects(projectNarrowed),
    users: subjects(membershipEnded, membershipsUpdated),
    workspaces: events.flatMap(({ kind, workspace }) =>
      workspace !== null && (kind === membershipEnded || kind === membershipsUpdated) ? [workspace] : [],
    ),
  }
}

/** All of them: for rights that ended without anybody being told. */
export const endAllOverMounted = (db: Kysely<Tables>, deps: Deps): Promise<void> =>
  transaction(db, (tx) => endOverMounted(tx, deps, null))
