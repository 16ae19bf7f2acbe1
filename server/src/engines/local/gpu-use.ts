/** How busy the machine's GPUs are, as nvidia-smi says; asked at most every few seconds, however many sessions ask. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { findProgram } from './host.ts'

export interface GpuUse {
  /** From 0 to 1. */
  readonly busy: number
  /** Bytes. */
  readonly memory: number
}

const freshMs = 4_000
const answerMs = 3_000

/** By the number of the device file, which is what sessions are given. */
export function createGpuReader(program = findProgram('nvidia-smi')) {
  let last: { readonly at: number; readonly answer: Promise<ReadonlyMap<number, GpuUse>> } | null = null
  return (): Promise<ReadonlyMap<number, GpuUse>> => {
    if (program === null) return Promise.resolve(new Map())
    if (last === null || performance.now() - last.at > freshMs) last = { at: performance.now(), answer: ask(program) }
    return last.answer
  }
}

function ask(program: string): Promise<ReadonlyMap<number, GpuUse>> {
  const args = ['--query-gpu=pci.bus_id,utilization.gpu,memory.used', '--format=csv,noheader,nounits']
  return new Promise((resolve) => {
    execFile(program, args, { timeout: answerMs, env: { PATH: '/usr/bin:/bin' } }, (error, stdout) =>
      resolve(error ? new Map() : parseGpuUse(stdout, minorOf)),
    )
  })
}

/** Lines of bus, percent, MiB. One that says `[N/A]`, as divided devices do, is left out. */
export function parseGpuUse(text: string, minor: (bus: string) => number | null): ReadonlyMap<number, GpuUse> {
  return new Map(
    text.split('\n').flatMap((line): [number, GpuUse][] => {
      const [, bus, percent, mebibytes] = /^[0-9a-f]*([0-9a-f]{4}:[0-9a-f:.]+), (\d+), (\d+)\s*$/i.exec(line) ?? []
      const number = bus === undefined ? null : minor(bus.toLowerCase())
      if (number === null) return []
      return [[number, { busy: Math.min(1, Number(percent) / 100), memory: Number(mebibytes) * 1024 ** 2 }]]
    }),
  )
}

/** The order in which the driver lists devices is not that of their files. */
function minorOf(bus: string): number | null {
  try {
    const text = readFileSync(`/proc/driver/nvidia/gpus/${bus}/information`, 'utf8')
    const minor = /^Device Minor:\s*(\d+)/m.exec(text)?.[1]
    return minor === undefined ? null : Number(minor)
  } catch {
    return null
  }
}
