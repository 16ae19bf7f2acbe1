/** Removes beside the folders what nobody goes on with: uploads that are over, and what a server that was killed left. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { Tables } from '../../../platform/database/tables.ts'
import { removeTree } from '../../../platform/files/remove-tree.ts'
import type { Log } from '../../../platform/log/log.ts'
import type { Clock } from '../../../platform/time.ts'
import { stagedPrefix } from '../files/file-deeds.ts'
import { forgetOldPreviews } from '../previews/previews.store.ts'
import { allUploads, deleteOldUploads } from './uploads.store.ts'
import './uploads.tables.ts'

export interface UploadSweepDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly log: Log
  /** Each has a directory for each folder. */
  readonly places: () => Promise<readonly string[]>
}

/** What is being written right now has no row yet, and is younger; a copy of a whole folder takes its time. */
const youngMs = 3_600_000
const youngCopyMs = 48 * 3_600_000

export async function sweepUploads({ db, clock, log, places }: UploadSweepDeps): Promise<void> {
  await deleteOldUploads(db, clock.now())
  await forgetOldPreviews(db, clock.now())
  const known = await allUploads(db)
  for (const place of await places())
    for (const folder of await readdir(place).catch(() => []))
      for (const name of await readdir(join(place, folder)).catch(() => [])) {
        const path = join(place, folder, name)
        if (known.has(name)) continue
        const changed = await stat(path).catch(() => null)
        const young = name.startsWith(stagedPrefix) ? youngCopyMs : youngMs
        if (!changed || clock.now().getTime() - Math.max(changed.mtimeMs, changed.ctimeMs) < young) continue
        await removeTree(path).catch((error: Error) => log.warn('What nobody goes on with stays', { path, error }))
      }
}
