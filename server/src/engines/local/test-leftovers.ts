import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { findCgroups } from './cgroup.ts'

/** All that could be left of sessions of one engine, for tests to compare with nothing. */
export function leftovers(directory: string, uids: { readonly first: number; readonly count: number }) {
  const groups = findCgroups()?.paths('x') ?? []
  return {
    sessions: entries(join(directory, 'sessions')),
    trash: entries(join(directory, 'trash')),
    processes: processesOf(uids),
    mounts: readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .filter((line) => line.includes(directory) || line.includes('berth-stage')),
    groups: groups.flatMap((path) =>
      entries(dirname(path)).filter((name) => name.startsWith('berth-') && name.includes(marker)),
    ),
  }
}

/** Ids of a test's sessions hold it, so that groups of other tests that run beside are not counted. */
export const marker = `t${process.pid.toString(36)}`

function entries(path: string): string[] {
  return existsSync(path) ? readdirSync(path) : []
}

function processesOf({ first, count }: { readonly first: number; readonly count: number }): string[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    try {
      const status = readFileSync(`/proc/${name}/status`, 'latin1')
      const uid = Number(/^Uid:\s+(\d+)/m.exec(status)?.[1])
      const zombie = /^State:\s+Z/m.test(status)
      return uid >= first && uid < first + count && !zombie
        ? [`${name} ${readFileSync(`/proc/${name}/cmdline`, 'latin1')}`]
        : []
    } catch {
      return []
    }
  })
}

export const nothing = { sessions: [], trash: [], processes: [], mounts: [], groups: [] }
