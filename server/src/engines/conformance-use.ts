import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { line, openShell, run, sessionSpec } from './conformance-steps.ts'
import { eventually, reader } from './conformance-streams.ts'
import type { Engine } from './engine.ts'

const never = new AbortController().signal

/** What holds of what sessions use, and of those who look at their terminals, on every engine. */
export function useConformance({ name, make }: { readonly name: string; readonly make: () => Engine }) {
  describe(`${name} as it is looked at`, () => {
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
    const started = async () => {
      const spec = sessionSpec()
      await engine.start(spec, never)
      return spec
    }

    test('what is used is told of those that run, and counts only up', async () => {
      const { id } = await started()
      const ended = await started()
      await engine.stop(ended.id, { graceMs: 0 })
      const first = await engine.metrics([id, ended.id, 'nobody'])
      expect([...first.keys()]).toEqual([id])
      await run(engine, id, ['sh', '-c', 'echo some work'])
      const second = (await engine.metrics([id])).get(id)
      expect(second?.cpuSeconds).toBeGreaterThanOrEqual(first.get(id)?.cpuSeconds ?? Number.NaN)
      expect(second?.at.getTime()).toBeGreaterThanOrEqual(first.get(id)?.at.getTime() ?? Number.NaN)
      expect((await engine.metrics([])).size).toBe(0)
    })

    test('every viewer is told the size of a terminal, at once and when it changes', async () => {
      const { id } = await started()
      const { terminal, view } = await openShell(engine, id, { cols: 90, rows: 20 })
      const other = await engine.attachTerminal(id, terminal)
      const sizes: string[] = []
      other.onSize((cols, rows) => sizes.push(`${cols}x${rows}`))
      expect(sizes).toEqual(['90x20'])
      view.resize(132, 43)
      expect(await eventually(async () => sizes.at(-1) === '132x43')).toBe(true)
    })

    test('who only looks sees everything, and what they send goes nowhere', async () => {
      const { id } = await started()
      const { terminal, screen, type } = await openShell(engine, id, { cols: 90, rows: 20 })
      const looker = await engine.attachTerminal(id, terminal, { onlyLooks: true })
      const seen = reader(looker.stream)
      looker.stream.write('echo from the looker\r')
      looker.resize(10, 10)
      type('echo typed\r')
      await Promise.all([screen.until(line('typed')), seen.until(line('typed'))])
      expect(screen.text()).not.toContain('looker')
      expect(await engine.terminals(id)).toMatchObject([{ cols: 90, rows: 20 }])
    })

    test('a line is shown to all who look, now or later, and nothing in it is obeyed', async () => {
      const { id } = await started()
      const { terminal, screen } = await openShell(engine, id)
      await engine.announce(id, 'the machine \u001b]0;owned\u0007goes down')
      await screen.until('goes down')
      expect(screen.text()).not.toContain('\u001b]0;owned')
      await reader((await engine.attachTerminal(id, terminal)).stream).until('goes down')
    })
  })
}
