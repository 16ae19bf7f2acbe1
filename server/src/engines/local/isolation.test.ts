import { mkdirSync, mkdtempSync, rmSync, writeFileSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { run, sessionSpec } from '../conformance-steps.ts'
import { createLocalEngine } from './local.engine.ts'

const directory = mkdtempSync(join(tmpdir(), 'berth-isolation-'))
const engine = createLocalEngine({
  directory: join(directory, 'engine'),
  nodeName: 'test',
  uidRange: { first: 3_000_100, count: 100 },
})
const never = new AbortController().signal
const readable = join(directory, 'readable')
const writable = join(directory, 'writable')
const mounts = [
  { source: readable, target: '/data/in', mode: 'ro' as const },
  { source: writable, target: '/data/out', mode: 'rw' as const },
]
const one = sessionSpec({ mounts, name: 'first one' })
const two = sessionSpec()

beforeAll(async () => {
  for (const path of [readable, writable]) mkdirSync(path)
  chmodSync(writable, 0o777)
  writeFileSync(join(readable, 'hello'), 'from outside')
  process.env['BERTH_TEST_SECRET'] = 'of-the-server'
  await engine.start(one, never)
  await engine.start(two, never)
})
afterAll(async () => {
  for (const { id } of [one, two]) await engine.stop(id, { graceMs: 0 })
  await engine[Symbol.asyncDispose]()
  delete process.env['BERTH_TEST_SECRET']
  rmSync(directory, { recursive: true, force: true })
})

const inside = async (...command: string[]) => run(engine, one.id, command)
const shell = (script: string) => inside('sh', '-c', script)

describe('what a session sees', () => {
  test('a user of its own without any capability, which cannot gain one', async () => {
    expect((await shell('id -un; hostname; pwd')).stdout).toBe('work\nfirst-one\n/home/work\n')
    const { stdout } = await shell('grep -E "^(Cap|NoNewPrivs|Seccomp:)" /proc/self/status')
    expect(stdout.match(/^Cap\w+:\s+0000000000000000$/gm)).toHaveLength(5)
    expect(stdout).toMatch(/NoNewPrivs:\s+1/)
    expect(stdout).toMatch(/Seccomp:\s+2/)
  })

  test('nothing of the host but its programs', async () => {
    const { stdout } = await shell('ls -a /')
    const expected = ['.', '..', 'bin', 'dev', 'etc', 'home', 'lib', 'proc', 'run', 'sys', 'tmp', 'usr', 'var']
    expect(stdout.split('\n')).toEqual(expect.arrayContaining(expected))
    expect(stdout).not.toMatch(/^(root|boot|media|work)$/m)
    expect((await shell('ls -A /home')).stdout).toBe('work\n')
    expect((await shell(`ls ${directory}`)).code).not.toBe(0)
    const hidden = ['/etc/shadow', '/etc/gshadow', '/etc/ssh', '/etc/ssl/private', '/root', '/dev/mem', '/dev/sda']
    expect((await shell(`ls -d ${hidden.join(' ')} 2>/dev/null`)).stdout).toBe('')
  })

  test('its own processes alone, and no environment of the server', async () => {
    const { stdout } = await shell('cat /proc/[0-9]*/environ | tr "\\0" "\\n"; ps ax')
    expect(stdout).not.toContain('of-the-server')
    expect(stdout.split('\n').filter((text) => text.includes('bwrap'))).toHaveLength(1)
    expect(stdout).not.toContain('vitest')
  })

  test('nothing of another session', async () => {
    await run(engine, two.id, ['sh', '-c', 'echo mine > /tmp/two; echo mine > ~/two; echo mine >/dev/shm/two'])
    expect((await shell('ls -A /tmp /dev/shm; ls ~/two')).stdout).not.toContain('two')
  })

  test('no descriptor that it should not have', async () => {
    const { stdout } = await inside('ls', '-l', '/proc/self/fd')
    expect(stdout.match(/ \d+ -> /g)).toHaveLength(4)
  })

  test('its mounts as they were granted', async () => {
    expect((await shell('cat /data/in/hello')).stdout).toBe('from outside')
    expect((await shell('echo no > /data/in/hello')).code).not.toBe(0)
    expect((await shell('echo yes > /data/out/made && cat /data/out/made')).stdout).toBe('yes\n')
  })

  test('places to write, and no others', async () => {
    expect((await shell('touch ~/a /tmp/b /var/tmp/c /dev/shm/d')).code).toBe(0)
    const fixed = '/x /etc/x /usr/x /run/x /run/berth/keeper/x /etc/passwd /dev/x /proc/sys/kernel/hostname'
    expect((await shell(`for path in ${fixed}; do (echo >> $path) 2>/dev/null && echo $path; done`)).stdout).toBe('')
  })
})

test.skipIf(process.geteuid?.() !== 0)('data of the engine below a visible directory is hidden', async () => {
  const below = mkdtempSync('/usr/local/berth-hidden-')
  writeFileSync(join(below, 'secret'), 'of the server')
  const other = createLocalEngine({
    directory: join(below, 'engine'),
    hidden: [below],
    nodeName: 'test',
    uidRange: { first: 3_000_150, count: 50 },
  })
  try {
    const spec = sessionSpec()
    await other.start(spec, never)
    const { stdout } = await run(other, spec.id, ['sh', '-c', `ls -A ${below}; cat ${below}/secret; echo seen`])
    expect(stdout).toBe('seen\n')
    await other.stop(spec.id, { graceMs: 0 })
  } finally {
    await other[Symbol.asyncDispose]()
    rmSync(below, { recursive: true, force: true })
  }
})

describe('what a session may not do', () => {
  test.each([
    ['mount something', 'mount -t tmpfs none /mnt'],
    ['make a user namespace', 'unshare --user true'],
    ['make a mount namespace', 'unshare --mount true'],
    ['enter a namespace', 'nsenter --user --target 1 true'],
    ['change the host name', 'hostname other'],
    ['ask the kernel for its log', 'dmesg'],
  ])('%s', async (_what, script) => {
    expect((await shell(script)).code).not.toBe(0)
  })

  test.skipIf(process.arch !== 'x64')('call what reaches for the kernel', async () => {
    // Without the filter each of these would answer something else: a bad address, no terminal, success.
    const calls = {
      add_key: '248, 0, 0, 0, 0, 0',
      keyctl: '250, 0, -3, 1',
      request_key: '249, 0, 0, 0, 0',
      io_uring_setup: '425, 0, 0',
      userfaultfd: '323, -1',
      name_to_handle_at: '303, 0, 0, 0, 0, 0',
      modify_ldt: '154, 99, 0, 0',
      'clone with a namespace': '56, 0x10000000 | 0x20000, 0, 0, 0, 0',
      'ioctl TIOCSTI': '16, 0, 0x5412, 0',
      'ioctl TIOCLINUX': '16, 0, 0x541c, 0',
    }
    const EPERM = '1'
    const answers: Record<string, string> = {}
    for (const [name, args] of Object.entries(calls)) {
      answers[name] = (await shell(`perl -e 'syscall(${args}); print $! + 0'`)).stdout
    }
    expect(answers).toEqual(Object.fromEntries(Object.keys(calls).map((name) => [name, EPERM])))
    const ENOSYS = '38'
    expect((await shell(`perl -e 'syscall(435, 0, 0); print $! + 0'`)).stdout).toBe(ENOSYS)
    expect((await shell(`perl -e 'syscall(0x40000000 + 39); print $! + 0'`)).stdout).toBe(ENOSYS)
  })

  test('reach the loopback of the host', async () => {
    const { createServer } = await import('node:net')
    const server = createServer((socket) => socket.end('host'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    for (const address of ['127.0.0.1', '10.0.2.2']) {
      const { stdout } = await inside('bash', '-c', `exec 3<>/dev/tcp/${address}/${port} && timeout 2 cat <&3`)
      expect(stdout).not.toContain('host')
    }
    server.close()
  })
})
