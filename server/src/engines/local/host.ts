import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { CgroupDriver } from './cgroup-driver.ts'
import { findCgroups } from './cgroup.ts'

/** What this machine lets the engine do. */
export interface Host {
  readonly root: boolean
  readonly bwrap: string | null
  readonly slirp: string | null
  readonly cgroups: CgroupDriver | null
  readonly tier: 'full' | 'user'
}

export function inspectHost(): Host {
  const root = process.geteuid?.() === 0
  const cgroups = findCgroups()
  return {
    root,
    bwrap: findProgram('bwrap'),
    slirp: mayUseTun(root) ? findProgram('slirp4netns') : null,
    cgroups,
    tier: cgroups ? 'full' : 'user',
  }
}

function mayUseTun(root: boolean): boolean {
  if (root) return existsSync('/dev/net/tun')
  try {
    accessSync('/dev/net/tun', constants.R_OK | constants.W_OK)
    return true
  } catch {
    return false
  }
}

export function findProgram(name: string): string | null {
  const directories = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    '/usr/local/bin',
    '/usr/bin',
    '/bin',
    '/usr/sbin',
  ]
  for (const directory of directories) {
    const path = join(directory, name)
    try {
      if (directory.startsWith('/')) {
        accessSync(path, constants.X_OK)
        return path
      }
    } catch {
      // Not here.
    }
  }
  return null
}
