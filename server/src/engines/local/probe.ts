import { spawn } from 'node:child_process'
import { availableParallelism, totalmem } from 'node:os'
import type { EngineReport } from '../engine.ts'
import { countNvidiaDevices } from './gpu-devices.ts'
import { findProgram, type Host } from './host.ts'
import { dropPrivileges } from './launch-script.ts'

const install = 'apt-get install -y --no-install-recommends bubblewrap slirp4netns'

/** Makes a sandbox that does nothing, as a session's would be made, and tells what came of it. */
export async function probeHost(
  host: Host,
  options: {
    readonly nodeName: string
    readonly network: 'private' | 'host'
    readonly uid: number
    readonly gpus?: number
    readonly fractionalGpus?: boolean
  },
): Promise<EngineReport> {
  const node = {
    name: options.nodeName,
    cpu: availableParallelism(),
    memory: usableMemory(),
    gpus: options.gpus ?? countNvidiaDevices(),
    fractionalGpus: options.fractionalGpus ?? false,
  }
  const report = (available: boolean, remedy: string | null, version: string, tier: string, facts: string[]) => {
    return { available, remedy, version, tier, facts, node }
  }
  if (process.platform !== 'linux') return report(false, 'Run the server on Linux.', '', 'refused', [])
  if (!host.bwrap) {
    return report(false, `Install bubblewrap: ${install}`, '', 'refused', ['bubblewrap is missing'])
  }
  const version = (await run([host.bwrap, '--version'])).output.trim()
  const attempt = await run([...(host.root ? dropPrivileges(options.uid) : []), host.bwrap, ...trial])
  if (attempt.code !== 0) {
    const said = attempt.output.trim().slice(0, 300)
    return report(false, `${remedyFor(said)} Bubblewrap said: ${said}`, version, 'refused', [
      'a sandbox cannot be made',
    ])
  }
  const facts = [
    host.cgroups ? `cgroup ${host.cgroups.version}` : 'no usable cgroup: limits per process only',
    host.root ? 'each session has a user of its own' : 'sessions run as the user of the server',
    'seccomp on',
    'nested user namespaces off',
    networkFact(host, options.network),
  ]
  return report(true, null, version, host.tier, facts)
}

const trial = [
  ...['user', 'pid', 'net', 'ipc', 'uts', 'cgroup'].map((name) => `--unshare-${name}`),
  ...['--disable-userns', '--ro-bind', '/', '/', '--proc', '/proc', '--dev', '/dev', '--', '/bin/true'],
]

function remedyFor(said: string): string {
  if (/No permissions to create (a )?new namespace|Operation not permitted|user namespace/i.test(said)) {
    return 'Allow user namespaces (sysctl user.max_user_namespaces=15000; on Ubuntu also kernel.apparmor_restrict_unprivileged_userns=0) or run the server as root.'
  }
  if (/unrecognized|Unknown option/i.test(said)) return `Install bubblewrap 0.8 or newer: ${install}`
  return 'Run the server where bubblewrap can make sandboxes.'
}

function networkFact(host: Host, network: 'private' | 'host'): string {
  if (network === 'host') return 'the network of the host is shared with sessions'
  if (host.slirp) return 'private network, outbound by slirp4netns'
  if (findProgram('slirp4netns')) return 'no outbound network: /dev/net/tun may not be used'
  return 'no outbound network: slirp4netns is missing'
}

/** The memory of the machine, or of the group that the server itself is held in. */
function usableMemory(): number {
  const constrained = process.constrainedMemory()
  const total = totalmem()
  return constrained > 0 && constrained < total ? constrained : total
}

function run(command: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command[0] as string, command.slice(1), {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: '/',
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' },
      timeout: 10_000,
    })
    let output = ''
    const collect = (bytes: Buffer) => void (output.length < 4096 && (output += bytes.toString('utf8')))
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', (error) => resolve({ code: 127, output: error.message }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
