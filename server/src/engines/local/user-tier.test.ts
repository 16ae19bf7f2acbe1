import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = process.geteuid?.() === 0
const suite = join(import.meta.dirname, 'local.engine.test.ts')
const vitest = join(import.meta.dirname, '../../../../node_modules/vitest/vitest.mjs')

/** The suite of the engine once more, as somebody who is nobody here. */
test.skipIf(!root)('an ordinary user without a cgroup runs sessions too', { timeout: 60_000 }, () => {
  const who = ['--reuid', '65534', '--regid', '65534', '--clear-groups', '--no-new-privs', '--inh-caps=-all']
  const command = [
    process.execPath,
    vitest,
    'run',
    suite,
    '--reporter',
    'tap-flat',
    '--no-cache',
    '--configLoader',
    'native',
  ]
  const child = spawnSync('/usr/bin/setpriv', [...who, '--', ...command], {
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] ?? '', HOME: '/tmp' },
    timeout: 55_000,
    maxBuffer: 64 * 1024 * 1024,
  })
  const lines = child.stdout.split('\n')
  expect(lines.filter((line) => line.startsWith('not ok'))).toEqual([])
  expect(lines.filter((line) => line.startsWith('ok')).length).toBeGreaterThan(20)
})
