/** Resource presets: named sizes of a session, made by administrators, offered where something is started (4.1). */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { sessionReasons } from './session-states.ts'
import { resourcesAsked, violation } from './sessions.ts'
import { id, idParams, line, listQuery, page, time } from './shapes.ts'

const presetName = line(1, 64)
const presetDescription = line(0, 200)
/** Of a site: as cards they are looked at all at once. */
export const mostPresets = 50

const resourcePreset = z.object({
  id,
  name: z.string(),
  description: z.string(),
  /** Of one container, as a session asks for them. */
  resources: z.object({
    cpu: z.number(),
    memory: z.number(),
    gpu: z.number(),
    gpuShares: z.number(),
    sharedMemory: z.number(),
  }),
  /** Its place among them, from 1. */
  position: z.number().int(),
  createdAt: time,
  updatedAt: time,
  /** The ETag, without its quotes, for `If-Match`. */
  version: z.string(),
})
export type ResourcePreset = z.infer<typeof resourcePreset>

const position = z.number().int().min(1).max(mostPresets)

export const newPreset = z.strictObject({
  name: presetName,
  description: presetDescription.default(''),
  resources: resourcesAsked,
  /** The last one when not given; a place behind the last is the last. */
  position: position.optional(),
})
export const presetChanges = z
  .strictObject({ name: presetName, description: presetDescription, resources: resourcesAsked, position })
  .partial()

/** What would come of a session of this size, by the same evaluation that decides about the session itself. */
const presetOutlook = z.object({
  preset: resourcePreset,
  verdict: z.enum(['starts', 'waits', 'refused']),
  /** Why it waits. */
  reason: z.enum(sessionReasons).nullable(),
  /** Every limit that refuses it. */
  violations: z.array(violation),
})
export type PresetOutlook = z.infer<typeof presetOutlook>

export const resourcePresets = {
  list: endpoint({
    method: 'GET',
    path: '/resource-presets',
    summary: 'Resource presets, in their order',
    access: 'login',
    query: z.strictObject(listQuery),
    response: page(resourcePreset),
  }),
  outlook: endpoint({
    method: 'GET',
    path: '/resource-presets/outlook',
    summary: 'What would come of a session of each preset: starts, waits, or which limits refuse it',
    access: 'login',
    query: z.strictObject({
      project: z.uuid().optional(),
      resourceGroup: z.string().max(64).optional(),
      containers: z.coerce.number().int().min(1).max(100).default(1),
    }),
    response: z.object({ items: z.array(presetOutlook) }),
  }),
  show: endpoint({
    method: 'GET',
    path: '/resource-presets/{id}',
    summary: 'One resource preset, with its ETag',
    access: 'login',
    params: idParams,
    response: resourcePreset,
    problems: ['not-found'],
  }),
  create: endpoint({
    method: 'POST',
    path: '/resource-presets',
    summary: 'Create a resource preset',
    access: 'superadmin',
    body: newPreset,
    response: resourcePreset,
    status: 201,
    problems: ['too-many-presets'],
  }),
  update: endpoint({
    method: 'PATCH',
    path: '/resource-presets/{id}',
    summary: 'Change a resource preset, or its place; with If-Match only if nobody changed it meanwhile',
    access: 'superadmin',
    params: idParams,
    body: presetChanges,
    response: resourcePreset,
    problems: ['not-found', 'changed-meanwhile'],
  }),
  remove: endpoint({
    method: 'DELETE',
    path: '/resource-presets/{id}',
    summary: 'Delete a resource preset; sessions of its size go on',
    access: 'superadmin',
    params: idParams,
    response: 'none',
    problems: ['not-found', 'changed-meanwhile'],
  }),
}
