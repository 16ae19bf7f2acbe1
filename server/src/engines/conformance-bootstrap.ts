import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { sessionSpec } from './conformance-steps.ts'
import { eventually, readAll, reader } from './conformance-streams.ts'
import type { Engine, SessionSpec } from './engine.ts'
import { Readable } from 'node:stream'

const never = new AbortController().signal

/** What holds of scripts that are run before all else, on every engine. */
export function bootstrapConformance({ name, make }: { readonly name: string; readonly make: () => Engine }) {
  describe(`${name} with a bootstrap script`, () => {
    let engine: Engine
    beforeAll(() => void (engine = make()))
    afterEach(async () => {
      for (const { id } of await engine.list()) {
        await engine.stop(id, { graceMs: 0 })
        await engine.remove(id)
        await engine.removeLogs(id)
      }
    })
    afterAll(() => engine[Symbol.asyncDispose]())

    const specOf = (script: string, change: Partial<SessionSpec> = {}, timeLimitSeconds = 60) =>
      sessionSpec({ bootstrap: { script, timeLimitSeconds }, ...change })
    const logOf = (id: string, source: 'main' | 'bootstrap', follow = false) =>
      engine.logs(id, { source, from: 0, follow, signal: never })
    const isRunning = async (id: string) =>
      (await engine.list()).some((session) => session.id === id && session.state === 'running')

    test('it is run before the command, with its output apart', async () => {
      const spec = specOf('echo first', { type: 'batch', command: 'echo second' })
      expect(await engine.start(spec, never)).toMatchObject({ bootstrap: { exitCode: 0, timedOut: false } })
      expect(await readAll(logOf(spec.id, 'bootstrap'))).toBe('first\n')
      expect(await readAll(logOf(spec.id, 'main', true))).toBe('second\n')
    })

    test('without one there is nothing to tell', async () => {
      const spec = sessionSpec()
      expect(await engine.start(spec, never)).toMatchObject({ bootstrap: null })
      expect(await readAll(logOf(spec.id, 'bootstrap', true))).toBe('')
    })

    test('when it fails the session runs all the same', async () => {
      const spec = specOf('echo no >&2; exit 7')
      expect(await engine.start(spec, never)).toMatchObject({ bootstrap: { exitCode: 7, timedOut: false } })
      expect(await readAll(logOf(spec.id, 'bootstrap'))).toBe('no\n')
      expect(await isRunning(spec.id)).toBe(true)
    })

    test('at the end of its time it is ended, and the session runs', async () => {
      const spec = specOf('echo begun; sleep 60', {}, 0.3)
      expect(await engine.start(spec, never)).toMatchObject({ bootstrap: { timedOut: true } })
      expect(await readAll(logOf(spec.id, 'bootstrap'))).toBe('begun\n')
      expect(await isRunning(spec.id)).toBe(true)
    })

    test('what it says is seen while it runs, until it ends', async () => {
      const spec = specOf('echo begun; sleep 0.5; echo done')
      const runs = Promise.withResolvers<void>()
      const starting = engine.start(spec, never, runs.resolve)
      await runs.promise
      const output = reader(Readable.from(logOf(spec.id, 'bootstrap', true), { objectMode: false }))
      expect(await output.until('begun')).not.toContain('done')
      expect(await output.end()).toBe('begun\ndone\n')
      await starting
    })

    test('who does not wait for it any more leaves it running; who starts again waits for the same', async () => {
      const spec = specOf('echo once; sleep 0.6; exit 3', { type: 'batch', command: 'sleep 60' })
      const abort = new AbortController()
      await expect(engine.start(spec, abort.signal, () => abort.abort())).rejects.toMatchObject({ code: 'cancelled' })
      expect(await isRunning(spec.id)).toBe(true)
      await engine[Symbol.asyncDispose]()
      engine = make()
      expect(await engine.start(spec, never)).toMatchObject({ bootstrap: { exitCode: 3, timedOut: false } })
      expect(await engine.start(spec, never)).toMatchObject({ bootstrap: { exitCode: 3, timedOut: false } })
      expect(await readAll(logOf(spec.id, 'bootstrap'))).toBe('once\n')
    })

    test('a session that is stopped meanwhile never gets further', async () => {
      const spec = specOf('sleep 60', { type: 'batch', command: 'echo never' })
      const starting = engine.start(spec, never, () => void engine.stop(spec.id, { graceMs: 0 }))
      await expect(starting).rejects.toMatchObject({ code: 'cancelled' })
      await eventually(async () => !(await isRunning(spec.id)))
      expect(await engine.stop(spec.id, { graceMs: 0 })).toMatchObject({ cause: 'stopped' })
      expect(await readAll(logOf(spec.id, 'main'))).toBe('')
    })
  })
}
