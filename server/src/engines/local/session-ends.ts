import type { SessionEnd } from '../engine.ts'

/** Tells those who want to know that sessions ended. */
export function createSessionEnds() {
  const listeners = new Set<(id: string, end: SessionEnd) => void>()
  const waiting = new Map<string, Set<() => void>>()
  return {
    watch(onEnd: (id: string, end: SessionEnd) => void, signal: AbortSignal) {
      if (signal.aborted) return
      listeners.add(onEnd)
      signal.addEventListener('abort', () => listeners.delete(onEnd), { once: true })
    },
    announce(id: string, end: SessionEnd) {
      for (const wake of waiting.get(id) ?? []) wake()
      for (const listener of listeners) listener(id, end)
    },
    /** Resolves when the session has ended or the signal says to stop waiting. */
    async until(id: string, over: () => boolean, signal: AbortSignal) {
      const { promise, resolve } = Promise.withResolvers<void>()
      const wakers = waiting.get(id) ?? new Set<() => void>()
      waiting.set(id, wakers.add(resolve))
      signal.addEventListener('abort', () => resolve(), { once: true })
      // Looked at after the listening began, so that an end in between is not missed.
      if (signal.aborted || over()) resolve()
      await promise
      wakers.delete(resolve)
      if (wakers.size === 0 && waiting.get(id) === wakers) waiting.delete(id)
    },
  }
}
