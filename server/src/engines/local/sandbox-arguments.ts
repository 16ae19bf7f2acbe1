import { existsSync, lstatSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { hostEtcFiles } from './sandbox-etc.ts'
import { rootArguments, type SandboxRoot } from './sandbox-root.ts'

export const sandboxHome = '/home/work'
export const sandboxRun = '/run/berth'
export const sandboxBootstrap = `${sandboxRun}/bootstrap`

export interface SandboxOptions {
  /** Where the parts of the session's own directory are seen by bubblewrap. */
  readonly stage: string
  readonly node: string
  readonly keeper: string
  readonly etcFiles: readonly string[]
  /** In place of the machine's own programs; with what the keeper's program needs in it. */
  readonly root: SandboxRoot | null
  readonly runtime: readonly string[]
  readonly hostName: string
  readonly sharedMemory: number
  readonly mounts: readonly { readonly source: string; readonly target: string; readonly mode: 'ro' | 'rw' }[]
  readonly devices: readonly string[]
  /** Whether there is a script to be run first. */
  readonly bootstrap: boolean
  /** Host directories that nobody inside may see, although they lie below something visible. */
  readonly hidden: readonly string[]
  /** False where the network is the one that bubblewrap itself is started in. */
  readonly ownNetwork: boolean
  readonly token: string
  readonly descriptors: {
    readonly status: number
    readonly info: number
    readonly seccomp: number
    readonly sync: number
  }
}

/** Everything bubblewrap is told, up to the command. */
export function sandboxArguments(options: SandboxOptions): string[] {
  const { stage, descriptors } = options
  const args: string[] = []
  const add = (...more: readonly (string | number)[]) => args.push(...more.map(String))

  for (const namespace of ['user', 'pid', 'ipc', 'uts', 'cgroup']) add(`--unshare-${namespace}`)
  if (options.ownNetwork) add('--unshare-net')
  add('--disable-userns', '--uid', 1000, '--gid', 1000, '--hostname', options.hostName)

  if (options.root) add(...rootArguments(options.root, options.etcFiles))
  else {
    add('--ro-bind', '/usr', '/usr')
    for (const path of topLevelLinks()) {
      if (lstatSync(path).isSymbolicLink()) add('--symlink', readlinkSync(path), path)
      else add('--ro-bind', path, path)
    }
  }
  for (const directory of outermost(options.hidden).filter(isVisible)) {
    add('--perms', '0500', '--tmpfs', directory, '--remount-ro', directory)
  }

  add('--dir', '/etc', '--dir', '/run', '--dir', '/var', '--dir', '/opt', '--dir', '/srv', '--dir', '/mnt')
  for (const name of options.etcFiles) add('--ro-bind', join(stage, 'etc', name), join('/etc', name))
  for (const name of options.root ? [] : hostEtcFiles()) add('--ro-bind-try', join('/etc', name), join('/etc', name))
  add('--symlink', '/proc/self/mounts', '/etc/mtab')

  add('--proc', '/proc', '--dev', '/dev')
  add('--perms', '1777', '--size', Math.max(options.sharedMemory, 4096), '--tmpfs', '/dev/shm')
  for (const device of options.devices) add('--dev-bind', device, device)
  for (const path of ['/sys/devices/system/cpu', '/sys/devices/system/node']) add('--ro-bind-try', path, path)

  add('--bind', join(stage, 'tmp'), '/tmp', '--symlink', '/tmp', '/var/tmp')
  add('--bind', join(stage, 'home'), sandboxHome)
  add(...options.runtime)
  add('--ro-bind', options.node, `${sandboxRun}/node`, '--ro-bind', options.keeper, `${sandboxRun}/keeper`)
  if (options.bootstrap) add('--ro-bind', join(stage, 'bootstrap'), sandboxBootstrap)
  for (const { source, target, mode } of options.mounts) add(mode === 'rw' ? '--bind' : '--ro-bind', source, target)
  add('--remount-ro', '/dev', '--remount-ro', '/')

  add('--chdir', sandboxHome, '--clearenv', '--setenv', 'BERTH_LAUNCH', options.token)
  add('--json-status-fd', descriptors.status, '--info-fd', descriptors.info)
  add('--seccomp', descriptors.seccomp, '--sync-fd', descriptors.sync)
  return args
}

function topLevelLinks(): string[] {
  return ['/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32'].filter((path) => existsSync(path))
}

/** Without those that lie in another of them. */
function outermost(directories: readonly string[]): string[] {
  return directories.filter((it) => !directories.some((other) => other !== it && it.startsWith(`${other}/`)))
}

/** Whether a host path can be seen from inside, and so would need hiding. */
function isVisible(path: string): boolean {
  return ['/usr/', '/bin/', '/sbin/', '/lib/', '/lib32/', '/lib64/'].some((top) => `${path}/`.startsWith(top))
}
