import type { Kysely } from 'kysely'
import { fromKysely, PgBoss } from 'pg-boss'
import type { DatabaseConnection } from '../database/database.ts'
import type { Tables } from '../database/tables.ts'
import type { Log } from '../log/log.ts'

/** Work done later, by any process that works: at least once, so a handler must bear being repeated. */
export interface JobDefinition<Data extends object> {
  /** As in the database: kebab-case, never changed while jobs wait. */
  readonly name: string
  readonly handle: (data: Data, signal: AbortSignal) => Promise<void>
  /** A cron expression in UTC; the data of such a run is empty. */
  readonly schedule?: string
  /** A run that takes longer is aborted and counts as failed. */
  readonly timeoutSeconds?: number
  /** How often a failed one is tried again, with growing pauses. */
  readonly retries?: number
  /** In one process at a time. */
  readonly concurrency?: number
}

export interface EnqueueOptions {
  readonly notBefore?: Date
  /** While one with this key waits, another one is not added. */
  readonly key?: string
}

export interface Job<Data extends object> {
  /** As part of the caller's transaction. False when one with the same key waits already. */
  enqueue(tx: Kysely<Tables>, data: Data, options?: EnqueueOptions): Promise<boolean>
}

export interface Jobs extends AsyncDisposable {
  /** Before `start`. */
  declare<Data extends object>(definition: JobDefinition<Data>): Job<Data>
  /** Once the start under way is over; false when there is none, or it failed. */
  ready(): Promise<boolean>
  /** Installs what is missing. A process that does not work may enqueue only. */
  start(options: { work: boolean }): Promise<void>
}

export interface JobsOptions {
  readonly connection: DatabaseConnection
  readonly log?: Log
  /** How long the jobs under way may take to finish when the process ends; they are repeated elsewhere then. */
  readonly graceMs?: number
  /** New jobs announce themselves; only deferred and repeated ones wait for this. */
  readonly pollingSeconds?: number
}

export function createJobs(options: JobsOptions): Jobs {
  const { connection, log, graceMs = 10_000, pollingSeconds = 10 } = options
  const definitions = new Map<string, JobDefinition<never>>()
  let boss: PgBoss | undefined
  let starting: Promise<PgBoss> | undefined

  const started = (): PgBoss => {
    if (!boss) throw new Error('Jobs are not started')
    return boss
  }

  async function prepare(next: PgBoss, definition: JobDefinition<never>, work: boolean): Promise<void> {
    const { name, schedule, timeoutSeconds = 900, retries = 5, concurrency = 1 } = definition
    const settings = { expireInSeconds: timeoutSeconds, retryLimit: retries, retryBackoff: true, retryDelayMax: 600 }
    // `short`: of those with one key, one waits. Those without a key are given one of their own.
    await next.createQueue(name, { policy: 'short', notify: true, ...settings })
    await next.updateQueue(name, { notify: true, ...settings })
    if (!work) return
    if (schedule) await next.schedule(name, schedule, {}, { tz: 'UTC' })
    else await next.unschedule(name)
    const polling = { pollingIntervalSeconds: pollingSeconds, notifyPollingIntervalSeconds: pollingSeconds }
    const worker = { id: '' }
    worker.id = await next.work<never>(name, { ...polling, localConcurrency: concurrency }, async (batch) => {
      // Where one was, more may wait; otherwise a queue would shrink by one with every poll.
      if (worker.id) next.notifyWorker(worker.id)
      for (const job of batch) await run(definition, job)
    })
  }

  async function run(definition: JobDefinition<never>, job: { id: string; data: never; signal: AbortSignal }) {
    try {
      await definition.handle(job.data, job.signal)
    } catch (error) {
      log?.error('A job failed', { job: definition.name, id: job.id, error: error as Error })
      throw error
    }
  }

  async function launch(work: boolean): Promise<PgBoss> {
    const next = new PgBoss({
      ...('url' in connection ? { connectionString: connection.url } : connection),
      application_name: 'berth jobs',
      max: 4,
      supervise: work,
      schedule: work,
      useListenNotify: work,
    })
    next.on('error', (error) => log?.error('The job queue reports an error', { error }))
    try {
      await next.start()
      for (const definition of definitions.values()) await prepare(next, definition, work)
      return next
    } catch (error) {
      await next.stop({ graceful: false })
      throw error
    }
  }

  return {
    declare(definition) {
      if (boss) throw new Error(`The job ${definition.name} is declared after the start`)
      if (definitions.has(definition.name)) throw new Error(`The job ${definition.name} is declared twice`)
      definitions.set(definition.name, definition)
      return {
        async enqueue(tx, data, { notBefore, key } = {}) {
          const id = await started().send(definition.name, data, {
            db: fromKysely(tx),
            singletonKey: key ?? crypto.randomUUID(),
            ...(notBefore && { startAfter: notBefore }),
          })
          return id !== null
        },
      }
    },
    ready: async () => (await starting?.catch(() => undefined)) !== undefined,
    async start({ work }) {
      starting = launch(work)
      boss = await starting
    },
    async [Symbol.asyncDispose]() {
      // Ended while it starts, it would go on polling a database that is gone and keep the process.
      const last = await starting?.catch(() => undefined)
      await last?.stop({ graceful: true, timeout: graceMs })
    },
  }
}
