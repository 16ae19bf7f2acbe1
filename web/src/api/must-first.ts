/**
 * What somebody has to do before the server does anything else for them. It says so in its refusals; until it was done,
 * the shell shows the way there in place of every page.
 */
import { useSyncExternalStore } from 'react'
import { cache } from './cache.ts'

const steps = ['password-change-required', 'second-factor-set-up-required'] as const
export type MustFirst = (typeof steps)[number]

let first: MustFirst | undefined
const listeners = new Set<() => void>()

const become = (next: MustFirst | undefined) => {
  if (next === first) return
  first = next
  for (const listener of listeners) listener()
}

/** Every refusal's code passes here. */
export function noteRefusal(code: unknown): void {
  const step = steps.find((one) => one === code)
  if (step !== undefined) become(step)
}

/** It was done; what was refused is asked for again, and says if there is more to do. */
export function firstStepDone(): void {
  become(undefined)
  void cache.invalidateQueries()
}

export const useMustFirst = (): MustFirst | undefined =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => first,
  )
