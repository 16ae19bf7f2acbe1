import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { line, openShell, run, sessionSpec } from './conformance-steps.ts'
import { eventually, readAll, reader } from './conformance-streams.ts'
import { EngineProblem, type Engine, type SessionEnd, type SessionSpec } from './engine.ts'

/** What the suite needs to know of an engine. The sessions it makes are its own; it removes them. */
export interface ConformanceOptions {
  readonly name: string
  /** The engine as a server would make it. Made again after the first was disposed, it must find what runs. */
  readonly make: () => Engine | Promise<Engine>
  /** A command that listens on the port and sends back what it gets. */
  readonly echoServer: (port: number) => string
}

const mebibyte = 1024 ** 2
const never = new AbortController().signal

export function engineConformance(options: ConformanceOptions) {
  describe(`${options.name} as an engine`, () => {
    let engine: Engine

    beforeAll(async () => {
      engine = await options.make()
    })
    afterEach(async () => {
      for (const { id } of await engine.list()) {
        await engine.stop(id, { graceMs: 0 })
        await engine.remove(id)
        await engine.removeLogs(id)
      }
    })
    afterAll(() => engine[Symbol.asyncDispose]())

    async function restart() {
      await engine[Symbol.asyncDispose]()
      engine = await options.make()
    }

    async function started(change: Partial<SessionSpec> = {}) {
      const spec = sessionSpec(change)
      await engine.start(spec, never)
      return spec
    }

    function nextEnd(id: string): Promise<SessionEnd> {
      return new Promise((resolve) => {
        const abort = new AbortController()
        const onEnd = (ended: string, end: SessionEnd) => {
          if (ended !== id) return
          abort.abort()
          resolve(end)
        }
        engine.watch(onEnd, abort.signal)
      })
    }

    test('says that it is available, where, and how strong its isolation is', async () => {
      const report = await engine.probe()
      expect(report).toMatchObject({ available: true, remedy: null })
      expect(report.node.cpu).toBeGreaterThan(0)
      expect(report.node.memory).toBeGreaterThan(mebibyte)
    })

    describe('life of a session', () => {
      test('runs until it is stopped, is listed until it is removed', async () => {
        const { id } = await started()
        expect(await engine.list()).toMatchObject([{ id, state: 'running' }])
        expect(await engine.stop(id, { graceMs: 1000 })).toMatchObject({ cause: 'stopped', exitCode: null })
        expect(await engine.list()).toMatchObject([{ id, state: 'ended', end: { cause: 'stopped' } }])
        await engine.remove(id)
        expect(await engine.list()).toEqual([])
      })

      test('starting what runs changes nothing', async () => {
        const spec = await started()
        const { screen, type } = await openShell(engine, spec.id)
        await engine.start(spec, never)
        type('echo still here\r')
        expect(await screen.until(line('still here'))).toContain('still here')
      })

      test('two starts at the same time make one session', async () => {
        const spec = sessionSpec({ type: 'batch', command: 'echo once; sleep 0.2' })
        const end = nextEnd(spec.id)
        const both = await Promise.all([engine.start(spec, never), engine.start(spec, never)])
        expect(both[0]).toEqual(both[1])
        await end
        expect(await readAll(engine.logs(spec.id, { source: 'main', from: 0, follow: false, signal: never }))).toBe(
          'once\n',
        )
      })

      test('a batch command that ended is not run again by another start, its end is told', async () => {
        const spec = sessionSpec({ type: 'batch', command: 'echo once; exit 4' })
        const first = nextEnd(spec.id)
        await engine.start(spec, never)
        await first
        const again = nextEnd(spec.id)
        await engine.start(spec, never)
        expect(await again).toMatchObject({ cause: 'exited', exitCode: 4 })
        expect(await readAll(engine.logs(spec.id, { source: 'main', from: 0, follow: false, signal: never }))).toBe(
          'once\n',
        )
      })

      test('a start that is cancelled leaves nothing that runs', async () => {
        const spec = sessionSpec()
        const abort = new AbortController()
        const starting = engine.start(spec, abort.signal)
        abort.abort()
        await expect(starting).rejects.toMatchObject({ code: 'cancelled' })
        expect((await engine.list()).filter((it) => it.state === 'running')).toEqual([])
      })

      test('stopping twice tells the first end, an unknown one is null, removing twice is well', async () => {
        const { id } = await started()
        const first = await engine.stop(id, { graceMs: 0 })
        expect(await engine.stop(id, { graceMs: 0 })).toEqual(first)
        expect(await engine.stop('nobody', { graceMs: 0 })).toBeNull()
        await engine.remove(id)
        await engine.remove(id)
      })

      test('what is asked of a session that is not there is refused', async () => {
        const { id } = await started()
        await engine.stop(id, { graceMs: 0 })
        const asks = [
          (it: string) => engine.openTerminal(it, { cols: 80, rows: 24 }),
          (it: string) => engine.exec(it, { command: ['true'] }),
          (it: string) => engine.openPort(it, 80),
          (it: string) => engine.openSocket(it, '/tmp/socket'),
        ]
        for (const ask of asks) {
          await expect(ask(id)).rejects.toMatchObject({ code: 'not-running' })
          await expect(ask('nobody')).rejects.toMatchObject({ code: 'no-such-session' })
        }
      })
    })

    describe('commands of sessions', () => {
      test('a batch session ends with its command, with its exit code', async () => {
        const spec = sessionSpec({ type: 'batch', command: 'exit 7' })
        const end = nextEnd(spec.id)
        await engine.start(spec, never)
        expect(await end).toMatchObject({ cause: 'exited', exitCode: 7 })
        expect(await engine.list()).toMatchObject([
          { id: spec.id, state: 'ended', end: { cause: 'exited', exitCode: 7 } },
        ])
        expect(await engine.stop(spec.id, { graceMs: 0 })).toMatchObject({ cause: 'exited', exitCode: 7 })
      })

      test('gets its environment, and its output is kept', async () => {
        const spec = sessionSpec({ type: 'batch', command: 'echo "hello $WHO"; echo oops >&2', env: { WHO: 'wörld' } })
        const end = nextEnd(spec.id)
        await engine.start(spec, never)
        await end
        const log = await readAll(engine.logs(spec.id, { source: 'main', from: 0, follow: false, signal: never }))
        expect(log).toContain('hello wörld\n')
        expect(log).toContain('oops\n')
        const rest = await readAll(engine.logs(spec.id, { source: 'main', from: 6, follow: false, signal: never }))
        expect(Buffer.byteLength(rest)).toBe(Buffer.byteLength(log) - 6)
        await engine.remove(spec.id)
        expect(await readAll(engine.logs(spec.id, { source: 'main', from: 0, follow: false, signal: never }))).toBe(log)
        await engine.removeLogs(spec.id)
        expect(await readAll(engine.logs(spec.id, { source: 'main', from: 0, follow: false, signal: never }))).toBe('')
      })

      test('its output can be followed from the first byte to the end', async () => {
        const spec = sessionSpec({ type: 'batch', command: 'echo one; sleep 0.2; echo two; sleep 0.2; echo three' })
        await engine.start(spec, never)
        const log = engine.logs(spec.id, { source: 'main', from: 0, follow: true, signal: never })
        expect(await readAll(log)).toBe('one\ntwo\nthree\n')
      })

      test('following stops with its signal', async () => {
        const { id } = await started({ type: 'service', command: 'echo up; sleep 60' })
        const abort = new AbortController()
        let text = ''
        for await (const bytes of engine.logs(id, { source: 'main', from: 0, follow: true, signal: abort.signal })) {
          text += Buffer.from(bytes).toString()
          abort.abort()
        }
        expect(text).toBe('up\n')
      })

      test('a command inside has its own streams and exit code', async () => {
        const { id } = await started()
        expect(await run(engine, id, ['sh', '-c', 'echo out; echo err >&2; exit 3'])).toEqual({
          stdout: 'out\n',
          stderr: 'err\n',
          code: 3,
          signal: null,
        })
        const cat = await engine.exec(id, { command: ['cat'] })
        cat.stdin.end('through and back')
        expect(await readAll(cat.stdout)).toBe('through and back')
        expect(await cat.exit).toEqual({ code: 0, signal: null })
      })

      test('a command inside can be sent signals', async () => {
        const { id } = await started()
        const sleep = await engine.exec(id, { command: ['sleep', '60'] })
        sleep.signal('SIGTERM')
        expect(await sleep.exit).toEqual({ code: null, signal: 'SIGTERM' })
      })

      test('a port inside is reached, a closed one refused', async () => {
        const { id } = await started({ type: 'service', command: options.echoServer(4321) })
        const open = () => engine.openPort(id, 4321).catch(() => null)
        const stream = await eventually(open)
        stream.write('ping')
        await reader(stream).until('ping')
        stream.destroy()
        await expect(engine.openPort(id, 4322)).rejects.toMatchObject({ code: 'port-refused' })
        await expect(engine.openSocket(id, '/tmp/nobody')).rejects.toMatchObject({ code: 'port-refused' })
      })

      test('says which programs are there', async () => {
        const found = await engine.findPrograms(['bash', 'no-such-program'], null)
        expect([...found.keys()]).toEqual(['bash'])
      })
    })

    describe('terminals', () => {
      test('a shell answers and its end is told with its code', async () => {
        const { id } = await started()
        const { view, screen, type } = await openShell(engine, id)
        type('echo hello\r')
        await screen.until(line('hello'))
        type('exit 5\r')
        expect(await view.exit).toEqual({ code: 5 })
        await screen.end()
        expect(await eventually(async () => (await engine.terminals(id)).length === 0)).toBe(true)
      })

      test('has the size it is given and takes another', async () => {
        const { id } = await started()
        const { terminal, view, screen, type } = await openShell(engine, id, { cols: 101, rows: 31 })
        type('stty size\r')
        await screen.until(/31 101/)
        view.resize(120, 40)
        await eventually(async () => (await engine.terminals(id)).some((it) => it.cols === 120 && it.rows === 40))
        type('stty size\r')
        await screen.until(/40 120/)
        expect(await engine.terminals(id)).toMatchObject([{ terminal, cols: 120, rows: 40 }])
      })

      test('goes on without a viewer, and shows what its screen holds to the next', async () => {
        const { id } = await started()
        const { terminal, view, screen, type } = await openShell(engine, id)
        type('echo first\r')
        await screen.until(line('first'))
        view.stream.destroy()
        expect(await view.exit).toBeNull()

        const next = await engine.attachTerminal(id, terminal)
        expect(next.replayBytes).toBeGreaterThan(0)
        const again = reader(next.stream)
        await again.until(line('first'))
        next.stream.write('echo second\r')
        await again.until(line('second'))
      })

      test('shows the same to every viewer', async () => {
        const { id } = await started()
        const { terminal, screen, type } = await openShell(engine, id)
        const other = await engine.attachTerminal(id, terminal)
        const watched = reader(other.stream)
        type('echo both\r')
        await Promise.all([screen.until(line('both')), watched.until(line('both'))])
        other.stream.write('echo back\r')
        expect(await screen.until(line('back'))).toContain('both')
      })

      test('runs a given command, and closing ends what runs', async () => {
        const { id } = await started()
        const { terminal } = await engine.openTerminal(id, {
          cols: 80,
          rows: 24,
          command: ['sh', '-c', 'echo mine; cat'],
        })
        const view = await engine.attachTerminal(id, terminal)
        await reader(view.stream).until('mine')
        await engine.closeTerminal(id, terminal)
        expect(await view.exit).not.toBeUndefined()
        await eventually(async () => (await engine.terminals(id)).length === 0)
        await expect(engine.attachTerminal(id, terminal)).rejects.toMatchObject({ code: 'no-such-terminal' })
      })

      test('there are at most 32', async () => {
        const { id } = await started()
        const command = ['sh', '-c', 'sleep 60']
        for (let i = 0; i < 32; i++) await engine.openTerminal(id, { cols: 80, rows: 24, command })
        const more = engine.openTerminal(id, { cols: 80, rows: 24, command })
        await expect(more).rejects.toBeInstanceOf(EngineProblem)
        await expect(more).rejects.toMatchObject({ code: 'too-many-terminals' })
      })
    })

    describe('a server that restarts', () => {
      test('finds what runs, with its terminals and their screens', async () => {
        const { id } = await started()
        const { terminal, screen, type } = await openShell(engine, id)
        type('echo before\r')
        await screen.until(line('before'))
        await restart()
        expect(await engine.list()).toMatchObject([{ id, state: 'running' }])
        const view = await engine.attachTerminal(id, terminal)
        const again = reader(view.stream)
        await again.until(line('before'))
        view.stream.write('echo after\r')
        await again.until(line('after'))
        expect(await engine.stop(id, { graceMs: 500 })).toMatchObject({ cause: 'stopped' })
      })

      test('is told the end of what it took over', async () => {
        const spec = await started({ type: 'batch', command: 'sleep 0.5; exit 6' })
        await restart()
        expect(await nextEnd(spec.id)).toMatchObject({ cause: 'exited', exitCode: 6 })
      })
    })
  })
}
