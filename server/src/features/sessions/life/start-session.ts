import { EngineProblem, type BootstrapEnd, type SessionMount, type SessionSpec } from '../../../engines/engine.ts'
import { transaction } from '../../../platform/database/transaction.ts'
import { finishSession } from './finish-session.ts'
import { isUnavailable, type Ground } from './reconciler-ground.ts'
import { within } from './session-tasks.ts'
import { mountsOf, startOf, type LiveSession } from './reconciler.views.ts'
import { moveSession, noteReason, type Move } from '../sessions.store.ts'

/** From SCHEDULED, or from an interrupted PREPARING, to RUNNING; or to why it could not be. */
export async function startSession(
  ground: Ground,
  session: LiveSession,
  signal: AbortSignal,
  onBootstrap: () => void,
): Promise<void> {
  const { id } = session
  const row = await startOf(ground.db, id)
  const wanted = await ground.filesOf(row.owner_id, row.skip_user_scripts)
  if (session.status === 'SCHEDULED') {
    const set = { starts: session.starts + 1, bootstrap_seconds: wanted.bootstrap?.timeLimitSeconds ?? null }
    if (!(await move(ground, id, 'PREPARING', { reason: 'preparing', set, isFoundAgain: true }))) return
  }
  let started: Awaited<ReturnType<typeof startOnce>>
  try {
    const mounts = row.has_mounts ? await placesOfMounts(ground, id) : []
    const noteBootstrap = () => {
      onBootstrap()
      void noteBootstrapRuns(ground, id)
    }
    started = await within(
      signal,
      startOnce(ground, session, { ...specOf(row), ...wanted, mounts }, { signal, noteBootstrap }),
    )
  } catch (error) {
    // Whoever aborted it goes on from the row.
    if (!signal.aborted) await startFailed(ground, id, error)
    return
  }
  if ('state' in started) {
    const set = warningOf(started.bootstrap ?? null)
    if (await move(ground, id, 'RUNNING', { reason: 'started', at: started.startedAt, set }))
      await finishSession(ground, { ...session, status: 'RUNNING' }, started.end ?? null)
    return
  }
  // Somebody may have ended it meanwhile: then this takes no effect, and the next step stops it.
  const { node, tier, bootstrap } = started
  const set = { node, tier, ...warningOf(bootstrap) }
  await move(ground, id, 'RUNNING', { reason: 'started', set, isFoundAgain: true })
}

/** It runs all the same. */
function warningOf(bootstrap: BootstrapEnd | null): Pick<NonNullable<Move['set']>, 'warning' | 'bootstrap_exit_code'> {
  if (bootstrap === null) return {}
  const { exitCode, timedOut } = bootstrap
  const warning = timedOut ? 'bootstrap-timeout' : exitCode === 0 ? null : 'bootstrap-failed'
  return { warning, bootstrap_exit_code: exitCode }
}

/** Whoever looks at its output is told where to begin. */
async function noteBootstrapRuns({ db, clock, log }: Ground, id: string): Promise<void> {
  try {
    const note = { at: clock.now(), reason: 'bootstrap-running' } as const
    await transaction(db, (tx) => noteReason(tx, id, 'PREPARING', note))
  } catch (error) {
    log.warn('It could not be noted that a bootstrap script runs', { session: id, error: error as Error })
  }
}

/**
 * Starts it, unless an earlier attempt did whose outcome was not written down and it has ended since: a command must
 * not run twice.
 */
async function startOnce(
  { engine, environments }: Ground,
  session: LiveSession,
  spec: Omit<SessionSpec, 'root'> & { readonly environment: string },
  { signal, noteBootstrap }: { readonly signal: AbortSignal; readonly noteBootstrap: () => void },
) {
  if (session.status === 'PREPARING') {
    const known = (await engine.list()).find((one) => one.id === session.id)
    if (known?.state === 'ended') return known
  }
  const { environment, ...rest } = spec
  const root = await environments.rootOf(environment)
  if (root === undefined) throw new EngineProblem('start-failed', `the environment ${environment} is gone`)
  return engine.start({ ...rest, root }, signal, noteBootstrap)
}

async function placesOfMounts({ db, placeOf }: Ground, id: string): Promise<SessionMount[]> {
  const mounts: SessionMount[] = []
  for (const { name, ...mount } of await mountsOf(db, id)) {
    const place = await placeOf(mount)
    // What was admitted with it is not begun without it.
    if (!place) throw new EngineProblem('start-failed', `the storage host ${mount.host} of ${name} cannot be reached`)
    mounts.push(place)
  }
  return mounts
}

async function startFailed(ground: Ground, id: string, error: unknown): Promise<void> {
  if (isUnavailable(error)) {
    await queueAgain(ground, { id }, error.message)
    await ground.engineAway(error)
    return
  }
  // A mistake of ours or the database's is worth another try; what the engine refuses stays refused.
  if (!(error instanceof EngineProblem)) throw error
  await move(ground, id, 'TERMINATING', { reason: 'start-failed', detail: error.message })
}

/** Back to its place in the queue. Should a start have taken effect all the same, the engine's list will tell. */
export const queueAgain = (ground: Ground, { id }: Pick<LiveSession, 'id'>, detail: string | null = null) =>
  move(ground, id, 'PENDING', { reason: 'waiting-for-engine', detail, set: { starts: 0, node: null, gpu_devices: [] } })

const move = (
  { db, clock }: Ground,
  id: string,
  to: 'PREPARING' | 'PENDING' | 'RUNNING' | 'TERMINATING',
  how: Omit<Move, 'at'> & { at?: Date },
) => moveSession(db, id, to, { at: clock.now(), ...how })

const specOf = (row: Awaited<ReturnType<typeof startOf>>) => ({
  id: row.id,
  environment: row.environment,
  name: row.name,
  type: row.type,
  resources: {
    cpu: row.cpu_tenths / 10,
    memory: row.memory,
    sharedMemory: row.shared_memory,
    gpus: row.gpu_devices,
  },
  command: row.command,
  // Under its usual name, for commands that would rather not say it twice.
  env: row.port === null ? row.env : { PORT: String(row.port), ...row.env },
})
