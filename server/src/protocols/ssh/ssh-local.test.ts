/** What people do with a session over SSH, with their programs, in a real sandbox. */
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { MiB } from '@berth/contract/sessions.ts'
import { expect, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { sshSession } from '../../../test/ssh-session.ts'
import { collect, run, start } from '../../../test/ssh.ts'

const it = await sshSession('over-ssh')
const { lacking, host, ssh, inside, local } = it
const why = lacking === '' ? '' : ` (skipped: ${lacking})`
const sum = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

test.skipIf(lacking !== '')(`a command has its own streams, and its exit status comes back${why}`, async () => {
  const ran = await ssh(host, 'echo out; echo err >&2; exit 7')
  expect(ran).toEqual({ code: 7, stdout: 'out\n', stderr: 'err\n' })
  expect(await inside('id -un; pwd; echo $GREETING; tty')).toBe('work\n/home/work\nhello\nnot a tty\n')
  expect(await run('ssh', [...it.person.options, host, 'cat; echo $?'], 'through\n')).toMatchObject({
    stdout: 'through\n0\n',
  })
})

test.skipIf(lacking !== '')(`what a signal ended is no success${why}`, async () => {
  expect((await ssh(host, 'kill -TERM $$')).code).toBe(255)
  expect((await ssh(host, 'no-such-program')).code).toBe(127)
})

test.skipIf(lacking !== '')(
  `a long command runs, one that is too long is told apart from a lost connection${why}`,
  async () => {
    expect(await ssh(host, `echo ${'x'.repeat(30_000)} | wc -c`)).toMatchObject({ code: 0, stdout: '30001\n' })
    const { code, stderr } = await ssh(host, `echo ${'x'.repeat(60_000)} | wc -c`)
    expect([code, stderr]).toEqual([255, expect.stringContaining('longer than 35,000 bytes')])
    const script = `echo ${'x'.repeat(60_000)} | wc -c\n`
    expect((await run('ssh', [...it.person.options, host, 'sh'], script)).stdout).toBe('60001\n')
  },
)

test.skipIf(lacking !== '')(`all of a large output arrives, also where the reader is slow${why}`, async () => {
  const child = start('ssh', [...it.person.options, host, 'head -c 20000000 /dev/zero; echo end >&2; exit 3'])
  child.stdout?.pause()
  await eventually(
    () => child.stdout?.readableLength ?? 0,
    (length) => length > 0,
  )
  // The command has long ended before the rest is read.
  await new Promise((resolve) => setTimeout(resolve, 600))
  let length = 0
  child.stdout?.on('data', (bytes: Buffer) => (length += bytes.length))
  const { ended } = collect(child)
  child.stdout?.resume()
  expect(await ended).toMatchObject({ code: 3, stderr: 'end\n' })
  expect(length).toBe(20_000_000)
})

test.skipIf(lacking !== '')(`a shell has a terminal of the client’s size, which follows it${why}`, async () => {
  // script gives ssh a terminal, and stty changes its size as dragging a window does.
  const command = ['ssh', '-tt', ...it.person.options, host].map((word) => `'${word}'`).join(' ')
  const child = start('script', [
    '-qefc',
    `stty rows 33 cols 99; (sleep 2; stty rows 44 cols 111 </dev/tty) & ${command}`,
    '/dev/null',
  ])
  const { text: said, ended } = collect(child)
  await eventually(
    () => said.stdout,
    (shown) => shown.includes('$ '),
  )
  child.stdin?.write('echo size: $(stty size) $TERM; tty\r')
  await eventually(
    () => said.stdout,
    (shown) => /size: 33 99 xterm\s+\/dev\/pts\/\d+/.test(shown),
  )
  await eventually(
    () => {
      child.stdin?.write('echo now: $(stty size)\r')
      return said.stdout
    },
    (shown) => shown.includes('now: 44 111'),
  )
  child.stdin?.write('exit 5\r')
  expect((await ended).code).toBe(5)
})

test.skipIf(lacking !== '')(`a program on a terminal is interrupted by the keyboard${why}`, async () => {
  const child = start('ssh', [
    '-tt',
    ...it.person.options,
    host,
    'trap "echo caught; exit 9" INT; echo ready; while :; do sleep 0.1; done',
  ])
  const { text: said, ended } = collect(child)
  await eventually(
    () => said.stdout,
    (shown) => shown.includes('ready'),
  )
  child.stdin?.write('\u0003')
  expect(await ended).toMatchObject({ code: 9, stdout: expect.stringContaining('caught') })
})

test.skipIf(lacking !== '')(`what runs ends when its connection is gone, what was detached goes on${why}`, async () => {
  const child = start('ssh', [
    ...it.person.options,
    host,
    'setsid sleep 4321 >/dev/null 2>&1 & echo ready; exec sleep 1234',
  ])
  const { text: said } = collect(child)
  await eventually(
    () => said.stdout,
    (shown) => shown.includes('ready'),
  )
  child.kill('SIGKILL')
  await eventually(
    () => inside('pgrep -f "^sleep 1234" || echo gone'),
    (shown) => shown.includes('gone'),
  )
  expect(await inside('pgrep -fc "^sleep 4321"; pkill -f "^sleep 4321"')).toBe('1\n')
})

test.skipIf(lacking !== '')(`sftp puts and gets, and its folders are the session’s own${why}`, async () => {
  const bytes = randomBytes(3_000_000)
  writeFileSync(local('up'), bytes)
  const batch = [
    'pwd',
    `put ${local('up')} big`,
    'mkdir folder',
    'rename big folder/big',
    'ls -l folder',
    `get folder/big ${local('down')}`,
  ]
  const ran = await run('sftp', [...it.person.options, '-b', '-', host], `${batch.join('\n')}\n`)
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('Remote working directory: /home/work') })
  expect(ran.stdout).toMatch(/-rw-[-rw]{6} +1 work +work +3000000 .* folder\/big|-rw-.* big/)
  expect(sum(readFileSync(local('down')))).toBe(sum(bytes))
  expect(await inside('sha256sum <folder/big')).toBe(`${sum(bytes)}  -\n`)
  // The machine's own files are not there.
  writeFileSync(local('secret'), 'of the machine')
  const outside = await run(
    'sftp',
    [...it.person.options, '-b', '-', host],
    `get ${local('secret')} ${local('stolen')}\n`,
  )
  expect([outside.code, existsSync(local('stolen'))]).toEqual([1, false])
})

test.skipIf(lacking !== '')(`scp copies both ways, by either of its protocols, and exits 0${why}`, async () => {
  const bytes = randomBytes(200_000)
  writeFileSync(local('file'), bytes)
  for (const protocol of [[], ['-O']]) {
    const to = await run('scp', [...protocol, ...it.person.options, local('file'), `${host}:copied`])
    expect(to).toMatchObject({ code: 0, stderr: '' })
    expect((await run('scp', [...protocol, ...it.person.options, `${host}:copied`, local('back')])).code).toBe(0)
    expect(sum(readFileSync(local('back')))).toBe(sum(bytes))
    expect(await run('scp', [...protocol, ...it.person.options, `${host}:nothing`, local('x')])).toMatchObject({
      code: 1,
    })
  }
})

test.skipIf(lacking !== '')(`rsync brings a tree, and then only what has changed${why}`, async () => {
  mkdirSync(local('tree/deep'), { recursive: true })
  for (let count = 0; count < 40; count++) writeFileSync(local(`tree/deep/${count}`), randomBytes(1000 + count))
  symlinkSync('deep/7', local('tree/link'))
  const rsync = (...args: string[]) =>
    run('rsync', ['-a', '--stats', '-e', `ssh ${it.person.options.join(' ')}`, ...args])
  const first = await rsync(`${local('tree')}/`, `${host}:tree`)
  expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('Number of regular files transferred: 40') })
  writeFileSync(local('tree/deep/3'), 'changed')
  expect((await rsync(`${local('tree')}/`, `${host}:tree`)).stdout).toContain('Number of regular files transferred: 1')
  expect(await inside('cat tree/deep/3; readlink tree/link; ls tree/deep | wc -l')).toBe('changeddeep/7\n40\n')
  expect((await rsync(`${host}:tree/`, local('again'))).code).toBe(0)
  expect(sum(readFileSync(local('again/deep/9')))).toBe(sum(readFileSync(local('tree/deep/9'))))
})

test.skipIf(lacking !== '')(`new keys are agreed on in the middle of a transfer${why}`, async () => {
  const bytes = randomBytes(8_000_000)
  writeFileSync(local('rekeyed'), bytes)
  const options = [...it.person.options, '-o', 'RekeyLimit=1M']
  expect((await run('scp', [...options, local('rekeyed'), `${host}:rekeyed`])).code).toBe(0)
  expect((await run('scp', [...options, `${host}:rekeyed`, local('rekeyed-back')])).code).toBe(0)
  expect(sum(readFileSync(local('rekeyed-back')))).toBe(sum(bytes))
})

test.skipIf(lacking !== '')(`many commands share one connection${why}`, async () => {
  const control = local('control')
  const options = [...it.person.options, '-o', `ControlPath=${control}`]
  const master = start('ssh', [...options, '-o', 'ControlMaster=yes', '-N', host])
  await eventually(
    () => existsSync(control),
    (there) => there,
  )
  const ran = await Promise.all(
    Array.from({ length: 9 }, (_, count) => run('ssh', [...options, host, `echo ${count}`])),
  )
  expect(ran.map(({ stdout }) => stdout.trim())).toEqual(Array.from({ length: 9 }, (_, count) => String(count)))
  master.kill()
})

test.skipIf(lacking !== '')(`a full disk is said, and harms nobody${why}`, async () => {
  writeFileSync(local('shm'), Buffer.alloc(40 * MiB))
  const ran = await run('sftp', [...it.person.options, '-b', '-', host], `put ${local('shm')} /dev/shm/full\n`)
  expect(ran.code).toBe(1)
  expect(ran.stderr).toMatch(/No space left|Failure|write remote/)
  expect(await inside('echo still here; rm -f /dev/shm/full')).toBe('still here\n')
})

test.skipIf(lacking !== '')(`a session that ends by itself, or is killed, says so${why}`, async () => {
  const { sessions } = it.app.as(it.token)
  const ends = { interactive: 'kill -9 2', batch: 'touch go' } as const
  for (const type of ['interactive', 'batch'] as const) {
    const { id } = await sessions.create({
      body: {
        name: `ends-${type}`,
        type,
        ...(type === 'batch' ? { command: 'while [ ! -e go ]; do sleep 0.05; done' } : {}),
        resources: { cpu: 0.1, memory: 64 * MiB },
      },
    })
    await eventually(
      () => sessions.show({ params: { id } }),
      ({ status }) => status === 'RUNNING',
    )
    const there = `${id}@127.0.0.1`
    const shell = collect(start('ssh', ['-tt', ...it.person.options, there]))
    const command = collect(start('ssh', [...it.person.options, there, 'echo up; exec sleep 600']))
    for (const { text } of [shell, command])
      await eventually(
        () => text.stdout,
        (shown) => /\$ |up/.test(shown),
      )
    await ssh(there, ends[type])
    for (const { ended } of [shell, command]) {
      const { code, stderr } = await ended
      expect([type, code, stderr]).toEqual([type, 255, expect.stringContaining('berth: The session has ended.')])
    }
  }
})

test.skipIf(lacking !== '')(`the end of the session ends what leads into it, and says so${why}`, async () => {
  const shell = collect(start('ssh', ['-tt', ...it.person.options, host]))
  const command = collect(start('ssh', [...it.person.options, host, 'echo up; sleep 600; echo over']))
  const flooded = collect(start('ssh', [...it.person.options, host, 'trap "" TERM; yes']))
  const sftp = start('sftp', [...it.person.options, '-b', '-', host])
  const files = collect(sftp)
  sftp.stdin?.write('pwd\n')
  const tunnel = collect(start('ssh', ['-N', ...it.person.options, host]))
  for (const { text } of [shell, command, flooded, files])
    await eventually(
      () => text.stdout,
      (shown) => /\$ |up|y|\/home\/work/.test(shown),
    )
  await it.app.as(it.token).sessions.terminate({ params: { id: it.session.id } })
  // It looks when it has something to do.
  sftp.stdin?.end('ls\n')
  for (const [name, one] of Object.entries({ shell, command, flooded, files, tunnel })) {
    const { code, stderr } = await one.ended
    // Of sftp the pipe to its ssh may break before it hears of it.
    const isToldOf = code === 255 || (name === 'files' && code === null)
    expect([name, isToldOf, stderr]).toEqual([name, true, expect.stringContaining('The session has ended.')])
  }
  expect(await ssh(host, 'true')).toMatchObject({
    code: 255,
    stderr: expect.stringContaining('no session named over-ssh'),
  })
})
