/**
 * Admission: reads, decides and reserves in one transaction that nobody else's decision about the same limits or
 * machines overlaps. What waits together is decided together, one after the other in the order in which it came. The
 * next decisions begin when these are committed, and their answers go out when they are on disk as well.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import { commitLater, createFlush } from '../../platform/database/durability.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { Problem } from '../../platform/http/problem.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { lockAdmission } from './admission-locks.store.ts'
import {
  evaluate,
  idleTimeoutOf,
  largestRequest,
  lifetimeOf,
  wholeOf,
  withOne,
  type Circumstances,
  type Request,
} from './admission.ts'
import { countAhead, readHoldings, readLayers, type Claim, type LayerBook } from './admission.views.ts'
import type { SessionBody } from './create-session.ts'
import { hardwareOf, take } from './placement.ts'
import { pleasantName } from './pleasant-name.ts'
import type { SessionsDeps } from './sessions.service.ts'
import { findByIdempotencyKeys, insertSessions, takenNames, type NewSession } from './sessions.store.ts'

export interface Ask {
  readonly claim: Claim
  readonly engine: string
  readonly body: SessionBody
  readonly request: Request
  readonly idempotency: { readonly key: string; readonly hash: string } | null
}

export type Outcome =
  | { readonly id: string }
  | { readonly problem: Problem }
  /** No machine that could ever run a session is known. */
  | { readonly noMachine: true }

type Tx = Transaction<Tables>

export interface Admission {
  (ask: Ask): Promise<Outcome>
}

interface Waiting {
  readonly ask: Ask
  readonly resolve: (outcome: Outcome) => void
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
      const outcomes = await admit(
        deps,
        batch.map(({ ask }) => ask),
      )
      void answer(batch, outcomes)
    } catch (error) {
      // One that cannot be written must not be the others' misfortune.
      if (batch.length === 1) batch[0]?.reject(error)
      else for (const one of batch) await decide([one])
    }
  }
  /** Also of what was found to exist already: it may be as young. */
  const answer = async (batch: readonly Waiting[], outcomes: readonly Outcome[]) => {
    try {
      if (outcomes.some((outcome) => 'id' in outcome)) await flush()
      for (const [index, { resolve, reject }] of batch.entries()) {
        const outcome = outcomes[index]
        if (outcome) resolve(outcome)
        else reject(new Error('An admission had no outcome'))
      }
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }
  return (ask) =>
    new Promise((resolve, reject) => {
      waiting.push({ ask, resolve, reject })
      if (!busy) void work()
    })
}

/** All of them in one transaction, each as if those before it had been admitted already. */
function admit(deps: SessionsDeps, asks: readonly Ask[]): Promise<Outcome[]> {
  return transaction(deps.database.prepared, async (tx) => {
    const claims = asks.map(({ claim }) => claim)
    const groupNames = [...new Set(asks.map(({ body }) => body.resourceGroup))]
    await lockAdmission(tx, claims, groupNames)
    await commitLater(tx)
    const at = deps.clock.now()
    const repeated = await repeatedOf(tx, asks)
    const names = await namesOf(tx, asks)
    const layers = await readLayers(tx, claims, at)
    const groups = new Map<string, Group>()
    for (const name of groupNames) groups.set(name, await readGroup(tx, deps, name, at))

    const rows: NewSession[] = []
    const outcomes: Outcome[] = []
    for (const ask of asks) {
      const before = ask.idempotency && repeated.get(keyOf(ask))
      if (before) {
        outcomes.push(before.hash === ask.idempotency?.hash ? { id: before.id } : { problem: keyTaken() })
        continue
      }
      const group = groups.get(ask.body.resourceGroup) as Group
      const decided = decideOne(ask, { layers, group, names, at })
      outcomes.push(decided.outcome)
      if (!decided.row) continue
      rows.push(decided.row)
      if (ask.idempotency) repeated.set(keyOf(ask), { id: decided.row.id, hash: ask.idempotency.hash })
    }
    await insertSessions(tx, rows)
    return outcomes
  })
}

export interface Group {
  readonly hardware: Circumstances['hardware']
  readonly everAvailable: boolean
  readonly fractionalGpus: boolean
  ahead: number
}

export async function readGroup(
  tx: Tx | SessionsDeps['database']['db'],
  { nodes }: Pick<SessionsDeps, 'nodes'>,
  name: string,
  at: Date,
): Promise<Group> {
  const { machines, everAvailable, fractionalGpus, containers } = await nodes.machines(tx, name)
  return {
    hardware: hardwareOf(machines, await readHoldings(tx, name), containers),
    everAvailable,
    fractionalGpus,
    ahead: await countAhead(tx, name, at),
  }
}

interface Ground {
  readonly layers: LayerBook
  readonly group: Group
  readonly names: Names
  readonly at: Date
}

/** What is decided is taken from what the next one is compared with. */
function decideOne(ask: Ask, { layers, group, names, at }: Ground): { outcome: Outcome; row?: NewSession } {
  const { claim, body, request, engine, idempotency } = ask
  if (!group.everAvailable) return { outcome: { noMachine: true } }
  const standing = layers.of(claim)
  if (standing.credential === null || standing.ended !== null) return { outcome: { problem: noStanding() } }
  const around = { layers: standing.layers, hardware: group.hardware, ahead: group.ahead > 0, now: at }
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
  else if (verdict.reason !== 'waiting-for-start-time' && verdict.reason !== 'waiting-for-limit') group.ahead++

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
  return { outcome: { id }, row }
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

const nameKey = ({ claim }: Ask, name: string) => `${claim.user} ${claim.project} ${name}`

/** For each the one that was asked for, or some to choose from. */
async function namesOf(tx: Tx, asks: readonly Ask[]): Promise<Names> {
  const candidates = new Map(
    asks.map((ask) => [ask, ask.body.name === undefined ? [1, 2, 3].map(() => pleasantName()) : [ask.body.name]]),
  )
  const wanted = [...candidates].flatMap(([{ claim }, names]) =>
    names.map((name) => ({ owner: claim.user, project: claim.project, name })),
  )
  const rows = await takenNames(tx, wanted)
  const taken = new Set(rows.map(({ owner, project, name }) => `${owner} ${project} ${name}`))
  return {
    choose(ask) {
      const free = candidates.get(ask)?.find((name) => !taken.has(nameKey(ask, name)))
      const name = free ?? (ask.body.name === undefined ? `session-${uuidv7().slice(-12)}` : null)
      if (name !== null) taken.add(nameKey(ask, name))
      return name
    },
  }
}

interface Names {
  /** Taken from now on; null: the asked one is taken. */
  choose(ask: Ask): string | null
}

const keyTaken = () =>
  new Problem('invalid-input', {
    errors: [{ path: 'header.idempotency-key', code: 'taken', message: 'was used for another request; use a new one' }],
  })

/** It was there a moment ago. */
const noStanding = () =>
  new Problem('invalid-input', {
    errors: [{ path: 'body.project', code: 'unknown', message: 'is no project that you can start sessions in' }],
  })
