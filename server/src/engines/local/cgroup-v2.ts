import { join } from 'node:path'
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
/** The group that the server moves itself into: a group with controllers for its children may hold no processes. */
const serverGroup = 'berth-server'

export function findCgroupV2(ownGroups: string, mountinfo: string): CgroupDriver | null {
  const path = /^0::(.*)$/m.exec(ownGroups)?.[1]
  const mount = parseCgroupMounts(mountinfo).find((it) => it.type === 'cgroup2')
  if (path === undefined || !mount) return null
  // After a first start in this group the server is in its own part of it.
  const group = path.endsWith(`/${serverGroup}`) ? path.slice(0, -serverGroup.length - 1) || '/' : path
  const base = locate(mount, group)
  if (base === null) return null
  const offered = words(readControl(base, 'cgroup.controllers'))
  if (!needed.every((controller) => offered.includes(controller)) || !mayMakeGroups(base)) return null
  if (!delegate(base)) return null

  return {
    version: 'v2',
    paths: (name) => [join(base, name)],

    create([directory], limits) {
      if (directory === undefined) return
      makeGroup(directory)
      setControl(directory, 'memory.max', limits.memory)
      setControlIfThere(directory, 'memory.swap.max', 0)
      setControl(directory, 'cpu.max', `${Math.max(1000, Math.round(limits.cpu * 100_000))} 100000`)
      setControl(directory, 'pids.max', limits.processes)
    },

    processes: (paths) => paths.flatMap(readProcesses),
    kill(paths) {
      for (const directory of paths) {
        // Held to a small share, thousands of processes take long to die.
        setControlIfPossible(directory, 'cpu.max', 'max')
        try {
          // Kernels before 5.14 have no such file.
          setControl(directory, 'cgroup.kill', 1)
        } catch {
          for (const pid of readProcesses(directory)) signalProcess(pid, 'SIGKILL')
        }
      }
    },

    outOfMemoryKills: ([directory]) => (directory ? readCounter(directory, 'memory.events', 'oom_kill') : 0),
    cpuSeconds: ([directory]) => (directory ? readCounter(directory, 'cpu.stat', 'usage_usec') / 1e6 : Number.NaN),
    memory([directory]) {
      const used = directory ? readNumber(directory, 'memory.current') : null
      return directory && used !== null
        ? Math.max(0, used - readCounter(directory, 'memory.stat', 'inactive_file'))
        : null
    },
    disk: ([directory]) => (directory ? diskOf(readControl(directory, 'io.stat')) : null),
    remove: (paths) => paths.map(removeGroup).every(Boolean),
  }
}

/** A line for each device, `8:0 rbytes=… wbytes=… …`; no file at all where the controller was not handed down. */
function diskOf(text: string) {
  if (text === '') return null
  const sum = (name: string) =>
    [...text.matchAll(new RegExp(`\\b${name}=(\\d+)`, 'g'))].reduce((total, match) => total + Number(match[1]), 0)
  return { read: sum('rbytes'), written: sum('wbytes') }
}

/** Hands the controllers down to the children of `base`, which needs it to be empty of processes. */
function delegate(base: string): boolean {
  const missing = () => {
    const active = words(readControl(base, 'cgroup.subtree_control'))
    return needed.filter((controller) => !active.includes(controller))
  }
  if (missing().length === 0) return true
  const enable = () =>
    setControl(
      base,
      'cgroup.subtree_control',
      missing()
        .map((controller) => `+${controller}`)
        .join(' '),
    )
  try {
    enable()
    return true
  } catch {
    // Refused while processes are in it: they move to a group beside the sessions.
  }
  try {
    const own = join(base, serverGroup)
    makeGroup(own)
    for (const pid of readProcesses(base)) setControl(own, 'cgroup.procs', pid)
    enable()
    return missing().length === 0
  } catch {
    return false
  }
}

function words(text: string): string[] {
  return text.trim().split(/\s+/).filter(Boolean)
}
