/**
 * Project quotas: the file system itself refuses what is more, whoever writes it. Set by the tools that come with each
 * file system (Debian: quota, e2fsprogs, xfsprogs). What root writes they let pass, so that what comes by the API is
 * compared with the capacity besides.
 */
import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { promisify } from 'node:util'
import type { FoundMount } from './mount-of.ts'

export interface QuotaDriver {
  /** Has all that comes into these empty directories count for the project. */
  mark(project: number, directories: readonly string[]): Promise<void>
  /** Bytes, null for no limit. */
  limit(project: number, bytes: number | null): Promise<void>
}

const run = promisify(execFile)
const environment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' }
const tool = async (program: string, args: readonly string[]) => {
  await run(program, args, { env: environment, timeout: 60_000, maxBuffer: 1024 ** 2 })
}

/** Null: this file system has none, or what sets them is not there. */
export function quotaDriverFor({ type, point, options }: FoundMount, path: string): QuotaDriver | null {
  if (process.geteuid?.() !== 0) return null
  const isOn = options.some((option) => ['prjquota', 'pquota'].includes(option))
  if (!isOn) return null
  // Its commands are words of a line.
  if (type === 'xfs' && has('/usr/sbin/xfs_quota') && !/\s/.test(path)) return xfs(point)
  if (type === 'ext4' && has('/usr/sbin/setquota') && has('/usr/bin/chattr')) return ext4(point)
  return null
}

const has = (program: string) => {
  try {
    accessSync(program, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Blocks of a KiB; a limit of nothing would be none. */
const kibibytes = (limit: number) => String(Math.max(1, Math.floor(limit / 1024)))

const ext4 = (point: string): QuotaDriver => ({
  mark: (project, directories) => tool('/usr/bin/chattr', ['+P', '-p', String(project), '--', ...directories]),
  limit: (project, bytes) =>
    tool('/usr/sbin/setquota', ['-P', String(project), '0', bytes === null ? '0' : kibibytes(bytes), '0', '0', point]),
})

function xfs(point: string): QuotaDriver {
  const commands = (...lines: string[]) =>
    tool('/usr/sbin/xfs_quota', ['-x', ...lines.flatMap((line) => ['-c', line]), point])
  return {
    mark: (project, directories) => commands(...directories.map((one) => `project -s -p ${one} ${project}`)),
    limit: (project, bytes) => commands(`limit -p bhard=${bytes === null ? '0' : `${kibibytes(bytes)}k`} ${project}`),
  }
}
