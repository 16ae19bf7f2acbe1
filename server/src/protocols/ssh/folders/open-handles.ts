/** What one client has open, and by which right: what is in a folder is closed as soon as the right to that ends. */
import type { FolderFiles, FolderGuest } from '../../../features/folders/folder-files.service.ts'
import { LeaseEnded, type Lease } from '../../../platform/leases/leases.ts'
import type { Log } from '../../../platform/log/log.ts'
import { Refused, status } from '../../../platform/sftp/sftp-wire.ts'
import { sshWords } from '../ssh-words.ts'
import type { InFolder } from './folder-paths.ts'
import type { OpenThing } from './open-thing.ts'

export const mostHandles = 64
/** Of all channels of a connection. */
const mostOfConnection = 256
const handleBytes = 4

interface Entry {
  /** Null: it is of no folder, or was dropped. */
  thing: OpenThing | null
  readonly place: InFolder | null
  readonly lease: Lease | null
}

/** How many are open on one connection. */
export interface Tally {
  open: number
}

export interface OpenHandlesDeps {
  readonly files: FolderFiles
  readonly guest: FolderGuest
  readonly log: Log
  readonly tally: Tally
  /** When nothing else of this client is being done. */
  readonly inTurn: (work: () => Promise<void>) => Promise<void>
}

export function createOpenHandles({ files, guest, log, tally, inTurn }: OpenHandlesDeps) {
  const open = new Map<number, Entry>()
  let last = 0

  const drop = async (entry: Entry): Promise<void> => {
    const { thing, lease } = entry
    entry.thing = null
    lease?.[Symbol.dispose]()
    await thing?.drop().catch((error: Error) => log.warn('A file could not be let go', { error }))
  }
  const keep = (entry: Entry): Buffer => {
    open.set(++last, entry)
    tally.open++
    const handle = Buffer.alloc(handleBytes)
    handle.writeUInt32BE(last)
    return handle
  }
  const requireRoom = () => {
    if (open.size >= mostHandles || tally.open >= mostOfConnection)
      throw new Refused(status.failure, sshWords.tooManyHandles(Math.max(open.size, tally.open)))
  }
  const find = (handle: Buffer): [number, Entry] => {
    const id = handle.length === handleBytes ? handle.readUInt32BE() : 0
    const entry = open.get(id)
    if (!entry) throw new Refused(status.failure, sshWords.noHandle)
    return [id, entry]
  }
  const requireRight = ({ thing, lease }: Entry): OpenThing => {
    if (thing === null || lease?.signal.aborted) throw new LeaseEnded(lease?.reason ?? 'ended')
    return thing
  }

  /** With what goes wrong in the words of the folder. */
  const explaining = async <Value>({ place }: Entry, work: () => Promise<Value>): Promise<Value> => {
    try {
      return await work()
    } catch (error) {
      throw place ? await files.explained(place.folder, place.path, error) : error
    }
  }

  return {
    /** Something of no folder. */
    addTop(thing: OpenThing): Buffer {
      requireRoom()
      return keep({ thing, place: null, lease: null })
    },

    /** `make` is given what throws once the right has ended. */
    async add(place: InFolder, make: (requireRight: () => void) => Promise<OpenThing>): Promise<Buffer> {
      requireRoom()
      const lease = files.hold(guest, place.folder.id, () => void inTurn(() => drop(entry)))
      const entry: Entry = { thing: null, place, lease }
      try {
        entry.thing = await make(() => lease.signal.throwIfAborted())
      } catch (error) {
        lease[Symbol.dispose]()
        throw error
      }
      return keep(entry)
    },

    /** Does something with what is open, if the right to it holds. */
    use<Value>(handle: Buffer, work: (thing: OpenThing) => Promise<Value>): Promise<Value> {
      const [, entry] = find(handle)
      const thing = requireRight(entry)
      return explaining(entry, () => work(thing))
    },

    async close(handle: Buffer): Promise<void> {
      const [id, entry] = find(handle)
      open.delete(id)
      tally.open--
      try {
        const thing = requireRight(entry)
        // However that ends, nothing of it stays open.
        entry.thing = null
        await explaining(entry, () => thing.close())
      } finally {
        await drop(entry)
      }
    },

    /** The client is gone. */
    async dropAll(): Promise<void> {
      const all = [...open.values()]
      open.clear()
      tally.open -= all.length
      for (const entry of all) await drop(entry)
    },
  }
}
