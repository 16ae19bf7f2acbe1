import { readdirSync } from 'node:fs'

/** Every process of the session but its first one (the namespace's reaper) and this one. */
function otherProcesses(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 1 && pid !== process.pid)
}

/** The kernel spares the caller and the namespace's first process. */
function signalAll(signal: NodeJS.Signals) {
  try {
    process.kill(-1, signal)
  } catch {
    // Nobody is left.
  }
}

/** Asks every process to end, and after the grace makes it. Resolves when none is left. */
export async function endAll(graceMs: number) {
  signalAll('SIGTERM')
  // A stopped process takes no other signal.
  signalAll('SIGCONT')
  const deadline = Date.now() + graceMs
  for (let wait = 2; otherProcesses().length > 0; wait = Math.min(wait * 2, 20)) {
    if (Date.now() >= deadline) signalAll('SIGKILL')
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
}
