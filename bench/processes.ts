/** Processes and their memory, from /proc. */
import { readdirSync, readFileSync } from 'node:fs'
import { constants, setPriority } from 'node:os'

export interface Process {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

export interface Memory {
  /** MB of 1,000,000 bytes, resident; what several processes share counts for each of them. */
  readonly rss: number
  /** MB, with what is shared divided by those who share it; NaN where it may not be read. */
  readonly pss: number
}

/** Everything below a process, children of children too. */
export function descendantsOf(pid: number): Process[] {
  const all = processes()
  const found = all.filter(({ parent }) => parent === pid)
  for (const one of found) found.push(...all.filter(({ parent }) => parent === one.pid))
  return found
}

/**
 * What runs on a data directory, server and PostgreSQL, and what they start from now on, gets the processor when nobody
 * else wants it: as if it ran on a machine of its own, for what is measured of a page.
 */
export function stepBack(dataDir: string): void {
  const tops = processes().filter(({ command }) => command.includes(dataDir))
  for (const { pid } of [...tops, ...tops.flatMap((one) => descendantsOf(one.pid))])
    for (const thread of threadsOf(pid))
      try {
        setPriority(thread, constants.priority.PRIORITY_LOW)
      } catch {
        // It has ended meanwhile.
      }
}

function threadsOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number)
  } catch {
    return []
  }
}

export function memoryOf(pid: number): Memory {
  const kB = (text: string, name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? Number.NaN)
  return {
    rss: (kB(read(pid, 'status'), 'VmRSS') * 1024) / 1e6,
    pss: (kB(read(pid, 'smaps_rollup'), 'Pss') * 1024) / 1e6,
  }
}

export function memoryOfAll(some: readonly Pick<Process, 'pid'>[]): Memory {
  const each = some.map(({ pid }) => memoryOf(pid))
  return { rss: each.reduce((sum, { rss }) => sum + rss, 0), pss: each.reduce((sum, { pss }) => sum + pss, 0) }
}

/** Milliseconds of processor time that it has used so far, in steps of ten. */
export function processorTimeOf(pid: number): number {
  const [user = 0, system = 0] = read(pid, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ')
    .slice(11, 13)
    .map(Number)
  return (user + system) * 10
}

function processes(): Process[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return []
    const pid = Number(name)
    // The program's name, in parentheses, may itself hold spaces and parentheses.
    const parent = Number(
      read(pid, 'stat')
        .replace(/^.*\) \S /s, '')
        .split(' ', 1)[0],
    )
    const command = read(pid, 'cmdline').replaceAll('\0', ' ').trim()
    return Number.isInteger(parent) && command !== '' ? [{ pid, parent, command }] : []
  })
}

/** Empty when it has ended meanwhile, or is not ours to look into. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}
