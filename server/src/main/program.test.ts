import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { compiled } from '../../test/compiled.ts'

const serve = fileURLToPath(new URL('serve.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'berth-program-'))
const aFile = join(folder, 'file')
writeFileSync(aFile, '')

const start = (args: string[]) =>
  new Promise<{ code: unknown; stderr: string; stdout: string }>((resolve) => {
    // Nothing of who runs the tests decides how the program behaves.
    const options = { env: { PATH: process.env['PATH'] ?? '', ...compiled } }
    execFile(process.execPath, [serve, '--port', '0', '--log', 'json', ...args], options, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    )
  })

describe.concurrent('the program', () => {
  test.each([
    [['--data-dir', aFile], 1, 'there is a file in the place of a folder'],
    [['--data-dir', join(aFile, 'below')], 1, 'a part of the path is no folder'],
    [['--data-dir', folder, '--database-url', 'postgres://berth:planted@127.0.0.1:1/x'], 1, 'check --database-url'],
    [['--data-dir', folder, '--engine', 'cloud'], 2, '--engine: cloud is not one of local, mock'],
    [['--data-dir', folder, '--tls-cert', '/no', '--tls-key', '/no'], 2, '--tls-cert: /no cannot be read'],
  ])('%j ends the start with one line', async (args, code, text) => {
    const ended = await start(args)
    expect(ended.stderr).toContain(text)
    expect(ended.stderr.trim().split('\n')).toHaveLength(1)
    expect(ended.stderr + ended.stdout).not.toContain('planted')
    expect(ended.code).toBe(code)
  })

  test('help lists the options and starts nothing', async () => {
    expect(await start(['--help'])).toMatchObject({ code: 0, stdout: expect.stringContaining('--data-dir FOLDER') })
  })
})
