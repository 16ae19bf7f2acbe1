/** From the answer that a right is gone until the last stream that it carried has ended. */
import { api } from '@berth/contract/api.ts'
import { addressOf, createClient } from '@berth/contract/client.ts'
import { events } from '@berth/contract/events.ts'
import { sessions } from '@berth/contract/sessions.ts'
import { terminals } from '@berth/contract/terminals.ts'
import type { Benchmark, Outcome } from './benchmark.ts'
import { holdAnswer, holdSocket, type HeldStream } from './held-streams.ts'
import { watchSessions } from './live-sessions.ts'
import { summarize } from './measure.ts'
import { signIn, startSignedIn, type SignedInSite } from './signed-in-site.ts'

const streams = 200
const loginsHeld = 4
const rounds = 3
const terminalsOpen = 4
/** A stream that lives longer has not been ended at all. */
const mostMs = 10_000

const holder = { login: 'pilot', password: 'a-chart-of-the-bay-58' }
type Headers = Awaited<ReturnType<typeof signIn>>

/** Output all the time, as of a training that reports. */
const talk = 'while :; do date +%s%N; sleep 0.2; done'

export const revocation: Benchmark = {
  name: 'revocation',
  measures: `from the answer to the end of ${streams} streams: a login revoked, all others revoked, a user deactivated`,
  async run(say) {
    await using held = new AsyncDisposableStack()
    const site = held.adopt(await startSignedIn(), (one) => one.remove())
    const { origin } = site
    const { id: user } = await site.client.users.create({
      body: { email: 'pilot@example.org', username: holder.login, password: holder.password },
    })
    const open = streamOpener(origin, await talkingSession(site))
    const results: Ended[] = []
    const measure = async (what: What, some: readonly HeldStream[], revoke: () => Promise<unknown>) =>
      void results.push(...(await endsOf(what, some, revoke)))

    for (let round = 1; round <= rounds; round++) {
      say(`${round} of ${rounds}`)
      const self = await signIn(origin, holder)
      const mine = clientOf(origin, self)
      const logins = await Promise.all(Array.from({ length: loginsHeld }, () => signIn(origin, holder)))
      for (const login of logins) {
        const { items } = await clientOf(origin, login).myAccount.loginSessions({ query: {} })
        const id = items.find(({ current }) => current)?.id ?? ''
        const some = await open(login, streams / loginsHeld)
        await measure('login revoked', some, () => mine.myAccount.revokeLogin({ params: { id } }))
      }
      await measure('all others revoked', await openAll(open, origin), () => mine.myAccount.revokeOtherLogins())
      await measure('user deactivated', await openAll(open, origin), () =>
        site.client.users.deactivate({ params: { id: user }, body: { terminateSessions: false } }),
      )
      await site.client.users.reactivate({ params: { id: user } })
    }
    return outcomeOf(results)
  },
}

const whats = ['login revoked', 'all others revoked', 'user deactivated'] as const
type What = (typeof whats)[number]
const kinds = ['events', 'terminal', 'log'] as const
type Kind = (typeof kinds)[number]

interface Ended {
  readonly what: What
  readonly kind: string
  /** Milliseconds after the answer; negative when it came before it. */
  readonly closed: number
  readonly lastByte: number
}

const clientOf = (origin: string, headers: Headers) => createClient(api, { origin, fetch, headers: () => headers })

/** A session of the holder's that talks all the time, in its log and in its terminals: their paths. */
async function talkingSession({ origin }: SignedInSite): Promise<Record<Kind, readonly string[]>> {
  const headers = await signIn(origin, holder)
  const client = clientOf(origin, headers)
  using live = await watchSessions({ origin, headers })
  const resources = { cpu: 0.5, memory: 512 * 1024 ** 2 }
  const { id } = await client.sessions.create({ body: { type: 'batch', command: talk, resources } })
  await live.reached(id, 'RUNNING')
  const opened = await Promise.all(
    Array.from({ length: terminalsOpen }, () =>
      client.terminals.open({ params: { id }, body: { cols: 80, rows: 24, command: ['sh', '-c', talk] } }),
    ),
  )
  return {
    events: [addressOf(events.stream)],
    terminal: opened.map(({ id: tid }) => addressOf(terminals.stream, { params: { id, tid } })),
    log: [addressOf(sessions.logs, { params: { id }, query: { follow: '1' } })],
  }
}

type Open = (headers: Headers, count: number) => Promise<readonly HeldStream[]>

/** Of each kind as many. */
const streamOpener =
  (origin: string, paths: Record<Kind, readonly string[]>): Open =>
  (headers, count) =>
    Promise.all(
      Array.from({ length: count }, (_, number) => {
        const kind = kinds[number % kinds.length] ?? 'events'
        const path = paths[kind][Math.floor(number / kinds.length) % paths[kind].length] ?? ''
        return (kind === 'terminal' ? holdSocket : holdAnswer)({ kind, origin, path, headers })
      }),
    )

/** Spread over new logins. */
async function openAll(open: Open, origin: string): Promise<readonly HeldStream[]> {
  const logins = await Promise.all(Array.from({ length: loginsHeld }, () => signIn(origin, holder)))
  return (await Promise.all(logins.map((login) => open(login, streams / loginsHeld)))).flat()
}

async function endsOf(what: What, some: readonly HeldStream[], revoke: () => Promise<unknown>): Promise<Ended[]> {
  await revoke()
  const answered = performance.now()
  const after = (at: number) => at - answered
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`after ${mostMs} ms some streams were still open: ${what}`)), mostMs)
  })
  const all = Promise.all(
    some.map(async ({ kind, ended, lastByteAt }) => {
      const closed = after(await ended)
      return { what, kind, closed, lastByte: after(lastByteAt()) }
    }),
  )
  return Promise.race([all, tooLong]).finally(() => clearTimeout(timer))
}

function outcomeOf(results: readonly Ended[]): Outcome {
  const row = (name: string, some: readonly Ended[]) => {
    const { count, p50, p99, most } = summarize(some.map(({ closed }) => Math.max(0, closed)))
    const last = summarize(some.map(({ lastByte }) => Math.max(0, lastByte)))
    return [name, count, p50, p99, most, last.most]
  }
  const ofWhat = (what: What) => results.filter((one) => one.what === what)
  return {
    tables: [
      {
        title: `revocation: ${streams} streams of ${loginsHeld} logins, milliseconds from the answer to their end`,
        columns: ['', 'streams', 'p50', 'p99', 'most', 'last byte'],
        rows: [
          ...whats.map((what) => row(what, ofWhat(what))),
          ...kinds.map((kind) =>
            row(
              `of them: ${kind}`,
              results.filter((one) => one.kind === kind),
            ),
          ),
        ],
        note: `${rounds} rounds; 0: it had ended before the answer came; last byte: the latest of all. Logins are revoked one by one, the others at once.`,
      },
    ],
    targets: whats.map((what) => ({
      what: `${what}: p99 ms to the end of a stream`,
      measured: summarize(ofWhat(what).map(({ closed }) => closed)).p99,
      bound: 'at most',
      goal: 1000,
    })),
    figures: { streams, logins: loginsHeld, rounds, ends: results },
  }
}
