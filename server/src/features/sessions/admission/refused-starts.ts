/** How many of the starts of the last days other limits of a policy would have refused: sessions as they came, replayed. */
import type { PolicyLimits } from '@berth/contract/policies.ts'
import { nothingUsed, violationsOf, type Limits, type Use } from './admission.ts'
import { plus, type Amounts } from './amounts.ts'
import type { Hardware } from './placement.ts'
import { requestOfRow } from '../queue/schedule-sessions.ts'

export interface PastStart extends Amounts {
  readonly user: string
  readonly workspace: string
  readonly credential: string
  /** Does its credential have the policy; does its user, by their main credential? */
  readonly ofCredential: boolean
  readonly ofUser: boolean
  readonly containers: number
  readonly timeLimit: number | null
  readonly startsAt: Date | null
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly endedAt: Date | null
}

/** In the order in which they came. What would have been refused counts for nobody later. */
export function replay(
  past: readonly PastStart[],
  limits: Limits,
  since: Date,
): { starts: number; refusedStarts: number } {
  let refused = 0
  for (const own of Map.groupBy(past, ({ user, workspace }) => `${user} ${workspace}`).values()) {
    const live: PastStart[] = []
    for (const start of own) {
      for (let index = live.length - 1; index >= 0; index--) {
        const { endedAt } = live[index] as PastStart
        if (endedAt && endedAt <= start.createdAt) live.splice(index, 1)
      }
      // What was before counts against what came later, and is no start of these days.
      if (start.createdAt < since || !isRefused(start, live, limits)) live.push(start)
      else refused++
    }
  }
  return { starts: past.filter(({ createdAt }) => createdAt >= since).length, refusedStarts: refused }
}

function isRefused(start: PastStart, live: readonly PastStart[], limits: Limits): boolean {
  const layers = [
    ...(start.ofCredential
      ? [
          {
            limit: 'credential' as const,
            limits,
            use: useAt(
              live.filter(({ credential }) => credential === start.credential),
              start.createdAt,
            ),
          },
        ]
      : []),
    ...(start.ofUser ? [{ limit: 'user' as const, limits, use: useAt(live, start.createdAt) }] : []),
  ]
  // Whether it had to wait is known: then it needed a place in the queue.
  const waited = start.startedAt === null || start.startedAt.getTime() - start.createdAt.getTime() > 60_000
  const around = { layers, hardware: anyMachine(start), ahead: waited, now: start.createdAt }
  return violationsOf(requestOfRow(start), around).length > 0
}

function useAt(live: readonly PastStart[], at: Date): Use {
  return live.reduce((use, one) => {
    const whole = wholeOfRow(one)
    const holds = one.startedAt !== null && one.startedAt <= at
    return {
      live: plus(use.live, whole),
      held: holds ? plus(use.held, whole) : use.held,
      heldSessions: use.heldSessions + (holds ? 1 : 0),
      pendingSessions: use.pendingSessions + (holds ? 0 : 1),
    }
  }, nothingUsed)
}

const wholeOfRow = ({ cpuTenths, memory, gpus, gpuShareTenths, containers }: PastStart): Amounts => ({
  cpuTenths: cpuTenths * containers,
  memory: memory * containers,
  gpus: gpus * containers,
  gpuShareTenths: gpuShareTenths * containers,
})

/** Only the policy is asked about: the machines had room for what was started then. */
function anyMachine(start: PastStart): Hardware {
  const total = wholeOfRow(start)
  const devices = total.gpus + Math.ceil(total.gpuShareTenths / 10)
  const taken = Array.from({ length: devices }, () => 0)
  const node = { name: '', total, available: true, devices, free: total, taken }
  return { nodes: [node], shapes: [total], total, containers: start.containers }
}

/** As the contract says them. */
export const limitsOfPolicy = (limits: PolicyLimits): Limits => ({
  cpuTenths: limits.cpu === null ? null : Math.round(limits.cpu * 10),
  memory: limits.memory,
  gpus: limits.gpu,
  gpuShareTenths: limits.gpuShares === null ? null : Math.round(limits.gpuShares * 10),
  containers: limits.containersPerSession,
  concurrentSessions: limits.concurrentSessions,
  pendingSessions: limits.pendingSessions,
  lifetime: limits.maxSessionLifetime,
  idleTimeout: limits.idleTimeout,
})
