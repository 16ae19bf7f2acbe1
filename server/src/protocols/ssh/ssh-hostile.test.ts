/** Clients that do what they must not: nothing leaks, nothing hangs, and everybody else goes on. */
import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Client } from 'ssh2'
import { MiB } from '@berth/contract/sessions.ts'
import { expect, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { rawClient, unknownClient } from '../../../test/ssh-client.ts'
import { sshSession } from '../../../test/ssh-session.ts'

const limits = {
  greetMs: 1_500,
  strangersOfNetwork: 5,
  sessionChannels: 3,
  forwards: 2,
  rekeyMs: 400,
  unread: 4 * MiB,
  strangerBytes: 64 * 1024,
  attempts: 6,
}
const it = await sshSession('hostile', limits)
const { lacking, inside } = it
const why = lacking === '' ? '' : ` (skipped: ${lacking})`

const raw = () => rawClient(it.app.sshPort, 'hostile', it.person)
const allIsWell = async () => expect(await inside('echo well')).toBe('well\n')
/** Bytes outside the heap, after everything that can go has gone. */
function outside(): number {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  return process.memoryUsage().arrayBuffers
}

/** A number when it has stopped changing. */
async function atRest(look: () => Promise<number>): Promise<number> {
  const seen: number[] = []
  await eventually(
    async () => seen.push(await look()),
    (count) => count > 3 && new Set(seen.slice(-4)).size === 1,
  )
  return seen.at(-1) ?? 0
}

test.skipIf(lacking !== '')(`a client that takes packets of no size gets none${why}`, async () => {
  const { client, open, exec } = await raw()
  const channel = await open(2 * MiB, 0)
  const closed = new Promise((resolve) => channel.once('close', resolve))
  channel.resume()
  exec(channel, 'echo endless')
  await closed
  await allIsWell()
  client.end()
})

test.skipIf(lacking !== '')(`a client that stops reading makes the command wait${why}`, async () => {
  const { client, open, exec, closed } = await raw()
  const channel = await open(2 ** 32 - 1)
  exec(channel, 'yes $(seq 200)')
  await new Promise((resolve) => channel.once('data', resolve))
  const before = outside()
  client._sock.pause()
  // The network takes some, then nothing more.
  await atRest(async () => Number(await inside('cat /proc/$(pgrep -n -x yes)/io | sed -n "s/^wchar: //p"')))
  expect(outside() - before).toBeLessThan(16 * MiB)
  await allIsWell()
  client._sock.destroy()
  await closed
  expect(
    await eventually(
      () => inside('pgrep -x yes || echo gone'),
      (shown) => shown === 'gone\n',
    ),
  ).toBe('gone\n')
})

test.skipIf(lacking !== '')(`both outputs arrive whole through the smallest windows${why}`, async () => {
  const { client, open, exec } = await raw()
  const channel = await open(700)
  const { id } = channel.outgoing
  const got = { stdout: '', stderr: '' }
  const take = (name: keyof typeof got) => (bytes: Buffer) => {
    got[name] += bytes.toString('latin1')
    client._protocol.channelWindowAdjust(id, bytes.length)
  }
  channel.on('data', take('stdout'))
  channel.stderr.on('data', take('stderr'))
  exec(channel, 'for i in $(seq 400); do echo "out $i $(head -c 40 /dev/zero | tr "\\0" o)"; echo "err $i" >&2; done')
  await new Promise((resolve) => channel.once('close', resolve))
  const lines = (name: string, rest: string) =>
    Array.from({ length: 400 }, (_, i) => `${name} ${i + 1}${rest}\n`).join('')
  expect(got.stdout).toBe(lines('out', ` ${'o'.repeat(40)}`))
  expect(got.stderr).toBe(lines('err', ''))
  client.end()
})

test.skipIf(lacking !== '')(`data behind the end of the data harms nobody${why}`, async () => {
  const { client, open, exec } = await raw()
  const channel = await open()
  channel.resume()
  const { id } = channel.outgoing
  exec(channel, 'cat; sleep 0.3')
  client._protocol.channelEOF(id)
  for (let count = 0; count < 50; count++) client._protocol.channelData(id, Buffer.from('too late'))
  await new Promise((resolve) => channel.once('close', resolve))
  await allIsWell()
  client.end()
})

/** Sends until it is not read any more, while the server has time for others; how often it could. */
async function pour(client: Client, send: () => void, most: number): Promise<number> {
  for (let count = 1; count <= most; count++) {
    send()
    for (let stuck = 0, before = -1; client._sock.writableLength > 0; stuck++) {
      if (client._sock.writableLength !== before) stuck = 0
      before = client._sock.writableLength
      if (stuck > 20) await allIsWell()
      if (stuck > 20 && client._sock.writableLength === before) return count
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  return Infinity
}

test.skipIf(lacking !== '')(`a client that sends more than it may is not read any more${why}`, async () => {
  const { client, open, exec, closed } = await raw()
  const channel = await open()
  exec(channel, 'sleep 600')
  // Of pieces that fill the window exactly ssh2 itself takes no more.
  const piece = Buffer.alloc(32_000)
  const send = () => {
    for (let count = 0; count < 8; count++) client._protocol.channelData(channel.outgoing.id, piece)
  }
  expect(await pour(client, send, 256)).toBeLessThan(128)
  client._sock.destroy()
  await closed
})

test.skipIf(lacking !== '')(`an exchange of keys that never ends is ended${why}`, async () => {
  const { client, open, exec, closed } = await raw()
  const channel = await open(2 ** 32 - 1)
  channel.resume()
  exec(channel, 'yes')
  await new Promise((resolve) => channel.once('data', resolve))
  client._protocol.rekey()
  client._sock.pause()
  const { app } = it
  await eventually(
    () => inside('pgrep -x yes || echo gone'),
    (shown) => shown === 'gone\n',
  )
  client._sock.destroy()
  await closed
  expect(app.logged.filter((line) => line.includes('"level":"error"'))).toEqual([])
})

test.skipIf(lacking !== '')(`more channels than a connection may have are refused${why}`, async () => {
  const { client, open } = await raw()
  for (let count = 0; count < limits.sessionChannels; count++) await open()
  await expect(open()).rejects.toThrow('open failure')
  client.end()
})

/** A connection that has not said who it is; ends when the server ends it. */
function stranger(): { socket: Socket; ended: Promise<string> } {
  const socket = connect(it.app.sshPort, '127.0.0.1').on('error', () => {})
  let text = ''
  socket.on('data', (bytes: Buffer) => {
    text += bytes.toString('latin1')
  })
  return { socket, ended: new Promise((resolve) => socket.once('close', () => resolve(text))) }
}

test.skipIf(lacking !== '')(`who says nothing is asked to leave, and nonsense is not understood${why}`, async () => {
  const silent = stranger()
  const noisy = stranger()
  noisy.socket.write(randomBytes(100_000))
  const http = stranger()
  http.socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  const broken = stranger()
  broken.socket.write(Buffer.concat([Buffer.from('SSH-2.0-x\r\n'), Buffer.alloc(4, 0xff), randomBytes(5_000)]))
  const all = await Promise.all([silent, noisy, http, broken].map(({ ended }) => ended))
  expect(all[0]).toMatch(/^SSH-2\.0-Berth\r\n/)
  await allIsWell()
})

test.skipIf(lacking !== '')(
  `from one place come no more strangers than may; who is known makes room${why}`,
  async () => {
    await allIsWell()
    const many = Array.from({ length: limits.strangersOfNetwork }, stranger)
    await Promise.all(many.map(({ socket }) => new Promise((resolve) => socket.once('data', resolve))))
    expect(await stranger().ended).toBe('')
    many[0]?.socket.destroy()
    await eventually(
      () => inside('echo in').catch(() => ''),
      (shown) => shown === 'in\n',
    )
    for (const { socket } of many) socket.destroy()
  },
)

test.skipIf(lacking !== '')(`who does not say who they are may not say much else${why}`, async () => {
  const { client, closed } = unknownClient(it.app.sshPort)
  await new Promise<void>((resolve) => client.once('handshake', resolve))
  let sent = 0
  const isClosed = closed.then(() => true)
  while (!(await Promise.race([isClosed, new Promise<false>((resolve) => setImmediate(resolve, false))]))) {
    for (let count = 0; count < 100; count++) client._protocol.ping()
    sent += 100
  }
  expect(sent).toBeLessThan(20_000)
  await allIsWell()
})

test.skipIf(lacking !== '')(`a client that tries key after key is asked to leave${why}`, async () => {
  const { sshPerson, run } = await import('../../../test/ssh.ts')
  const others = await Promise.all([1, 2, 3, 4, 5].map(() => sshPerson(it.app, null)))
  const keys = others.flatMap(({ folder }) => ['-o', `IdentityFile=${folder}/key`])
  expect(await run('ssh', [...keys, ...it.person.options, it.host, 'true'])).toMatchObject({ code: 255 })
  expect((await run('ssh', [...keys.slice(0, 4), ...it.person.options, it.host, 'true'])).code).toBe(0)
})
