/**
 * Notebooks are drawn by programs of their own (notebook-program.ts), of which few go on at once: what somebody wrote into
 * one holds up nobody, whatever it makes of the processor, and memory that ends is that program's. A thread would not do:
 * where its memory ends in the middle of something large, the whole process does.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import type { Language } from '@berth/contract/texts/language.ts'
import { createFairLanes } from './fair-lanes.ts'
import { exits, usualLimits, type DrawingLimits } from './notebook-limits.ts'

export interface NotebookOrder {
  readonly file: FileHandle
  readonly language: Language
  /** Without what is rich in it. */
  readonly plain: boolean
  /** Whom it is for. */
  readonly who: string
  /** Nobody waits for it any more. */
  readonly signal: AbortSignal
}

/** What is below the head of the page, or why there is none. */
export type DrawnNotebook = readonly Buffer[] | 'noNotebook' | 'tooLarge' | 'busy'

export type DrawNotebook = (order: NotebookOrder) => Promise<DrawnNotebook>

/** Nothing of it is kept when it ends badly, others go first, and it ends even where the server does before. */
const script = 'ulimit -c 0; ulimit -t "$1"; echo 500 >/proc/self/oom_score_adj; shift; exec nice -n 10 "$@"'
const program = join(import.meta.dirname, 'notebook-program.ts')

export function createDrawNotebook(limits: DrawingLimits = usualLimits): DrawNotebook {
  const inLane = createFairLanes(limits)
  return async (order) => (await inLane(order.who, () => draw(order, limits))) ?? 'busy'
}

async function draw({ file, language, plain, signal }: NotebookOrder, limits: DrawingLimits): Promise<DrawnNotebook> {
  const { page, ms, memory } = limits
  if (signal.aborted) return 'tooLarge'
  const flags = [`--max-old-space-size=${memory}`, '--v8-pool-size=1', '--no-warnings']
  const seconds = String(Math.ceil(ms / 1000) + 1)
  const command = [process.execPath, ...flags, program, language, plain ? 'plain' : 'rich', String(page)]
  const child = spawn('/bin/sh', ['-c', script, 'sh', seconds, ...command], {
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    // The file itself: its bytes do not pass through here.
    stdio: [file.fd, 'pipe', 'ignore'],
    timeout: ms,
    killSignal: 'SIGKILL',
  })
  const stop = () => void child.kill('SIGKILL')
  signal.addEventListener('abort', stop, { once: true })
  const pieces: Buffer[] = []
  let bytes = 0
  child.stdout?.on('data', (piece: Buffer) => {
    bytes += piece.length
    if (bytes > page) stop()
    else pieces.push(piece)
  })
  try {
    const [code] = (await once(child, 'close')) as [number | null]
    if (code === 0) return pieces
    if (code === exits.noNotebook) return 'noNotebook'
    // By itself, or ended by one of the limits.
    if (code === exits.tooLarge || code === null) return 'tooLarge'
    throw new Error(`The program that draws notebooks ended with ${code}`)
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
