/**
 * A file system whose server is gone: a FUSE one that nobody answers for. Whatever asks it for something waits, until it
 * is ended. Needs root, /dev/fuse and a kernel that lets us mount; `lacks` says what is missing.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { once } from 'node:events'

export interface HungFileSystem {
  /** Empty: it hangs. */
  readonly lacks: string
  /** Whoever waits for it is told that it is gone. May be said again. */
  end(): Promise<void>
}

/** The number of mount(2). */
const mountCall: Readonly<Record<string, number>> = { x64: 165, arm64: 40 }

const program = String.raw`
use strict; use Fcntl; $| = 1;
my ($point, $call) = @ARGV;
sysopen(my $device, '/dev/fuse', O_RDWR) or die "fuse: $!";
my $options = sprintf('fd=%d,rootmode=40000,user_id=0,group_id=0', fileno($device));
my ($source, $type) = ('berth-hung', 'fuse');
syscall($call + 0, $source, $point, $type, 0, $options) == 0 or die "mount: $!";
print "mounted\n"; <STDIN>;
`

export async function hungFileSystem(point: string): Promise<HungFileSystem> {
  const nothing = { end: async () => {} }
  if (process.geteuid?.() !== 0) return { ...nothing, lacks: 'only root mounts' }
  for (const path of ['/dev/fuse', '/usr/bin/perl']) if (!existsSync(path)) return { ...nothing, lacks: `no ${path}` }
  const call = mountCall[process.arch]
  if (call === undefined) return { ...nothing, lacks: `not known how to mount on ${process.arch}` }
  const child = spawn('/usr/bin/perl', ['-e', program, point, String(call)], { stdio: ['pipe', 'pipe', 'pipe'] })
  const lacks = await outcomeOf(child)
  if (lacks !== '') return { ...nothing, lacks }
  const gone = once(child, 'exit')
  return {
    lacks,
    async end() {
      if (child.exitCode === null) spawnSync('umount', ['-l', point])
      child.stdin.end()
      await gone
    },
  }
}

/** Why it could not be mounted; empty: it is. */
function outcomeOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let said = ''
    child.stderr?.on('data', (bytes) => (said += String(bytes)))
    child.stdout?.once('data', () => resolve(''))
    child.once('exit', () => resolve(`this kernel mounts none: ${said.trim()}`))
  })
}
