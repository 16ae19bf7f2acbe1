/** How far what is done in the background has come, and which end of it is news. Pure. */
import type { Progress } from '@berth/contract/notifications.ts'

export type Step = Pick<Progress, 'state' | 'step' | 'share'>

/** What is done before anybody can have turned away from it is no news. */
const noNewsWithinMs = 30_000

/** Somebody ended it who knows it, or is told otherwise. */
const knownEnds: readonly Step['step'][] = ['ended-by-owner', 'ended-by-administrator', 'cancelled']

/** Does its end say something that its owner does not know? */
export function isNews({ state, step }: Step, tookMs: number): boolean {
  if (state === 'cancelled') return !knownEnds.includes(step)
  return state === 'failed' || (state === 'done' && tookMs > noNewsWithinMs)
}
