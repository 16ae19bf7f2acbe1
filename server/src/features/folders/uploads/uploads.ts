/**
 * Uploads that go on where they broke off: tus 1.0. Bytes go straight to a file beside the folder, whose length is how far
 * it has come; with the last of them it is moved to its place. From before its first byte on a row speaks for the room
 * that all of it will take; what is whole at once leaves none behind.
 */
import './uploads.tables.ts'
import { constants } from 'node:fs'
import { lstat, open, stat, unlink, utimes, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { uploadLifetime, type OpenUpload } from '@berth/contract/folder-files.ts'
import type { Kysely } from 'kysely'
import { isUniqueViolation } from '../../../platform/database/database.ts'
import type { Tables } from '../../../platform/database/tables.ts'
import { inDirectory, openDirectory } from '../../../platform/files/beneath.ts'
import { createBeside, makeDirectory, requireFree, settle } from '../../../platform/files/change-tree.ts'
import { errnoOf } from '../../../platform/files/file-refusal.ts'
import { parentOf } from '../../../platform/files/path-names.ts'
import { leaseScope, type Caller } from '../../../platform/http/caller.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import { keyTaken, onceOf, type Once } from '../../../platform/once.ts'
import type { Leases } from '../../../platform/leases/leases.ts'
import type { Clock } from '../../../platform/time.ts'
import { cutOff, inFolder, namesIn, parentPath } from '../files/folder-tree.ts'
import type { FolderAccess, OpenFolder } from '../folders.access.ts'
import { receivePart, type UploadBody } from './receive-part.ts'
import type { NewUpload } from './upload-headers.ts'
import {
  deleteUpload,
  findUpload,
  finishUpload,
  forgetUpload,
  insertUpload,
  keepUpload,
  openUploads,
  uploadOfKey,
  type UploadRow,
} from './uploads.store.ts'

export interface UploadsDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly access: FolderAccess
  readonly leases: Pick<Leases, 'take'>
}

export type Uploads = ReturnType<typeof createUploads>

/** Of one person, at one time. */
const mostOpen = 1_000
const lifetimeMs = uploadLifetime * 1000
/** The end is put off no more often than that. */
const putOffMs = 3_600_000

export interface UploadState {
  readonly offset: number
  readonly size: number
  readonly expiresAt: Date
}

export function createUploads({ db, clock, access, leases }: UploadsDeps) {
  const writing = new Set<string>()
  /** Not answered yet, so that nobody knows of them. */
  const beginning = new Set<string>()
  /** One at a time: two that write the same file at different places leave neither's. */
  const alone = async <Value>(id: string, work: () => Promise<Value>): Promise<Value> => {
    if (writing.has(id)) throw new Problem('upload-locked')
    writing.add(id)
    try {
      return await work()
    } finally {
      writing.delete(id)
    }
  }

  const find = async (caller: Caller, folder: string, id: string): Promise<UploadRow> => {
    const row = await findUpload(db, id)
    if (!row || row.folder_id !== folder || row.user_id !== caller.user) throw new Problem('not-found')
    if (row.expires_at <= clock.now()) throw new Problem('upload-over')
    return row
  }
  const fileOf = (folder: OpenFolder, id: string) => join(folder.uploads, id)

  /** A row whose file is gone has come to its end: whoever gives one up takes the row away first. */
  const offsetOf = async (folder: OpenFolder, row: UploadRow): Promise<number> => {
    if (row.finished_at) return row.size
    try {
      return (await stat(fileOf(folder, row.id))).size
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error
      const now = await findUpload(db, row.id)
      if (!now || !(now.finished_at || (await isInPlace(folder, row)))) throw new Problem('upload-over')
      row.finished_at = now.finished_at ?? clock.now()
      if (!now.finished_at) await finishUpload(db, row.id, row.finished_at)
      return row.size
    }
  }
  const isInPlace = (folder: OpenFolder, { path, size }: UploadRow): Promise<boolean> =>
    inFolder(access, folder, path, async (tree) => {
      const { parent, name } = parentOf(await namesIn(tree, path))
      await using directory = await openDirectory(tree.top, parent)
      const there = await lstat(inDirectory(directory.handle, name))
      return there.isFile() && there.size === size
    }).catch(() => false)

  /** As long as bytes come it goes on, however long one request lasts and however it ends. */
  const putOff = async (row: UploadRow): Promise<void> => {
    const now = clock.now().getTime()
    if (row.expires_at.getTime() - now > lifetimeMs - putOffMs) return
    const until = new Date(now + lifetimeMs)
    await keepUpload(db, row.id, until)
    row.expires_at = until
  }

  /** Answers how far it is now. What arrived is kept, however it ended; what has another checksum is not. */
  const receive = async (row: UploadRow, target: FileHandle, at: number, body: UploadBody, right: AbortSignal) => {
    // Where it cannot be put off now, it is later.
    const onWritten = () => putOff(row).catch(() => {})
    const { size } = row
    const { reached, isCut } = await receivePart({ target, at, size, body, signal: right, onWritten })
    if (reached > at) await putOff(row)
    if (isCut) throw cutOff(right)
    return reached
  }

  const place = async (folder: OpenFolder, { id, path, overwrite, modified_at: modifiedAt }: UploadRow) => {
    const staged = fileOf(folder, id)
    await inFolder(access, folder, path, async (tree) => {
      const names = await namesIn(tree, path)
      const { parent } = parentOf(names)
      if (parent.length > 0) await makeDirectory(tree, parent, true)
      if (modifiedAt) await utimes(staged, modifiedAt, modifiedAt)
      await settle(tree, staged, names, { kind: 'file', overwrite })
    })
  }

  /**
   * To its place, once all of it is there; again where that did not come to an end before. Others may have filled the
   * folder since it began, or taken the right away.
   */
  const finish = async (folder: OpenFolder, row: UploadRow, right?: AbortSignal, end = finishedNow) => {
    await access.requireRoom(folder, 0)
    if (right?.aborted) throw cutOff(right)
    await place(folder, row)
    await access.landed(folder, parentPath(row.path), row.size, () => end(row.id))
  }
  const finishedNow = (id: string): Promise<unknown> => finishUpload(db, id, clock.now())

  const begin = async (folder: OpenFolder, row: UploadRow, body: UploadBody, right: AbortSignal): Promise<number> => {
    const { id, path, size } = row
    await access.reserveRoom(folder, size, async (at) => {
      if (!(await insertUpload(at, row, mostOpen))) throw new Problem('too-many-uploads', { limit: mostOpen })
    })
    // A row that stays is swept.
    const forget = (): Promise<unknown> => forgetUpload(db, id).catch(() => {})
    try {
      const offset = await inFolder(access, folder, path, async (tree) => {
        await using target = await createBeside(tree, fileOf(folder, id))
        return await receive(row, target, 0, body, right)
      })
      // Who may ask for it again with its key is answered that it is there.
      if (offset === size) await finish(folder, row, right, row.idempotency_key === null ? forget : finishedNow)
      // Somebody hears of it now, so it is to be on disk.
      else await keepUpload(db, id, row.expires_at)
      return offset
    } catch (error) {
      // Nobody knows of it yet, so nobody can go on with it.
      await forget()
      await unlink(fileOf(folder, id)).catch(() => {})
      throw error
    }
  }

  /** What was begun with the same key, as it is now; bytes that come along again are not taken. */
  const begunWith = async (folder: OpenFolder, once: Once | null) => {
    const row = once && (await uploadOfKey(db, once.key))
    if (!row) return null
    if (row.idempotency_hash !== once.hash) throw keyTaken()
    if (beginning.has(row.id)) throw new Problem('upload-locked')
    if (row.expires_at <= clock.now()) throw new Problem('upload-over')
    return { id: row.id, offset: await offsetOf(folder, row), size: row.size, expiresAt: row.expires_at }
  }

  return {
    async list(caller: Caller, id: string): Promise<OpenUpload[]> {
      const folder = await access.open(caller, id, 'ro')
      const rows = (await openUploads(db, caller.user, id, clock.now())).filter((row) => !beginning.has(row.id))
      const items = await Promise.all(
        rows.map(async (row) => ({ row, offset: await offsetOf(folder, row).catch(() => null) })),
      )
      return items.flatMap(({ row, offset }) =>
        offset === null
          ? []
          : {
              id: row.id,
              path: row.path,
              size: row.size,
              offset,
              createdAt: row.created_at.toISOString(),
              expiresAt: row.expires_at.toISOString(),
            },
      )
    },

    /** With bytes that come along; what is complete with them is in its place. */
    async create(
      caller: Caller,
      folderId: string,
      upload: NewUpload,
      body: UploadBody,
      idempotencyKey: string | null = null,
    ): Promise<UploadState & { id: string }> {
      const folder = await access.open(caller, folderId, 'rw')
      const { path, size, overwrite } = upload
      const once = onceOf(caller, idempotencyKey, { folder: folderId, ...upload })
      const before = await begunWith(folder, once)
      if (before) return before
      const row = rowOf(caller, folderId, upload, { now: clock.now(), once })
      const { id } = row
      using lease = leases.take(leaseScope(caller, { folder: folderId }), undefined, caller.until)
      beginning.add(id)
      try {
        await inFolder(access, folder, path, async (tree) => requireFree(tree, await namesIn(tree, path), overwrite))
        const offset = await alone(id, () => begin(folder, row, body, lease.signal))
        return { id, offset, size, expiresAt: row.expires_at }
      } catch (error) {
        // Of two that come together one is refused for what the other begins.
        if (isUniqueViolation(error, 'folder_uploads_idempotency')) throw new Problem('upload-locked')
        throw (await begunWith(folder, once).catch(() => null)) ? new Problem('upload-locked') : error
      } finally {
        beginning.delete(id)
      }
    },

    async state(caller: Caller, folderId: string, id: string): Promise<UploadState> {
      const folder = await access.open(caller, folderId, 'rw')
      const row = await find(caller, folderId, id)
      const offset = await offsetOf(folder, row)
      // Whoever hears that all of it is there asks no more.
      if (offset === row.size && !row.finished_at)
        await alone(id, async () => {
          const now = await find(caller, folderId, id)
          if (!now.finished_at) await finish(folder, now)
        })
      return { offset, size: row.size, expiresAt: row.expires_at }
    },

    append: (caller: Caller, folderId: string, id: string, offset: number, body: UploadBody): Promise<UploadState> =>
      alone(id, async () => {
        const folder = await access.open(caller, folderId, 'rw')
        const row = await find(caller, folderId, id)
        const at = await offsetOf(folder, row)
        if (at !== offset) throw new Problem('upload-offset', { offset: at })
        const { path, size } = row
        const staged = fileOf(folder, id)
        // It was in its place before the answer came through.
        if (row.finished_at || !(await exists(staged))) return { offset: size, size, expiresAt: row.expires_at }
        // What it will take itself counts since it began.
        await access.requireRoom(folder, 0)
        using lease = leases.take(leaseScope(caller, { folder: folderId }), undefined, caller.until)
        const reached = await inFolder(access, folder, path, async () => {
          await using target = await open(staged, constants.O_WRONLY | constants.O_NOFOLLOW)
          return await receive(row, target, at, body, lease.signal)
        })
        if (reached === size) await finish(folder, row, lease.signal)
        return { offset: reached, size, expiresAt: row.expires_at }
      }),

    end: (caller: Caller, folderId: string, id: string): Promise<void> =>
      alone(id, async () => {
        const folder = await access.open(caller, folderId, 'rw')
        const row = await find(caller, folderId, id)
        // The row first: a file that no row is of is swept, while a row without its file has come to its end.
        await deleteUpload(db, row.id)
        await unlink(fileOf(folder, row.id)).catch(() => {})
      }),
  }
}

const rowOf = (
  { user }: Caller,
  folder: string,
  upload: NewUpload,
  { now, once }: { readonly now: Date; readonly once: Once | null },
): UploadRow => ({
  id: uuidv7(),
  folder_id: folder,
  user_id: user,
  path: upload.path,
  size: upload.size,
  overwrite: upload.overwrite,
  modified_at: upload.modifiedAt,
  created_at: now,
  expires_at: new Date(now.getTime() + lifetimeMs),
  finished_at: null,
  idempotency_key: once?.key ?? null,
  idempotency_hash: once?.hash ?? null,
})

const exists = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  )
