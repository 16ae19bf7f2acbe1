/** Storage folders (5): data that outlives sessions, on storage hosts that administrators configured. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, idParams, line, listQuery, page, sortBy, time } from './shapes.ts'

const TiB = 1024 ** 4

export const folderName = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,64}$/, { error: '1 to 64 letters, digits, ".", "_" and "-"' })
  .refine((name) => name !== '.' && name !== '..', { error: 'must not be "." or ".."' })

/** One whose name begins so is mounted into the home of each of its owner's sessions by itself. */
export const autoMountPrefix = '.'
export const isAutoMount = (name: string) => name.startsWith(autoMountPrefix)

/** Read, or read and write. */
export const folderPermission = z.enum(['ro', 'rw'])
export type FolderPermission = z.infer<typeof folderPermission>

/** Of one user, or of a project: then everyone in it sees it. */
export const folderType = z.enum(['user', 'group'])
export type FolderType = z.infer<typeof folderType>

/** `unavailable`: its host cannot be reached, or is configured no more. */
export const folderState = z.enum(['ready', 'trashed', 'unavailable'])
export type FolderState = z.infer<typeof folderState>

/** `project-quota`: the file system refuses more. `measured`: what sessions write is only measured now and then. */
export const enforcement = z.enum(['project-quota', 'measured'])
export type Enforcement = z.infer<typeof enforcement>

/** What the caller is to it. An administrator who is nothing else manages it without seeing what is in it. */
export const folderRelation = z.enum(['owner', 'invited', 'member', 'administrator'])
export type FolderRelation = z.infer<typeof folderRelation>

export const folder = z.object({
  id,
  name: z.string(),
  host: z.string(),
  type: folderType,
  /** Whose it is: a project's, then everyone in it sees it, or a user's. */
  project: id.nullable(),
  projectName: z.string().nullable(),
  workspace: id.nullable(),
  owner: id.nullable(),
  ownerName: z.string().nullable(),
  relation: folderRelation,
  /** What the caller may do in it; null: only manage it. */
  permission: folderPermission.nullable(),
  /** Of everyone in the project who has none of their own; null for a user's. */
  projectPermission: folderPermission.nullable(),
  /** Bytes that it may hold; null: unlimited. */
  capacity: z.number().int().nullable(),
  enforcement,
  /** Bytes and files in it when it was last measured; null: not yet. */
  used: z.number().int().nullable(),
  files: z.number().int().nullable(),
  measuredAt: time.nullable(),
  state: folderState,
  /** In the trash since, and deleted for ever then. */
  trashedAt: time.nullable(),
  purgesAt: time.nullable(),
  /** Mounted by itself into the owner's sessions. */
  autoMount: z.boolean(),
  /** Live sessions that have it mounted. */
  sessions: z.number().int(),
  /** Came with the site. */
  example: z.boolean(),
  createdAt: time,
  /** The ETag, without its quotes, for `If-Match` where it was read in a list. */
  version: z.string(),
})
export type Folder = z.infer<typeof folder>

/** Only administrators say how much a folder holds; otherwise that is what the owner's policy gives. */
const capacity = z
  .number()
  .int()
  .min(0)
  .max(1024 * TiB)
  .nullable()

export const newFolder = z
  .strictObject({
    name: folderName,
    /** The first one that is allowed when not given. */
    host: line(1, 64).optional(),
    type: folderType.default('user'),
    /**
     * Id or name. Of a group folder: whose it is. Of a user's: where its limits are those of; the first project of the
     * caller when not given.
     */
    project: line(1, 64).optional(),
    /** Group folders: of everyone in the project. */
    permission: folderPermission.optional(),
    /** Group folders. */
    capacity: capacity.optional(),
  })
  .refine(({ type, project }) => type === 'user' || project !== undefined, {
    path: ['project'],
    error: 'required for a group folder',
  })
  .refine(({ type, permission }) => type === 'group' || permission === undefined, {
    path: ['permission'],
    error: 'only group folders have a permission for everyone',
  })
  .refine(({ type, capacity: bytes }) => type === 'group' || bytes === undefined, {
    path: ['capacity'],
    error: 'the capacity of a user’s folder is their policy’s',
  })
export type NewFolder = z.input<typeof newFolder>

/** The name by its owner; the others of group folders, by administrators. */
export const folderChanges = z
  .strictObject({ name: folderName, permission: folderPermission, capacity })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, { error: 'at least one change' })

export const storageHost = z.object({
  name: z.string(),
  /** Can the caller make a folder there? */
  allowed: z.boolean(),
  /** Why not. */
  refused: z.enum(['policy', 'project', 'unavailable']).nullable(),
  enforcement,
  /** Bytes; null where the caller is no administrator, or it cannot be told. */
  free: z.number().nullable(),
  size: z.number().nullable(),
  /** For administrators: what is wrong with it, and what to do. */
  fault: z.string().nullable(),
  fileSystem: z.string().nullable(),
  folders: z.number().int().nullable(),
})
export type StorageHost = z.infer<typeof storageHost>

export const storageHosts = {
  list: endpoint({
    method: 'GET',
    path: '/storage-hosts',
    summary: 'Storage hosts, which of them you can make folders on, and what your policy allows',
    access: 'login',
    query: z.strictObject({
      /** Id or name; the limits are those in it. */
      project: line(1, 64).optional(),
    }),
    response: z.object({
      items: z.array(storageHost),
      /** Own folders, those in the trash too, and those joined by invitation; null: as many as wanted. */
      folders: z.object({ used: z.number().int(), max: z.number().int().nullable() }),
      /** Bytes of each; null: unlimited. */
      capacity: z.number().nullable(),
      /** Does the site have group folders, and may the caller make them? */
      groupFolders: z.boolean(),
    }),
  }),
}

export const folderSorts = ['name', 'createdAt', 'used', 'files', 'host'] as const

export const folders = {
  list: endpoint({
    method: 'GET',
    path: '/folders',
    summary: 'Folders that you can reach: own ones, those of your projects, those that you were invited to',
    access: 'login',
    query: z.strictObject({
      ...listQuery,
      /** `all`: administrators see everyone's. */
      owner: z.enum(['me', 'all']).default('me'),
      state: z.enum(['live', 'trashed']).default('live'),
      type: folderType.optional(),
      relation: folderRelation.optional(),
      permission: folderPermission.optional(),
      host: line(1, 64).optional(),
      project: id.optional(),
      example: z.enum(['true', 'false']).optional(),
      sort: sortBy(folderSorts),
    }),
    response: page(folder),
    problems: ['not-allowed'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/folders',
    summary: 'Create a folder; administrators also of a project',
    access: 'login',
    body: newFolder,
    response: folder,
    status: 201,
    idempotent: true,
    problems: ['not-allowed', 'name-taken', 'quota-exceeded', 'storage-host-refused', 'group-folders-off'],
  }),
  show: endpoint({
    method: 'GET',
    path: '/folders/{id}',
    summary: 'One folder, with its ETag',
    access: 'login',
    params: idParams,
    response: folder,
    problems: ['not-found'],
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/folders/{id}',
    summary: 'Rename a folder; administrators also change a group folder’s permission and capacity',
    access: 'login',
    params: idParams,
    body: folderChanges,
    response: folder,
    problems: ['not-found', 'not-allowed', 'name-taken', 'changed-meanwhile', 'folder-in-use'],
  }),
  trash: endpoint({
    method: 'DELETE',
    path: '/folders/{id}',
    summary: 'Move a folder to the trash; refused while a live session has it mounted',
    access: 'login',
    params: idParams,
    response: 'none',
    problems: ['not-found', 'not-allowed', 'folder-in-use'],
  }),
  restore: endpoint({
    method: 'POST',
    path: '/folders/{id}/restore',
    summary: 'Take a folder out of the trash',
    access: 'login',
    params: idParams,
    response: folder,
    problems: ['not-found', 'not-allowed', 'name-taken'],
  }),
  purge: endpoint({
    method: 'POST',
    path: '/folders/{id}/purge',
    summary: 'Delete a folder in the trash for ever, after its name was typed',
    access: 'login',
    params: idParams,
    body: z.strictObject({ name: z.string().max(64) }),
    response: 'none',
    problems: ['not-found', 'not-allowed', 'folder-state'],
  }),
  leave: endpoint({
    method: 'POST',
    path: '/folders/{id}/leave',
    summary: 'Give up a folder that you were invited to; your sessions that have it mounted end',
    access: 'login',
    params: idParams,
    response: 'none',
    problems: ['not-found', 'not-allowed'],
  }),
}
