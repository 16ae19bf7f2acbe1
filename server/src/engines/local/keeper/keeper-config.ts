import { closeSync, readFileSync } from 'node:fs'

/** What the server tells a keeper at its start, as JSON through a descriptor. */
export interface KeeperConfig {
  readonly v: 1
  readonly type: 'interactive' | 'batch' | 'service'
  readonly command: string | null
  readonly env: Readonly<Record<string, string>>
  readonly home: string
  /** Path of the native pty module inside the sandbox. */
  readonly pty: string
  readonly shell: readonly string[]
  /** Limits set for each process that is not the keeper, where no cgroup holds the whole session. */
  readonly limits: { readonly data: number; readonly processes: number; readonly cpuSeconds: number } | null
}

/** The descriptors a keeper inherits, in the order in which the server passes them. */
export const keeperDescriptors = { socket: 3, config: 4, logs: [5, 6], exit: 7 } as const

export function readKeeperConfig(): KeeperConfig {
  const config = JSON.parse(readFileSync(keeperDescriptors.config, 'utf8')) as KeeperConfig
  closeSync(keeperDescriptors.config)
  return config
}
