/** When a session counts as unused (4.7). */
import { z } from 'zod'
import { time } from './shapes.ts'

/** What shows that a session is used. Asking how it is, or looking at it, does not. */
export const idleSignals = ['terminal', 'ssh', 'app', 'kernel', 'cpu', 'gpu'] as const
export type IdleSignal = (typeof idleSignals)[number]

/** Of a running session that its policy ends when nobody uses it. */
export const idle = z.object({
  /** Seconds without any sign of use after which it is ended. */
  timeout: z.number().int(),
  /** When that comes, if nothing more happens. */
  endsAt: time,
  /** Its owner has been warned, since that comes soon. */
  warned: z.boolean(),
  /** Not before this, since somebody wanted to keep it. */
  keptUntil: time.nullable(),
  /** How far it can be kept: the end of its lifetime; null: as far as one likes. */
  keepUntilAtMost: time.nullable(),
  /** When each sign of use was last seen. */
  signals: z.record(z.enum(idleSignals), time.nullable()),
})
export type Idle = z.infer<typeof idle>

/** How long before the end its owner is warned: 10 minutes, of short times the half. */
export const warningSeconds = (timeout: number): number => Math.min(600, timeout / 2)
