/** Remembered from one START to the next: neither commands nor variables, which may hold secrets. */
import { defaultResourceGroup } from '@berth/contract/resource-group-names.ts'
import { emptyValues } from './start-form.ts'
import type { StartValues } from './start-form.ts'

const rememberedNames = ['cpu', 'memory', 'gpu', 'gpuShares', 'containers', 'sharedMemory', 'timeLimit'] as const
type Remembered = Pick<StartValues, 'type' | 'environment' | (typeof rememberedNames)[number]> & {
  readonly resourceGroup: string
}
const storageKey = 'berth.start'

export function rememberValues(storage: Pick<Storage, 'setItem'>, values: StartValues, resourceGroup: string): void {
  const { type, environment, cpu, memory, gpu, gpuShares, containers, sharedMemory, timeLimit } = values
  const amounts = { cpu, memory, gpu, gpuShares, containers, sharedMemory, timeLimit }
  const remembered: Remembered = { type, environment, resourceGroup, ...amounts }
  try {
    storage.setItem(storageKey, JSON.stringify(remembered))
  } catch {
    // a full or forbidden storage costs the memory of the last choice, nothing else
  }
}

function kept(storage: Pick<Storage, 'getItem'>): Record<string, unknown> {
  try {
    return (JSON.parse(storage.getItem(storageKey) ?? '{}') ?? {}) as Record<string, unknown>
  } catch {
    return {}
  }
}

const isKnownType = (value: unknown): value is StartValues['type'] =>
  value === 'interactive' || value === 'batch' || value === 'service'

export function rememberedValues(storage: Pick<Storage, 'getItem'>): StartValues {
  const known = kept(storage)
  const positive = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value >= 0
  return {
    ...emptyValues,
    type: isKnownType(known['type']) ? known['type'] : 'interactive',
    environment: typeof known['environment'] === 'string' ? known['environment'] : emptyValues.environment,
    ...Object.fromEntries(rememberedNames.filter((name) => positive(known[name])).map((name) => [name, known[name]])),
  }
}

/** It may be gone. */
export function rememberedGroup(storage: Pick<Storage, 'getItem'>): string {
  const { resourceGroup } = kept(storage)
  return typeof resourceGroup === 'string' ? resourceGroup : defaultResourceGroup
}
