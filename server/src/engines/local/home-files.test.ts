/** What a session's owner wants to find in it, as its programs see it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { run, sessionSpec } from '../conformance-steps.ts'
import { readAll } from '../conformance-streams.ts'
import type { SessionFile } from '../engine.ts'
import { createLocalEngine } from './local.engine.ts'

const directory = mkdtempSync(join(tmpdir(), 'berth-home-'))
const engine = createLocalEngine({ directory, nodeName: 'test' })
const never = new AbortController().signal
afterEach(async () => {
  for (const { id } of await engine.list()) {
    await engine.stop(id, { graceMs: 0 })
    await engine.remove(id)
  }
})
afterAll(async () => {
  await engine[Symbol.asyncDispose]()
  rmSync(directory, { recursive: true, force: true })
})

const started = async (change: Parameters<typeof sessionSpec>[0]) => {
  const spec = sessionSpec(change)
  const result = await engine.start(spec, never)
  return { spec, ...result }
}
const file = (path: string, content: string, mode = 0o644): SessionFile => ({ path, content, mode })

test('files replace the defaults, are the user’s own, and have their modes', async () => {
  const files = [
    file('.bashrc', 'export FROM_BASHRC=yes\n'),
    file('.config/deep/er/tool.conf', 'é = 1\n'),
    file('.ssh/authorized_keys', 'ssh-ed25519 AAAA\n', 0o600),
    file('.ssh/id_ed25519', 'private\n', 0o600),
  ]
  const { spec } = await started({ files })
  const say = async (command: string) => (await run(engine, spec.id, ['bash', '-c', command])).stdout
  expect(await say('cat .bashrc .config/deep/er/tool.conf')).toBe('export FROM_BASHRC=yes\né = 1\n')
  expect(await say("stat -c '%a %U %n' .bashrc .config/deep .ssh .ssh/*")).toBe(
    '644 work .bashrc\n755 work .config/deep\n700 work .ssh\n600 work .ssh/authorized_keys\n600 work .ssh/id_ed25519\n',
  )
  expect(await say('echo more >> .config/deep/er/tool.conf && rm .bashrc && ls -A .ssh')).toBe(
    'authorized_keys\nid_ed25519\n',
  )
  expect(await say('bash -ic "exit 0" 2>&1; test -f .profile && echo profile')).toContain('profile')
})

test('a folder may stand where a default file would', async () => {
  const { spec } = await started({ files: [file('.bashrc/aliases', 'alias x=y\n'), file('.profile', '# mine\n')] })
  expect((await run(engine, spec.id, ['sh', '-c', 'cat .bashrc/aliases .profile; ls -A .bashrc'])).stdout).toBe(
    'alias x=y\n# mine\naliases\n',
  )
})

test('the script runs as the user, in the home directory with its files, and what it made is there', async () => {
  const script =
    'pwd; id -un; cat .gitconfig; echo "$GREETING"; mkdir made; [[ -n bash ]] && read -r line; echo "<$line>"'
  const { spec, bootstrap } = await started({
    files: [file('.gitconfig', '[user]\n')],
    env: { GREETING: 'hello' },
    bootstrap: { script, timeLimitSeconds: 20 },
  })
  expect(bootstrap).toEqual({ exitCode: 0, timedOut: false })
  const log = engine.logs(spec.id, { source: 'bootstrap', from: 0, follow: false, signal: never })
  expect(await readAll(log)).toBe('/home/work\nwork\n[user]\nhello\n<>\n')
  expect((await run(engine, spec.id, ['ls'])).stdout).toBe('made\n')
})

test('the first line chooses the interpreter, with the line ends of other systems too', async () => {
  const script = '#!/usr/bin/perl\r\nprint "from perl\\n"; exit 4;\r\n'
  const { spec, bootstrap } = await started({ bootstrap: { script, timeLimitSeconds: 20 } })
  expect(bootstrap).toEqual({ exitCode: 4, timedOut: false })
  const log = engine.logs(spec.id, { source: 'bootstrap', from: 0, follow: false, signal: never })
  expect(await readAll(log)).toBe('from perl\n')
})

test('what the script leaves behind goes on; what outstays its time is ended with its children', async () => {
  const { spec } = await started({ bootstrap: { script: 'sleep 71 & echo left', timeLimitSeconds: 20 } })
  expect((await run(engine, spec.id, ['pgrep', '-c', '-f', 'sleep 71'])).stdout).toBe('1\n')
  const script = 'trap "" TERM; sleep 72 & wait; sleep 72'
  const { bootstrap, spec: other } = await started({ bootstrap: { script, timeLimitSeconds: 0.3 } })
  expect(bootstrap?.timedOut).toBe(true)
  expect((await run(engine, other.id, ['pgrep', '-c', '-f', '^sleep 72'])).stdout).toBe('0\n')
}, 30_000)

test.each(['/etc/x', '../x', 'a/../../x', '.', '', 'a/', './a', 'a\0b'])('a file at %j is refused', async (path) => {
  await expect(started({ files: [file(path, 'x')] })).rejects.toMatchObject({ code: 'start-failed' })
})
