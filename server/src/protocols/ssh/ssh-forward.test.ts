/** What is reached through a session by SSH, and what is not. */
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { expect, test } from 'vitest'
import { freePort } from '../../../../tools/free-port.ts'
import { eventually } from '../../../test/eventually.ts'
import { sshSession } from '../../../test/ssh-session.ts'
import { collect, run, start } from '../../../test/ssh.ts'

const it = await sshSession('forwards', { keepAliveMs: 300, keepAliveMost: 3 })
const { lacking, host, ssh } = it
const why = lacking === '' ? '' : ` (skipped: ${lacking})`

const python = `
import socket
s=socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", 4567)); s.listen(5)
print("up", flush=True)
while True:
  c,_=s.accept(); d=b""
  while True:
    p=c.recv(65536)
    if not p: break
    d+=p
  c.sendall(b"got "+str(len(d)).encode()); c.close()`

test.skipIf(lacking !== '')(
  `ports of the session are reached by -L and -D, half-closing included, and nothing else is${why}`,
  async () => {
    const server = start('ssh', [...it.person.options, host, `python3 -c '${python}'`])
    const { text: said } = collect(server)
    await eventually(
      () => said.stdout,
      (shown) => shown.includes('up'),
    )
    // On the machine itself, which nobody inside can reach.
    const outside = createServer((socket) => socket.end('outside')).listen(0, '127.0.0.1')
    await new Promise((resolve) => outside.once('listening', resolve))
    const { port: outsidePort } = outside.address() as { port: number }
    const [forward, forwardOut, socks] = [await freePort(), await freePort(), await freePort()]
    const forwards = [
      '-L',
      `${forward}:localhost:4567`,
      '-L',
      `${forwardOut}:127.0.0.1:${outsidePort}`,
      '-D',
      String(socks),
    ]
    const tunnel = start('ssh', [...it.person.options, '-N', '-o', 'ExitOnForwardFailure=yes', ...forwards, host])
    /** Each greeting is answered before what follows is sent, as SOCKS wants it: so many bytes have come then. */
    const ask = async (port: number, payload: Buffer, greetings: readonly (readonly [Buffer, number])[] = []) => {
      const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).setEncoding('latin1')
      let answer = ''
      socket.on('data', (piece: string) => (answer += piece))
      const ended = once(socket, 'end')
      ended.catch(() => {})
      for (const [greeting, bytes] of greetings) {
        socket.write(greeting)
        await eventually(
          () => answer.length,
          (length) => length >= bytes,
        )
      }
      socket.end(payload)
      await ended
      return answer
    }
    try {
      const big = Buffer.alloc(3_000_000, 'x')
      await eventually(
        () => ask(forward, Buffer.from('four')).catch(() => ''),
        (answer) => answer === 'got 4',
      )
      expect(await ask(forward, big)).toBe('got 3000000')
      expect(await ask(forwardOut, Buffer.from('x')).catch(() => '')).toBe('')
      // SOCKS 5 without authentication, to 127.0.0.1:4567.
      const greetings = [
        [Buffer.from([5, 1, 0]), 2],
        [Buffer.from([5, 1, 0, 1, 127, 0, 0, 1, 4567 >> 8, 4567 & 255]), 12],
      ] as const
      expect(await ask(socks, Buffer.from('sixsix'), greetings)).toMatch(/got 6$/)
    } finally {
      tunnel.kill()
      server.kill()
      outside.close()
    }
  },
)

test.skipIf(lacking !== '')(`remote forwarding and the agent are refused${why}`, async () => {
  const remote = await ssh('-o', 'ExitOnForwardFailure=yes', '-R', '5555:localhost:22', host, 'true')
  expect(remote.code).toBe(255)
  expect(await run('ssh', ['-A', ...it.person.options, host, 'echo "agent: $SSH_AUTH_SOCK"'])).toMatchObject({
    code: 0,
    stdout: 'agent: \n',
  })
})

test.skipIf(lacking !== '')(`a client that is gone without a word is noticed${why}`, async () => {
  const child = start('ssh', [...it.person.options, host, 'echo up; exec sleep 4242'])
  const { text: said } = collect(child)
  await eventually(
    () => said.stdout,
    (shown) => shown.includes('up'),
  )
  child.kill('SIGSTOP')
  await eventually(
    () => it.inside('pgrep -f "^sleep 4242" || echo gone'),
    (shown) => shown === 'gone\n',
  )
  child.kill('SIGKILL')
})

test.skipIf(lacking !== '')(
  `the end of the program that has the files is the end of the transfer alone${why}`,
  async () => {
    const child = start('sftp', ['-b', '-', ...it.person.options, host])
    const { text: said, ended } = collect(child)
    child.stdin?.write('pwd\n')
    await eventually(
      () => said.stdout,
      (shown) => shown.includes('/home/work'),
    )
    await it.inside('pkill -9 -f sftp-server')
    child.stdin?.write('ls /\n')
    child.stdin?.end()
    expect((await ended).code).not.toBe(0)
    expect(await it.inside('echo well')).toBe('well\n')
  },
)
