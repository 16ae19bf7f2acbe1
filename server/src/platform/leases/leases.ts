import { type QueryExecutorProvider } from 'kysely'
import { randomUUID } from 'node:crypto'
import { type Notifications, notify } from '../database/notifications.ts'
import type { Log } from '../log/log.ts'

/** By what right something goes on: `{ login, user, session }`, each with its id. */
export type LeaseScope = Readonly<Record<string, string>>

/** Held by everything that lasts longer than a request: streams, terminals, channels, transfers. */
export interface Lease extends Disposable {
  readonly id: string
  readonly scope: LeaseScope
  /** Aborted when the right ends, with a `LeaseEnded`. Disposing, which says that the holder is done, does not. */
  readonly signal: AbortSignal
  /** Why it ended, once it has. */
  readonly reason: string | undefined
}

export class LeaseEnded extends Error {
  override readonly name = 'LeaseEnded'
  readonly reason: string

  constructor(reason: string) {
    super(`The right to go on has ended: ${reason}`)
    this.reason = reason
  }
}

export interface Leases extends AsyncDisposable {
  /**
   * Checked right after it was taken, so that a right which ended between the caller's own check and this is noticed.
   * With `until`, it is asked about again at that moment of the real time.
   */
  take(scope: LeaseScope, onEnd?: (reason: string) => void, until?: Date | null): Lease
  /**
   * As part of the caller's transaction: right after it commits, every lease in every process whose scope has all of
   * these ends.
   */
  revoke(tx: QueryExecutorProvider, scope: LeaseScope, reason?: string): Promise<void>
  /**
   * As part of the caller's transaction: something that decides about these has changed, so right after it commits every
   * process asks anew which of them may go on.
   */
  reconsider(tx: QueryExecutorProvider, scope: LeaseScope): Promise<void>
  /** Those of this process. */
  count(): number
}

export interface LeasesOptions {
  readonly notifications: Notifications
  /**
   * Which of these may not go on? Answers their ids. Asked about new ones, about all after notifications may have been
   * missed, and about all from time to time, since some rights end by the clock.
   */
  readonly recheck: (leases: readonly Lease[]) => Promise<Iterable<string>>
  readonly recheckEveryMs?: number
  readonly log?: Log
}

const channel = 'leases'

interface Held extends Lease {
  end(reason: string): void
}

export async function createLeases(options: LeasesOptions): Promise<Leases> {
  const { notifications, recheck, recheckEveryMs = 60_000, log } = options
  const held = new Map<string, Held>()
  const byRight = new Map<string, Set<Held>>()
  const unchecked = new Set<Held>()
  let checking: Promise<void> | undefined
  let closed = false

  await using parts = new AsyncDisposableStack()
  parts.use(await notifications.listen(channel, onRevoked))
  parts.use(notifications.onGap(checkAll))
  const timer = setInterval(checkAll, recheckEveryMs).unref()
  parts.defer(async () => {
    closed = true
    clearInterval(timer)
    for (const lease of [...held.values()]) lease.end('shutdown')
    await checking
  })

  function onRevoked(payload: string): void {
    const { scope, reason } = JSON.parse(payload) as { scope: LeaseScope; reason?: string }
    const rights = Object.entries(scope)
    const [some] = rights.map((right) => byRight.get(keyOf(right)) ?? [])
    for (const lease of [...(some ?? [])]) {
      if (!rights.every(([name, id]) => lease.scope[name] === id)) continue
      if (reason === undefined) check(lease)
      else lease.end(reason)
    }
  }

  function checkAll(): void {
    for (const lease of held.values()) check(lease)
  }

  function check(lease: Held): void {
    unchecked.add(lease)
    // Those taken in the same breath are asked about together.
    checking ??= Promise.resolve().then(checkUnchecked)
  }

  async function checkUnchecked(): Promise<void> {
    for (let failures = 0; unchecked.size > 0 && !closed;) {
      const batch = [...unchecked]
      unchecked.clear()
      try {
        for (const id of await recheck(batch)) held.get(id)?.end('ended')
        failures = 0
      } catch (error) {
        for (const lease of batch) if (held.has(lease.id)) unchecked.add(lease)
        log?.warn('Rechecking what is under way failed; trying again', { error: error as Error })
        await new Promise((resolve) => setTimeout(resolve, Math.min(2_000, 50 * 2 ** failures++)))
      }
    }
    checking = undefined
  }

  function take(scope: LeaseScope, onEnd?: (reason: string) => void, until?: Date | null): Lease {
    const rights = Object.entries(scope).map(keyOf)
    if (rights.length === 0) throw new Error('A lease needs something that can end it')
    const controller = new AbortController()
    const release = () => {
      clearTimeout(alarm)
      held.delete(lease.id)
      unchecked.delete(lease)
      for (const right of rights) {
        const others = byRight.get(right)
        others?.delete(lease)
        if (others?.size === 0) byRight.delete(right)
      }
    }
    let reason: string | undefined
    const lease: Held = {
      id: randomUUID(),
      scope,
      signal: controller.signal,
      get reason() {
        return reason
      },
      end(why) {
        if (!held.has(lease.id)) return
        release()
        reason = why
        try {
          controller.abort(new LeaseEnded(why))
          onEnd?.(why)
        } catch (error) {
          log?.error('The end of a lease was not handled', { error: error as Error })
        }
      },
      [Symbol.dispose]: release,
    }
    const alarm = until ? setTimeout(() => check(lease), msUntil(until)).unref() : undefined
    held.set(lease.id, lease)
    for (const right of rights) byRight.set(right, (byRight.get(right) ?? new Set()).add(lease))
    if (closed) lease.end('shutdown')
    else check(lease)
    return lease
  }

  const disposal = parts.move()
  return {
    take,
    async revoke(tx, scope, reason = 'revoked') {
      if (Object.keys(scope).length === 0) throw new Error('Revoking needs something to revoke')
      await notify(tx, channel, JSON.stringify({ scope, reason }))
    },
    async reconsider(tx, scope) {
      if (Object.keys(scope).length === 0) throw new Error('Reconsidering needs something to reconsider')
      await notify(tx, channel, JSON.stringify({ scope }))
    },
    count: () => held.size,
    [Symbol.asyncDispose]: () => disposal.disposeAsync(),
  }
}

/** Timers know no more than 24 days; who ends later is asked about from time to time. A little late, never too early. */
const msUntil = (until: Date) => Math.min(2 ** 31 - 1, Math.max(0, until.getTime() - Date.now()) + 20)

const keyOf = ([name, id]: [string, string]): string => `${name}:${id}`
