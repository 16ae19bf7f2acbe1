/** Sessions in a root directory of its own: a small one, put together from programs of this machine. */
import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { line, openShell, run, sessionSpec } from '../conformance-steps.ts'
import { createLocalEngine } from './local.engine.ts'

const folder = mkdtempSync(join(tmpdir(), 'berth-root-'))
const root = join(folder, 'science')
const directory = join(folder, 'engine')
const engine = createLocalEngine({ directory, nodeName: 'here' })
const { available, remedy } = await engine.probe()
const never = new AbortController().signal

/** Its programs, with the libraries that they say they need, and nothing else of this machine. */
function makeRoot() {
  for (const path of ['usr/bin', 'etc', 'opt/data', 'var']) mkdirSync(join(root, path), { recursive: true })
  symlinkSync('usr/bin', join(root, 'bin'))
  for (const name of ['sh', 'cat', 'ls', 'id', 'sleep', 'mkdir']) {
    const program = execFileSync('/bin/sh', ['-c', `realpath "$(command -v ${name})"`])
      .toString()
      .trim()
    copyFileSync(program, join(root, 'usr/bin', name))
    for (const [library] of execFileSync('ldd', [program])
      .toString()
      .matchAll(/\/\S+(?= \()/g)) {
      mkdirSync(join(root, dirname(library)), { recursive: true })
      copyFileSync(library, join(root, library))
    }
  }
  writeFileSync(join(root, 'usr/bin/only-here'), '#!/bin/sh\necho from the root\n', { mode: 0o755 })
  symlinkSync('/usr/bin/only-here', join(root, 'usr/bin/jupyter-lab'))
  symlinkSync('/etc/passwd', join(root, 'usr/bin/code-server'))
  writeFileSync(join(root, 'etc/motd'), 'hello\n')
  writeFileSync(join(root, 'etc/shadow'), 'secret\n')
  writeFileSync(join(root, 'etc/passwd'), 'ada:x:1:1::/:/bin/sh\n')
}

describe.skipIf(!available)(`a root directory${available ? '' : ` (skipped: ${remedy})`}`, () => {
  makeRoot()
  afterAll(async () => {
    for (const { id } of await engine.list()) {
      await engine.stop(id, { graceMs: 0 })
      await engine.remove(id)
    }
    await engine[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  })

  test('is where its sessions find their programs; the machine’s own are not there', async () => {
    const spec = sessionSpec({ root })
    await engine.start(spec, never)
    const sh = async (command: string) => (await run(engine, spec.id, ['/bin/sh', '-c', command])).stdout
    expect(await sh('only-here; cat /etc/motd; ls /opt')).toBe('from the root\nhello\ndata\n')
    expect(await sh('ls /usr/bin/python3 /usr/lib/python3 2>/dev/null; cat /etc/shadow 2>/dev/null')).toBe('')
    expect(await sh('cat /etc/passwd')).toContain('work:x:1000')
    expect(await sh('id -u; echo x >/usr/y || echo kept; echo z >~/z && cat ~/z')).toBe('1000\nkept\nz\n')
    const { screen, type } = await openShell(engine, spec.id)
    type('only-here\r')
    expect(await screen.until(line('from the root'))).toContain('from the root')
  })

  test('is looked into as its sessions will see it', async () => {
    const found = await engine.findPrograms(['sh', 'jupyter-lab', 'code-server', 'python3'], root)
    expect([...found]).toEqual([
      ['sh', '/usr/bin/sh'],
      ['jupyter-lab', '/usr/bin/jupyter-lab'],
    ])
  })

  test.each([
    [join(folder, 'nowhere'), 'is not there'],
    [join(root, 'opt'), 'has no /bin/sh'],
  ])('%s is said to be of no use', async (path, why) => {
    await expect(engine.findPrograms(['sh'], path)).rejects.toThrow(why)
    await expect(engine.start(sessionSpec({ root: path }), never)).rejects.toMatchObject({ code: 'start-failed' })
  })

  test('that holds the server’s own data is refused', async () => {
    await expect(engine.start(sessionSpec({ root: folder }), never)).rejects.toThrow('holds data of the server')
  })
})
