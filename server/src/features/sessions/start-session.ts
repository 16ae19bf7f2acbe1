import { EngineProblem, type EngineSession, type SessionSpec, type StartedSession } from '../../engines/engine.ts'
import { finishSession } from './finish-session.ts'
import { isUnavailable, type Ground } from './reconciler-ground.ts'
import { within } from './session-tasks.ts'
import { moveSession, startOf, type LiveSession, type Move } from './sessions.store.ts'

/** From SCHEDULED, or from an interrupted PREPARING, to RUNNING; or to why it could not be. */
export async function startSession(ground: Ground, session: LiveSession, signal: AbortSignal): Promise<void> {
  const { id } = session
  if (session.status === 'SCHEDULED') {
    const set = { starts: session.starts + 1 }
    if (!(await move(ground, id, 'PREPARING', { reason: 'preparing', set, isFoundAgain: true }))) return
  }
  let started: StartedSession | EngineSession
  try {
    started = await within(signal, startOnce(ground, session, signal))
  } catch (error) {
    // Whoever aborted it goes on from the row.
    if (!signal.aborted) await startFailed(ground, id, error)
    return
  }
  if ('state' in started) {
    if (await move(ground, id, 'RUNNING', { reason: 'started', at: started.startedAt }))
      await finishSession(ground, { ...session, status: 'RUNNING' }, started.end ?? null)
    return
  }
  // Somebody may have ended it meanwhile: then this takes no effect, and the next step stops it.
  const { node, tier } = started
  await move(ground, id, 'RUNNING', { reason: 'started', set: { node, tier }, isFoundAgain: true })
}

/**
 * Starts it, unless an earlier attempt did whose outcome was not written down and it has ended since: a command must
 * not run twice.
 */
async function startOnce({ db, engine }: Ground, session: LiveSession, signal: AbortSignal) {
  if (session.status === 'PREPARING') {
    const known = (await engine.list()).find((one) => one.id === session.id)
    if (known?.state === 'ended') return known
  }
  return engine.start(specOf(await startOf(db, session.id)), signal)
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

const specOf = (row: Awaited<ReturnType<typeof startOf>>): SessionSpec => ({
  id: row.id,
  name: row.name,
  type: row.type,
  resources: {
    cpu: row.cpu_tenths / 10,
    memory: row.memory,
    sharedMemory: row.shared_memory,
    gpus: row.gpu_devices,
  },
  command: row.command,
  env: row.env,
  mounts: [],
})
