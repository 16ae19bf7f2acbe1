import { readdirSync, readFileSync } from 'node:fs'

/** A process that cannot be mistaken for a later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number
  /** Clock ticks after the machine's start. */
  readonly startTime: number
  readonly bootId: string
}

const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()

/** Null when there is no such process, or only its remains that nobody has collected yet. */
export function identifyProcess(pid: number): ProcessIdentity | null {
  if (!Number.isSafeInteger(pid) || pid <= 1) return null
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name in parentheses may hold anything; what follows the last one is numbers.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const startTime = Number(fields[19])
    if (fields[0] === 'Z' || fields[0] === 'X' || !Number.isSafeInteger(startTime)) return null
    return { pid, startTime, bootId }
  } catch {
    return null
  }
}

export function isAlive(identity: ProcessIdentity): boolean {
  if (identity.bootId !== bootId) return false
  return identifyProcess(identity.pid)?.startTime === identity.startTime
}

export function signalProcess(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone already.
  }
}

/** Processes of one launch: the token is an argument of each program in the chain. Reads every command line: slow. */
export function findByToken(token: string): number[] {
  const found: number[] = []
  for (const name of readdirSync('/proc')) {
    const pid = Number(name)
    if (!Number.isInteger(pid) || pid === process.pid) continue
    try {
      if (readFileSync(`/proc/${name}/cmdline`, 'latin1').includes(token) && identifyProcess(pid)) found.push(pid)
    } catch {
      // Gone already.
    }
  }
  return found
}

export async function until(done: () => boolean, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs
  for (let wait = 1; ; wait = Math.min(wait * 2, 20)) {
    if (done()) return true
    if (performance.now() >= deadline) return false
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}
