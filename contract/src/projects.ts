/** Projects of a workspace; compute sessions belong to one (2.2). */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { id, idParams, line, listQuery, page, sortBy, time } from './shapes.ts'

const TiB = 1024 ** 4
/** Tenths, as the database keeps them. */
const tenths = (max: number) => z.number().min(0).max(max).multipleOf(0.1).nullable()

/** Null is unlimited, 0 is none; the same fields as a policy's resources (3.3). */
export const projectLimits = z.object({
  /** Cores. */
  cpu: tenths(512),
  /** Bytes. */
  memory: z
    .number()
    .int()
    .min(0)
    .max(1024 * TiB)
    .nullable(),
  gpu: z.number().int().min(0).max(64).nullable(),
  gpuShares: tenths(256),
  concurrentSessions: z.number().int().min(0).max(10_000).nullable(),
})
export type ProjectLimits = z.infer<typeof projectLimits>

export const project = z.object({
  id,
  workspace: id,
  workspaceName: z.string(),
  name: z.string(),
  description: z.string(),
  /** Nothing new starts in one that is not. */
  active: z.boolean(),
  /** For infrastructure; shown to those who ask for it. */
  hidden: z.boolean(),
  /** Came with the site. */
  example: z.boolean(),
  /** All members of the workspace are members of it. */
  everyone: z.boolean(),
  ...projectLimits.shape,
  /** Null: all of them. */
  storageHosts: z.array(z.string()).nullable(),
  createdAt: time,
  /** The ETag, without its quotes, for `If-Match` where it was read in a list. */
  version: z.string(),
})
export type Project = z.infer<typeof project>

const hostName = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9._-]{1,64}$/, '1 to 64 letters, digits, dots, hyphens and underscores')

const fields = {
  name: line(1, 64),
  description: z.string().trim().max(512),
  active: z.boolean(),
  hidden: z.boolean(),
  example: z.boolean(),
  everyone: z.boolean(),
  ...projectLimits.shape,
  storageHosts: z.array(hostName).max(50).nullable(),
}

export const newProject = z.strictObject({
  workspace: id,
  name: fields.name,
  description: fields.description.default(''),
  hidden: fields.hidden.default(false),
  example: fields.example.default(false),
  everyone: fields.everyone.default(false),
  cpu: fields.cpu.default(null),
  memory: fields.memory.default(null),
  gpu: fields.gpu.default(null),
  gpuShares: fields.gpuShares.default(null),
  concurrentSessions: fields.concurrentSessions.default(null),
  storageHosts: fields.storageHosts.default(null),
})

export const projectChanges = z.strictObject(fields).partial()

export const projectMember = z.object({
  id,
  email: z.string(),
  username: z.string(),
  fullName: z.string(),
  addedAt: time,
})
export type ProjectMember = z.infer<typeof projectMember>

const memberParams = z.strictObject({ id, user: id })
export const projectSorts = ['name', 'workspace', 'createdAt'] as const

export const projects = {
  list: endpoint({
    method: 'GET',
    path: '/projects',
    summary: 'The projects that you can start sessions in',
    access: 'login',
    query: z.strictObject({
      ...listQuery,
      workspace: id.optional(),
      /** Administrators: also those of others and inactive ones. */
      all: z.enum(['true']).optional(),
      active: z.enum(['true', 'false']).optional(),
      hidden: z.enum(['true', 'false']).optional(),
      example: z.enum(['true', 'false']).optional(),
      /** Those of personal workspaces, of which everybody has one. */
      personal: z.enum(['true', 'false']).optional(),
      sort: sortBy(projectSorts),
    }),
    response: page(project),
    problems: ['not-allowed'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/projects',
    summary: 'Create a project',
    access: 'superadmin',
    body: newProject,
    response: project,
    status: 201,
  }),
  show: endpoint({
    method: 'GET',
    path: '/projects/{id}',
    summary: 'One project that you are in, or as an administrator any, with its ETag',
    access: 'login',
    params: idParams,
    response: project,
    problems: ['not-found'],
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/projects/{id}',
    summary:
      'Change a project, or deactivate it: nothing new starts in it; with If-Match only if nobody changed it meanwhile',
    access: 'superadmin',
    params: idParams,
    body: projectChanges,
    response: project,
    problems: ['not-found', 'changed-meanwhile'],
  }),
  members: endpoint({
    method: 'GET',
    path: '/projects/{id}/members',
    summary: 'Who is in the project',
    access: 'login',
    params: idParams,
    query: z.strictObject(listQuery),
    response: page(projectMember),
    problems: ['not-found'],
  }),
  addMember: endpoint({
    method: 'PUT',
    path: '/projects/{id}/members/{user}',
    summary: 'Put a member of the workspace into the project',
    access: 'superadmin',
    params: memberParams,
    response: 'none',
    problems: ['not-found'],
  }),
  removeMember: endpoint({
    method: 'DELETE',
    path: '/projects/{id}/members/{user}',
    summary: 'Take somebody out of the project; what they run in it goes on',
    access: 'superadmin',
    params: memberParams,
    response: 'none',
    problems: ['not-found'],
  }),
}
