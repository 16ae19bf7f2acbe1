/**
 * How much folders hold and may hold, by what is known this moment: what the last look found, what requests added since,
 * what uploads that have begun will take, and what is being written now. Room is spoken for before it is used, in one step
 * with the question whether there is any, so that many who ask at the same time do not all find the same.
 */
import type { Enforcement } from '@berth/contract/folders.ts'
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { Problem } from '../../platform/http/problem.ts'
import { createTurns } from '../../platform/turns.ts'
import { lockRoom } from './folder-room.store.ts'
import type { StorageHosts } from './hosts/storage-hosts.ts'
import { roomRow } from './measuring.views.ts'

export interface Room {
  /** Bytes; null: unlimited. */
  readonly capacity: number | null
  /** As last measured, with what was written through the API since then, and what is spoken for. */
  readonly used: number
  readonly enforcement: Enforcement
}

/** Room for something that is being written, until that is done or given up; this process alone knows of it. */
export interface RoomClaim extends Disposable {
  /**
   * Has room for so many bytes in all, or refuses them. Where there is room for more, some of it is taken ahead: whoever
   * writes piece by piece need not ask for each.
   */
  reach(bytes: number): Promise<void>
  /** So many of them are counted otherwise by now. */
  give(bytes: number): void
}

export interface FolderRoomDeps {
  readonly db: Kysely<Tables>
  readonly hosts: Pick<StorageHosts, 'foundOf'>
}

export type FolderRoom = ReturnType<typeof createFolderRoom>

const mostAhead = 64 * 1024 ** 2

/** Bytes that requests have added to a folder while this process lives. */
interface Written {
  total: number
  /** So many of them were there when the last look began. */
  seen: number
  looks: number
}
const nothing: Readonly<Written> = { total: 0, seen: 0, looks: 0 }

export function createFolderRoom({ db, hosts }: FolderRoomDeps) {
  const written = new Map<string, Written>()
  const claimed = new Map<string, number>()
  const inTurn = createTurns()

  const writtenIn = (id: string): Written => {
    const known = written.get(id) ?? { ...nothing }
    written.set(id, known)
    return known
  }
  const hold = (id: string, bytes: number) => {
    const sum = (claimed.get(id) ?? 0) + bytes
    if (sum > 0) claimed.set(id, sum)
    else claimed.delete(id)
  }

  const roomOf = async (id: string, at: Kysely<Tables> = db): Promise<Room> => {
    for (;;) {
      const { looks } = written.get(id) ?? nothing
      const row = await roomRow(at, id)
      const found = row && (await hosts.foundOf(row.host))
      const { total, seen, looks: looksNow } = written.get(id) ?? nothing
      // What a look has found meanwhile may not be in this row, and is not among what was added any more.
      if (looksNow !== looks) continue
      const isEnforced = row?.has_quota === true && Boolean(found?.quota)
      return {
        capacity: row?.capacity ?? null,
        used: (row?.used ?? 0) + (row?.coming ?? 0) + total - seen + (claimed.get(id) ?? 0),
        enforcement: isEnforced ? 'project-quota' : 'measured',
      }
    }
  }

  return {
    roomOf: (id: string): Promise<Room> => roomOf(id),

    /**
     * Before something of so many bytes is written. The file system may still refuse it earlier. In turn, so that what
     * lands meanwhile is not found twice.
     */
    require: (id: string, bytes: number): Promise<void> => inTurn(id, async () => requireIn(await roomOf(id), bytes)),

    /**
     * For what a row speaks for, which `work` writes. Within this process nobody waits for the lock with a connection; it
     * is for other processes.
     */
    async reserve<Value>(id: string, bytes: number, work: (at: Kysely<Tables>) => Promise<Value>): Promise<Value> {
      const { capacity } = await roomOf(id)
      if (capacity === null) return work(db)
      return inTurn(id, () =>
        transaction(db, async (tx) => {
          await lockRoom(tx, id)
          requireIn(await roomOf(id, tx), bytes)
          return work(tx)
        }),
      )
    },

    /** What a row spoke for is there, and `work` ends the row: in between nobody finds both of them, or neither. */
    landed: <Value>(id: string, bytes: number, work: () => Promise<Value>): Promise<Value> =>
      inTurn(id, () => {
        writtenIn(id).total += bytes
        return work()
      }),

    claim(id: string): RoomClaim {
      let held = 0
      const take = (bytes: number) =>
        inTurn(id, async () => {
          requireIn(await roomOf(id), bytes)
          held += bytes
          hold(id, bytes)
        })
      const give = (bytes: number) => {
        const some = Math.min(bytes, held)
        held -= some
        hold(id, -some)
      }
      return {
        async reach(bytes) {
          const needed = bytes - held
          if (needed <= 0) return
          const ahead = Math.min(bytes, mostAhead)
          if (ahead <= needed) return take(needed)
          await take(ahead).catch(() => take(needed))
        },
        give,
        [Symbol.dispose]: () => give(held),
      }
    },

    wrote(id: string, bytes: number): void {
      if (bytes > 0) writtenIn(id).total += bytes
    },

    /** Answers what is to be called once that is known which a look, which begins now, has found. */
    look(id: string): () => void {
      const of = writtenIn(id)
      const { total } = of
      return () => {
        of.seen = Math.max(of.seen, total)
        of.looks++
      }
    },
  }
}

function requireIn({ capacity, used }: Room, bytes: number): void {
  if (capacity !== null && used + bytes > capacity) throw new Problem('folder-full', { capacity, used })
}
