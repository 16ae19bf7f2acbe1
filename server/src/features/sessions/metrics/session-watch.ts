/**
 * Looks at what the running sessions do, every few seconds: what they use is written down, what that says about their
 * being used is noted, and those that nobody uses are dealt with. Done by the process that leads.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { Engine } from '../../../engines/engine.ts'
import { EngineProblem } from '../../../engines/engine.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Log } from '../../../platform/log/log.ts'
import type { Clock } from '../../../platform/time.ts'
import { lookForIdle } from '../idle/idle-watch.ts'
import { createMeter, finest, type MetricPoint } from './metric-meter.ts'
import { forgetFinePoints, insertPoints } from './metrics.store.ts'
import type { Activity } from '../idle/session-activity.ts'
import { runningSessions } from '../life/reconciler.views.ts'

export interface SessionWatchDeps {
  readonly database: Pick<Database, 'db'>
  readonly engine: Pick<Engine, 'kind' | 'metrics' | 'announce'>
  readonly activity: Activity
  readonly clock: Clock
  readonly log: Log
  /** Something was ended: there is work for the reconciler. */
  readonly onEnd: () => void
}

export interface SessionWatch {
  /** One look; those that come meanwhile wait for it and share the next. */
  look(): Promise<void>
  /** Looks until the signal. */
  run(signal: AbortSignal): Promise<void>
}

/** Over a minute, so that what asks an app how it is every few seconds does not make it busy. */
const busySeconds = 60
const busyCores = 0.1
const busyGpu = 0.05
const forgetEveryMs = 60_000

export function createSessionWatch(deps: SessionWatchDeps): SessionWatch {
  const { database, engine, activity, clock, log } = deps
  const { db } = database
  const meter = createMeter()
  let forgotAt = 0
  let looking: Promise<void> = Promise.resolve()

  const measure = async () => {
    const running = await runningSessions(db, engine.kind)
    const now = clock.now()
    const uses = await engine.metrics(running.map(({ id }) => id))
    const points = meter.take(now, uses)
    await insertPoints(db, points)
    const cores = new Map(running.map((row) => [row.id, (row.cpu_tenths * row.containers) / 10]))
    for (const point of points) if (point.seconds === busySeconds) noteBusy(point, cores.get(point.id))
    if (now.getTime() - forgotAt < forgetEveryMs) return
    forgotAt = now.getTime()
    await forgetFinePoints(db, [...cores.keys()], now)
  }
  /** A whole core of many is as much work as all of one; of a tenth of a core, the half is. */
  const noteBusy = ({ id, cpu, gpu }: MetricPoint, cores: number | undefined) => {
    if (cores === undefined) return
    if (cpu !== null && cpu >= Math.min(busyCores, cores / 2)) activity.note(id, 'cpu')
    if (gpu !== null && gpu >= busyGpu) activity.note(id, 'gpu')
  }
  const once = async () => {
    try {
      await measure()
    } catch (error) {
      if (!(error instanceof EngineProblem)) throw error
      // An engine that is away is asked for elsewhere; nothing ends while nobody can tell whether it works.
      return
    }
    await activity.flush()
    if (await lookForIdle({ db, engine, clock, log })) deps.onEnd()
  }
  const look = () => (looking = looking.then(once, once))

  return {
    look,
    async run(signal) {
      while (!signal.aborted) {
        const began = performance.now()
        await look().catch((error: Error) => {
          if (!signal.aborted) log.warn('A look at what sessions use failed; trying again', { error })
        })
        const rest = Math.max(500, finest * 1000 - (performance.now() - began))
        await delay(rest, undefined, { signal, ref: false }).catch(() => {})
      }
    },
  }
}
