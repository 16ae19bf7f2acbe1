/**
 * What is asked for with credentials: counted at every request, refused beyond the rate limit, and written down at most
 * once a minute for each credential, so that a request costs no write. What a process has counted and not written is
 * lost with a kill of it; the window of the rate limit is shared by all processes to within that minute.
 */
import { rateWindowSeconds } from '@berth/contract/credentials.ts'
import type { Kysely } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import { Problem } from '../../platform/http/problem.ts'
import type { Log } from '../../platform/log/log.ts'
import type { Clock } from '../../platform/time.ts'
import type { CredentialMeter, PresentedCredential } from '../logins/logins.service.ts'
import { addUse, type Use } from './credentials.store.ts'

export interface CredentialUseDeps {
  readonly db: Kysely<Tables>
  readonly clock: Clock
  readonly log: Log
}

export interface CredentialUse extends CredentialMeter, AsyncDisposable {
  /** Writes down what is not yet. */
  flush(): Promise<void>
}

const writeEveryMs = 60_000
const windowMs = rateWindowSeconds * 1000

interface Count {
  windowStartedAt: number
  /** Requests of the window that the database knows of, and of those that are on their way there. */
  known: number
  writing: number
  /** Since then, in the window, and in all. */
  inWindow: number
  requests: number
  writtenAt: number
  last: { at: Date; address: string }
}

export function createCredentialUse({ db, clock, log }: CredentialUseDeps): CredentialUse {
  const counts = new Map<string, Count>()
  let writes: Promise<unknown> = Promise.resolve()

  async function write(keys: readonly string[]): Promise<void> {
    const uses: Use[] = []
    for (const accessKey of keys.toSorted()) {
      const count = counts.get(accessKey)
      if (!count || count.requests === 0) continue
      uses.push({
        accessKey,
        requests: count.requests,
        ...count.last,
        windowStartedAt: new Date(count.windowStartedAt),
        windowRequests: count.inWindow,
      })
      count.writtenAt = count.last.at.getTime()
      count.writing += count.inWindow
      count.inWindow = 0
      count.requests = 0
    }
    if (uses.length === 0) return
    try {
      const now = await addUse(db, uses, rateWindowSeconds)
      const windows = new Map(now.map((one) => [one.accessKey, one]))
      for (const use of uses) settle(use, windows.get(use.accessKey))
    } catch (error) {
      for (const use of uses) takeBack(use)
      log.warn('Writing down the use of credentials failed; trying again', { error: error as Error })
    }
  }

  function settle(
    { accessKey, windowStartedAt, windowRequests }: Use,
    now: Awaited<ReturnType<typeof addUse>>[0] | undefined,
  ) {
    const count = counts.get(accessKey)
    // A window that began meanwhile knows nothing of those.
    if (!count || count.windowStartedAt !== windowStartedAt.getTime()) return
    count.writing -= windowRequests
    if (!now) return
    count.windowStartedAt = now.windowStartedAt.getTime()
    count.known = Math.max(count.known, now.windowRequests)
  }

  function takeBack({ accessKey, requests, windowStartedAt, windowRequests }: Use): void {
    const count = counts.get(accessKey)
    if (!count) return
    count.requests += requests
    if (count.windowStartedAt !== windowStartedAt.getTime()) return
    count.writing -= windowRequests
    count.inWindow += windowRequests
  }

  function countOf(credential: PresentedCredential, now: number): Count {
    const { accessKey, lastUsedAt, windowRequests } = credential
    const noted = credential.windowStartedAt?.getTime() ?? -Infinity
    const last = { at: new Date(now), address: '' }
    const fresh = {
      known: 0,
      writing: 0,
      inWindow: 0,
      requests: 0,
      writtenAt: lastUsedAt?.getTime() ?? -Infinity,
      last,
    }
    const count: Count = counts.get(accessKey) ?? { ...fresh, windowStartedAt: -Infinity }
    if (!counts.has(accessKey)) counts.set(accessKey, count)
    const isOver = (startedAt: number) => now >= startedAt + windowMs
    if (isOver(count.windowStartedAt)) {
      Object.assign(count, { windowStartedAt: isOver(noted) ? now : noted, known: 0, writing: 0, inWindow: 0 })
    }
    // What was read may be from before what this process wrote, and may hold what others did.
    if (!isOver(noted)) count.known = Math.max(count.known, windowRequests - count.writing)
    return count
  }

  function flush(due: (count: Count) => boolean = () => true): Promise<void> {
    const now = clock.now().getTime()
    const keys: string[] = []
    for (const [key, count] of counts) {
      if (count.requests > 0 && due(count)) keys.push(key)
      else if (count.requests === 0 && count.writing === 0 && now >= count.windowStartedAt + windowMs)
        counts.delete(key)
    }
    const done = write(keys)
    writes = Promise.all([writes, done])
    return done
  }

  const timer = setInterval(() => {
    const now = clock.now().getTime()
    void flush((count) => now - count.writtenAt >= writeEveryMs)
  }, writeEveryMs).unref()

  return {
    async count(credential, address) {
      const now = clock.now()
      const count = countOf(credential, now.getTime())
      const { rateLimit: limit } = credential
      const used = count.known + count.writing + count.inWindow
      const reset = Math.max(1, Math.ceil((count.windowStartedAt + windowMs - now.getTime()) / 1000))
      if (limit !== null && used >= limit)
        throw new Problem('rate-limited', { limit, window: rateWindowSeconds, retryAfter: reset })
      count.inWindow += 1
      count.requests += 1
      count.last = { at: now, address }
      if (now.getTime() - count.writtenAt >= writeEveryMs) {
        const done = write([credential.accessKey])
        writes = Promise.all([writes, done])
        await done
      }
      return limit === null ? null : { limit, window: rateWindowSeconds, remaining: limit - used - 1, reset }
    },
    flush: () => flush(),
    async [Symbol.asyncDispose]() {
      clearInterval(timer)
      await flush()
      await writes
    },
  }
}
