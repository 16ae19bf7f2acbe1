/** What the reconciler does at the moment: at most one task a session, so that none works against another. */
import { setTimeout as delay } from 'node:timers/promises'
import type { Log } from '../../../platform/log/log.ts'

/** `bootstrap`: a start of which only the session's own script is left, which may take its time. */
export type TaskKind = 'start' | 'bootstrap' | 'stop' | 'finish' | 'clean'

export interface Tasks {
  kindOf(id: string): TaskKind | undefined
  count(kind: TaskKind): number
  begin(id: string, kind: TaskKind, work: (signal: AbortSignal) => Promise<void>): void
  /** What it does is something else from now on. */
  turn(id: string, kind: TaskKind): void
  /** The task is to give up; whoever asked goes on when it has. */
  abort(id: string): void
  /** Those of one kind, or all. */
  abortAll(kind?: TaskKind): void
  settled(): Promise<void>
}

const longestPauseMs = 10_000

/** `onDone`: a task ended, the next step can be taken. */
export function createTasks({ log, onDone }: { readonly log: Log; readonly onDone: () => void }): Tasks {
  const tasks = new Map<
    string,
    { kind: TaskKind; readonly controller: AbortController; readonly done: Promise<void> }
  >()
  const failures = new Map<string, number>()

  const run = async (id: string, kind: TaskKind, signal: AbortSignal, work: (signal: AbortSignal) => Promise<void>) => {
    try {
      await work(signal)
      failures.delete(id)
    } catch (error) {
      if (signal.aborted) return
      const failed = (failures.get(id) ?? 0) + 1
      failures.set(id, failed)
      log.error('A step of a session failed; trying again', { session: id, step: kind, error: error as Error })
      // Under way during the pause, too, so that a failing step is not repeated without one.
      await delay(Math.min(longestPauseMs, 100 * 2 ** failed), undefined, { signal }).catch(() => {})
    }
  }

  return {
    kindOf: (id) => tasks.get(id)?.kind,
    count: (kind) => [...tasks.values()].filter((task) => task.kind === kind).length,
    begin(id, kind, work) {
      if (tasks.has(id)) throw new Error(`Session ${id} has a task under way already`)
      const controller = new AbortController()
      const done = run(id, kind, controller.signal, work).finally(() => {
        tasks.delete(id)
        onDone()
      })
      tasks.set(id, { kind, controller, done })
    },
    turn(id, kind) {
      const task = tasks.get(id)
      if (task) task.kind = kind
      onDone()
    },
    abort: (id) => tasks.get(id)?.controller.abort(),
    abortAll(only) {
      for (const { kind, controller } of tasks.values()) if (only === undefined || kind === only) controller.abort()
    },
    async settled() {
      while (tasks.size > 0) await Promise.all([...tasks.values()].map((task) => task.done))
    },
  }
}

/** The promise's value, or a rejection as soon as the signal says so: an engine that hangs holds nobody. */
export function within<Value>(signal: AbortSignal, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(signal.reason as Error)
    if (signal.aborted) aborted()
    signal.addEventListener('abort', aborted, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted))
  })
}
