import { locate, parseCgroupMounts, type CgroupDriver } from './cgroup-driver.ts'
import {
  makeGroup,
  mayMakeGroups,
  readControl,
  readCounter,
  readNumber,
  readProcesses,
  removeGroup,
  setControl,
  setControlIfPossible,
  setControlIfThere,
} from './cgroup-files.ts'
import { signalProcess } from './processes.ts'

const needed = ['memory', 'cpu', 'pids'] as const
const wanted = [...needed, 'cpuacct', 'devices'] as const

/** Memory, full, random, null, zero, tty, ptys: what every program may have. */
const harmlessDevices = ['c 1:3', 'c 1:5', 'c 1:7', 'c 1:8', 'c 1:9', 'c 5:0', 'c 5:2', 'c 136:*', 'c 10:200']

/**
 * Each controller is a tree of its own. Groups are made below the server's own: for memory it must be so, since the
 * server's limit has to hold for its sessions too.
 */
export function findCgroupV1(ownGroups: string, mountinfo: string): CgroupDriver | null {
  const mounts = parseCgroupMounts(mountinfo).filter((it) => it.type === 'cgroup')
  const own = new Map<string, string>()
  for (const line of ownGroups.split('\n')) {
    const [, controllers = '', path = ''] = /^\d+:([^:]*):(.*)$/.exec(line) ?? []
    for (const controller of controllers.split(',')) {
      const mount = mounts.find((it) => it.options.includes(controller))
      const directory = mount ? locate(mount, path) : null
      if (directory) own.set(controller, directory)
    }
  }
  const usable = wanted.filter((controller) => {
    const directory = own.get(controller)
    return directory !== undefined && mayMakeGroups(directory)
  })
  if (!needed.every((controller) => usable.includes(controller))) return null

  // Controllers mounted together share a directory, so a path may stand for several of them.
  const bases = [...new Set(usable.map((controller) => own.get(controller) as string))]
  const holds = (path: string, controller: (typeof wanted)[number]) => {
    const base = own.get(controller)
    return base !== undefined && path.startsWith(`${base}/`) && mountOf(path) === mountOf(`${base}/`)
  }
  const mountOf = (path: string) => {
    return mounts
      .filter((it) => path.startsWith(`${it.directory}/`))
      .sort((a, b) => b.directory.length - a.directory.length)[0]
  }
  // After a restart the server may be in another group than the one its sessions were started under.
  const find = (paths: readonly string[], controller: string) => {
    return paths.find((path) => mountOf(path)?.options.includes(controller))
  }

  return {
    version: 'v1',
    paths: (name) => bases.map((base) => `${base}/${name}`),

    create(paths, limits) {
      for (const path of paths) {
        makeGroup(path)
        if (holds(path, 'memory')) {
          setControl(path, 'memory.limit_in_bytes', limits.memory)
          setControlIfThere(path, 'memory.memsw.limit_in_bytes', limits.memory)
          setControlIfThere(path, 'memory.swappiness', 0)
        }
        if (holds(path, 'cpu')) {
          setControl(path, 'cpu.cfs_period_us', 100_000)
          setControl(path, 'cpu.cfs_quota_us', Math.max(1000, Math.round(limits.cpu * 100_000)))
        }
        if (holds(path, 'pids')) setControl(path, 'pids.max', limits.processes)
        if (holds(path, 'devices')) {
          setControl(path, 'devices.deny', 'a')
          for (const device of [...harmlessDevices, ...limits.devices])
            setControl(path, 'devices.allow', `${device} rw`)
        }
      }
    },

    processes: (paths) => [...new Set(paths.flatMap(readProcesses))],
    kill: (paths) => {
      // Held to a small share, thousands of processes take long to die.
      for (const path of paths) setControlIfPossible(path, 'cpu.cfs_quota_us', -1)
      for (const pid of new Set(paths.flatMap(readProcesses))) signalProcess(pid, 'SIGKILL')
    },

    outOfMemoryKills(paths) {
      const path = find(paths, 'memory')
      return path ? readCounter(path, 'memory.oom_control', 'oom_kill') : 0
    },

    cpuSeconds(paths) {
      const path = find(paths, 'cpuacct')
      return path ? Number(readControl(path, 'cpuacct.usage')) / 1e9 : Number.NaN
    },

    memory(paths) {
      const path = find(paths, 'memory')
      const used = path ? readNumber(path, 'memory.usage_in_bytes') : null
      return path && used !== null ? Math.max(0, used - readCounter(path, 'memory.stat', 'total_inactive_file')) : null
    },

    // It knows nothing of what is written later, which is most.
    disk: () => null,
    remove: (paths) => paths.map(removeGroup).every(Boolean),
  }
}
