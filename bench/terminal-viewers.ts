/**
 * Many terminals looked at by a process of its own, so that what looking costs does not slow the server that it
 * measures. Each of them writes blocks of a fixed size that begin with their number, so that what is missing is seen.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export const blockBytes = 4096

export interface Viewing {
  readonly do: 'view'
  /** Addresses of streams. */
  readonly urls: readonly string[]
  /** Terminals that send back what is typed. */
  readonly echoUrls: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly ms: number
}

export interface Viewed {
  readonly bytes: number
  readonly blocks: number
  /** Blocks that never came, though later ones did. */
  readonly missing: number
  /** Sockets that were closed while they looked. */
  readonly closed: number
  /** Milliseconds from a key to its echo. */
  readonly echoes: readonly number[]
  /** How busy this process was, 1 = one core. */
  readonly cpu: number
  readonly seconds: number
}

/** Opens them and does nothing more, not even answering. */
export interface Abandoning {
  readonly do: 'abandon'
  readonly urls: readonly string[]
  readonly headers: Readonly<Record<string, string>>
}

export interface Viewers extends AsyncDisposable {
  view(asked: Omit<Viewing, 'do'>): Promise<Viewed>
  /** Resolves when all are open and the process is stopped, as if its machine had lost the network. */
  abandon(asked: Omit<Abandoning, 'do'>): Promise<void>
}

export function startViewers(): Viewers {
  const child: ChildProcess = fork(join(import.meta.dirname, 'terminal-viewers-process.ts'), {
    serialization: 'advanced',
    execArgv: ['--no-warnings'],
  })
  const ask = async <Answer>(message: Viewing | Abandoning): Promise<Answer> => {
    child.send(message)
    const ended = new AbortController()
    const [answer] = (await Promise.race([
      once(child, 'message', { signal: ended.signal }),
      once(child, 'exit', { signal: ended.signal }).then(([code]) => {
        throw new Error(`the viewers ended with ${code}`)
      }),
    ]).finally(() => ended.abort())) as [Answer | { readonly failure: string }]
    if (typeof answer === 'object' && answer !== null && 'failure' in answer) throw new Error(answer.failure)
    return answer
  }
  return {
    view: (asked) => ask<Viewed>({ do: 'view', ...asked }),
    async abandon(asked) {
      await ask<true>({ do: 'abandon', ...asked })
      child.kill('SIGSTOP')
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exit = once(child, 'exit')
      child.kill('SIGKILL')
      await exit
    },
  }
}
