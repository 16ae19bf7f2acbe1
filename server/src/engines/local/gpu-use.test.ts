import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createGpuReader, parseGpuUse } from './gpu-use.ts'

const minors = new Map([
  ['0000:17:00.0', 1],
  ['0000:65:00.0', 0],
])

test('devices are known by their files, not by the order in which they are listed', () => {
  const text = '00000000:17:00.0, 87, 10240\n00000000:65:00.0, 0, 3\n'
  expect([...parseGpuUse(text, (bus) => minors.get(bus) ?? null)]).toEqual([
    [1, { busy: 0.87, memory: 10240 * 1024 ** 2 }],
    [0, { busy: 0, memory: 3 * 1024 ** 2 }],
  ])
})

test('what a divided or an unknown device says is left out', () => {
  const text = '00000000:17:00.0, [N/A], 10240\n00000000:AA:00.0, 5, 5\nno devices were found\n'
  expect(parseGpuUse(text, (bus) => minors.get(bus) ?? null).size).toBe(0)
})

test('a program that is missing, fails or hangs is no GPU, and nobody waits for it for long', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'berth-gpu-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const program = (name: string, text: string) => {
    const path = join(directory, name)
    writeFileSync(path, `#!/bin/sh\n${text}\n`, { mode: 0o755 })
    return createGpuReader(path)
  }
  expect((await createGpuReader(null)()).size).toBe(0)
  expect((await program('fails', 'exit 9')()).size).toBe(0)
  const began = performance.now()
  expect((await program('hangs', 'exec sleep 60')()).size).toBe(0)
  expect(performance.now() - began).toBeLessThan(10_000)
})
