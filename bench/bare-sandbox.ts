/** The floor under a launch: bubblewrap with namespaces as a session has them, and a shell that says one word. */
import { spawn } from 'node:child_process'
import { existsSync, lstatSync, readlinkSync } from 'node:fs'
import { timed } from './measure.ts'

export async function timeBareSandbox(): Promise<number> {
  const { ms } = await timed(
    () =>
      new Promise<void>((resolve, reject) => {
        const child = spawn('bwrap', [...sandbox(), 'sh', '-c', 'echo ready'], { stdio: ['ignore', 'pipe', 'pipe'] })
        let said = ''
        for (const stream of [child.stdout, child.stderr])
          stream.on('data', (data: Buffer) => (said += data.toString()))
        child.stdout.once('data', resolve)
        child.once('error', reject)
        child.once('close', () => reject(new Error(`bubblewrap ended: ${said}`)))
      }),
  )
  return ms
}

function sandbox(): string[] {
  const namespaces = ['user', 'pid', 'ipc', 'uts', 'net'].map((name) => `--unshare-${name}`)
  const system = ['/bin', '/sbin', '/lib', '/lib64'].flatMap((path) => {
    if (!existsSync(path)) return []
    return lstatSync(path).isSymbolicLink() ? ['--symlink', readlinkSync(path), path] : ['--ro-bind', path, path]
  })
  return [
    ...namespaces,
    ...['--ro-bind', '/usr', '/usr', ...system],
    ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', '--tmpfs', '/home', '--dir', '/home/work'],
    ...['--chdir', '/home/work', '--clearenv', '--setenv', 'PATH', '/usr/bin:/bin', '--'],
  ]
}
