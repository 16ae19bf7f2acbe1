import { isAbsolute, normalize } from 'node:path'
import { EngineProblem, type SessionSpec } from '../engine.ts'
import { isSessionId } from './session-directory.ts'

/** What would break a launch halfway is refused before it begins. */
export function checkSpec(spec: SessionSpec) {
  need(isSessionId(spec.id), 'the session id')
  need(spec.type === 'interactive' || spec.command !== null, 'the missing command')
  need(!spec.command?.includes('\0'), 'the command')
  for (const [name, value] of Object.entries(spec.env)) {
    need(/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !value.includes('\0'), `the environment variable ${name}`)
  }
  for (const { source, target } of spec.mounts) {
    need(isPath(source) && isPath(target), `the mount at ${target}`)
    need(!['/', '/proc', '/dev', '/usr', '/etc', '/tmp', '/run', '/sys'].includes(target), `the mount at ${target}`)
  }
  for (const { path, mode } of spec.files) {
    const inside =
      normalize(path) === path && !isAbsolute(path) && path.split('/')[0] !== '..' && !/[\0]|\/$/.test(path)
    need(inside && path !== '.' && path.length <= 1024 && Number.isInteger(mode) && mode >= 0 && mode <= 0o777, path)
  }
  const limit = spec.bootstrap?.timeLimitSeconds ?? 1
  need(Number.isFinite(limit) && limit > 0 && limit <= 24 * 3600, 'the time of the bootstrap script')
  const { cpu, memory, sharedMemory } = spec.resources
  need(cpu > 0 && Number.isFinite(cpu), 'the number of cores')
  need(Number.isSafeInteger(memory) && memory > 0, 'the memory')
  need(Number.isSafeInteger(sharedMemory) && sharedMemory >= 0, 'the shared memory')
}

function isPath(path: string) {
  return isAbsolute(path) && normalize(path) === path && !path.includes('\0')
}

function need(good: boolean, what: string) {
  if (!good) throw new EngineProblem('start-failed', `${what} is not possible`)
}
