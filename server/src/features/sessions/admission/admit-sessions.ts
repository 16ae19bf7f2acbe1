/**
 * Admission: reads, decides and reserves in one transaction that nobody else's decision about the same limits or
 * machines overlaps. What waits together is decided together, one after the other in the order in which it came. The
 * next decisions begin when these are committed; what was admitted is told of when it is on disk.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { Session } from '@berth/contract/sessions.ts'
import type { Transaction } from 'kysely'
import { createFlush } from '../../../platform/database/durability.ts'
import type { Tables } from '../../../platform/database/tables.ts'
import { transaction } from '../../../platform/database/transaction.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { uuidv7 } from '../../../platform/ids.ts'
import { keyTaken } from '../../../platform/once.ts'
import { stillGranted, type Grants, type WantedMount } from '../../folders/folder-mounts.service.ts'
import { lockAdmission } from './admission-locks.store.ts'
import { evaluate, idleTimeoutOf, largestRequest, lifetimeOf, wholeOf, withOne, type Request } from './admission.ts'
import type { Claim, LayerBook } from './admission.views.ts'
import type { SessionBody } from './create-session.ts'
import { readDecision, type GroupToDecideIn } from './decision.views.ts'
import { take } from './placement.ts'
import { pleasantName } from './pleasant-name.ts'
import type { SessionsDeps } from '../sessions.service.ts'
import { showCreated } from '../sessions.views.ts'
import { findByIdempotencyKeys, insertSessions, type Named, type NewSession } from '../sessions.store.ts'

export interface Ask {
  readonly claim: Claim
  readonly engine: string
  readonly body: SessionBody
  readonly request: Request
  /** As they were a moment ago. */
  readonly mounts: readonly WantedMount[]
  readonly idempotency: { readonly key: string; readonly hash: string } | null
}

export type Outcome<Made = NewOne> =
  | Made
  | { readonly problem: Problem }
  /** No machine that could ever run a session is known. */
  | { readonly noMachine: true }

type Tx = Transaction<Tables>

interface NewOne {
  readonly id: string
  /** In its queue, as long as the scheduler has not looked; null: it starts, or that is still to be found out. */
  readonly position: number | null
}

export interface Admitted extends NewOne {
  /** As it was when it was decided, without its place in the queue. */
  readonly session: Session
  /** It is acknowledged when it is on disk. */
  readonly onDisk: Promise<void>
}

export interface Admission {
  (ask: Ask): Promise<Outcome<Admitted>>
}

interface Waiting {
  readonly ask: Ask
  readonly resolve: (outcome: Outcome<Admitted>) => void
  readonly reject: (error: unknown) => void
}

const togetherAtMost = 64
const gatherMs = 3

/** Decisions go one transaction after the other; what comes meanwhile goes together with the next. */
export function createAdmission(deps: SessionsDeps): Admission {
  let waiting: Waiting[] = []
  let busy = false
  const flush = createFlush(deps.database.prepared)

  const work = async () => {
    busy = true
    for (let before = 0; waiting.length > 0;) {
      // Those of the batch before who ask again are on their way: it costs less to go with them than before them.
      if (waiting.length < before) await delay(gatherMs)
      before = waiting.length
      const batch = waiting.slice(0, togetherAtMost)
      waiting = waiting.slice(togetherAtMost)
      await decide(batch)
    }
    busy = false
  }
  const decide = async (batch: readonly Waiting[]) => {
    try {
      const { outcomes, sessions } = await admit(
        deps,
        batch.map(({ ask }) => ask),
      )
      answer(batch, outcomes, sessions)
    } catch (error) {
      // One that cannot be written must not be the others' misfortune.
      if (batch.length === 1) batch[0]?.reject(error)
      else for (const one of batch) await decide([one])
    }
  }
  const answer = (batch: readonly Waiting[], outcomes: readonly Outcome[], sessions: ReadonlyMap<string, Session>) => {
    // Also of what was found to exist already: it may be as young.
    const onDisk = outcomes.some((outcome) => 'id' in outcome) ? flush() : Promise.resolve()
    for (const [index, { resolve, reject }] of batch.entries()) {
      const outcome = outcomes[index]
      const session = outcome && 'id' in outcome ? sessions.get(outcome.id) : undefined
      if (!outcome) reject(new Error('An admission had no outcome'))
      else if (!('id' in outcome)) resolve(outcome)
      else if (session) resolve({ ...outcome, session, onDisk })
      else reject(new Error('What was admitted cannot be found'))
    }
  }
  return (ask) =>
    new Promise((resolve, reject) => {
      waiting.push({ ask, resolve, reject })
      if (!busy) void work()
    })
}

/** All of them in one transaction, each as if those before it had been admitted already. */
function admit(
  deps: SessionsDeps,
  asks: readonly Ask[],
): Promise<{ outcomes: readonly Outcome[]; sessions: ReadonlyMap<string, Session> }> {
  return transaction(deps.database.prepared, async (tx) => {
    const claims = asks.map(({ claim }) => claim)
    const groupNames = [...new Set(asks.map(({ body }) => body.resourceGroup))]
    await lockAdmission(tx, claims, groupNames)
    const at = deps.clock.now()
    const repeated = await repeatedOf(tx, asks)
    const candidates = namesFor(asks)
    const asked = { claims, groups: groupNames, names: [...candidates.values()].flat() }
    const { layers, groups, taken } = await readDecision(tx, deps, asked, at)
    const names = namesOf(candidates, taken)
    const mounting = asks.flatMap(({ claim, mounts }) => mounts.map(({ folder }) => ({ user: claim.user, folder })))
    const grants = await deps.mounts.hold(tx, mounting)

    const rows: NewSession[] = []
    const outcomes: Outcome[] = []
    for (const ask of asks) {
      const before = ask.idempotency && repeated.get(keyOf(ask))
      if (before) {
        outcomes.push(
          before.hash === ask.idempotency?.hash ? { id: before.id, position: null } : { problem: keyTaken() },
        )
        continue
      }
      const group = groups.get(ask.body.resourceGroup) as GroupToDecideIn
      const decided = decideOne(ask, { layers, group, names, grants, at })
      outcomes.push(decided.outcome)
      if (!decided.row) continue
      rows.push(decided.row)
      if (ask.idempotency) repeated.set(keyOf(ask), { id: decided.row.id, hash: ask.idempotency.hash })
    }
    await insertSessions(tx, rows)
    const ids = outcomes.flatMap((outcome) => ('id' in outcome ? [outcome.id] : []))
    return { outcomes, sessions: await showCreated(tx, ids) }
  })
}

interface Ground {
  readonly layers: LayerBook
  readonly group: GroupToDecideIn
  readonly names: Names
  readonly grants: Grants
  readonly at: Date
}

/** What is decided is taken from what the next one is compared with. */
function decideOne(ask: Ask, { layers, group, names, grants, at }: Ground): { outcome: Outcome; row?: NewSession } {
  const { claim, body, request, engine, idempotency } = ask
  if (!group.everAvailable) return { outcome: { noMachine: true } }
  const standing = layers.of(claim)
  if (standing.credential === null || standing.ended !== null) return { outcome: { problem: noStanding() } }
  const mounts = stillGranted(claim.user, ask.mounts, grants)
  if (mounts instanceof Problem) return { outcome: { problem: mounts } }
  const around = { layers: standing.layers, hardware: group.hardware, ahead: group.ahead, now: at }
  const verdict = evaluate(request, around)
  if (verdict.kind === 'refused') {
    const { violations } = verdict
    const largest = largestRequest(request, around)
    return { outcome: { problem: new Problem('quota-exceeded', { violations, largest }) } }
  }
  const name = names.choose(ask)
  if (name === null) return { outcome: { problem: new Problem('name-taken', { name: body.name ?? '' }) } }

  const whole = wholeOf(request)
  const starts = verdict.kind === 'starts'
  layers.change(claim, (use) => withOne(use, whole, starts))
  if (starts) take(verdict.place.node, whole, verdict.place.devices)
  else {
    group.queued++
    if (verdict.reason !== 'waiting-for-start-time' && verdict.reason !== 'waiting-for-limit') group.ahead = true
  }

  const { amounts, startsAt } = request
  const id = uuidv7()
  const row: NewSession = {
    id,
    name,
    owner_id: claim.user,
    workspace_id: claim.workspace,
    project_id: claim.project,
    credential: standing.credential,
    type: body.type,
    environment: body.environment,
    resource_group: body.resourceGroup,
    engine,
    containers: request.containers,
    cpu_tenths: amounts.cpuTenths,
    memory: amounts.memory,
    shared_memory: body.resources.sharedMemory,
    gpus: amounts.gpus,
    gpu_share_tenths: amounts.gpuShareTenths,
    ...envOf(body.env),
    skip_user_scripts: body.skipUserScripts,
    mounts,
    command: body.command ?? null,
    port: body.port ?? null,
    audience: body.audience ?? 'owner',
    starts_at: startsAt,
    time_limit: request.timeLimit,
    lifetime: lifetimeOf(standing.layers),
    // What a batch session does it was told before: nobody needs to be there.
    idle_timeout: body.type === 'batch' ? null : idleTimeoutOf(standing.layers),
    reason: verdict.kind === 'waits' ? verdict.reason : 'asked',
    due_at: startsAt && startsAt > at ? startsAt : at,
    idempotency_key: idempotency?.key ?? null,
    idempotency_hash: idempotency?.hash ?? null,
    created_at: at,
    place: verdict.kind === 'starts' ? { node: verdict.place.node.name, devices: verdict.place.devices } : null,
  }
  // One that waits for its start time has a place among those that do.
  const position = starts || startsAt ? null : group.queued
  return { outcome: { id, position }, row }
}

const envOf = (env: Readonly<Record<string, string>>) => {
  const text = JSON.stringify(env)
  return { env: text, env_names: Object.keys(env), env_bytes: Buffer.byteLength(text) }
}

const keyOf = ({ claim, idempotency }: Ask) => `${claim.user} ${idempotency?.key}`

async function repeatedOf(tx: Tx, asks: readonly Ask[]): Promise<Map<string, { id: string; hash: string | null }>> {
  const keyed = asks.filter(({ idempotency }) => idempotency !== null)
  if (keyed.length === 0) return new Map()
  const rows = await findByIdempotencyKeys(
    tx,
    keyed.map(({ claim }) => claim.user),
    keyed.map(({ idempotency }) => idempotency?.key ?? ''),
  )
  return new Map(rows.map(({ owner, key, id, hash }) => [`${owner} ${key}`, { id, hash }]))
}

type Candidates = ReadonlyMap<Ask, readonly Named[]>

/** For each the one that was asked for, or some to choose from. */
const namesFor = (asks: readonly Ask[]): Candidates =>
  new Map(
    asks.map((ask) => {
      const names = ask.body.name === undefined ? [1, 2, 3].map(() => pleasantName()) : [ask.body.name]
      return [ask, names.map((name) => ({ owner: ask.claim.user, project: ask.claim.project, name }))]
    }),
  )

function namesOf(candidates: Candidates, rows: readonly Named[]): Names {
  const taken = new Set(rows.map(nameKey))
  return {
    choose(ask) {
      const { user: owner, project } = ask.claim
      const free = candidates.get(ask)?.find((one) => !taken.has(nameKey(one)))?.name
      const name = free ?? (ask.body.name === undefined ? `session-${uuidv7().slice(-12)}` : null)
      if (name !== null) taken.add(nameKey({ owner, project, name }))
      return name
    },
  }
}

const nameKey = ({ owner, project, name }: Named) => `${owner} ${project} ${name}`

interface Names {
  /** Taken from now on; null: the asked one is taken. */
  choose(ask: Ask): string | null
}

/** It was there a moment ago. */
const noStanding = () =>
  new Problem('invalid-input', {
    errors: [{ path: 'body.project', code: 'unknown', message: 'is no project that you can start sessions in' }],
  })
