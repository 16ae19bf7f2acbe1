import { expect, test } from 'vitest'
import { sessionSpec } from '../conformance-steps.ts'
import { bootstrapConformance } from '../conformance-bootstrap.ts'
import { useConformance } from '../conformance-use.ts'
import { execConformance } from '../conformance-exec.ts'
import { engineConformance } from '../conformance.ts'
import { EngineProblem } from '../engine.ts'
import { createMockEngine } from './mock.engine.ts'
import { createMockWorld } from './mock-world.ts'

const world = createMockWorld()
engineConformance({
  name: 'mock',
  make: () => createMockEngine({ world }),
  echoServer: (port) => `listen ${port}; sleep 60`,
})

execConformance({ name: 'mock', make: () => createMockEngine({ world }), withFiles: false })

useConformance({ name: 'mock', make: () => createMockEngine({ world }) })

bootstrapConformance({ name: 'mock', make: () => createMockEngine({ world }) })

test('a held verb waits until it is let go', async () => {
  const engine = createMockEngine()
  const release = engine.mock.hold('start')
  const spec = sessionSpec()
  const starting = engine.start(spec, new AbortController().signal)
  expect(await engine.list()).toEqual([])
  release()
  await starting
  expect(await engine.list()).toMatchObject([{ id: spec.id, state: 'running' }])
})

test('a failure is given once', async () => {
  const engine = createMockEngine()
  engine.mock.failNext('start', new EngineProblem('start-failed', 'no'))
  const spec = sessionSpec()
  await expect(engine.start(spec, new AbortController().signal)).rejects.toMatchObject({ code: 'start-failed' })
  await engine.start(spec, new AbortController().signal)
})

test('a session can be ended as if by itself', async () => {
  const engine = createMockEngine()
  const spec = sessionSpec()
  await engine.start(spec, new AbortController().signal)
  engine.mock.endSession(spec.id, { cause: 'out-of-memory', exitCode: null })
  expect(await engine.list()).toMatchObject([{ state: 'ended', end: { cause: 'out-of-memory' } }])
})
