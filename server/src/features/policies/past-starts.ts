/**
 * What other limits would have made of the past: the starts of the last weeks once more, in their order, each compared
 * with what was live at its moment. A start that is refused takes nothing from those after it. Pure.
 */
import type { PolicyLimits } from '@berth/contract/policies.ts'

export interface PastSession {
  /** Whose, and in which workspace. */
  readonly place: string
  readonly credential: string
  /** Whether the limits are those of its credential, and those of the user's main one. */
  readonly byCredential: boolean
  readonly byUser: boolean
  readonly cpuTenths: number
  readonly memory: number
  readonly gpus: number
  readonly gpuShareTenths: number
  readonly containers: number
  readonly createdAt: Date
  readonly endedAt: Date | null
}

const amounts = ['cpuTenths', 'memory', 'gpus', 'gpuShareTenths', 'sessions'] as const
type Amounts = { [Name in (typeof amounts)[number]]: number }

export function replayStarts(sessions: readonly PastSession[], limits: PolicyLimits, since: Date) {
  const max = maxOf(limits)
  const live = new Map<string, Live>()
  let [starts, refusedStarts] = [0, 0]
  for (const session of sessions) {
    const groups = [
      ...(session.byCredential ? [`credential ${session.credential}`] : []),
      ...(session.byUser ? [`user ${session.place}`] : []),
    ].map((key) => live.get(key) ?? add(live, key))
    for (const group of groups) group.forget(session.createdAt)
    const asked = askedOf(session)
    const tooWide = limits.containersPerSession !== null && session.containers > limits.containersPerSession
    const isRefused = tooWide || groups.some(({ used }) => amounts.some((name) => used[name] + asked[name] > max[name]))
    if (session.createdAt >= since) {
      starts += 1
      if (isRefused) refusedStarts += 1
    }
    if (!isRefused) for (const group of groups) group.begin(asked, session.endedAt)
  }
  return { starts, refusedStarts }
}

interface Live {
  readonly used: Amounts
  begin(asked: Amounts, endedAt: Date | null): void
  forget(until: Date): void
}

function add(live: Map<string, Live>, key: string): Live {
  const used: Amounts = { cpuTenths: 0, memory: 0, gpus: 0, gpuShareTenths: 0, sessions: 0 }
  let going: { readonly asked: Amounts; readonly endedAt: Date }[] = []
  const count = (asked: Amounts, sign: 1 | -1) => {
    for (const name of amounts) used[name] += sign * asked[name]
  }
  const made: Live = {
    used,
    begin(asked, endedAt) {
      count(asked, 1)
      if (endedAt !== null) going.push({ asked, endedAt })
    },
    forget(until) {
      for (const { asked, endedAt } of going) if (endedAt <= until) count(asked, -1)
      going = going.filter(({ endedAt }) => endedAt > until)
    },
  }
  live.set(key, made)
  return made
}

const askedOf = ({ cpuTenths, memory, gpus, gpuShareTenths, containers }: PastSession): Amounts => ({
  cpuTenths: cpuTenths * containers,
  memory: memory * containers,
  gpus: gpus * containers,
  gpuShareTenths: gpuShareTenths * containers,
  sessions: 1,
})

const maxOf = ({ cpu, memory, gpu, gpuShares, concurrentSessions }: PolicyLimits): Amounts => ({
  cpuTenths: cpu === null ? Infinity : Math.round(cpu * 10),
  memory: memory ?? Infinity,
  gpus: gpu ?? Infinity,
  gpuShareTenths: gpuShares === null ? Infinity : Math.round(gpuShares * 10),
  sessions: concurrentSessions ?? Infinity,
})
