/** What a session does: its use of the machine over time, and whether anybody uses it. */
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { idle } from './idle.ts'
import { session } from './sessions.ts'
import { idParams, time } from './shapes.ts'

/** One value for each moment of `at`; null where this machine could not tell. */
const series = z.array(z.number().nullable())

export const sessionMetrics = z.object({
  /** Seconds that a point stands for; the newest ones may stand for less. */
  seconds: z.number().int(),
  /** What the points were asked for; they may begin later. */
  from: time,
  to: time,
  /** The end of each point, in seconds since 1970. */
  at: z.array(z.number()),
  /** Cores, the mean. */
  cpu: series,
  /** Bytes, the most. */
  memory: series,
  /** Bytes a second, the mean. */
  networkReceived: series,
  networkSent: series,
  diskRead: series,
  diskWritten: series,
  /** From 0 to 1, the mean over its GPUs, each as a whole. */
  gpu: series,
  /** Bytes on its GPUs, the most. */
  gpuMemory: series,
})
export type SessionMetrics = z.infer<typeof sessionMetrics>

const day = 86_400

export const activity = {
  metrics: endpoint({
    method: 'GET',
    path: '/sessions/{id}/metrics',
    summary:
      'What a session used over time: every 5 s for the last hour, then ever coarser; kept 30 days after its end',
    access: 'login',
    background: true,
    params: idParams,
    query: z.strictObject({
      /** The last so many seconds, of an ended session before its end; its whole life when not given. */
      last: z.coerce
        .number()
        .int()
        .min(60)
        .max(180 * day)
        .optional(),
    }),
    response: sessionMetrics,
    problems: ['not-found'],
  }),
  idle: endpoint({
    method: 'GET',
    path: '/sessions/{id}/idle',
    summary: 'Whether a session is used, by each sign of it, and when it would be ended; null: never for that',
    access: 'login',
    background: true,
    params: idParams,
    response: z.object({ idle: idle.nullable() }),
    problems: ['not-found'],
  }),
  keep: endpoint({
    method: 'POST',
    path: '/sessions/{id}/keep',
    summary: 'Keep a running session for so long although nobody uses it, at most until its lifetime ends',
    access: 'login',
    params: idParams,
    body: z.strictObject({
      /** From now. */
      seconds: z
        .number()
        .int()
        .min(60)
        .max(30 * day),
    }),
    response: session,
    problems: ['not-found', 'session-state'],
  }),
}
