/** The forms of a new credential, read by the program that they are for. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, test, type TestContext } from 'vitest'
import { installClearML, type ClearML } from '../../../test/clearml.ts'
import { makeAdmin, makePair } from '../../../test/make.ts'
import { testApp, type TestApp } from '../../../test/test-app.ts'

let clearml: ClearML
let app: TestApp
let admin: string
beforeAll(async () => {
  ;[clearml, app] = await Promise.all([installClearML(), testApp()])
  admin = await makeAdmin(app)
}, 300_000)

/** What nobody should write, but some will: what begins and ends things in HOCON, and two spaces, at which it is cut. */
const label = 'my  "laptop" } ${HOME} // {'

/** In an empty home, with nothing else in the environment. */
async function python(
  { skip, onTestFinished }: TestContext,
  args: readonly string[],
  { env = {}, input = '' }: { env?: NodeJS.ProcessEnv; input?: string } = {},
) {
  if ('missing' in clearml) return skip(clearml.missing)
  const home = mkdtempSync(join(tmpdir(), 'berth-clearml-'))
  onTestFinished(() => rmSync(home, { recursive: true }))
  const program = spawn(clearml.python, args, { cwd: home, env: { HOME: home, ...env } })
  program.stdin.on('error', () => {}).end(input)
  const [out, wrong] = await Promise.all([text(program.stdout), text(program.stderr)])
  return { out, wrong, lines: out.split('\n') }
}

/** What the SDK would act by. */
const inForce = `
import json
from clearml.config import config_obj
from clearml.backend_api.session import Session
from clearml.backend_api.session.defs import ENV_ACCESS_KEY, ENV_SECRET_KEY
kept = config_obj.get('api.credentials', {})
print(json.dumps({
  'web': Session.get_app_server_host(), 'api': Session.get_api_server_host(), 'files': Session.get_files_server_host(),
  'accessKey': ENV_ACCESS_KEY.get(default=kept.get('access_key', None)), 'secretKey': ENV_SECRET_KEY.get(default=kept.get('secret_key', None)),
}))`

const expected = ({ accessKey, secretKey }: { accessKey: string; secretKey: string }) => ({
  // It leaves a slash at the end out.
  web: app.origin,
  api: app.origin,
  files: `${app.origin}/files`,
  accessKey,
  secretKey,
})

describe.concurrent('what a new credential shows', () => {
  test(
    'clearml-init takes the section as it is: both keys and three addresses, without asking',
    { timeout: 60_000 },
    async (context) => {
      const { configuration, accessKey, secretKey } = await makePair(app, admin, { label })
      const init = await python(context, ['-m', 'clearml.cli.config', '--file', 'clearml.conf'], {
        input: `${configuration.hocon}\n`,
      })
      expect(init.lines).toContain(`Detected credentials key="${accessKey}" secret="${secretKey.slice(0, 4)}***"`)
      expect(init.lines).toEqual(
        expect.arrayContaining([`Web App: ${app.origin}/`, `API: ${app.origin}`, `File Store: ${app.origin}/files`]),
      )
      expect(init.lines.indexOf('Verifying credentials ...')).toBeGreaterThan(init.lines.indexOf(`API: ${app.origin}`))
      expect(init.out).not.toContain('Could not parse credentials')
    },
  )

  test('clearml-init takes it where a notebook makes one line of it', { timeout: 60_000 }, async (context) => {
    const { configuration, accessKey } = await makePair(app, admin, { label })
    const init = await python(context, ['-m', 'clearml.cli.config', '--file', 'clearml.conf'], {
      env: { JPY_PARENT_PID: '1' },
      input: `${configuration.hocon.replaceAll('\n', '  ')}\n`,
    })
    expect(init.out).toContain(`Detected credentials key="${accessKey}"`)
    expect(init.lines).toContain(`File Store: ${app.origin}/files`)
  })

  test(
    'the section alone is a configuration that the SDK merges with what it knows',
    { timeout: 60_000 },
    async (context) => {
      const made = await makePair(app, admin, { label })
      const file = join(mkdtempSync(join(tmpdir(), 'berth-clearml-')), 'clearml.conf')
      context.onTestFinished(() => rmSync(join(file, '..'), { recursive: true }))
      writeFileSync(file, made.configuration.hocon)
      const { out, wrong } = await python(context, ['-c', inForce], { env: { CLEARML_CONFIG_FILE: file } })
      expect(wrong).toBe('')
      expect(JSON.parse(out)).toEqual(expected(made))
    },
  )

  test('the lines for a notebook set what the SDK acts by', { timeout: 60_000 }, async (context) => {
    const made = await makePair(app, admin, { label })
    const env = Object.fromEntries(
      made.configuration.jupyter
        .split('\n')
        .map((line) => /^%env (\w+)=(.*)$/.exec(line)?.slice(1) as [string, string]),
    )
    const { out } = await python(context, ['-c', inForce], { env })
    expect(JSON.parse(out)).toEqual(expected(made))
  })
})
