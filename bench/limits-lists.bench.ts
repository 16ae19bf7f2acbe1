/** Pages of a hundred thousand policies and a hundred thousand credentials: every filter, every order, first and deep. */
import { credentialSorts } from '@berth/contract/credentials.ts'
import { policySorts } from '@berth/contract/policies.ts'
import type { Database } from '../server/src/platform/database/database.ts'
import type { Benchmark } from './benchmark.ts'
import { requestBytes } from './http-request.ts'
import { startLoadClient } from './load-client.ts'
import { insertUsers, openSiteDatabase } from './many-users.ts'
import { summarize } from './measure.ts'
import { startSignedIn, type SignedInSite } from './signed-in-site.ts'

const policies = 100_000
/** Half of the credentials are the main ones of so many users. */
const users = 50_000
const connections = 20
const ms = 15_000
const warmUpMs = 3000
/** Between an answer and the next page that somebody asks for: quicker than people click and type. */
const pauseMs = 500

const bothWays = (fields: readonly string[]) => fields.flatMap((field) => [field, `-${field}`])

/** What is asked of each list, by what is looked for. */
const lists: Readonly<Record<string, { path: string; sorts: readonly string[]; filters: Record<string, object> }>> = {
  policies: {
    path: '/policies',
    sorts: bothWays(policySorts),
    filters: { all: {}, 'name, many': { q: 'team-1' }, 'name, one': { q: 'team-54321' }, 'name, none': { q: 'xyzzy' } },
  },
  credentials: {
    path: '/credentials',
    sorts: bothWays(credentialSorts),
    filters: {
      'all, active and not': {},
      active: { active: 'true' },
      inactive: { active: 'false' },
      'without main': { active: 'true', main: 'false' },
      'a policy': { active: 'true', policy: 'team-123' },
      'a person': { active: 'true', person: '4242@' },
      'people, nearly all': { active: 'true', person: 'example' },
      'workspaces, many': { active: 'true', workspaceName: 'a' },
      'workspaces, few': { active: 'true', workspaceName: '4242' },
      'label, many': { active: 'true', label: 'cluster' },
      'label and policy': { active: 'true', label: 'cluster 4', policy: 'team-123' },
      'used lately': { active: 'true', usedSince: new Date(Date.now() - 86_400_000).toISOString() },
      'never used': { active: 'true', main: 'false', notUsedSince: new Date(0).toISOString() },
      'text, nearly all': { active: 'true', q: 'example' },
      'text, few': { active: 'true', q: 'cluster 4242' },
      'text, none': { active: 'true', q: 'xyzzy' },
    },
  },
}

interface Asked {
  readonly list: string
  readonly filter: string
  readonly path: string
}

export const limitsLists: Benchmark = {
  name: 'limits-lists',
  measures: `lists of ${policies.toLocaleString('en-US')} policies and ${(2 * users).toLocaleString('en-US')} credentials, at ${connections} concurrent clients`,
  async run(say) {
    await using held = new AsyncDisposableStack()
    const site = held.adopt(await startSignedIn(['--engine', 'mock']), (one) => one.remove())
    say('writing policies, users and credentials')
    const database = held.use(await openSiteDatabase(site))
    await insertPolicies(database)
    await insertUsers(database, users)
    await insertPairs(database)
    say('finding deep pages')
    const asked = await everyKind(site)
    const load = held.use(startLoadClient())
    say(`asking ${asked.length} different pages`)
    const port = Number(new URL(site.origin).port)
    const request = asked.map(({ path }) => requestBytes({ ...site, path }))
    const result = await load.run({ port, request, connections, pauseMs, warmUpMs, ms })
    const all = asked.flatMap((one, index) => (result.byRequest[index] ?? []).map((took) => ({ ...one, took })))
    const took = (some: typeof all) => summarize(some.map((one) => one.took))
    const rows = [...Map.groupBy(all, ({ list, filter }) => `${list}: ${filter}`)].map(([kind, some]) => {
      const { count, p50, p95, p99 } = took(some)
      return [kind, count, p50, p95, p99] as const
    })
    const of = (list: string) => took(all.filter((one) => one.list === list))
    const goal = { bound: 'at most', goal: 100 } as const
    return {
      tables: [
        {
          title: `limits-lists: ${connections} clients that ask ${1000 / pauseMs} times a second, milliseconds`,
          columns: ['', 'count', 'p50', 'p95', 'p99'],
          rows,
          note: `${result.perSecond.toFixed(0)} pages a second of 50 rows; every order, first and deep pages alike.`,
        },
      ],
      targets: [
        { what: 'policies list, p95 ms', measured: of('policies').p95, ...goal },
        { what: 'credentials list, p95 ms', measured: of('credentials').p95, ...goal },
        { what: 'the slowest filter of both, p95 ms', measured: Math.max(...rows.map(([, , , p95]) => p95)), ...goal },
      ],
      figures: { policies, credentials: 2 * users, connections, perSecond: result.perSecond, rows },
    }
  },
}

const insertPolicies = async ({ pool }: Database) => {
  await pool.query(
    `INSERT INTO policies (name, cpu_tenths, memory, created_at, updated_at)
     SELECT 'team-' || n, n % 5120, (n % 1024) * 1024::bigint ^ 3, now() - n * interval '7 minutes', now()
       FROM generate_series(1, $1::int) n`,
    [policies],
  )
  await pool.query('VACUUM ANALYZE policies')
}

/** A pair for each user, a tenth of them revoked, most of them used. */
const insertPairs = async ({ pool }: Database) => {
  await pool.query(
    `INSERT INTO credentials (access_key, user_id, workspace_id, label, secret_hash, policy, active, revoked_at,
                              created_at, last_used_at, requests)
     SELECT 'BKEY' || lpad(upper(to_hex(n)), 16, '0'), m.user_id, m.workspace_id,
            CASE WHEN n % 3 > 0 THEN 'cluster ' || n ELSE '' END, sha256(n::text::bytea),
            CASE WHEN n % 4 = 0 THEN 'team-' || 1 + n % 1000 ELSE 'default' END, n % 10 <> 3,
            CASE WHEN n % 10 = 3 THEN now() END, now() - n * interval '11 minutes',
            CASE WHEN n % 5 <> 1 THEN now() - (n * 7919 % 100000) * interval '1 minute' END, n
       FROM (SELECT user_id, workspace_id, row_number() OVER () AS n
               FROM members JOIN workspaces w ON w.id = workspace_id AND w.personal_of = user_id) m`,
  )
  await pool.query('VACUUM ANALYZE credentials')
}

async function everyKind(site: SignedInSite): Promise<Asked[]> {
  const asked: Asked[] = []
  for (const [list, { path, sorts, filters }] of Object.entries(lists))
    for (const [filter, what] of Object.entries(filters))
      for (const sort of sorts) {
        const query = { ...what, sort, limit: '50', ...(list === 'credentials' ? { owner: 'all' } : {}) }
        const at = (more: object) => `/api/v1${path}?${new URLSearchParams({ ...query, ...more }).toString()}`
        asked.push({ list, filter, path: at({}) })
        const cursor = await placeBehind(site, at)
        if (cursor !== null) asked.push({ list, filter, path: at({ cursor }) })
      }
  return asked
}

/** Twenty pages on, by the list's own cursors. */
async function placeBehind({ origin, headers }: SignedInSite, at: (more: object) => string): Promise<string | null> {
  let cursor: string | null = null
  for (let page = 0; page < 20; page++) {
    const answer = await fetch(origin + at({ limit: '200', ...(cursor === null ? {} : { cursor }) }), { headers })
    if (!answer.ok) throw new Error(`${at({})}: ${answer.status} ${await answer.text()}`)
    const { nextCursor } = (await answer.json()) as { nextCursor: string | null }
    if (nextCursor === null) return cursor
    cursor = nextCursor
  }
  return cursor
}
