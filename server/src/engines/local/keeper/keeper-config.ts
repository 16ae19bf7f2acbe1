import { closeSync, readdirSync, readFileSync } from 'node:fs'

/** What the server tells a keeper at its start, as JSON through a descriptor. */
export interface KeeperConfig {
  readonly v: 1
  readonly type: 'interactive' | 'batch' | 'service'
  readonly command: string | null
  readonly env: Readonly<Record<string, string>>
  readonly home: string
  /** Run before the command; the descriptors of its logs are files only where there is one. */
  readonly bootstrap?: { readonly command: readonly string[]; readonly timeLimitSeconds: number } | null
  /** Path of the native pty module inside the sandbox. */
  readonly pty: string
  /** How this program's own runtime is started inside the sandbox; not in old configurations. */
  readonly node?: readonly string[]
  readonly shell: readonly string[]
  /** Limits set for each process that is not the keeper, where no cgroup holds the whole session. */
  readonly limits: { readonly data: number; readonly processes: number; readonly cpuSeconds: number } | null
}

/** The descriptors a keeper inherits, in the order in which the server passes them. */
export const keeperDescriptors = { socket: 3, config: 4, logs: [5, 6], exit: 7, bootstrapLogs: [8, 9] } as const

export function readKeeperConfig(): KeeperConfig {
  const config = JSON.parse(readFileSync(keeperDescriptors.config, 'utf8')) as KeeperConfig
  closeSync(keeperDescriptors.config)
  return config
}

/**
 * Closes what came down the chain by accident: a descriptor that the server itself inherited must not reach a session.
 * The runtime's own ones are marked to close at exec.
 */
export function closeInherited() {
  for (const name of readdirSync('/proc/self/fd')) {
    const fd = Number(name)
    if (fd <= keeperDescriptors.bootstrapLogs[1]) continue
    try {
      const flags = /^flags:\s*(\d+)$/m.exec(readFileSync(`/proc/self/fdinfo/${name}`, 'latin1'))?.[1] ?? '0'
      if ((Number.parseInt(flags, 8) & closeAtExec) === 0) closeSync(fd)
    } catch {
      // The one that listed the directory.
    }
  }
}

const closeAtExec = 0o2000000
