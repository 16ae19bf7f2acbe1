/**
 * Does the file system of a storage host answer at all? One of a network that is gone holds whoever asks it, perhaps for
 * ever, and this process has few threads to read files by. So a program of its own asks, never a second one beside it,
 * and nobody waits longer for it than what is there takes to answer.
 */
import { spawn } from 'node:child_process'

export interface HostPulseOptions {
  readonly path: string
  /** What asks, and ends once it has an answer, whatever that says. */
  readonly ask?: readonly [string, ...string[]] | undefined
  /** How long is it waited for? */
  readonly patienceMs?: number | undefined
  /** How long does an answer hold? */
  readonly freshMs?: number | undefined
}

export type HostPulse = ReturnType<typeof createHostPulse>

const environment = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' }

export function createHostPulse({
  path,
  // Of the file system itself: what is known of a directory may be told from memory.
  ask = ['stat', '-f', '--', path],
  patienceMs = 10_000,
  freshMs = 2_000,
}: HostPulseOptions) {
  let answeredAt: number | null = null
  let isSilent = false
  let asking: Promise<boolean> | null = null

  /** True when it was answered in time. The program that is late is killed; until it is gone nobody asks again. */
  const begin = (): Promise<boolean> => {
    const [program, ...args] = ask
    const begun = performance.now()
    let isLate = false
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const child = spawn(program, args, { cwd: '/', env: environment, stdio: 'ignore' })
    child.unref()
    const timer = setTimeout(() => {
      isLate = isSilent = true
      resolve(false)
      child.kill('SIGKILL')
    }, patienceMs).unref()
    const end = () => {
      clearTimeout(timer)
      asking = null
      // What was killed ends without an answer.
      if (isLate) return
      isSilent = false
      answeredAt = begun
      resolve(true)
    }
    child.once('exit', end)
    // It could not be started: that says nothing of the host, whose inspection tells what is wrong with it.
    child.once('error', () => child.pid === undefined && end())
    return promise
  }

  return {
    /** Waits for an answer. False: there was none in time. */
    answers: (): Promise<boolean> => (asking ??= begin()),

    /** For each request: an answer of a moment ago will do, and of one that was silent nobody waits for a word. */
    async beats(): Promise<boolean> {
      if (!isSilent && answeredAt !== null && performance.now() - answeredAt < freshMs) return true
      const answer = (asking ??= begin())
      return isSilent ? false : answer
    },

    /** It did not answer when it was last asked. */
    get isSilent(): boolean {
      return isSilent
    },
  }
}
