/** Between a preset as the API says it and the columns that hold it: tenths there are whole numbers here. */
import type { ResourcePreset } from '@berth/contract/resource-presets.ts'
import type { Selectable } from 'kysely'
import { versionOf } from '../../platform/entity-tag.ts'
import type { ResourcePresetsTable } from './resource-presets.tables.ts'

export type PresetRow = Selectable<ResourcePresetsTable>
export type PresetFields = Pick<ResourcePreset, 'name' | 'description' | 'resources'>

export const columnsOf = ({ name, description, resources }: PresetFields) => ({
  name,
  description,
  cpu_tenths: Math.round(resources.cpu * 10),
  memory: resources.memory,
  gpus: resources.gpu,
  gpu_share_tenths: Math.round(resources.gpuShares * 10),
  shared_memory: resources.sharedMemory,
})

export const fieldsOf = (row: PresetRow): PresetFields => ({
  name: row.name,
  description: row.description,
  resources: {
    cpu: row.cpu_tenths / 10,
    memory: row.memory,
    gpu: row.gpus,
    gpuShares: row.gpu_share_tenths / 10,
    sharedMemory: row.shared_memory,
  },
})

/** Its place is no part of it: others move it by moving themselves. */
export const presetVersion = (row: PresetRow) => versionOf(fieldsOf(row))

export const representation = (row: PresetRow): ResourcePreset => ({
  id: row.id,
  ...fieldsOf(row),
  position: row.position,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
  version: presetVersion(row),
})
