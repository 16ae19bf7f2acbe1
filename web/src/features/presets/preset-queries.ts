/** What is asked about presets, with the keys under which the answers are kept. */
import type { CallInput } from '@berth/contract/endpoint.ts'
import type { ResourcePreset, resourcePresets } from '@berth/contract/resource-presets.ts'
import { queryOptions, useQueryClient } from '@tanstack/react-query'
import { client } from '../../api/client.ts'
import { sessionKeys } from '../../api/session-cache.ts'

const key = ['resource-presets'] as const

/** All of them: there are at most 50. */
export const presetsQuery = queryOptions({
  queryKey: key,
  queryFn: () => client.resourcePresets.list({ query: { limit: 200 } }),
})

export type PresetChanges = NonNullable<CallInput<typeof resourcePresets.update>['body']>

/** The list is asked again before a change counts as done. */
export function usePresetChanges() {
  const cache = useQueryClient()
  const then = async <Result>(call: Promise<Result>): Promise<Result> => {
    const result = await call
    // what START offers is kept with what is free
    void cache.invalidateQueries({ queryKey: sessionKeys.resources })
    await cache.invalidateQueries({ queryKey: key })
    return result
  }
  const ofVersion = ({ version }: ResourcePreset) => ({ headers: { 'if-match': `"${version}"` } })
  return {
    create: (body: CallInput<typeof resourcePresets.create>['body']) => then(client.resourcePresets.create({ body })),
    update: (preset: ResourcePreset, body: PresetChanges) =>
      then(client.resourcePresets.update({ params: { id: preset.id }, body }, ofVersion(preset))),
    move: ({ id }: ResourcePreset, position: number) =>
      then(client.resourcePresets.update({ params: { id }, body: { position } })),
    remove: (preset: ResourcePreset) =>
      then(client.resourcePresets.remove({ params: { id: preset.id } }, ofVersion(preset))),
  }
}
