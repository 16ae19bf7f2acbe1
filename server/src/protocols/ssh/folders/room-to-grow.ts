/** Whether a file that is written may become larger: room is claimed as it grows, until what was added is told of. */
import type { FolderFiles, OpenFolder } from '../../../features/folders/folder-files.service.ts'

export interface RoomToGrow extends Disposable {
  /** Before the file is so many bytes long. */
  require(size: number): Promise<void>
  /** So much of its length has been told of. */
  toldOf(size: number): void
  /** What was added since, to be told of; less than 0 where it became shorter. */
  readonly added: (size: number) => number
}

/** `from`: how long it is already, or what it takes the place of. */
export function roomToGrow(files: Pick<FolderFiles, 'claimRoom'>, folder: OpenFolder, from: number): RoomToGrow {
  const claim = files.claimRoom(folder)
  let known = from
  return {
    require: (size) => claim.reach(size - known),
    toldOf(size) {
      claim.give(Math.max(0, size - known))
      known = size
    },
    added: (size) => size - known,
    [Symbol.dispose]: () => claim[Symbol.dispose](),
  }
}
