/** The whole evaluation of a request, made or not: the same functions that decide, nothing reserved. */
import type { Explanation } from '@berth/contract/sessions.ts'
import { Problem } from '../../../platform/http/problem.ts'
import {
  compare,
  evaluate,
  evaluateQueued,
  largestRequest,
  lifetimeOf,
  withoutPending,
  wholeOf,
  type Circumstances,
  type Request,
  type Verdict,
} from './admission.ts'
import { readLayers, type Claim } from './admission.views.ts'
import type { Ask } from './admit-sessions.ts'
import { countAhead, readGroup } from './decision.views.ts'
import { dominantShare, nothing, plus, type Amounts } from './amounts.ts'
import {
  findTurn,
  readHeldByUser,
  readQueued,
  readUse,
  readWaitingByUser,
  type PlaceInQueue,
} from '../queue/queue.views.ts'
import { requestOfRow } from '../queue/schedule-sessions.ts'
import type { SessionsDeps } from '../sessions.service.ts'

/** Of something that is not asked for yet. */
export async function explainAsk(deps: SessionsDeps, { claim, body, request }: Ask): Promise<Explanation> {
  const now = deps.clock.now()
  const { layers, group } = await ground(deps, claim, body.resourceGroup, now)
  if (!group.everAvailable) throw new Problem('engine-unavailable', { engine: deps.engine.kind, remedy: '' })
  const around: Circumstances = { layers, hardware: group.hardware, ahead: group.ahead, now }
  const verdict = evaluate(request, around)
  const queue =
    verdict.kind !== 'waits'
      ? null
      : request.startsAt && request.startsAt > now
        ? {
            position: (await countAhead(deps.database.prepared, body.resourceGroup, now)) + 1,
            estimate: request.startsAt,
          }
        : await turnOf(deps, claim.user, body.resourceGroup, group.hardware.total, now)
  return explanation(request, around, verdict, queue)
}

/** Of a session that waits; null: it does not. */
export async function explainQueued(deps: SessionsDeps, id: string): Promise<Explanation | null> {
  const row = await readQueued(deps.database.prepared, id)
  if (!row) return null
  const now = deps.clock.now()
  const found = await ground(deps, row, row.resourceGroup, now)
  const request = requestOfRow(row)
  // What it is compared with is everything but itself.
  const layers = found.layers.map((layer) => ({ ...layer, use: withoutPending(layer.use, wholeOf(request)) }))
  const around: Circumstances = {
    layers,
    hardware: found.group.hardware,
    ahead: row.reason === 'waiting-for-resources',
    now,
  }
  const verdict = evaluateQueued(request, around)
  const waits: Verdict = verdict.kind === 'starts' ? { kind: 'waits', reason: 'waiting-for-resources' } : verdict
  const queue = { position: row.position, estimate: row.estimate === null ? null : new Date(row.estimate * 1000) }
  return explanation(request, around, waits, queue)
}

async function ground(deps: SessionsDeps, claim: Claim, resourceGroup: string, now: Date) {
  const { prepared: db } = deps.database
  const [book, group] = await Promise.all([readLayers(db, [claim], now), readGroup(db, deps, resourceGroup, now)])
  return { layers: book.of(claim).layers, group }
}

/** Where the next request of a user would stand. */
async function turnOf(
  { database: { prepared: db } }: SessionsDeps,
  user: string,
  resourceGroup: string,
  total: Amounts,
  now: Date,
): Promise<PlaceInQueue> {
  const [use, held, waiting] = await Promise.all([
    readUse(db, resourceGroup, [user], now),
    readHeldByUser(db, resourceGroup, [user]),
    readWaitingByUser(db, resourceGroup, user),
  ])
  const had = plus(use.get(user) ?? nothing, held.get(user) ?? nothing)
  return findTurn(db, resourceGroup, {
    priority: 0,
    share: dominantShare(had, total) + dominantShare(waiting, total),
  })
}

const explanation = (
  request: Request,
  around: Circumstances,
  verdict: Verdict,
  queue: PlaceInQueue | null,
): Explanation => ({
  verdict: verdict.kind,
  reason: verdict.kind === 'waits' ? verdict.reason : null,
  comparisons: compare(request, around),
  violations: verdict.kind === 'refused' ? [...verdict.violations] : [],
  largest: largestRequest(request, around),
  queue: queue && { position: queue.position, estimate: queue.estimate?.toISOString() ?? null },
  lifetime: lifetimeOf(around.layers),
})
