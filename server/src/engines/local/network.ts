import { spawn, type ChildProcess } from 'node:child_process'
import type { Readable } from 'node:stream'
import type { Socket } from 'node:net'
import { quote } from './launch-script.ts'

export const slirpNameServer = '10.0.2.3'

/**
 * Gives a sandbox outbound access. The process ends when the other end of `lifeline`, which bubblewrap holds, is
 * closed, so it never outlives the session, with or without a server. Resolves true when the network is up.
 */
export async function attachNetwork(options: {
  readonly slirp: string
  /** The first process of the chain, in the network namespace; with `userns`, also in the user namespace that owns it. */
  readonly pid: number
  readonly userns: boolean
  readonly cgroups: readonly string[]
  readonly token: string
  readonly lifeline: Socket
}): Promise<boolean> {
  const { slirp, pid, userns, cgroups, token, lifeline } = options
  const lines = [`: ${token}`]
  for (const directory of cgroups) lines.push(`echo $$ >${quote(`${directory}/cgroup.procs`)}`)
  const args = ['--configure', '--mtu=65520', '--disable-host-loopback', '--enable-seccomp']
  // Its sandbox sets the user to 0, which a user namespace made by an ordinary user does not have.
  if (!userns) args.push('--enable-sandbox')
  const target = ['--netns-type=path', ...(userns ? [`--userns-path=/proc/${pid}/ns/user`] : []), `/proc/${pid}/ns/net`]
  lines.push(`exec ${[slirp, ...args, '--exit-fd=3', '--ready-fd=4', ...target, 'tap0'].map(quote).join(' ')}`)
  let child: ChildProcess
  try {
    child = spawn('/bin/sh', ['-c', lines.join('\n'), 'berth-network'], {
      stdio: ['ignore', 'ignore', 'ignore', lifeline, 'pipe'],
      detached: true,
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    })
  } catch {
    return false
  }
  child.unref()
  const ready = child.stdio[4] as Readable
  return new Promise((resolve) => {
    const done = (up: boolean) => {
      clearTimeout(timer)
      ready.destroy()
      resolve(up)
    }
    const timer = setTimeout(() => done(false), 3000)
    ready.once('data', () => done(true))
    ready.once('error', () => done(false))
    ready.once('end', () => done(false))
    child.once('error', () => done(false))
  })
}
