/**
 * The text of the shell script that joins the session's cgroups, shows bubblewrap the parts of the session and becomes
 * it. As root this happens in a mount namespace of its own: directories that only root can reach are bound to a place
 * that the session's user can reach, and the user is changed before bubblewrap starts.
 */
export interface LaunchScript {
  readonly token: string
  readonly cgroups: readonly string[]
  readonly root: boolean
  /**
   * Whether the chain begins in a network of its own, for slirp4netns to enter. It could not enter one made by
   * bubblewrap: that nests two user namespaces, and the one that owns the network is left behind without a process.
   */
  readonly network: boolean
  readonly uid: number | null
  readonly binds: readonly { readonly source: string; readonly target: string }[]
  /** Makes the mounts of what sessions share; null: there are none. */
  readonly mapped: readonly string[] | null
  /** Of what is shared without that: each gives its group. */
  readonly groups: readonly number[]
  readonly bwrap: string
  readonly arguments: readonly string[]
  readonly command: readonly string[]
}

export function launchCommand(launch: LaunchScript): string[] {
  const { token, cgroups, uid, binds, mapped, groups } = launch
  const lines = ['set -e', `: ${token}`]
  for (const directory of cgroups) lines.push(`echo $$ >${quote(`${directory}/cgroup.procs`)}`)
  for (const { source, target } of binds) lines.push(`mount -n --bind ${quote(source)} ${quote(target)}`)
  if (mapped) lines.push(mapped.map(quote).join(' '))
  // What one session makes for a group, the others of it can change.
  if (groups.length > 0) lines.push('umask 0007')
  // The server may be spared by the kernel; what it starts is not.
  lines.push('echo 0 >/proc/self/oom_score_adj 2>/dev/null || :')
  const drop = uid === null ? [] : dropPrivileges(uid, groups)
  lines.push(`exec ${[...drop, launch.bwrap, ...launch.arguments, '--', ...launch.command].map(quote).join(' ')}`)
  const shell = ['/bin/sh', '-c', lines.join('\n'), 'berth-launch']
  return [...namespaces(launch), ...shell]
}

function namespaces({ root, network }: LaunchScript): string[] {
  const net = network ? ['--net'] : []
  if (root) return ['/usr/bin/unshare', '--mount', '--propagation', 'slave', ...net, '--']
  return network ? ['/usr/bin/unshare', '--user', '--map-current-user', ...net, '--'] : []
}

export function dropPrivileges(uid: number, groups: readonly number[] = []): string[] {
  const id = String(uid)
  const inGroups = groups.length > 0 ? [`--groups=${groups.join(',')}`] : ['--clear-groups']
  return ['/usr/bin/setpriv', '--reuid', id, '--regid', id, ...inGroups, '--no-new-privs', '--inh-caps=-all', '--']
}

export function quote(text: string): string {
  return /^[A-Za-z0-9_/:=.,+@%-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`
}
