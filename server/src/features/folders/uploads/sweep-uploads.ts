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
import { allUploads, deleteForbiddenUploads, deleteLostUploads, deleteOldUploads } from './uploads.store.ts'
import './uploads.tables.ts'

export interface UploadSweepDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly log: Log
  /** Each has a directory for each folder. */
  readonly places: () => Promise<readonly string[]>
}

/** What is being written right now may have no row, or one that is younger; a copy of a whole folder takes its time. */
const youngMs = 3_600_000
const youngCopyMs = 48 * 3_600_000

export async function sweepUploads({ db, clock, log, places }: UploadSweepDeps): Promise<void> {
  const isOld = (at: number, young = youngMs) => clock.now().getTime() - at >= young
  await deleteOldUploads(db, clock.now())
  // Rights also end where folders do not hear of it: with a project, or a place in one.
  await deleteForbiddenUploads(db)
  await forgetOldPreviews(db, clock.now())
  const uploads = await allUploads(db)
  const known = new Set(uploads.map(({ id }) => id))
  const going = Map.groupBy(
    uploads.filter((one) => one.finished_at === null),
    (one) => one.folder_id,
  )
  for (const place of await places())
    for (const folder of await readdir(place).catch(() => [])) {
      const names = await readdir(join(place, folder)).catch(() => null)
      if (!names) continue
      const there = new Set(names)
      // A server ended between the one and the other; they would speak for room that nothing takes.
      const lost = (going.get(folder) ?? []).filter(({ id, created_at: at }) => isOld(at.getTime()) && !there.has(id))
      if (lost.length > 0) await deleteLostUploads(db, lost)
      for (const name of names) {
        const path = join(place, folder, name)
        if (known.has(name)) continue
        const changed = await stat(path).catch(() => null)
        const young = name.startsWith(stagedPrefix) ? youngCopyMs : youngMs
        if (!changed || !isOld(Math.max(changed.mtimeMs, changed.ctimeMs), young)) continue
        await removeTree(path).catch((error: Error) => log.warn('What nobody goes on with stays', { path, error }))
      }
    }
}
