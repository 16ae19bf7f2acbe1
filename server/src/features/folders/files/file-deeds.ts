/** What people do with the files of a folder, apart from reading what is in them. */
import { randomUUID } from 'node:crypto'
import type { BigIntStats } from 'node:fs'
import { lstat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { mostEdited, type FoundEntry } from '@berth/contract/folder-files.ts'
import { inDirectory, openDirectory, openPlace } from '../../../platform/files/beneath.ts'
import { createBeside, fileMode, makeDirectory, move, settle, takeOut } from '../../../platform/files/change-tree.ts'
import type { ChangedTree } from '../../../platform/files/change-tree.ts'
import { copyBeside } from '../../../platform/files/copy-tree.ts'
import { FileRefusal, refusing } from '../../../platform/files/file-refusal.ts'
import { parentOf, type PathNames } from '../../../platform/files/path-names.ts'
import { detailsOf, type EntryDetails } from '../../../platform/files/read-directory.ts'
import { doomedPrefix, removeTree } from '../../../platform/files/remove-tree.ts'
import type { Caller } from '../../../platform/http/caller.ts'
import { leaseScope } from '../../../platform/http/caller.ts'
import { Problem } from '../../../platform/http/problem.ts'
import type { Leases } from '../../../platform/leases/leases.ts'
import type { Log } from '../../../platform/log/log.ts'
import { createTurns } from '../../../platform/turns.ts'
import type { FolderAccess } from '../folders.access.ts'
import { createFewAtOnce } from './few-at-once.ts'
import { fileVersion, requireVersion, type Condition } from './file-version.ts'
import { cutOff, inFolder, lastName, namesIn, parentPath } from './folder-tree.ts'
import { receiveBytes } from './receive-bytes.ts'

export interface FileDeedsDeps {
  readonly access: FolderAccess
  readonly leases: Pick<Leases, 'take'>
  readonly log: Log
}

export type FileDeeds = ReturnType<typeof createFileDeeds>

interface Moving {
  readonly from: string
  readonly to: string
  readonly overwrite: boolean
}

/** What begins so beside a folder was not complete when the server ended. */
export const stagedPrefix = 'new-'
const staged = (tree: ChangedTree) => join(tree.beside, `${stagedPrefix}${randomUUID()}`)

export function createFileDeeds({ access, leases, log }: FileDeedsDeps) {
  /** Those that write the same file wait for each other, so that a condition holds until it is written. */
  const inTurn = createTurns()

  const removals = createFewAtOnce({ atOnce: 2, mostWaiting: Infinity })
  const discard = (path: string) =>
    removeTree(path).catch((error: Error) => log.warn('Something deleted could not be removed', { path, error }))

  const show = async (tree: ChangedTree, path: string): Promise<FoundEntry> => {
    const names = await namesIn(tree, path)
    const { parent, name } = parentOf(names)
    await using directory = await openDirectory(tree.top, parent, true)
    const details = await detailsOf(tree.top, directory, name)
    if (!details) throw new FileRefusal('not-found')
    return entryOf(path, details)
  }

  return {
    /** With the version of a file that can be read. */
    async show(caller: Caller, id: string, path: string): Promise<{ entry: FoundEntry; version: string | null }> {
      const folder = await access.open(caller, id, 'ro')
      return inFolder(access, folder, path, async (tree) => {
        const entry = await show(tree, path)
        if (entry.kind !== 'file') return { entry, version: null }
        await using place = await openPlace(tree.top, await namesIn(tree, path), true)
        return { entry, version: fileVersion(place.stats) }
      })
    },

    async makeDirectory(caller: Caller, id: string, path: string, parents: boolean): Promise<FoundEntry> {
      const folder = await access.open(caller, id, 'rw')
      await access.requireRoom(folder, 0)
      return inFolder(access, folder, path, async (tree) => {
        const made = await makeDirectory(tree, await namesIn(tree, path), parents)
        if (made) access.changed(folder, parentPath(path))
        return show(tree, path)
      })
    },

    async move(caller: Caller, id: string, { from, to, overwrite }: Moving): Promise<FoundEntry> {
      const folder = await access.open(caller, id, 'rw')
      return inFolder(access, folder, from, async (tree) => {
        const [source, target] = [await namesIn(tree, from), await namesIn(tree, to)]
        await aboutTarget(to, () => move(tree, source, target, overwrite))
        for (const path of new Set([parentPath(from), parentPath(to)])) access.changed(folder, path)
        return show(tree, to)
      })
    },

    /** `gone`: nobody waits for it any more. */
    async copy(caller: Caller, id: string, { from, to, overwrite }: Moving, gone: AbortSignal): Promise<FoundEntry> {
      const folder = await access.open(caller, id, 'rw')
      using lease = leases.take(leaseScope(caller, { folder: id }), undefined, caller.until)
      using claim = access.claimRoom(folder)
      const signal = AbortSignal.any([lease.signal, gone])
      return await inFolder(access, folder, from, async (tree) => {
        const [source, target] = [await namesIn(tree, from), await namesIn(tree, to)]
        if (source.length < target.length && source.every((name, at) => target[at]?.equals(name)))
          throw new FileRefusal('into-itself')
        const made = staged(tree)
        try {
          await using place = await openPlace(tree.top, source, true)
          let copied = 0
          const spend = (bytes: number) => claim.reach((copied += bytes))
          const kind = await copyBeside(tree, place, made, { signal, spend })
          // Sessions may have filled it meanwhile.
          await access.requireRoom(folder, 0)
          signal.throwIfAborted()
          await aboutTarget(to, () => settle(tree, made, target, { kind, overwrite }))
          access.changed(folder, parentPath(to), copied)
          claim.give(copied)
        } catch (error) {
          await discard(made)
          throw signal.aborted ? cutOff(lease.signal) : error
        }
        return show(tree, to)
      })
    },

    /** Directories leave the folder in one step, and what was in them is removed without haste. */
    async remove(caller: Caller, id: string, path: string): Promise<void> {
      const folder = await access.open(caller, id, 'rw')
      await inFolder(access, folder, path, async (tree) => {
        const doomed = await takeOut(tree, await namesIn(tree, path), `${doomedPrefix}${randomUUID()}`)
        access.changed(folder, parentPath(path))
        if (doomed !== null) void removals(caller.user, () => discard(doomed))
      })
    },

    /** Whole: whoever reads it meanwhile has the old one or the new one. */
    async write(caller: Caller, id: string, path: string, bytes: Readable, condition: Condition) {
      await access.open(caller, id, 'rw')
      return inTurn(`${id} ${path}`, async () => {
        // Those before took their time.
        const folder = await access.open(caller, id, 'rw')
        using lease = leases.take(leaseScope(caller, { folder: id }), undefined, caller.until)
        using claim = access.claimRoom(folder)
        return await inFolder(access, folder, path, async (tree) => {
          const names = await namesIn(tree, path)
          const before = await plainStats(tree, names)
          requireVersion(condition, before && fileVersion(before))
          const made = staged(tree)
          try {
            const written = await writeBeside(tree, made, bytes, before, lease.signal)
            const added = Math.max(0, written.bytes - Number(before?.size ?? 0n))
            await claim.reach(added)
            // So did the bytes: the right to it may have ended, and others of this machine may have written it.
            await access.open(caller, id, 'rw')
            if (lease.signal.aborted) throw cutOff(lease.signal)
            const now = await plainStats(tree, names)
            requireVersion(condition, now && fileVersion(now))
            await settle(tree, made, names, { kind: 'file', overwrite: true })
            access.changed(folder, parentPath(path), added)
            claim.give(added)
            return { entry: await show(tree, path), version: written.version }
          } catch (error) {
            await unlink(made).catch(() => {})
            throw error
          }
        })
      })
    },
  }

  async function writeBeside(
    tree: ChangedTree,
    made: string,
    bytes: Readable,
    before: BigIntStats | null,
    right: AbortSignal,
  ) {
    await using file = await createBeside(tree, made, before ? Number(before.mode) & 0o777 : fileMode)
    const signal = AbortSignal.any([right, AbortSignal.timeout(120_000)])
    const received = await receiveBytes(bytes, { target: file, position: 0, most: mostEdited, signal })
    if (received.isTooLong) throw new Problem('body-too-large', { limit: mostEdited })
    if (received.fault) throw cutOff(right)
    await refusing(file.sync())
    return { bytes: received.bytes, version: fileVersion(await file.stat({ bigint: true })) }
  }
}

/** The file that would be replaced; null: none. Nothing but a file is. */
async function plainStats({ top }: ChangedTree, names: PathNames): Promise<BigIntStats | null> {
  const { parent, name } = parentOf(names)
  await using directory = await openDirectory(top, parent)
  const stats = await lstat(inDirectory(directory.handle, name), { bigint: true }).catch(() => null)
  if (!stats) return null
  if (stats.isSymbolicLink()) throw new FileRefusal('is-a-link')
  if (!stats.isFile()) throw new FileRefusal('not-a-file')
  return stats
}

/** What is refused at the place where something goes is said of that. */
async function aboutTarget(to: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (error instanceof FileRefusal && error.code === 'exists') throw new Problem('file-exists', { path: to })
    if (error instanceof FileRefusal && error.code === 'is-a-directory') throw new Problem('not-a-file', { path: to })
    throw error
  }
}

export const entryOf = (path: string, { kind, size, modifiedAt, link }: EntryDetails): FoundEntry => ({
  path,
  name: lastName(path),
  kind,
  size,
  modifiedAt: modifiedAt.toISOString(),
  link,
})
