/** Signing in with a password, as often as it goes, and what others wait for meanwhile. */
import { createPasswords } from '../server/src/features/accounts/passwords.ts'
import type { Benchmark } from './benchmark.ts'
import { requestBytes } from './http-request.ts'
import { startLoadClient, type LoadResult } from './load-client.ts'
import { median, summarize, timed } from './measure.ts'
import { pacedRequests } from './paced-requests.ts'
import { startSignedIn, type SignedInSite } from './signed-in-site.ts'

const clients = 8
const people = 16
/** By turns, so that what else the machine does falls on both alike. */
const rounds = 5
const roundMs = 3000
const warmUpMs = 500
const password = 'a-lamp-by-the-quay-31'
/** What people do who are signed in already. */
const others = { paths: ['/api/v1/me', '/api/v1/sessions'], everyMs: 5 }

export const logins: Benchmark = {
  name: 'logins',
  measures: 'password logins a second, and what unrelated requests wait meanwhile',
  async run(say) {
    await using held = new AsyncDisposableStack()
    const site = held.adopt(await startSignedIn(['--engine', 'mock']), (one) => one.remove())
    const request = await signInRequests(site)
    const load = held.use(startLoadClient())
    const port = Number(new URL(site.origin).port)
    const signIn = (ms: number) => load.run({ port, request, connections: clients, warmUpMs, ms })
    const ask = (ms: number) => pacedRequests({ ...site, ...others, ms })

    say('warming up')
    await Promise.all([signIn(1500), ask(2000)])
    const alone = await comparisonMs()
    const quiet: number[][] = []
    const busy: number[][] = []
    const bursts: LoadResult[] = []
    for (let round = 1; round <= rounds; round++) {
      say(`${round} of ${rounds}`)
      quiet.push(await ask(roundMs))
      const [burst, waited] = await Promise.all([signIn(roundMs), ask(roundMs + warmUpMs)])
      bursts.push(burst)
      busy.push(waited)
    }

    const p99s = (runs: readonly number[][]) => runs.map((values) => summarize(values).p99)
    const more = p99s(busy).map((p99, round) => p99 - (p99s(quiet)[round] ?? 0))
    const perSecond = median(bursts.map((burst) => burst.perSecond))
    const signedIn = summarize(bursts.flatMap(({ latencies }) => latencies))
    const row = (name: string, runs: readonly number[][]) => {
      const { count, p50, p95, most } = summarize(runs.flat())
      return [name, count, p50, p95, median(p99s(runs)), most]
    }
    return {
      tables: [
        {
          title: `logins: ${clients} clients in a closed loop, ${people} users, argon2id 19 MiB, 2 passes, 1 lane`,
          columns: ['', 'a second', 'p50 ms', 'p99 ms'],
          rows: [
            ['signed in', perSecond, signedIn.p50, signedIn.p99],
            ['the comparison alone, one at a time', 1000 / alone, alone, ''],
          ],
          note: `Median of ${rounds} runs. Comparisons run on one thread fewer than there are cores.`,
        },
        {
          title: `logins: milliseconds of unrelated requests (${others.paths.join(', ')}), one every ${others.everyMs} ms`,
          columns: ['', 'count', 'p50', 'p95', 'p99', 'most'],
          rows: [row('without', quiet), row('during the burst', busy)],
          note: `p99: median of ${rounds} runs by turns; more in each: ${more.map((ms) => ms.toFixed(1)).join(', ')}.`,
        },
      ],
      targets: [
        {
          what: 'unrelated requests during logins, p99 ms more than without',
          measured: median(more),
          bound: 'at most',
          goal: 50,
        },
      ],
      figures: {
        clients,
        people,
        perSecond,
        signedIn,
        comparisonMs: alone,
        more,
        quiet: p99s(quiet),
        busy: p99s(busy),
      },
    }
  },
}

async function signInRequests({ origin, client }: SignedInSite): Promise<string[]> {
  const names = Array.from({ length: people }, (_, number) => `keeper-${number + 1}`)
  for (const username of names)
    await client.users.create({ body: { email: `${username}@example.org`, username, password } })
  return names.map((login) =>
    requestBytes({
      method: 'POST',
      origin,
      path: '/api/v1/auth/login',
      headers: { origin },
      body: { login, password },
    }),
  )
}

/** What no server can be faster than, on one thread. */
async function comparisonMs(): Promise<number> {
  const passwords = createPasswords()
  const stored = await passwords.hash(password)
  const times: number[] = []
  for (let run = 0; run < 25; run++) times.push((await timed(() => passwords.matches(password, stored))).ms)
  return median(times)
}
