/** Pages of a hundred thousand users: every filter with every order, the first page and one far behind. */
import type { userSorts } from '@berth/contract/users.ts'
import { pageStatement, userOrder, type UserFilters } from '../server/src/features/accounts/user-list-statement.ts'
import type { Database } from '../server/src/platform/database/database.ts'
import type { Benchmark } from './benchmark.ts'
import { requestBytes } from './http-request.ts'
import { startLoadClient } from './load-client.ts'
import { givenNames, insertUsers, openSiteDatabase, surnames } from './many-users.ts'
import { summarize } from './measure.ts'
import { descendantsOf, processorTimeOf } from './processes.ts'
import { startSignedIn } from './signed-in-site.ts'

const users = 100_000
const connections = 50
const ms = 20_000
/** Between an answer and the next page that somebody asks for: quicker than people click and type. */
const pauseMs = 500
const warmUpMs = 3000
/** Of one kind, each with another text or another size of page, so that few answers can be shared. */
const variants = 12

type Field = (typeof userSorts)[number]
const fields: readonly Field[] = ['email', 'username', 'fullName', 'role', 'createdAt', 'lastSignInAt']
const sorts = [...fields.flatMap((field) => [field, `-${field}`]), 'role,-createdAt', 'fullName,-lastSignInAt']

const given = (number: number) => givenNames[number % givenNames.length] ?? ''
const surname = (number: number) => surnames[(number * 37) % surnames.length] ?? ''
const active = 'true'

/** What the columns' heads can ask, by what is looked for in them. */
const filters: Readonly<Record<string, (variant: number) => UserFilters>> = {
  'none, active and not': () => ({}),
  active: () => ({ active }),
  inactive: () => ({ active: 'false' }),
  'email, nearly all': () => ({ active, email: 'example' }),
  'email, a fourth': (variant) => ({ active, email: ['@physics', '@biology', '@vision'][variant % 3] }),
  'email, few': (variant) => ({ active, email: surname(variant).toLowerCase() }),
  'email, two letters': (variant) => ({ active, email: surname(variant).slice(-2) }),
  'username, few': (variant) => ({ active, username: surname(variant) }),
  'name, hundreds': (variant) => ({ active, fullName: `${given(variant)} ` }),
  'name, one': (variant) => ({ active, fullName: `${given(variant)} ${surname(variant)}` }),
  'name, nobody': (variant) => ({ active, fullName: `xyzzy ${surname(variant)}` }),
  'role, administrators': () => ({ active, role: 'superadmin' }),
  'role, users': () => ({ active, role: 'user' }),
  'two-factor, on': () => ({ active, twoFactor: 'true' }),
  'two-factor, off': () => ({ active, twoFactor: 'false' }),
  'anywhere, few': (variant) => ({ active, q: surname(variant) }),
  'anywhere, nearly all': () => ({ active, q: 'example.org' }),
  'five together': (variant) => ({
    active,
    role: 'user',
    twoFactor: 'true',
    email: 'example',
    fullName: given(variant),
  }),
}

interface Kind {
  readonly filter: string
  readonly sort: string
  readonly page: 'first' | 'deep'
}
interface Asked extends Kind {
  readonly path: string
}

export const usersList: Benchmark = {
  name: 'users-list',
  measures: `lists of ${users.toLocaleString('en-US')} users, every filter and order, at ${connections} concurrent clients`,
  async run(say) {
    await using held = new AsyncDisposableStack()
    const site = held.adopt(await startSignedIn(['--engine', 'mock']), (one) => one.remove())
    say(`writing ${users} users`)
    const database = held.use(await openSiteDatabase(site))
    await insertUsers(database, users)
    say('finding the places of deep pages')
    const asked = shuffled(await everyKind(database))
    const load = held.use(startLoadClient())
    const request = asked.map(({ path }) => requestBytes({ ...site, path }))
    say(`asking ${asked.length} different pages`)
    const port = Number(new URL(site.origin).port)
    // The database opens connections, each a process, as it needs them.
    const used = () => [processorTimeOf(site.pid), sumOf(descendantsOf(site.pid))] as const
    const result = await load.run({ port, request, connections, pauseMs, warmUpMs, ms })
    // The same without any pause: no page waits for people, only for the processor.
    const before = used()
    const full = await load.run({ port, request, connections, warmUpMs, ms: ms / 2 })
    const answers = (full.perSecond * (ms / 2 + warmUpMs)) / 1000
    const [serverMs = 0, databaseMs = 0] = used().map((after, index) => (after - (before[index] ?? 0)) / answers)

    const all = asked.flatMap((one, index) => (result.byRequest[index] ?? []).map((took) => ({ ...one, took })))
    const table = (name: keyof Kind, kinds: readonly string[]) =>
      kinds.map((kind) => {
        const { count, p50, p95, p99 } = summarize(all.filter((one) => one[name] === kind).map(({ took }) => took))
        return [kind, count, p50, p95, p99] as const
      })
    const whole = summarize(result.latencies)
    const loaded = summarize(full.latencies)
    const [byFilter, bySort] = [table('filter', Object.keys(filters)), table('sort', sorts)]
    const columns = ['', 'count', 'p50', 'p95', 'p99']
    const slowest = (rows: ReturnType<typeof table>) => Math.max(...rows.map(([, , , p95]) => p95))
    const goal = { bound: 'at most', goal: 100 } as const
    return {
      tables: [
        {
          title: `users-list: ${users.toLocaleString('en-US')} users, ${connections} clients that ask ${1000 / pauseMs} times a second, milliseconds by filter`,
          columns,
          rows: [
            ...byFilter,
            ['all', whole.count, whole.p50, whole.p95, whole.p99],
            ['all, without pause', loaded.count, loaded.p50, loaded.p95, loaded.p99],
          ],
          note: `${result.perSecond.toFixed(0)} pages a second of about 50 users, each another one; without pause ${full.perSecond.toFixed(0)}, each ${serverMs.toFixed(1)} ms of processor time in the server and ${databaseMs.toFixed(1)} ms in the database. Each filter with every order, first and deep pages alike.`,
        },
        {
          title: 'users-list: milliseconds by order and page',
          columns,
          rows: [...bySort, ...table('page', ['first', 'deep'])],
        },
      ],
      targets: [
        { what: 'users list, all requests, p95 ms', measured: whole.p95, ...goal },
        { what: 'users list, the slowest filter, p95 ms', measured: slowest(byFilter), ...goal },
        { what: 'users list, the slowest order, p95 ms', measured: slowest(bySort), ...goal },
      ],
      figures: {
        users,
        connections,
        perSecond: result.perSecond,
        serverMs,
        databaseMs,
        pauseMs,
        all: whole,
        withoutPause: { perSecond: full.perSecond, ...loaded },
        byFilter,
        bySort,
        kinds: kindsOf(all),
      },
    }
  },
}

async function everyKind(database: Database): Promise<Asked[]> {
  const asked: Asked[] = []
  for (const sort of sorts) {
    const cursor = await deepPlace(database, sort)
    for (const [filter, filtersOf] of Object.entries(filters))
      for (let variant = 0; variant < variants; variant++) {
        const query = { ...filtersOf(variant), sort }
        asked.push({ filter, sort, page: 'first', path: pathOf(query, variant) })
        asked.push({ filter, sort, page: 'deep', path: pathOf({ ...query, cursor }, variant) })
      }
  }
  return asked
}

function pathOf(query: UserFilters & { readonly cursor?: string }, variant: number): string {
  const limit = String(50 - Math.floor(variants / 2) + variant)
  return `/api/v1/users?${new URLSearchParams({ ...withoutNothing(query), limit }).toString()}`
}

const withoutNothing = (query: object) =>
  Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )

/** Behind nine tenths of all who are active, as the list's own pages would say it: a place in any list of this order. */
async function deepPlace({ pool }: Database, sort: string): Promise<string> {
  const { text, values } = pageStatement({ active, sort }, { after: null, limit: users, rare: new Set() })
  const keys = userOrder(sort).slice(0, -1)
  const { rows } = await pool.query<{ place: string[] }>(
    `SELECT array[${keys.map((_, index) => `k${index}`).join(', ')}, id::text] AS place FROM (${text}) page OFFSET $${values.length + 1} LIMIT 1`,
    [...values, users * 0.9 * 0.9],
  )
  return Buffer.from(JSON.stringify(rows[0]?.place)).toString('base64url')
}

/** The same order each time, in which neighbours have nothing to do with each other. */
function shuffled<T>(values: readonly T[]): T[] {
  let seed = 1
  const next = () => (seed = (seed * 48271) % 2147483647)
  return values
    .map((value) => ({ value, place: next() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ value }) => value)
}

const sumOf = (some: readonly { readonly pid: number }[]) =>
  some.reduce((sum, { pid }) => sum + processorTimeOf(pid), 0)

/** For whoever looks for what is slow. */
const kindsOf = (all: readonly (Kind & { readonly took: number })[]) =>
  [...Map.groupBy(all, ({ filter, sort, page }) => `${filter} · ${sort} · ${page}`)]
    .map(([kind, some]) => {
      const { count, p50, p95 } = summarize(some.map(({ took }) => took))
      return { kind, count, p50, p95 }
    })
    .toSorted((a, b) => b.p50 - a.p50)
