import { readFileSync } from 'node:fs'
import type { CgroupDriver } from './cgroup-driver.ts'
import { findCgroupV1 } from './cgroup-v1.ts'
import { findCgroupV2 } from './cgroup-v2.ts'

/** Limits of a whole session need memory, CPU and the number of processes: without one of them it is null. */
export function findCgroups(): CgroupDriver | null {
  const own = readFileSync('/proc/self/cgroup', 'utf8')
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8')
  return findCgroupV2(own, mounts) ?? findCgroupV1(own, mounts)
}
