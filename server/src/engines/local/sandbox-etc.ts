import { mkdir, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Files of the host's /etc that programs need and that tell nothing of the host's people. */
const hostFiles = [
  'alternatives',
  'bash.bashrc',
  'bash_completion',
  'ca-certificates',
  'debian_version',
  'fonts',
  'gai.conf',
  'host.conf',
  'inputrc',
  'ld.so.cache',
  'ld.so.conf',
  'ld.so.conf.d',
  'locale.alias',
  'localtime',
  'magic',
  'mime.types',
  'os-release',
  'perl',
  'pki',
  'profile',
  'protocols',
  'python3',
  'rpc',
  'services',
  'shells',
  'ssl/certs',
  'ssl/openssl.cnf',
  'terminfo',
  'timezone',
  'vim',
  'xdg',
]

export interface EtcOptions {
  readonly hostName: string
  readonly nameServers: readonly string[]
}

/** The files of /etc that differ from the host's, written for one session. */
export async function writeSandboxEtc(directory: string, options: EtcOptions): Promise<string[]> {
  const { hostName, nameServers } = options
  const files: Record<string, string> = {
    passwd: `root:x:0:0:root:/root:/usr/sbin/nologin\nwork:x:1000:1000:work:/home/work:/bin/bash\n${nobody}`,
    group: 'root:x:0:\nwork:x:1000:\nnogroup:x:65534:\n',
    hosts: `127.0.0.1 localhost ${hostName}\n::1 localhost ip6-localhost ip6-loopback\n`,
    hostname: `${hostName}\n`,
    'resolv.conf': nameServers.map((server) => `nameserver ${server}\n`).join(''),
    'nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\nservices: files\nprotocols: files\n',
  }
  await mkdir(directory, { mode: 0o755 })
  await Promise.all(
    Object.entries(files).map(([name, text]) => writeFile(join(directory, name), text, { mode: 0o644 })),
  )
  return Object.keys(files)
}

const nobody = 'nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n'

let found: readonly string[] | null = null
export function hostEtcFiles(): readonly string[] {
  found ??= hostFiles.filter((name) => existsSync(join('/etc', name)))
  return found
}
