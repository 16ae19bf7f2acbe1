/**
 * Sessions that have a folder mounted which their owner may not use any more, or not so. What is mounted cannot be taken
 * out of a session that runs, so the session ends.
 */
import { sessionCan } from '@berth/contract/session-states.ts'
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
import { lockSession, moveSession } from '../sessions.store.ts'

export interface EndWithFolderDeps {
  readonly db: Kysely<Tables>
  readonly notifications: Notifications
  readonly clock: Clock
  readonly mounts: Pick<FolderMounts, 'overMounted'>
  readonly log: Log
}

type Deps = Pick<EndWithFolderDeps, 'clock' | 'mounts'>

async function endOverMounted(tx: Transaction<Tables>, { clock, mounts }: Deps, about: AboutMounts): Promise<void> {
  for (const { id } of await mounts.overMounted(tx, about)) {
    const status = await lockSession(tx, id)
    if (!status || !sessionCan.terminate(status)) continue
    const to = status === 'PENDING' || status === 'SCHEDULED' ? 'CANCELLED' : 'TERMINATING'
    await moveSession(tx, id, to, { at: clock.now(), reason: 'folder-access-ended' })
  }
}

export const createEndWithFolder = (deps: EndWithFolderDeps): Promise<DurableReader> =>
  createDurableReader({
    ...deps,
    name: 'sessions of ended rights to folders',
    kind: [folderAccessEnded, projectNarrowed, membershipEnded, membershipsUpdated],
    from: 'now',
    handle: async (tx, events) => {
      for (const event of events) if (event.subject !== null) await endOverMounted(tx, deps, aboutOf(event))
    },
  })

function aboutOf({ kind, subject, user, workspace }: StoredEvent): AboutMounts {
  if (kind === folderAccessEnded) return { folder: subject, user }
  return kind === projectNarrowed ? { project: subject } : { user: subject, workspace }
}

/** All of them: for rights that ended without anybody being told. */
export const endAllOverMounted = (db: Kysely<Tables>, deps: Deps): Promise<void> =>
  transaction(db, (tx) => endOverMounted(tx, deps, {}))
