/**
 * How much is in folders: looked at every few minutes and after people changed something by requests. A measurement, no
 * count: what sessions write meanwhile is seen by the next one.
 */
import { lstat } from 'node:fs/promises'
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { inDirectory, openTop } from '../../platform/files/beneath.ts'
import { ignoreClosed, walkWhole } from '../../platform/files/walk-tree.ts'
import type { Log } from '../../platform/log/log.ts'
import type { Clock } from '../../platform/time.ts'
import type { FolderRoom } from './folder-room.ts'
import { dueForMeasure, roomRow } from './measuring.views.ts'
import { saveMeasure } from './folders.store.ts'
import { rootOf } from './hosts/host-layout.ts'
import type { StorageHosts } from './hosts/storage-hosts.ts'

export interface MeasuringDeps {
  readonly db: Kysely<Tables>
  readonly hosts: StorageHosts
  readonly room: FolderRoom
  readonly clock: Clock
  readonly log: Log
}

/** Between two looks at one folder. */
const everyMs = 3 * 60_000
/** After the last change, so that many become one look. */
const restMs = 3_000
/** A look that takes long is not taken so often: it is at most this part of the time. */
const share = 1 / 20

export function createMeasuring({ db, hosts, room, clock, log }: MeasuringDeps) {
  const soon = new Map<string, NodeJS.Timeout>()
  const took = new Map<string, { readonly endedAt: number; readonly ms: number }>()
  const limited = new Map<string, number | null>()
  const going = new Set<string>()
  /** By host. */
  const works = new Map<string, Promise<void>>()
  const stop = new AbortController()

  const measure = async (id: string): Promise<void> => {
    const row = await roomRow(db, id)
    const found = row && (await hosts.foundOf(row.host))
    if (!row || !found) return
    const looked = room.look(id)
    const at = clock.now()
    const begun = performance.now()
    const sums = await sizeOf(rootOf(found.path, id), stop.signal)
    took.set(id, { endedAt: performance.now(), ms: performance.now() - begun })
    await saveMeasure(db, { folder_id: id, ...sums, measured_at: at })
    looked()
    if (!row.has_quota || !found.quota || limited.get(id) === row.capacity) return
    await found.quota.limit(row.quota_project, row.capacity)
    limited.set(id, row.capacity)
  }
  /** No folder is looked at twice at a time: what does not answer holds one look, not all that were wanted since. */
  const measureOrWarn = async (id: string): Promise<void> => {
    going.add(id)
    try {
      await measure(id)
    } catch (error) {
      if (!stop.signal.aborted) log.warn('a folder could not be measured', { folder: id, error: error as Error })
    } finally {
      going.delete(id)
    }
  }
  const measureOn = async (host: string): Promise<void> => {
    try {
      for (const { id } of await dueForMeasure(db, host, new Date(clock.now().getTime() - everyMs))) {
        if (stop.signal.aborted) return
        const last = took.get(id)
        const isEarly = last && (performance.now() - last.endedAt) * share < last.ms
        if (!isEarly && !going.has(id)) await measureOrWarn(id)
      }
    } catch (error) {
      if (!stop.signal.aborted) log.error('folders could not be measured', { host, error: error as Error })
    } finally {
      works.delete(host)
    }
  }
  const begin = (host: string): Promise<void> => {
    const work = works.get(host) ?? measureOn(host)
    works.set(host, work)
    return work
  }
  const lookSoon = (id: string): void => {
    const last = took.get(id)
    const wait = last ? Math.max(restMs, last.ms / share - (performance.now() - last.endedAt)) : restMs
    const look = () => {
      soon.delete(id)
      // Again after it, since it may have been past what was changed.
      if (going.has(id)) lookSoon(id)
      else void measureOrWarn(id)
    }
    soon.set(id, setTimeout(look, wait).unref())
  }

  return {
    measure,

    /**
     * Those whose last look is some minutes ago, one after the other on each host: one that answers nothing holds up no
     * other. The answer is for those who want to know when all that can be looked at is.
     */
    async measureDue(): Promise<void> {
      const states = await hosts.all()
      if (!stop.signal.aborted) await Promise.all(states.flatMap(({ name, found }) => (found ? [begin(name)] : [])))
    },

    /** Something in it was changed by a request. */
    noteChange(id: string, bytes: number): void {
      room.wrote(id, bytes)
      if (!stop.signal.aborted && !soon.has(id)) lookSoon(id)
    },

    [Symbol.dispose]() {
      stop.abort()
      for (const timer of soon.values()) clearTimeout(timer)
    },
  }
}

/** Bytes on disk, and entries that are no directories; what has several names is there once. */
async function sizeOf(root: string, signal?: AbortSignal): Promise<{ used: number; files: number }> {
  await using top = await openTop(root)
  const known = new Set<bigint>()
  let used = 0n
  let files = 0
  for await (const { directory, name } of walkWhole(top, signal)) {
    const stats = await lstat(inDirectory(directory, name), { bigint: true }).catch(ignoreClosed)
    if (!stats) continue
    if (!stats.isDirectory()) {
      files++
      if (stats.nlink > 1n) {
        if (known.has(stats.ino)) continue
        known.add(stats.ino)
      }
    }
    used += stats.blocks * 512n
  }
  return { used: Number(used), files }
}
