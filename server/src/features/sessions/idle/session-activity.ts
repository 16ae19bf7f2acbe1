/**
 * Signs of use, as they are seen by whoever carries them: a key pressed, a request of a person. Noting one costs a look
 * into a map; what came is written down together, from time to time.
 */
import type { IdleSignal } from '@berth/contract/idle.ts'
import type { Kysely } from 'kysely'
import type { Tables } from '../../../platform/database/tables.ts'
import type { Log } from '../../../platform/log/log.ts'
import type { Clock } from '../../../platform/time.ts'
import { writeActivity, type Seen } from './idle.store.ts'

export interface Activity extends AsyncDisposable {
  note(id: string, signal: IdleSignal): void
  /** Everything that was noted until now is written down when it resolves. */
  flush(): Promise<void>
}

export interface ActivityDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly log: Log
  readonly flushMs?: number
}

/** A flood of ids that are none must not fill the memory. */
const mostNoted = 100_000

export function createActivity({ db, clock, log, flushMs = 5_000 }: ActivityDeps): Activity {
  let noted = new Map<string, Seen>()
  let writing: Promise<void> = Promise.resolve()

  const write = async () => {
    const seen = [...noted.values()]
    noted = new Map()
    try {
      await writeActivity(db, seen)
    } catch (error) {
      for (const one of seen) if (!noted.has(keyOf(one))) noted.set(keyOf(one), one)
      throw error
    }
  }
  const flush = () => (writing = writing.then(write, write))
  const timer = setInterval(() => {
    if (noted.size === 0) return
    flush().catch((error: Error) => log.warn('Signs of use could not be written down; trying again', { error }))
  }, flushMs).unref()

  return {
    note(id, signal) {
      const seen = { id, signal, at: clock.now() }
      if (noted.size < mostNoted || noted.has(keyOf(seen))) noted.set(keyOf(seen), seen)
    },
    flush,
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      await flush().catch((error: Error) => log.warn('The last signs of use are lost', { error }))
    },
  }
}

const keyOf = ({ id, signal }: Pick<Seen, 'id' | 'signal'>) => `${id} ${signal}`
