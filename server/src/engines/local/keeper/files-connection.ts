import { spawn } from 'node:child_process'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import type { KeeperConfig } from './keeper-config.ts'
import { refusal } from './requests.ts'

const most = 32
const flags = ['--max-old-space-size=64', '--max-semi-space-size=1', '--v8-pool-size=1', '--no-warnings']
let count = 0

/**
 * Hands the connection to a program of its own that speaks SFTP on it (sftp-server.ts): a slow disk, or a file system
 * that hangs, holds up nobody else. Nothing of the session's environment reaches it but where home is.
 */
export function serveFiles(socket: Socket, rest: Buffer, config: KeeperConfig, answer: (value: object) => void) {
  if (count >= most) throw refusal('too-many-files', `${most} programs of this kind run already`)
  if (rest.length > 0) throw refusal('bad-request', 'nothing may come before the answer')
  count++
  answer({})
  const program = [...(config.node ?? [process.execPath]), ...flags, join(import.meta.dirname, 'sftp-server.mjs')]
  // A better victim than the keeper when memory ends.
  const child = spawn(
    '/bin/sh',
    ['-c', 'echo 500 >/proc/self/oom_score_adj 2>/dev/null; exec "$@"', 'sh', ...program],
    {
      cwd: config.home,
      env: { HOME: config.home, PATH: '/usr/bin:/bin', LANG: 'C.UTF-8' },
      stdio: [socket, 'ignore', 'ignore'],
      detached: true,
    },
  )
  child.on('error', () => count--)
  child.on('exit', () => count--)
  // The program has it now.
  socket.destroy()
}
