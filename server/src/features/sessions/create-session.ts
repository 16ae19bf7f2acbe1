import { createHash } from 'node:crypto'
import type { sessionCreateBody } from '@berth/contract/sessions.ts'
import type { Transaction } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { transaction } from '../../platform/database/transaction.ts'
import { Problem } from '../../platform/http/problem.ts'
import { uuidv7 } from '../../platform/ids.ts'
import { defaultResourceGroup, type GroupCapacity } from '../nodes/nodes.service.ts'
import { chooseDevices, evaluate, type Amounts } from './admission.ts'
import { pleasantName } from './pleasant-name.ts'
import type { SessionsDeps } from './sessions.service.ts'
import { findByIdempotencyKey, heldIn, insertSession, lockGroup, moveSession, takenDevices } from './sessions.store.ts'
import type { Viewer } from './sessions.views.ts'

export type SessionBody = (typeof sessionCreateBody)['_zod']['output']

/**
 * Reads, decides and reserves in one transaction that nobody else's decision about the same resources overlaps.
 * Answers the new session's id, or with the key of an earlier request that one's.
 */
export async function createSession(
  deps: SessionsDeps,
  viewer: Viewer,
  body: SessionBody,
  idempotencyKey: string | null,
): Promise<string> {
  requireKnown(deps, body)
  const id = await tryToCreate(deps, viewer, body, idempotencyKey)
  if (id !== null) return id
  // No machine has ever been well: that is worth one question more before it is refused.
  const { remedy } = await deps.nodes.refresh()
  const second = await tryToCreate(deps, viewer, body, idempotencyKey)
  if (second !== null) return second
  throw new Problem('engine-unavailable', { engine: deps.engine.kind, remedy: remedy ?? '' })
}

/** Null: no machine that could ever run a session is known. */
function tryToCreate(
  { database, nodes, projects, engine, clock }: SessionsDeps,
  viewer: Viewer,
  body: SessionBody,
  idempotencyKey: string | null,
): Promise<string | null> {
  const hash = idempotencyKey === null ? null : hashOf(body)
  const asked = amountsOf(body)

  return transaction(database.db, async (tx) => {
    const project = await projects.resolve(tx, viewer, body.project)
    await lockGroup(tx, body.resourceGroup)
    const repeated = idempotencyKey === null ? undefined : await findByIdempotencyKey(tx, viewer.user, idempotencyKey)
    if (repeated) return repeatedId(repeated, hash)

    const at = clock.now()
    const group = await nodes.capacity(tx, body.resourceGroup)
    if (!group.everAvailable) return null
    const startsAt = body.startsAt === undefined ? null : new Date(body.startsAt)
    const capacity = { ...group, gpuShareTenths: 0 }
    const verdict = evaluate({ asked, startsAt }, capacity, await heldIn(tx, body.resourceGroup, at), at)
    if (verdict.kind === 'refused') throw new Problem('quota-exceeded', { violations: verdict.violations })

    const id = uuidv7()
    await insertNamed(tx, body.name, {
      id,
      owner_id: viewer.user,
      workspace_id: project.workspace,
      project_id: project.id,
      type: body.type,
      environment: body.environment,
      resource_group: body.resourceGroup,
      engine: engine.kind,
      cpu_tenths: asked.cpuTenths,
      memory: asked.memory,
      shared_memory: body.resources.sharedMemory,
      gpus: asked.gpus,
      gpu_share_tenths: asked.gpuShareTenths,
      env: JSON.stringify(body.env),
      env_names: Object.keys(body.env),
      command: body.command ?? null,
      starts_at: startsAt,
      time_limit: body.timeLimit ?? null,
      reason: verdict.kind === 'waits' ? verdict.reason : 'asked',
      due_at: startsAt && startsAt > at ? startsAt : at,
      idempotency_key: idempotencyKey,
      idempotency_hash: hash,
      created_at: at,
    })
    if (verdict.kind === 'starts') {
      const devices = asked.gpus === 0 ? [] : await freeDevices(tx, body, group)
      await moveSession(tx, id, 'SCHEDULED', { at, reason: 'resources-reserved', set: { gpu_devices: devices } })
    }
    return id
  })
}

function requireKnown({ environments }: SessionsDeps, body: SessionBody): void {
  const unknown = (path: string, message: string) =>
    new Problem('invalid-input', { errors: [{ path, code: 'unknown', message }] })
  if (!environments.find(body.environment)) throw unknown('body.environment', 'is no environment of this site')
  if (body.resourceGroup !== defaultResourceGroup)
    throw unknown('body.resourceGroup', 'is no resource group of this site')
}

/** The same body gives the same text: it was parsed, so its fields are in the contract's order. */
const hashOf = (body: SessionBody) => createHash('sha256').update(JSON.stringify(body)).digest('base64url')

function repeatedId(repeated: { id: string; hash: string | null }, hash: string | null): string {
  if (repeated.hash === hash) return repeated.id
  throw new Problem('invalid-input', {
    errors: [{ path: 'header.idempotency-key', code: 'taken', message: 'was used for another request; use a new one' }],
  })
}

const amountsOf = ({ resources }: SessionBody): Amounts => ({
  cpuTenths: Math.round(resources.cpu * 10),
  memory: resources.memory,
  gpus: resources.gpu,
  gpuShareTenths: Math.round(resources.gpuShares * 10),
})

const freeDevices = async (tx: Transaction<Tables>, body: SessionBody, group: GroupCapacity) =>
  chooseDevices(body.resources.gpu, group.gpus, await takenDevices(tx, body.resourceGroup))

/** A made name is made again until it is free. */
async function insertNamed(
  tx: Transaction<Tables>,
  name: string | undefined,
  row: Omit<Parameters<typeof insertSession>[1], 'name'>,
): Promise<void> {
  if (name !== undefined) {
    if (!(await insertSession(tx, { ...row, name }))) throw new Problem('name-taken', { name })
    return
  }
  for (let attempt = 0; !(await insertSession(tx, { ...row, name: pleasantName() })); attempt++)
    if (attempt === 50) throw new Error('No free name was found')
}
