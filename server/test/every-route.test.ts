/** What holds for every route, whichever it is: who may call it, and what becomes of bad input. */
import { accessLevels, accessOf, type CallerKind } from '@berth/contract/access.ts'
import { api } from '@berth/contract/api.ts'
import { addressOf } from '@berth/contract/client.ts'
import type { Endpoint } from '@berth/contract/endpoint.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { safeParse, type z } from 'zod'
import { makeAdmin, makePair, makeUser } from './make.ts'
import { basic, testApp, type TestApp } from './test-app.ts'

let app: TestApp
/** A bearer token, or the whole header of a pair of keys. */
const tokens: Partial<Record<CallerKind, string>> = {}
const ids: Partial<Record<CallerKind, string>> = {}
/** A workspace with a member and an admin of its own. */
let lab = ''
/** Of a credential that is still good. */
let liveDerived = ''

beforeAll(async () => {
  app = await testApp()
  tokens.superadmin = await makeAdmin(app)
  tokens.user = (await makeUser(app)).token
  const { db } = app.database
  const [member, workspaceAdmin] = [await makeUser(app), await makeUser(app)]
  tokens.member = member.token
  tokens.workspaceAdmin = workspaceAdmin.token
  ids.member = member.id
  lab = (await app.as(tokens.superadmin).workspaces.create({ body: { name: 'lab' } })).id
  const joined = { workspace_id: lab, user_id: workspaceAdmin.id, role: 'admin' as const }
  await db
    .insertInto('members')
    .values([joined, { ...joined, user_id: member.id, role: 'member' }])
    .execute()
  const program = await makePair(app, (await makeUser(app)).token)
  tokens.key = basic(program.accessKey, program.secretKey)
  liveDerived = (await program.keys.tokens.issue()).token
  // A key is for one workspace.
  const ofAdmin = await app.as(tokens.superadmin).credentials.create({ body: { workspace: lab } })
  tokens.superadminKey = basic(ofAdmin.credential.accessKey, ofAdmin.secretKey)
  const revoked = await makeUser(app)
  tokens.revoked = revoked.token
  await app.as(revoked.token).logins.logout()
  const elsewhere = await makeUser(app)
  tokens.elsewhere = elsewhere.token
  await db
    .updateTable('users')
    .set({ allowed_client_ips: ['192.0.2.1'] })
    .where('id', '=', elsewhere.id)
    .execute()
  const owner = await makeUser(app)
  const { credential, secretKey } = await app.as(owner.token).credentials.create({ body: {} })
  const derived = await app.withKeys(credential.accessKey, secretKey).tokens.issue()
  await app.as(owner.token).credentials.revoke({ params: { accessKey: credential.accessKey } })
  tokens.derived = derived.token
  tokens.revokedKey = basic(credential.accessKey, secretKey)
  const inactive = await makeUser(app)
  tokens.inactive = inactive.token
  await app.database.db.updateTable('users').set({ active: false }).where('id', '=', inactive.id).execute()
})

const routes: [string, Endpoint][] = Object.values(api).flatMap((noun) =>
  Object.values(noun).map((endpoint: Endpoint): [string, Endpoint] => [
    `${endpoint.method} ${endpoint.path}`,
    endpoint,
  ]),
)
const nobody = '00000000-0000-7000-8000-00000000dead'

/** Right enough that the answer is about who asks. */
const bodies: Readonly<Record<string, object>> = {
  'PATCH /workspaces/{id}': { name: 'lab' },
  'PATCH /workspaces/{id}/members/{user}': { role: 'member' },
  'POST /workspaces/{id}/invitations': { email: 'somebody@example.org' },
  'POST /workspaces/{id}/groups': { name: 'night shift' },
  'PATCH /workspaces/{id}/groups/{group}': { name: 'day shift' },
}

/** In a workspace that some of the callers have a part in. */
function inLab(name: string, { access }: Endpoint, caller: CallerKind) {
  if (access !== 'member' && access !== 'workspaceAdmin') return {}
  const body = bodies[name]
  const sent = { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  // What others hold is for admins to know.
  const user = name.endsWith('/holdings') ? (ids[caller] ?? nobody) : nobody
  return { params: { id: lab, user }, ...(body ? sent : {}) }
}

type Asked = RequestInit & { readonly params?: Readonly<Record<string, string>> }

/** Ends what streams as soon as its status is known. */
async function ask(endpoint: Endpoint, token: string | undefined, { params: given, ...init }: Asked = {}) {
  const none = { id: nobody, user: nobody, group: nobody, invitation: nobody, tid: 'none', token: 'none' }
  const inFolders = { share: nobody, upload: nobody, batch: nobody }
  const others = { userCode: 'BCDFGHJK', accessKey: 'BKEY0000000000000000', name: 'none', app: 'none' }
  const params = { ...none, ...inFolders, ...others, ...given }
  const abort = new AbortController()
  const answer = await fetch(app.origin + addressOf(endpoint, { params }), {
    method: endpoint.method,
    signal: abort.signal,
    ...init,
    headers: {
      ...(token ? { authorization: token.startsWith('Basic ') ? token : `Bearer ${token}` } : {}),
      ...init.headers,
    },
  })
  const hasWords = endpoint.method !== 'HEAD'
  const isProblem = hasWords && answer.headers.get('content-type')?.startsWith('application/problem+json') === true
  const problem = isProblem ? ((await answer.json()) as Record<string, unknown>) : null
  abort.abort()
  return { status: answer.status, requestId: answer.headers.get('x-request-id'), problem }
}

describe('who may call', () => {
  const callers = Object.keys(accessLevels.public) as CallerKind[]
  // Signing out ends the caller's own login, which the others still need.
  const calls = routes.filter(([name]) => name !== 'POST /auth/logout')
  test.each(calls.flatMap(([name, endpoint]) => callers.map((caller) => [name, caller, endpoint] as const)))(
    '%s as %s',
    async (name, caller, endpoint) => {
      const { status, requestId, problem } = await ask(endpoint, tokens[caller], inLab(name, endpoint, caller))
      const expected = accessOf(endpoint)[caller]
      expect(requestId).toMatch(/^[\w-]{12}\.[0-9a-z]+$/)
      // What is allowed may still be refused for its input; it is never answered as a stranger's.
      if (expected === 'allowed' && endpoint.access !== 'public') expect([401, 403]).not.toContain(status)
      else if (expected !== 'allowed') expect(status).toBe(expected)
      expect(status).toBeLessThan(500)
      const isRefusedAsProgram = endpoint.byPerson === true && (caller === 'key' || caller === 'superadminKey')
      expect(problem?.['type'] === 'not-by-credential').toBe(isRefusedAsProgram)
    },
  )

  test.each(calls.filter(([, endpoint]) => endpoint.byPerson))(
    '%s as a token derived from a live credential',
    async (name, endpoint) => {
      const { status, problem } = await ask(endpoint, liveDerived, inLab(name, endpoint, 'key'))
      expect([status, problem?.['type']]).toEqual([403, 'not-by-credential'])
    },
  )
})

describe('what is not understood', () => {
  const withBody = routes.filter(([, endpoint]) => endpoint.body)
  const send = (endpoint: Endpoint, body: string | Uint8Array, type = 'application/json') =>
    ask(endpoint, tokens.superadmin, { body: body as string, headers: { 'content-type': type } })

  test.each(withBody)('%s: broken JSON is refused with its place', async (_name, endpoint) => {
    const { status, problem } = await send(endpoint, '{\n  "a": 1,\n  b')
    expect([status, problem]).toMatchObject([400, { type: 'malformed-json', line: 3, column: 3 }])
  })

  test.each(withBody)('%s: text that is not UTF-8 is refused', async (_name, endpoint) => {
    const { problem } = await send(endpoint, Uint8Array.of(0x22, 0xff, 0x22))
    expect(problem).toMatchObject({ type: 'malformed-json' })
  })

  test.each(withBody)('%s: another content type is refused', async (_name, endpoint) => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml']) {
      const { status, problem } = await send(endpoint, '{}', type)
      expect([status, problem?.['type']]).toEqual([415, 'unsupported-media-type'])
    }
  })

  test.each(withBody)('%s: more than a mebibyte is refused', async (_name, endpoint) => {
    const { status, problem } = await send(endpoint, JSON.stringify({ a: 'x'.repeat(1024 * 1024) }))
    expect([status, problem?.['type']]).toEqual([413, 'body-too-large'])
  })

  test.each(withBody)('%s: unknown fields and prototypes are refused by name', async (_name, endpoint) => {
    const unknown = await send(endpoint, JSON.stringify({ surprise: 1 }))
    expect(unknown.problem).toMatchObject({
      type: 'invalid-input',
      errors: expect.arrayContaining([expect.objectContaining({ path: 'body.surprise', code: 'unknown' })]),
    })
    const proto = await send(endpoint, '{"__proto__":{"role":"superadmin"}}')
    expect(proto.problem).toMatchObject({ type: 'invalid-input' })
  })

  test.each(withBody)('%s: what is no object is refused', async (_name, endpoint) => {
    // Nothing at all is an answer where all fields may be left out.
    const nothing = safeParse(endpoint.body as z.ZodType, undefined).success ? [] : ['']
    for (const body of ['[]', 'null', '"text"', '1', 'true', ...nothing])
      expect((await send(endpoint, body)).status, body).toBe(400)
  })

  const withIds = routes.filter(([, endpoint]) => endpoint.path.includes('{id}'))
  test.each(withIds)('%s: an id that is none is refused by name', async (_name, endpoint) => {
    for (const id of ['1', "' or 1=1", '..%2f..', '%00', 'x'.repeat(150)]) {
      const address =
        app.origin + addressOf({ path: endpoint.path.replace('{id}', id) as `/${string}` }, { params: { tid: 'a' } })
      const answer = await fetch(address, {
        method: endpoint.method,
        headers: { authorization: `Bearer ${tokens.superadmin}`, 'content-type': 'application/json' },
        ...(endpoint.body ? { body: '{}' } : {}),
      })
      // What is asked for its headers alone has no words.
      if (endpoint.method === 'HEAD') expect(answer.status).toBe(400)
      else expect(await answer.json()).toMatchObject({ type: 'invalid-input' })
    }
  })

  // What an identity provider adds to the address that it sends people back to is its own affair.
  const withQuery = routes.filter(
    ([name, endpoint]) =>
      endpoint.method === 'GET' && endpoint.response !== 'websocket' && name !== 'GET /auth/oidc/callback',
  )
  test.each(withQuery)('%s: an unknown query parameter is refused', async (_name, endpoint) => {
    const address = `${app.origin}${addressOf(endpoint, { params: { id: nobody, upload: nobody, tid: 'a', userCode: 'BCDFGHJK', accessKey: 'BKEY0000000000000000', name: 'none' } })}?surprise=1`
    const answer = await fetch(address, { headers: { authorization: `Bearer ${tokens.superadmin}` } })
    expect([answer.status, await answer.json()]).toMatchObject([400, { type: 'invalid-input' }])
  })
})

test('an address that does not exist, or not with this method, is a problem too', async () => {
  for (const [method, path] of [
    ['GET', '/api/v1/nothing'],
    ['DELETE', '/api/v1/me'],
    ['GET', '/api/v1/%'],
    ['POST', '/'],
  ] as const) {
    const answer = await fetch(app.origin + path, { method })
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
  }
})

test('a problem speaks the language that is asked for', async () => {
  const answer = await fetch(`${app.origin}/api/v1/me`, { headers: { 'accept-language': 'ko-KR,ko;q=0.9' } })
  expect(await answer.json()).toMatchObject({ type: 'not-signed-in', title: '로그인되어 있지 않습니다' })
})
