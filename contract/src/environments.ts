/** What a session can run in: the machine itself or a root directory, with the apps that are found in it or declared. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { line, listQuery, page, sortBy, time } from './shapes.ts'

/** Part of the app's host name, `<app>--<session>`: 63 characters at most, of which the session takes 38. */
export const appName = z.string().regex(/^[a-z0-9]([a-z0-9-]{0,23}[a-z0-9])?$/, {
  error: '1 to 25 small letters, digits and "-"; the first and last a letter or digit',
})

export const environmentName = z.string().regex(/^[a-z0-9]([a-z0-9._-]{0,62}[a-z0-9])?$/, {
  error: '1 to 64 small letters, digits, ".", "_" and "-"; the first and last a letter or digit',
})

/** The one that always exists. */
export const thisMachine = 'this-machine'

const noNul = (text: string) => !text.includes('\0') && text.isWellFormed()

export const declaredApp = z.strictObject({
  name: appName.refine((name) => !name.includes('--') && !name.startsWith('service') && !name.startsWith('xn-'), {
    error: 'is reserved',
  }),
  title: line(1, 64),
  /** Run by `/bin/sh` in the home directory, with `BERTH_APP_PORT` or `BERTH_APP_SOCKET`: where it is to listen. */
  command: z.string().trim().min(1).max(16_384).refine(noNul, { error: 'must be text without NUL' }),
  /** On the session's own 127.0.0.1; null: it listens on a unix socket. */
  port: z.number().int().min(1).max(65_535).nullable().default(null),
})
export type DeclaredApp = z.infer<typeof declaredApp>

/** As the machine has it; below it nothing of `.` and `..`. */
export const rootDirectory = z
  .string()
  .max(1000)
  .refine(noNul, { error: 'must be text without NUL' })
  .refine((path) => /^(\/[^/]+)+$/.test(path) && !/\/\.{1,2}(\/|$)/.test(path), {
    error: 'must be an absolute path without "." and ".." and without a "/" at its end',
  })

const declaredApps = z
  .array(declaredApp)
  .max(20)
  .refine((apps) => new Set(apps.map(({ name }) => name)).size === apps.length, { error: 'has a name twice' })

const fields = {
  title: line(1, 100),
  description: line(0, 500),
  /** Can new sessions start in it? */
  visible: z.boolean(),
  /** Smaller goes first. */
  order: z.number().int().min(-1000).max(1000),
  rootDirectory: rootDirectory.nullable(),
  apps: declaredApps,
}

export const environment = z.object({
  /** Stable short name, the `environment` of a session. */
  name: z.string(),
  title: z.string(),
  description: z.string(),
  engine: z.string(),
  /** Found in it, or declared. */
  apps: z.array(z.object({ name: z.string(), title: z.string() })),
})
export type Environment = z.infer<typeof environment>

/** What its administrators see. */
export const environmentDetail = environment.extend({
  visible: z.boolean(),
  order: z.number().int(),
  /** Null: the machine itself. */
  rootDirectory: z.string().nullable(),
  declaredApps: z.array(declaredApp),
  /** Programs that were looked for, with where they are. */
  programs: z.array(z.object({ name: z.string(), path: z.string() })),
  /** Why nothing can start in it, in one English sentence for an administrator. */
  fault: z.string().nullable(),
  createdAt: time,
  updatedAt: time,
  /** The ETag, without its quotes. */
  version: z.string(),
})
export type EnvironmentDetail = z.infer<typeof environmentDetail>

export const newEnvironment = z.strictObject({
  name: environmentName.refine((name) => !['rescan', 'export.csv'].includes(name), { error: 'is reserved' }),
  title: fields.title,
  description: fields.description.default(''),
  visible: fields.visible.default(true),
  order: fields.order.default(0),
  rootDirectory: fields.rootDirectory.default(null),
  apps: fields.apps.default([]),
})
export const environmentChanges = z
  .strictObject(fields)
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, { error: 'at least one change' })

const byName = z.strictObject({ name: environmentName })

/** `order`: as they are offered. */
export const environmentSorts = ['order', 'name', 'title', 'createdAt', 'updatedAt'] as const

export const environments = {
  list: endpoint({
    method: 'GET',
    path: '/environments',
    summary: 'The environments that sessions can start in',
    access: 'login',
    query: z.strictObject(listQuery),
    response: page(environment),
  }),
  listAll: endpoint({
    method: 'GET',
    path: '/admin/environments',
    summary: 'Every environment, with what administrators know of it',
    access: 'superadmin',
    query: z.strictObject({ ...listQuery, sort: sortBy(environmentSorts) }),
    response: page(environmentDetail),
  }),
  create: endpoint({
    method: 'POST',
    path: '/environments',
    summary: 'Add an environment: a root directory, or this machine with other apps',
    access: 'superadmin',
    body: newEnvironment,
    response: environmentDetail,
    status: 201,
  }),
  show: endpoint({
    method: 'GET',
    path: '/environments/{name}',
    summary: 'One environment, with its ETag',
    access: 'superadmin',
    params: byName,
    response: environmentDetail,
    problems: ['not-found'],
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/environments/{name}',
    summary: 'Change an environment; its root directory for what starts from now on',
    access: 'superadmin',
    params: byName,
    body: environmentChanges,
    response: environmentDetail,
    problems: ['not-found', 'changed-meanwhile', 'built-in-environment'],
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/environments/{name}',
    summary: 'Delete an environment that no session waits for or runs in',
    access: 'superadmin',
    params: byName,
    response: 'none',
    problems: ['not-found', 'environment-in-use', 'built-in-environment', 'changed-meanwhile'],
  }),
  rescan: endpoint({
    method: 'POST',
    path: '/admin/rescan-environments',
    summary: 'Look again at what programs the environments have',
    access: 'superadmin',
    response: z.object({ items: z.array(environmentDetail) }),
  }),
}
