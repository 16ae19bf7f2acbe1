import { type QueryExecutorProvider, sql } from 'kysely'
import pg from 'pg'
import type { Log } from '../log/log.ts'
import { clientConfig, type DatabaseConnection } from './database.ts'

export interface Notifications extends AsyncDisposable {
  /** Once this resolves, `receive` is called for every notification on the channel, in every process. */
  listen(channel: string, receive: (payload: string) => void): Promise<Disposable>
  /**
   * Called after the connection was lost and is back: in between, notifications may have been missed. Whoever must not
   * miss any looks at the tables then.
   */
  onGap(catchUp: () => void): Disposable
}

export interface NotificationsOptions {
  readonly connection: DatabaseConnection
  readonly log?: Log
  /** How often to make sure that a silent connection is alive. */
  readonly heartbeatMs?: number
  readonly answerWithinMs?: number
}

/**
 * Tells all listeners, in all processes, as soon as the caller's transaction commits; nothing when it does not. Equal
 * ones in a transaction arrive once. At most 8000 bytes.
 */
export async function notify(tx: QueryExecutorProvider, channel: string, payload = ''): Promise<void> {
  await sql`select pg_notify(${channel}, ${payload})`.execute(tx)
}

/** One connection for all channels of the process, kept up for good. */
export async function createNotifications(options: NotificationsOptions): Promise<Notifications> {
  const { connection, log, heartbeatMs = 15_000, answerWithinMs = 5_000 } = options
  const channels = new Map<string, Set<(payload: string) => void>>()
  const gapListeners = new Set<() => void>()
  let closing = false
  let client = await connect()

  async function connect(): Promise<pg.Client> {
    const next = new pg.Client({
      ...clientConfig(connection, 'berth notifications'),
      connectionTimeoutMillis: answerWithinMs,
      query_timeout: answerWithinMs,
    })
    next.on('error', () => {}) // 'end' follows
    next.on('notification', ({ channel, payload = '' }) => {
      for (const receive of [...(channels.get(channel) ?? [])]) call(receive, payload)
    })
    try {
      await next.connect()
      for (const channel of channels.keys()) await ask(next, listenTo(channel))
    } catch (error) {
      void next.end().catch(() => {})
      throw error
    }
    // A cable pulled out closes nothing; only an unanswered question shows it.
    const heartbeat = setInterval(() => void ask(next, 'select').catch(() => drop(next)), heartbeatMs).unref()
    next.once('end', () => {
      clearInterval(heartbeat)
      if (!closing) void reconnect()
    })
    return next
  }

  /** One at a time, as the protocol has it. */
  let asking: Promise<unknown> = Promise.resolve()
  function ask(of: pg.Client, text: string): Promise<unknown> {
    asking = asking.then(
      () => of.query(text),
      () => of.query(text),
    )
    return asking
  }

  async function reconnect(): Promise<void> {
    log?.warn('Lost the connection for notifications; connecting again')
    for (let attempt = 0; !closing; attempt++) {
      try {
        client = await connect()
        if (closing) return await client.end()
        for (const catchUp of [...gapListeners]) call(catchUp)
        return
      } catch {
        await new Promise((resolve) => setTimeout(resolve, Math.min(2_000, 20 * 2 ** attempt)))
      }
    }
  }

  function call<Arguments extends unknown[]>(listener: (...args: Arguments) => void, ...args: Arguments): void {
    try {
      listener(...args)
    } catch (error) {
      // One listener's bug must not keep the others from being told.
      log?.error('A listener for notifications failed', { error: error as Error })
    }
  }

  return {
    async listen(channel, receive) {
      const receivers = channels.get(channel) ?? new Set()
      channels.set(channel, receivers.add(receive))
      // Fails when the connection is down just now: the reconnection listens to all channels, and announces a gap.
      await ask(client, listenTo(channel)).catch((error: Error) => {
        log?.warn('Listening waits for the connection', { channel, error })
      })
      return { [Symbol.dispose]: () => void receivers.delete(receive) }
    },
    onGap(catchUp) {
      gapListeners.add(catchUp)
      return { [Symbol.dispose]: () => void gapListeners.delete(catchUp) }
    },
    async [Symbol.asyncDispose]() {
      closing = true
      await client.end()
    },
  }
}

const listenTo = (channel: string): string => `listen ${pg.escapeIdentifier(channel)}`

/** Ends at once and without an answer: the other side is not there. */
function drop(client: pg.Client): void {
  ;(client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
}
