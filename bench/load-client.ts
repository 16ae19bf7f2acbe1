/**
 * Load from a process of its own, so that what it costs does not slow the server that it measures. A closed loop: each
 * connection sends its next request when the answer to the last has arrived, so the server sets the pace; with a pause
 * in between, the pace is that of people.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

export interface Load {
  readonly port: number
  /** The very bytes of one request, or of several: each connection begins at another one and asks them in turn. */
  readonly request: string | readonly string[]
  readonly connections: number
  /** How long each connection waits before its next request, a half more or less: people read. Nothing when not given. */
  readonly pauseMs?: number
  /** Not counted: connections open, code is compiled. */
  readonly warmUpMs: number
  readonly ms: number
}

export interface LoadResult {
  readonly perSecond: number
  /** Milliseconds from the request's write to the answer's last byte. */
  readonly latencies: readonly number[]
  /** The same, of each request by itself. */
  readonly byRequest: readonly (readonly number[])[]
  readonly bytes: number
  /** How busy the generator itself was, 1 = one core. Near 1 it may be what limits. */
  readonly generatorCpu: number
}

export interface LoadClient extends AsyncDisposable {
  run(load: Load): Promise<LoadResult>
}

export function startLoadClient(): LoadClient {
  const child: ChildProcess = fork(join(import.meta.dirname, 'load-process.ts'), {
    serialization: 'advanced',
    execArgv: ['--no-warnings'],
  })
  return {
    async run(load) {
      child.send(load)
      const ended = new AbortController()
      const [answer] = (await Promise.race([
        once(child, 'message', { signal: ended.signal }),
        once(child, 'exit', { signal: ended.signal }).then(([code]) => {
          throw new Error(`the load process ended with ${code}`)
        }),
      ]).finally(() => ended.abort())) as [LoadResult | { readonly failure: string }]
      if ('failure' in answer) throw new Error(answer.failure)
      return answer
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return
      const exit = once(child, 'exit')
      child.disconnect()
      await exit
    },
  }
}
