/**
 * Session templates: what the START dialog was filled with, kept under a name. Of environment variables the names are
 * kept, never the values: they may be secrets, and whoever starts from a template is asked for them.
 */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { defaultResourceGroup } from './resource-group-names.ts'
import {
  commandText,
  environmentVariableName,
  resourcesAsked,
  servicePort,
  sessionAudience,
  sessionType,
} from './sessions.ts'
import { sessionMounts } from './session-mounts.ts'
import { id, idParams, line, listQuery, page, time } from './shapes.ts'

const templateName = line(1, 64)
/** Of one user, and of one project. */
export const mostTemplates = 50

const settingsFields = z.strictObject({
  type: sessionType,
  environment: line(1, 64).default('this-machine'),
  resourceGroup: line(1, 64).default(defaultResourceGroup),
  resources: resourcesAsked,
  containers: z.number().int().min(1).max(100).default(1),
  mounts: sessionMounts.default([]),
  /** Names of variables, each once. */
  env: z
    .array(environmentVariableName)
    .max(200)
    .refine((names) => new Set(names).size === names.length, { error: 'has a name twice' })
    .default([]),
  /** Batch and service; kept as it is written. */
  command: commandText.nullable().default(null),
  /** Batch: seconds of running. */
  timeLimit: z.number().int().min(1).max(15_552_000).nullable().default(null),
  /** Service. */
  port: servicePort.nullable().default(null),
  audience: sessionAudience.default('owner'),
  /** Without the files and the bootstrap script of whoever starts from it. */
  skipUserScripts: z.boolean().default(false),
})

export const templateSettings = settingsFields
  .refine(({ type, command }) => type !== 'interactive' || command === null, {
    path: ['command'],
    error: 'interactive sessions have no command',
  })
  .refine(({ type, timeLimit }) => type === 'batch' || timeLimit === null, {
    path: ['timeLimit'],
    error: 'only batch sessions have a time limit',
  })
  .refine(({ type, port, audience }) => type === 'service' || (port === null && audience === 'owner'), {
    path: ['port'],
    error: 'only service sessions have a port and an audience',
  })
export type TemplateSettings = z.output<typeof templateSettings>

export const newTemplate = z.strictObject({
  name: templateName,
  project: z.uuid().optional(),
  settings: templateSettings,
})

const sessionTemplate = z.object({
  id,
  name: z.string(),
  /** Whose own it is; null: of a project, or an example. */
  owner: id.nullable(),
  /** Everybody in this project can use it. */
  project: id.nullable(),
  projectName: z.string().nullable(),
  /** Came with the site, to show what a template is. */
  example: z.boolean(),
  /** May the caller change it? */
  editable: z.boolean(),
  settings: settingsFields,
  createdAt: time,
  updatedAt: time,
  /** The ETag, without its quotes, for `If-Match`. */
  version: z.string(),
})
export type SessionTemplate = z.infer<typeof sessionTemplate>

export const sessionTemplates = {
  list: endpoint({
    method: 'GET',
    path: '/session-templates',
    summary: 'The templates that you can start from: your own, those of your projects, examples',
    access: 'login',
    query: z.strictObject({
      ...listQuery,
      /** Of projects, only this one’s. */
      project: z.uuid().optional(),
      example: z.enum(['true', 'false']).optional(),
    }),
    response: page(sessionTemplate),
  }),
  show: endpoint({
    method: 'GET',
    path: '/session-templates/{id}',
    summary: 'One template, with its ETag',
    access: 'login',
    params: idParams,
    response: sessionTemplate,
    problems: ['not-found'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/session-templates',
    summary: 'Keep settings as a template: your own, or, as an admin of its workspace, a project’s',
    access: 'login',
    // what others, or its owner, start from later
    byPerson: true,
    body: newTemplate,
    response: sessionTemplate,
    status: 201,
    problems: ['not-allowed', 'too-many-templates'],
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/session-templates/{id}',
    summary: 'Rename a template or replace its settings; with If-Match only if nobody changed it meanwhile',
    access: 'login',
    byPerson: true,
    params: idParams,
    body: z.strictObject({ name: templateName, settings: templateSettings }).partial(),
    response: sessionTemplate,
    problems: ['not-found', 'not-allowed', 'changed-meanwhile'],
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/session-templates/{id}',
    summary: 'Delete a template; sessions that were started from it go on',
    access: 'login',
    byPerson: true,
    params: idParams,
    response: 'none',
    problems: ['not-found', 'not-allowed', 'changed-meanwhile'],
  }),
}
