/** Whether a file that is written may become larger: what its folder holds is looked at now and again, not at each write. */
import type { FolderFiles, OpenFolder } from '../../../features/folders/folder-files.service.ts'
import { Problem } from '../../../platform/http/problem.ts'

/** How old what is known may be. */
const lookEveryMs = 1_000

export interface RoomToGrow {
  /** Before the file is so many bytes long; with `exactly`, by what is known this moment. */
  require(size: number, exactly?: boolean): Promise<void>
  /** So much of its length has been told of. */
  toldOf(size: number): void
  /** What was added since, to be told of; less than 0 where it became shorter. */
  readonly added: (size: number) => number
}

/** `from`: how long it is already, or what it takes the place of. */
export function roomToGrow(files: Pick<FolderFiles, 'roomOf'>, folder: OpenFolder, from: number): RoomToGrow {
  let known = from
  let left = 0
  let lookedAt = -Infinity
  return {
    async require(size, exactly = false) {
      if (size <= known) return
      const isFresh = !exactly && performance.now() - lookedAt < lookEveryMs
      if (isFresh && size - known <= left) return
      const { capacity, used } = await files.roomOf(folder)
      left = capacity === null ? Infinity : capacity - used
      lookedAt = performance.now()
      if (capacity !== null && size - known > left) throw new Problem('folder-full', { capacity, used })
    },
    toldOf(size) {
      left -= Math.max(0, size - known)
      known = size
    },
    added: (size) => size - known,
  }
}
