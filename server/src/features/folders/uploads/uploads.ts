/**
 * Uploads that go on where they broke off: tus 1.0. Bytes go straight to a file beside the folder, whose length is how far
 * it has come; with the last of them it is moved to its place. What is whole at once needs no row and leaves no trace.
 */
import './uploads.tables.ts'
import { createHash, timingSafeEqual } from 'node:crypto'
import { constants } from 'node:fs'
import { lstat, open, stat, unlink, utimes, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { uploadLifetime, type OpenUpload } from '@berth/contract/folder-files.ts'
import type { Kysely } from 'kysely'
import type { Tables } from '../../../platform/database/tables.ts'
import { inDirectory, openDirectory } from '../../../platform/files/beneath.ts'
import { createBeside, makeDirectory, requireFree, settle } from '../../../platform/files/change-tree.ts'
import { errnoOf } from '../../../platform/files/file-refusal.ts'
import { parentOf } from '../../../platform/files/path-names.ts'
import { leaseScope, type Caller } from '../../../platform/http/caller.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import type { Leases } from '../../../platform/leases/leases.ts'
import type { Clock } from '../../../platform/time.ts'
import { inFolder, namesIn, parentPath } from '../files/folder-tree.ts'
import { receiveBytes } from '../files/receive-bytes.ts'
import type { FolderAccess, OpenFolder } from '../folders.access.ts'
import type { Checksum, NewUpload } from './upload-headers.ts'
import { deleteUpload, findUpload, finishUpload, insertUpload, keepUpload, openUploads } from './uploads.store.ts'
import type { UploadRow } from './uploads.store.ts'

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

interface Body {
  readonly bytes: Readable
  readonly checksum: Checksum | null
}

export function createUploads({ db, clock, access, leases }: UploadsDeps) {
  const writing = new Set<string>()
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

  /** A row whose file is gone has come to its end: there is no other way for the file to go. */
  const offsetOf = async (folder: OpenFolder, row: UploadRow): Promise<number> => {
    if (row.finished_at) return row.size
    try {
      return (await stat(fileOf(folder, row.id))).size
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error
      if (!(await isInPlace(folder, row))) throw new Problem('upload-over')
      await finishUpload(db, row.id, clock.now())
      row.finished_at = clock.now()
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

  /** Answers how far it is now. What arrived is kept, however it ended; what has another checksum is not. */
  const receive = async (
    caller: Caller,
    folder: OpenFolder,
    target: FileHandle,
    at: number,
    size: number,
    body: Body,
  ) => {
    const hash = body.checksum ? createHash(body.checksum.algorithm) : undefined
    using lease = leases.take(leaseScope(caller, { folder: folder.id }), undefined, caller.until)
    const received = await receiveBytes(body.bytes, {
      target,
      position: at,
      most: size - at,
      hash,
      signal: lease.signal,
    })
    const isDamaged = body.checksum && hash && !equal(hash.digest(), body.checksum.digest)
    if (received.isTooLong || (isDamaged && !received.fault)) {
      await target.truncate(at)
      await target.sync()
      if (isDamaged && !received.isTooLong) throw new Problem('upload-checksum')
      throw new Problem('invalid-input', {
        errors: [{ path: 'body', code: 'too-big', message: 'more bytes than Upload-Length says' }],
      })
    }
    // Without the rest nobody can say whether they are the right ones.
    if (received.fault && body.checksum) await target.truncate(at)
    await target.sync()
    // Whoever is gone hears nothing of it; whose right has ended is not to.
    if (received.fault)
      throw lease.signal.aborted ? new Problem('not-found') : new Problem('unavailable', { retryAfter: 2 })
    return at + received.bytes
  }

  const place = async (folder: OpenFolder, staged: string, upload: NewUpload): Promise<void> => {
    const { path, overwrite, modifiedAt } = upload
    await inFolder(access, folder, path, async (tree) => {
      const names = await namesIn(tree, path)
      const { parent } = parentOf(names)
      if (parent.length > 0) await makeDirectory(tree, parent, true)
      if (modifiedAt) await utimes(staged, modifiedAt, modifiedAt)
      await settle(tree, staged, names, { kind: 'file', overwrite })
    })
    access.changed(folder, parentPath(path), upload.size)
  }

  /** To its place, once all of it is there; again where that did not come to an end before. */
  const finish = async (folder: OpenFolder, row: UploadRow): Promise<void> => {
    const { id, path, size, overwrite, modified_at: modifiedAt } = row
    await place(folder, fileOf(folder, id), { path, size, overwrite, modifiedAt })
    await finishUpload(db, id, clock.now())
  }

  return {
    async list(caller: Caller, id: string): Promise<OpenUpload[]> {
      const folder = await access.open(caller, id, 'ro')
      const rows = await openUploads(db, caller.user, id, clock.now())
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
      body: Body,
    ): Promise<UploadState & { id: string }> {
      const folder = await access.open(caller, folderId, 'rw')
      await access.requireRoom(folder, upload.size)
      const id = uuidv7()
      const now = clock.now()
      const expiresAt = new Date(now.getTime() + lifetimeMs)
      const staged = fileOf(folder, id)
      const offset = await inFolder(access, folder, upload.path, async (tree) => {
        await requireFree(tree, await namesIn(tree, upload.path), upload.overwrite)
        try {
          await using target = await createBeside(tree, staged)
          return await receive(caller, folder, target, 0, upload.size, body)
        } catch (error) {
          // Nobody knows of it yet, so nobody can go on with it.
          await unlink(staged).catch(() => {})
          throw error
        }
      })
      try {
        if (offset === upload.size) await place(folder, staged, upload)
        else {
          const { path, size, overwrite, modifiedAt } = upload
          const of = { id, folder_id: folderId, user_id: caller.user, path, size, overwrite, modified_at: modifiedAt }
          const times = { created_at: now, expires_at: expiresAt, finished_at: null }
          if (!(await insertUpload(db, { ...of, ...times }, mostOpen)))
            throw new Problem('too-many-uploads', { limit: mostOpen })
        }
      } catch (error) {
        await unlink(staged).catch(() => {})
        throw error
      }
      return { id, offset, size: upload.size, expiresAt }
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

    append: (caller: Caller, folderId: string, id: string, offset: number, body: Body): Promise<UploadState> =>
      alone(id, async () => {
        const folder = await access.open(caller, folderId, 'rw')
        const row = await find(caller, folderId, id)
        const at = await offsetOf(folder, row)
        if (at !== offset) throw new Problem('upload-offset', { offset: at })
        const { path, size } = row
        const now = clock.now()
        let expiresAt = row.expires_at
        const staged = fileOf(folder, id)
        // It was in its place before the answer came through.
        if (row.finished_at || !(await exists(staged))) return { offset: size, size, expiresAt }
        await access.requireRoom(folder, size)
        const reached = await inFolder(access, folder, path, async () => {
          await using target = await open(staged, constants.O_WRONLY | constants.O_NOFOLLOW)
          return await receive(caller, folder, target, at, size, body)
        })
        if (reached === size) await finish(folder, row)
        else if (row.expires_at.getTime() - now.getTime() < lifetimeMs - putOffMs) {
          expiresAt = new Date(now.getTime() + lifetimeMs)
          await keepUpload(db, id, expiresAt)
        }
        return { offset: reached, size, expiresAt }
      }),

    end: (caller: Caller, folderId: string, id: string): Promise<void> =>
      alone(id, async () => {
        const folder = await access.open(caller, folderId, 'rw')
        const row = await find(caller, folderId, id)
        await unlink(fileOf(folder, row.id)).catch((error: unknown) => {
          if (errnoOf(error) !== 'ENOENT') throw error
        })
        await deleteUpload(db, id)
      }),
  }
}

const exists = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  )

const equal = (a: Buffer, b: Buffer) => a.length === b.length && timingSafeEqual(a, b)
