/** What processes use, from /proc: where no control group counts it for a session. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** Reading thousands of files every few seconds would itself be a load. */
const mostProcesses = 512
const pageBytes = 4096
const ticksPerSecond = 100

const read = (path: string) => {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return null
  }
}

/** Which processes are in the sandboxes of these first processes. */
export function processesBySandbox(firsts: ReadonlySet<number>): Map<number, number[]> {
  const spaceOf = (pid: number | string) => {
    try {
      return readlinkSync(`/proc/${pid}/ns/pid`)
    } catch {
      return null
    }
  }
  const found = new Map<string, { first: number; pids: number[] }>()
  for (const first of firsts) {
    const space = spaceOf(first)
    if (space) found.set(space, { first, pids: [] })
  }
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const space = spaceOf(name)
    if (space) found.get(space)?.pids.push(Number(name))
  }
  return new Map([...found.values()].map(({ first, pids }) => [first, pids]))
}

/** Of those that live and of all that they have waited for; null when there are too many to look at. */
export function diskOf(pids: readonly number[]): { read: number; written: number } | null {
  if (pids.length > mostProcesses) return null
  const sum = { read: 0, written: 0 }
  let seen = 0
  for (const pid of pids) {
    const text = read(`/proc/${pid}/io`)
    if (text === null) continue
    seen++
    sum.read += counter(text, 'read_bytes')
    sum.written += counter(text, 'write_bytes')
  }
  return seen > 0 ? sum : null
}

const counter = (text: string, name: string) => Number(new RegExp(`^${name}: (\\d+)$`, 'm').exec(text)?.[1] ?? 0)

/** Processor time, that of children that ended included, and memory that is nobody else's. */
export function timeAndMemoryOf(pids: readonly number[]): { cpuSeconds: number; memory: number } | null {
  if (pids.length > mostProcesses) return null
  let ticks = 0
  let pages = 0
  for (const pid of pids) {
    const stat = read(`/proc/${pid}/stat`)
    const statm = read(`/proc/${pid}/statm`)
    if (stat === null || statm === null) continue
    // The name in parentheses may hold anything; what follows the last one is numbers.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    for (const place of [11, 12, 13, 14]) ticks += Number(fields[place])
    const [, resident = '0', shared = '0'] = statm.split(' ')
    pages += Math.max(0, Number(resident) - Number(shared))
  }
  return { cpuSeconds: ticks / ticksPerSecond, memory: pages * pageBytes }
}

/** Bytes that came and went over what connects the sandbox of this process to the network. */
export function networkOf(pid: number): { received: number; sent: number } | null {
  const text = read(`/proc/${pid}/net/dev`)
  if (text === null) return null
  const sum = { received: 0, sent: 0 }
  for (const line of text.split('\n').slice(2)) {
    const [name = '', numbers = ''] = line.split(':')
    if (name.trim() === 'lo' || numbers === '') continue
    const fields = numbers.trim().split(/\s+/).map(Number)
    sum.received += fields[0] ?? 0
    sum.sent += fields[8] ?? 0
  }
  return sum
}
