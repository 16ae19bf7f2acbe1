export interface CgroupLimits {
  readonly memory: number
  readonly cpu: number
  readonly processes: number
  /** `c 195:0` … : device files the session may open besides the harmless ones. */
  readonly devices: readonly string[]
}

/** One of the two kinds of control groups, as far as this process may use it. */
export interface CgroupDriver {
  readonly version: 'v1' | 'v2'
  /** The directories a session of this name has; they need not exist yet. */
  paths(name: string): readonly string[]
  create(paths: readonly string[], limits: CgroupLimits): void
  processes(paths: readonly string[]): number[]
  /** Kills what is in it; repeated by the caller until it is empty. */
  kill(paths: readonly string[]): void
  outOfMemoryKills(paths: readonly string[]): number
  /** Seconds of processor time used by all that ever was in it. */
  cpuSeconds(paths: readonly string[]): number
  /** Bytes in use, without file pages that nobody needs just now. */
  memory(paths: readonly string[]): number | null
  /** Bytes to and from disks; null where the group does not count them. */
  disk(paths: readonly string[]): { readonly read: number; readonly written: number } | null
  /** True when nothing of it is left. */
  remove(paths: readonly string[]): boolean
}

export interface CgroupMount {
  readonly directory: string
  readonly root: string
  readonly type: string
  readonly options: readonly string[]
}

export function parseCgroupMounts(mountinfo: string): CgroupMount[] {
  return mountinfo.split('\n').flatMap((line) => {
    const [before, after] = line.split(' - ')
    const [, , , root, directory] = before?.split(' ') ?? []
    const [type, , options] = after?.split(' ') ?? []
    if (!root || !directory || !type?.startsWith('cgroup')) return []
    return [{ root, directory, type, options: options?.split(',') ?? [] }]
  })
}

/** Where a cgroup of /proc/self/cgroup is found below a mount that may show only a part of the tree. */
export function locate(mount: CgroupMount, path: string): string | null {
  if (mount.root === '/') return join(mount.directory, path)
  if (path === mount.root) return mount.directory
  if (path.startsWith(`${mount.root}/`)) return join(mount.directory, path.slice(mount.root.length))
  return null
}

function join(directory: string, path: string) {
  return path === '/' ? directory : `${directory}${path}`
}
