import { readAll, reader } from './conformance-streams.ts'
import type { Engine, SessionSpec } from './engine.ts'

const mebibyte = 1024 ** 2
let count = 0

export function sessionSpec(change: Partial<SessionSpec> = {}): SessionSpec {
  const id = `s${process.pid.toString(36)}-${++count}`
  return {
    id,
    name: id,
    type: 'interactive',
    resources: { cpu: 1, memory: 512 * mebibyte, sharedMemory: 16 * mebibyte, gpus: [] },
    command: null,
    env: {},
    mounts: [],
    files: [],
    bootstrap: null,
    ...change,
  }
}

export async function openShell(engine: Engine, id: string, size = { cols: 80, rows: 24 }) {
  const { terminal } = await engine.openTerminal(id, size)
  const view = await engine.attachTerminal(id, terminal)
  const screen = reader(view.stream)
  await screen.until('$ ')
  return { terminal, view, screen, type: (text: string) => void view.stream.write(text) }
}

/** A line of output, not the echo of what was typed. */
export function line(text: string): RegExp {
  return new RegExp(`[\\r\\n]${text}\\r?\\n`)
}

/** Runs a command and gives what it said. */
export async function run(engine: Engine, id: string, command: readonly string[]) {
  const stream = await engine.exec(id, { command })
  stream.stdin.end()
  const [stdout, stderr, exit] = await Promise.all([readAll(stream.stdout), readAll(stream.stderr), stream.exit])
  return { stdout, stderr, ...exit }
}
