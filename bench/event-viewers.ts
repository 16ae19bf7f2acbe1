/** Pages that listen to live events, simulated by a process of its own, and when each was told of what. */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface Listening {
  readonly do: 'listen'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly count: number
}

/** Looks for sessions with such a name in what came. */
export interface Telling {
  readonly do: 'tell'
}

/** By the session's name: the moments at which the streams were told, as `moment` gives them. */
export type Told = Readonly<Record<string, readonly number[]>>

/** Milliseconds, the same for all processes of a machine and finer than the clock's. */
export const moment = (): number => performance.timeOrigin + performance.now()

export interface EventViewers extends AsyncDisposable {
  /** Resolves when all are open. */
  listen(asked: Omit<Listening, 'do'>): Promise<void>
  told(): Promise<Told>
}

export function startEventViewers(): EventViewers {
  const child: ChildProcess = fork(join(import.meta.dirname, 'event-viewers-process.ts'), {
    serialization: 'advanced',
    execArgv: ['--no-warnings'],
  })
  const ask = async <Answer>(message: Listening | Telling): Promise<Answer> => {
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
    listen: async (asked) => void (await ask<true>({ do: 'listen', ...asked })),
    told: () => ask<Told>({ do: 'tell' }),
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return
      const exit = once(child, 'exit')
      child.kill('SIGKILL')
      await exit
    },
  }
}
