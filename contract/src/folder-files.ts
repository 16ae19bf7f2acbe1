/** What is in a folder (5): listing, reading, writing, moving, archives, and resumable uploads. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, idParams, listQuery, page, sortBy, time } from './shapes.ts'

/** Bytes that the text editor takes. */
export const mostEdited = 1024 ** 2
/** Seconds after which an upload that nobody goes on with is removed. */
export const uploadLifetime = 86_400
/** Paths in one request. */
export const mostPaths = 1000

/**
 * Within a folder, from its root: names with one "/" between them; empty is the folder itself. Whether what is there
 * may be reached is found out while it is walked.
 */
export const filePath = z
  .string()
  .max(4096)
  .refine((path) => !path.includes('\0') && path.isWellFormed(), { error: 'must be well-formed text without NUL' })
  .refine((path) => path === '' || path.split('/').every((name) => name !== '' && name !== '.' && name !== '..'), {
    error: 'must be names with one "/" between them, none of them "." or ".."',
  })
const notRoot = filePath.refine((path) => path !== '', { error: 'must not be empty' })

/** `other`: neither; it is shown and can be deleted, and never opened. */
export const fileKind = z.enum(['file', 'folder', 'other'])

export const fileEntry = z.object({
  name: z.string(),
  kind: fileKind,
  /** Bytes; null unless it is a file. */
  size: z.number().int().nullable(),
  modifiedAt: time,
  /** What a symbolic link says; kind, size and time are then of what it leads to, `other` when that is not in here. */
  link: z.string().nullable(),
})
export type FileEntry = z.infer<typeof fileEntry>
export const foundEntry = fileEntry.extend({ path: z.string() })
export type FoundEntry = z.infer<typeof foundEntry>

export const fileSorts = ['name', 'size', 'modifiedAt'] as const

const onePath = z.strictObject({ path: notRoot })
/** Into another place of the same folder. */
const toPlace = z.strictObject({ from: notRoot, to: notRoot, overwrite: z.boolean().default(false) })
const reading = ['not-found', 'folder-state', 'storage-host-refused', 'no-such-file', 'path-refused'] as const
const writing = [...reading, 'folder-read-only', 'folder-full', 'file-exists', 'not-a-folder', 'not-a-file'] as const

export const files = {
  list: endpoint({
    method: 'GET',
    path: '/folders/{id}/files',
    summary: 'What is in a folder, or below a path of it; folders first',
    access: 'login',
    params: idParams,
    query: z.strictObject({ ...listQuery, path: filePath.default(''), sort: sortBy(fileSorts) }),
    response: page(fileEntry),
    problems: [...reading, 'not-a-folder', 'too-many-entries', 'too-many-requests'],
  }),
  show: endpoint({
    method: 'GET',
    path: '/folders/{id}/files/entry',
    summary: 'One file or folder',
    access: 'login',
    params: idParams,
    query: onePath,
    response: foundEntry,
    problems: reading,
  }),
  search: endpoint({
    method: 'GET',
    path: '/folders/{id}/files/search',
    summary: 'Files and folders below a path whose name has the text in it',
    access: 'login',
    params: idParams,
    query: z.strictObject({
      q: z.string().min(1).max(255),
      path: filePath.default(''),
      limit: listQuery.limit,
    }),
    /** `complete`: all were looked at; otherwise it stopped at the limit, of hits or of time. */
    response: z.object({ items: z.array(foundEntry), complete: z.boolean() }),
    problems: [...reading, 'not-a-folder', 'too-many-requests'],
  }),
  read: endpoint({
    method: 'GET',
    path: '/folders/{id}/files/content',
    summary: 'The bytes of a file, with ETag and ranges; HTML, SVG and notebooks only as a download',
    access: 'login',
    params: idParams,
    query: z.strictObject({
      path: notRoot,
      /** Answered as an attachment, whatever it is. */
      download: z.enum(['0', '1']).default('0'),
    }),
    response: 'stream',
    problems: [...reading, 'not-a-file', 'range-refused'],
  }),
  write: endpoint({
    method: 'PUT',
    path: '/folders/{id}/files/content',
    summary: 'Write a small file whole; with If-Match only if it is still the same, with If-None-Match: * only if new',
    access: 'login',
    params: idParams,
    query: onePath,
    /** Up to `mostEdited`; what is larger is uploaded. */
    bytes: '*',
    response: foundEntry,
    problems: [...writing, 'changed-meanwhile', 'body-too-large'],
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/folders/{id}/files/content',
    summary: 'Delete a file, or a folder with all that is in it',
    access: 'login',
    params: idParams,
    query: onePath,
    response: 'none',
    problems: [...reading, 'folder-read-only'],
  }),
  mkdir: endpoint({
    method: 'POST',
    path: '/folders/{id}/files/mkdir',
    summary: 'Make a folder',
    access: 'login',
    params: idParams,
    body: z.strictObject({
      path: notRoot,
      /** Also those above it; what is there already is no fault then. */
      parents: z.boolean().default(false),
    }),
    response: foundEntry,
    status: 201,
    problems: writing,
  }),
  move: endpoint({
    method: 'POST',
    path: '/folders/{id}/files/move',
    summary: 'Rename or move a file or folder within its storage folder',
    access: 'login',
    params: idParams,
    body: toPlace,
    response: foundEntry,
    problems: writing,
  }),
  copy: endpoint({
    method: 'POST',
    path: '/folders/{id}/files/copy',
    summary: 'Copy a file or folder within its storage folder',
    access: 'login',
    params: idParams,
    body: toPlace,
    response: foundEntry,
    status: 201,
    problems: writing,
  }),
  preview: endpoint({
    method: 'POST',
    path: '/folders/{id}/files/preview',
    summary:
      'An address on the content origin that shows HTML, SVG or a notebook in a sandboxed frame, for a short time',
    access: 'login',
    params: idParams,
    body: onePath,
    response: z.object({
      /** Null: the site has no content origin. */
      url: z.string().nullable(),
      /** Its scripts do not run: the site says so, or the caller's preference. */
      scriptsBlocked: z.enum(['site', 'preference']).nullable(),
      expiresAt: time,
    }),
    problems: [...reading, 'not-a-file'],
  }),
  archive: endpoint({
    method: 'GET',
    path: '/folders/{id}/archive',
    summary: 'A zip of what is below some paths of a folder, made while it is sent',
    access: 'login',
    params: idParams,
    query: z.strictObject({
      /** One, or several one behind the other; the whole folder when not given. */
      path: z.union([filePath, z.array(filePath).max(mostPaths)]).default(''),
    }),
    response: 'stream',
    problems: reading,
  }),
}

const uploadParams = z.strictObject({ id, upload: id })
/** Of the tus protocol; each is answered with its headers (`Tus-Resumable`, `Upload-Offset`, …). */
const tus = ['not-found', 'folder-state', 'storage-host-refused', 'upload-version'] as const

/** An upload that has begun. */
export const openUpload = z.object({
  id,
  path: z.string(),
  size: z.number().int(),
  offset: z.number().int(),
  createdAt: time,
  expiresAt: time,
})
export type OpenUpload = z.infer<typeof openUpload>

/** Resumable uploads by tus 1.0 (https://tus.io): creation, creation-with-upload, termination, checksum, expiration. */
export const uploads = {
  options: endpoint({
    method: 'OPTIONS',
    path: '/folders/{id}/uploads',
    summary: 'What of tus is spoken here',
    access: 'public',
    params: idParams,
    response: 'none',
  }),
  list: endpoint({
    method: 'GET',
    path: '/folders/{id}/uploads',
    summary: 'Your uploads into a folder that have begun and not ended',
    access: 'login',
    params: idParams,
    response: z.object({ items: z.array(openUpload) }),
    problems: ['not-found'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/folders/{id}/uploads',
    summary:
      'Begin an upload: Upload-Length, and Upload-Metadata with `path`, `overwrite` and `modifiedAt`; bytes may follow',
    access: 'login',
    params: idParams,
    bytes: 'application/offset+octet-stream',
    response: 'none',
    status: 201,
    idempotent: true,
    problems: [...tus, ...writing, 'unsupported-media-type', 'upload-checksum', 'upload-locked', 'too-many-uploads'],
  }),
  offset: endpoint({
    method: 'HEAD',
    path: '/folders/{id}/uploads/{upload}',
    summary: 'How far an upload has come',
    access: 'login',
    params: uploadParams,
    response: 'none',
    status: 200,
    problems: [...tus, 'upload-over'],
  }),
  append: endpoint({
    method: 'PATCH',
    path: '/folders/{id}/uploads/{upload}',
    summary: 'More bytes of an upload, from Upload-Offset on; with the last of them the file is there',
    access: 'login',
    params: uploadParams,
    bytes: 'application/offset+octet-stream',
    response: 'none',
    problems: [
      ...tus,
      ...writing,
      'unsupported-media-type',
      'upload-over',
      'upload-offset',
      'upload-locked',
      'upload-checksum',
    ],
  }),
  end: endpoint({
    method: 'DELETE',
    path: '/folders/{id}/uploads/{upload}',
    summary: 'Give an upload up',
    access: 'login',
    params: uploadParams,
    response: 'none',
    problems: [...tus, 'upload-locked'],
  }),
}
