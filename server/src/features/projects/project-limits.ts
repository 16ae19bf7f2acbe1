/** Limits as the contract says them, and as the columns keep them: tenths are whole numbers, so that sums are exact. */
import type { ProjectLimits } from '@berth/contract/projects.ts'

interface LimitColumns {
  readonly cpu_tenths: number | null
  readonly memory: number | null
  readonly gpus: number | null
  readonly gpu_share_tenths: number | null
  readonly concurrent_sessions: number | null
}

const whole = (tenths: number | null) => (tenths === null ? null : tenths / 10)
const tenthsOf = (value: number | null) => (value === null ? null : Math.round(value * 10))

export const limitsOfRow = (row: LimitColumns): ProjectLimits => ({
  cpu: whole(row.cpu_tenths),
  memory: row.memory,
  gpu: row.gpus,
  gpuShares: whole(row.gpu_share_tenths),
  concurrentSessions: row.concurrent_sessions,
})

type Given = { readonly [Name in keyof ProjectLimits]?: ProjectLimits[Name] | undefined }

/** Of those that are named. */
export const limitColumns = ({ cpu, memory, gpu, gpuShares, concurrentSessions }: Given): Partial<LimitColumns> => ({
  ...(cpu === undefined ? {} : { cpu_tenths: tenthsOf(cpu) }),
  ...(memory === undefined ? {} : { memory }),
  ...(gpu === undefined ? {} : { gpus: gpu }),
  ...(gpuShares === undefined ? {} : { gpu_share_tenths: tenthsOf(gpuShares) }),
  ...(concurrentSessions === undefined ? {} : { concurrent_sessions: concurrentSessions }),
})
