import type { ResourcePreset, resourcePresets } from '@berth/contract/resource-presets.ts'
import type { FastifyReply } from 'fastify'
import { decodeCursor, pageOf } from '../../platform/database/keyset.ts'
import { entityTag } from '../../platform/entity-tag.ts'
import { shared, type Handlers } from '../../platform/http/handlers.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { ResourcePresets } from './resource-presets.service.ts'

const tagged = (reply: FastifyReply, preset: ResourcePreset): ResourcePreset => {
  void reply.header('etag', entityTag(preset.version))
  return preset
}

export const resourcePresetRoutes = (presets: ResourcePresets): Handlers<typeof resourcePresets> => ({
  list: shared(async ({ query: { cursor, limit, q = '' } }) => {
    const after = cursor === undefined ? 0 : Number(decodeCursor(cursor, 1, (value) => typeof value === 'number')[0])
    const wanted = q.trim().toLowerCase()
    const found = (await presets.all()).filter(
      ({ name, description, position }) => position > after && `${name}\n${description}`.toLowerCase().includes(wanted),
    )
    return pageOf(
      found,
      limit,
      (preset) => preset,
      ({ position }) => [position],
    )
  }),
  outlook: shared(async ({ caller, query }) => {
    const items = await presets.outlook(caller, query)
    if (items) return { items }
    throw new Problem('invalid-input', {
      errors: [{ path: 'query.resourceGroup', code: 'unknown', message: 'is no resource group of this site' }],
    })
  }),
  show: async ({ params, reply }) => tagged(reply, await presets.show(params.id)),
  create: async ({ caller, body, reply }) => tagged(reply, await presets.create(caller, body)),
  update: async ({ caller, params, body, headers, reply }) =>
    tagged(reply, await presets.update(caller, params.id, body, headers['if-match'])),
  remove: ({ caller, params, headers }) => presets.remove(caller, params.id, headers['if-match']),
})
