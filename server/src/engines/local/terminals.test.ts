import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { line, openShell, run, sessionSpec } from '../conformance-steps.ts'
import { eventually, reader } from '../conformance-streams.ts'
import { createLocalEngine } from './local.engine.ts'

const directory = mkdtempSync(join(tmpdir(), 'berth-terminals-'))
const engine = createLocalEngine({ directory, nodeName: 'test', uidRange: { first: 3_000_300, count: 100 } })
const spec = sessionSpec()
const much = 12_000_000
const flood = `head -c ${much} /dev/zero | tr '\\0' x; echo; echo flo''oded`
/** Begins at a line from a viewer, so that all are there before it is over. */
const floodWhenAsked = `read go; ${flood}`

beforeAll(async () => {
  await engine.start(spec, new AbortController().signal)
})
afterAll(async () => {
  await engine.stop(spec.id, { graceMs: 0 })
  await engine[Symbol.asyncDispose]()
  rmSync(directory, { recursive: true, force: true })
})

test('a viewer that does not read is cut off, the others go on', async () => {
  const { terminal, screen, type } = await openShell(engine, spec.id)
  const idle = await engine.attachTerminal(spec.id, terminal)
  type(`${flood}\r`)
  await screen.until(line('flooded'), 15_000)
  expect(screen.text().length).toBeGreaterThan(much)
  expect((await reader(idle.stream).end()).length).toBeLessThan(much / 2)
  expect(await idle.exit).toBeNull()
})

test('a terminal whose only viewer does not read goes on without it', async () => {
  const { terminal } = await engine.openTerminal(spec.id, { cols: 80, rows: 24, command: ['sh', '-c', floodWhenAsked] })
  const idle = await engine.attachTerminal(spec.id, terminal)
  idle.stream.write('\n')
  await eventually(async () => (await engine.terminals(spec.id)).every((it) => it.terminal !== terminal), 15_000)
  expect((await reader(idle.stream).end()).length).toBeLessThan(much / 2)
  expect(await idle.exit).toBeNull()
})

test('nothing waits for who only looks', async () => {
  const { terminal } = await engine.openTerminal(spec.id, { cols: 80, rows: 24, command: ['sh', '-c', floodWhenAsked] })
  const idle = await engine.attachTerminal(spec.id, terminal, { onlyLooks: true })
  const typist = await engine.attachTerminal(spec.id, terminal)
  typist.stream.resume()
  typist.stream.write('\n')
  // sooner than a viewer that has to be waited for would be cut off
  await eventually(async () => (await engine.terminals(spec.id)).every((it) => it.terminal !== terminal), 4000)
  expect((await reader(idle.stream).end()).length).toBeLessThan(much)
})

test('a large paste arrives whole', async () => {
  const { screen, type } = await openShell(engine, spec.id)
  type(`stty raw -echo; echo rea''dy; head -c 300000 | md5sum; stty sane\r`)
  await screen.until('ready')
  const { createHash } = await import('node:crypto')
  const paste = Array.from({ length: 300_000 }, (_, i) => String.fromCharCode(97 + ((i * 7) % 26))).join('')
  type(paste)
  const sum = createHash('md5').update(paste).digest('hex')
  expect(await screen.until(sum)).toContain(sum)
})

test('a full-screen program repaints for a new viewer, at the size that it has', async () => {
  const program = `printf '\\033[?1049hpainted'; trap 'stty size' WINCH; while :; do sleep 0.02; done`
  const command = ['bash', '-c', program]
  const { terminal } = await engine.openTerminal(spec.id, { cols: 80, rows: 24, command })
  await reader((await engine.attachTerminal(spec.id, terminal)).stream).until('painted')
  const next = reader((await engine.attachTerminal(spec.id, terminal)).stream)
  expect(await next.until(/24 80/)).toContain('painted')
})

test('the title is what the program last set', async () => {
  const { terminal, type } = await openShell(engine, spec.id)
  type(`printf '\\033]2;deep work\\007'; cat\r`)
  const titled = async () => (await engine.terminals(spec.id)).find((it) => it.title === 'deep work')
  expect(await eventually(titled)).toMatchObject({ terminal })
})

test('a command of which much is read slowly loses nothing', async () => {
  const stream = await engine.exec(spec.id, { command: ['sh', '-c', `head -c ${much} /dev/zero; echo over >&2`] })
  let length = 0
  for await (const bytes of stream.stdout) {
    length += (bytes as Buffer).length
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(length).toBe(much)
  expect(await stream.exit).toEqual({ code: 0, signal: null })
})

test('what is announced is shown on terminals of commands too, and takes nothing of their exit', async () => {
  const pty = { cols: 80, rows: 24 }
  const stream = await engine.exec(spec.id, { command: ['sh', '-c', 'echo up; read line; exit 3'], pty })
  const shown = reader(stream.stdout)
  await shown.until('up')
  await engine.announce(spec.id, 'it ends in 10 minutes')
  await shown.until('it ends in 10 minutes')
  stream.stdin.write('go\n')
  expect(await stream.exit).toMatchObject({ code: 3 })
})

test('1 GB on one line passes through, keeps the last 10 MiB and little memory', async () => {
  const big = sessionSpec({
    type: 'batch',
    command: `head -c 1000000000 /dev/zero | tr '\\0' x; printf end`,
    resources: { ...spec.resources, memory: 128 * 1024 ** 2 },
  })
  const ended = new Promise((resolve) => {
    engine.watch((id, end) => id === big.id && resolve(end), new AbortController().signal)
  })
  await engine.start(big, new AbortController().signal)
  expect(await ended).toMatchObject({ cause: 'exited', exitCode: 0 })
  const places: number[] = []
  let length = 0
  let last = ''
  const options = { source: 'main', from: 0, follow: false, signal: new AbortController().signal } as const
  for await (const bytes of engine.logs(big.id, { ...options, onStart: (at) => places.push(at) })) {
    length += bytes.length
    last = Buffer.from(bytes.subarray(-3)).toString()
  }
  expect(last).toBe('end')
  expect(length).toBeLessThanOrEqual(10 * 1024 ** 2)
  expect(places).toEqual([1_000_000_003 - length])
  await engine.remove(big.id)
}, 120_000)

test('a command whose caller goes away ends', async () => {
  const runs = async () => (await run(engine, spec.id, ['pgrep', '-f', 'sleep 77[.]7'])).code === 0
  const stream = await engine.exec(spec.id, { command: ['sh', '-c', 'sleep 77.7'] })
  await eventually(runs)
  await stream[Symbol.asyncDispose]()
  expect(await eventually(async () => !(await runs()))).toBe(true)
})
