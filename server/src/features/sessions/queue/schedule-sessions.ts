/**
 * Looks at the queues: reads what waits, plans without holding anything up, then reserves in small transactions under
 * the locks of admission, each start evaluated once more against what is true then.
 */
import { transaction } from '../../../platform/database/transaction.ts'
import { lockAdmission } from '../admission/admission-locks.store.ts'
import { evaluateQueued, withStarted, type Request } from '../admission/admission.ts'
import { readLayers, type Claim } from '../admission/admission.views.ts'
import { readGroup } from '../admission/decision.views.ts'
import { dominantShare, nothing, plus, times, type Amounts } from '../admission/amounts.ts'
import { hardwareOf, take, devicesFor } from '../admission/placement.ts'
import { planQueue, type Plan, type Planned, type Waiting } from './plan-queue.ts'
import { readHeldByUser, readQueue, readRunning, readUse, readUsualSeconds, type QueuedRow } from './queue.views.ts'
import type { Ground } from '../life/reconciler-ground.ts'
import { lockSessions, moveSession, noteWaiting, reserve, saveQueueOrder } from '../sessions.store.ts'

/** In one transaction, so that admissions wait for none of them long. */
const reservedAtOnce = 250
/** A queue is looked at again after so many times the time that the last look took: it leaves room for everything else. */
const restFactor = 4

export function createQueues(ground: Ground) {
  const resting = new Map<string, number>()
  let again: Date | null = null

  return {
    /** Unless it was looked at just now. Answers whether something starts. */
    async look(resourceGroup: string): Promise<boolean> {
      const began = performance.now()
      const wait = (resting.get(resourceGroup) ?? 0) - began
      if (wait > 0) {
        const at = new Date(ground.clock.now().getTime() + Math.ceil(wait))
        if (!again || at < again) again = at
        return false
      }
      const started = await scheduleSessions(ground, resourceGroup)
      const ended = performance.now()
      resting.set(resourceGroup, ended + Math.min(2_000, (ended - began) * restFactor))
      return started
    },

    /** When a queue that was passed over is due, once. */
    again(): Date | null {
      const at = again
      again = null
      return at
    },
  }
}

/** One look at a queue. Answers whether something starts. */
export async function scheduleSessions(ground: Ground, resourceGroup: string): Promise<boolean> {
  const { db, clock } = ground
  const at = clock.now()
  const rows = await readQueue(db, resourceGroup)
  if (rows.length === 0) return false
  const plan = await planOf(ground, resourceGroup, rows, at)
  if (!plan) return false

  const byId = new Map(rows.map((row) => [row.id, row]))
  let any = false
  for (let from = 0; from < plan.starts.length; from += reservedAtOnce) {
    const some = plan.starts.slice(from, from + reservedAtOnce)
    if (await takeSome(ground, resourceGroup, some, byId)) any = true
  }
  for (let from = 0; from < plan.ended.length; from += reservedAtOnce)
    await endSome(ground, plan.ended.slice(from, from + reservedAtOnce))
  const changed = plan.waits.filter(({ id, reason }) => byId.get(id)?.reason !== reason)
  await transaction(db, async (tx) => {
    await lockSessions(tx, idsOf([...plan.never, ...changed]))
    for (const { id, violations } of plan.never) {
      const detail = violations.map((v) => `${v.resource}: asked ${v.asked}, there are ${v.max}`).join('; ')
      await moveSession(tx, id, 'ERROR', { at, reason: 'never-fits', detail, from: ['PENDING'] })
    }
    await noteWaiting(
      tx,
      changed.map(({ id, reason }) => ({ id, reason })),
      at,
    )
    await saveQueueOrder(
      tx,
      resourceGroup,
      {
        sessions: plan.waits.map(({ id }) => id),
        priorities: plan.waits.map(({ priority }) => priority),
        shares: plan.waits.map(({ share }) => share),
        estimates: plan.waits.map(({ estimate }) => (estimate === null ? null : estimate / 1000)),
      },
      at,
    )
  })
  return any
}

export interface QueuePlan extends Plan {
  /** Whoever they wait for may not act any more. */
  readonly ended: readonly QueuedRow[]
}

/** Null: no machine that could ever run a session is known. */
export async function planOf(
  { db, nodes }: Pick<Ground, 'db' | 'nodes'>,
  resourceGroup: string,
  rows: readonly QueuedRow[],
  now: Date,
): Promise<QueuePlan | null> {
  const group = await nodes.group(db, resourceGroup)
  const { machines, everAvailable, containers } = await nodes.machines(db, resourceGroup)
  if (!everAvailable || !group) return null
  const users = [...new Set(rows.map(({ user }) => user))]
  const running = await readRunning(db, resourceGroup, now)
  const layers = await readLayers(db, rows.map(claimOf), now)
  const [use, held] = await Promise.all([
    readUse(db, resourceGroup, users, now),
    readHeldByUser(db, resourceGroup, users),
  ])
  const usualSeconds = await readUsualSeconds(db, resourceGroup, now)
  const hardware = hardwareOf(
    machines,
    running.map((row) => ({ ...times(row, row.containers), node: row.node, devices: row.devices })),
    containers,
  )
  const claims = new Map(rows.map((row) => [row.id, claimOf(row)]))
  const claim = ({ id }: Waiting) => claims.get(id) as Claim
  const isEnded = (row: QueuedRow) => layers.of(claimOf(row)).ended !== null
  const ended = rows.filter(isEnded)
  const plan = planQueue({
    waiting: (ended.length === 0 ? rows : rows.filter((row) => !isEnded(row))).map(waitingOf),
    running: running.map((row) => ({
      node: row.node,
      whole: times(row, row.containers),
      endsAt: row.endsAt?.getTime() ?? null,
    })),
    hardware,
    scheduler: group.scheduler,
    holdAfter: group.holdAfter,
    now,
    shareOf: (user) => dominantShare(plus(use.get(user) ?? nothing, held.get(user) ?? nothing), hardware.total),
    layersOf: (item) => layers.of(claim(item)).layers,
    change: (item, change) => layers.change(claim(item), change),
    usualSeconds,
  })
  return { ...plan, ended }
}

/** Under the locks, in the planned order: what is still allowed and still has room where it was planned. */
function takeSome(
  ground: Ground,
  resourceGroup: string,
  planned: readonly Planned[],
  byId: ReadonlyMap<string, QueuedRow>,
): Promise<boolean> {
  const { db, clock } = ground
  const rows = planned.flatMap(({ id }) => byId.get(id) ?? [])
  return transaction(db, async (tx) => {
    const claims = rows.map(claimOf)
    await lockAdmission(tx, claims, [resourceGroup])
    const at = clock.now()
    const layers = await readLayers(tx, claims, at)
    const { hardware } = await readGroup(tx, ground, resourceGroup, at)
    const starts: Planned[] = []
    for (const { id, node: name } of planned) {
      const row = byId.get(id)
      const node = hardware.nodes.find((one) => one.name === name)
      if (!row || !node) continue
      const standing = layers.of(claimOf(row))
      // It ended since the plan was made: the next look cancels it.
      if (standing.ended !== null) continue
      const item = waitingOf(row)
      const verdict = evaluateQueued(item.request, { layers: standing.layers, hardware, now: at }, (asked) => {
        const devices = devicesFor(node, asked)
        return devices && { node, devices }
      })
      if (verdict.kind !== 'starts') continue
      const { devices } = verdict.place
      take(node, item.whole, devices)
      layers.change(claimOf(row), (use) => withStarted(use, item.whole))
      starts.push({ id, node: name, devices })
    }
    await lockSessions(tx, idsOf(starts))
    return (await reserve(tx, starts, at)).size > 0
  })
}

/** Under the locks, so that of an end that was taken back meanwhile nothing is left. */
function endSome({ db, clock }: Ground, rows: readonly QueuedRow[]): Promise<void> {
  return transaction(db, async (tx) => {
    const claims = rows.map(claimOf)
    await lockAdmission(tx, claims, [])
    const at = clock.now()
    const layers = await readLayers(tx, claims, at)
    await lockSessions(tx, idsOf(rows))
    for (const row of rows) {
      const { ended } = layers.of(claimOf(row))
      if (ended !== null) await moveSession(tx, row.id, 'CANCELLED', { at, reason: ended, from: ['PENDING'] })
    }
  })
}

const idsOf = (some: readonly { readonly id: string }[]) => some.map(({ id }) => id)

const claimOf = ({ user, workspace, project, credential }: QueuedRow): Claim => ({
  user,
  workspace,
  project,
  credential,
})

export const requestOfRow = (
  row: Pick<QueuedRow, keyof Amounts | 'containers' | 'timeLimit' | 'startsAt'>,
): Request => ({
  amounts: {
    cpuTenths: row.cpuTenths,
    memory: row.memory,
    gpus: row.gpus,
    gpuShareTenths: row.gpuShareTenths,
  },
  containers: row.containers,
  timeLimit: row.timeLimit,
  startsAt: row.startsAt,
})

function waitingOf(row: QueuedRow): Waiting {
  const request = requestOfRow(row)
  const limits = [row.timeLimit, row.lifetime].flatMap((seconds) => (seconds === null ? [] : [seconds]))
  return {
    id: row.id,
    user: row.user,
    priority: row.priority,
    dueAt: row.dueAt.getTime(),
    whole: times(request.amounts, row.containers),
    request,
    runsFor: limits.length > 0 ? Math.min(...limits) : null,
  }
}
