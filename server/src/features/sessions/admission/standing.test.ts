/** Nothing starts for somebody who may not act any more, however long ago they asked. */
import { GiB, MiB, type Session } from '@berth/contract/sessions.ts'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { deadlocksIn } from '../../../../test/database.ts'
import { eventually } from '../../../../test/eventually.ts'
import { makeAdmin, makePair, makeUser } from '../../../../test/make.ts'
import { testApp, type TestApp } from '../../../../test/test-app.ts'
import { createMockEngine, type MockEngine } from '../../../engines/mock/mock.engine.ts'

let app: TestApp
let engine: MockEngine
let admin: ReturnType<TestApp['as']>
let workspace: string

beforeAll(async () => {
  engine = createMockEngine({ capacity: { cpu: 4, memory: 16 * GiB, gpus: 0 } })
  app = await testApp({ engine })
  admin = app.as(await makeAdmin(app))
  workspace = (await admin.workspaces.list()).items.find(({ name }) => name === 'default')?.id ?? ''
})

const live = async () =>
  (await admin.sessions.list({ query: { owner: 'all', limit: 200 } })).items.filter((one) => one.endedAt === null)

beforeEach(async () => {
  for (const { id } of await live()) await admin.sessions.terminate({ params: { id } })
  await eventually(live, (left) => left.length === 0)
})

let projects = 0
/** A user with a project and with a pair of keys that opens it for two hours. */
async function makeMember() {
  const user = await makeUser(app)
  const project = await admin.projects.create({ body: { workspace, name: `project-${++projects}` } })
  await admin.projects.addMember({ params: { id: project.id, user: user.id } })
  const expiresAt = new Date(app.clock.now().getTime() + 7_200_000).toISOString()
  const { credential, secretKey } = await app.as(user.token).credentials.create({ body: { workspace, expiresAt } })
  const { accessKey } = credential
  const keys = app.withKeys(accessKey, secretKey)
  return {
    user,
    project: project.id,
    accessKey,
    start: (cpu: number) =>
      keys.sessions.create({
        body: { type: 'interactive', project: project.id, resources: { cpu, memory: 128 * MiB } },
      }),
  }
}
type Member = Awaited<ReturnType<typeof makeMember>>

const show = ({ id }: Session) => admin.sessions.show({ params: { id } })
const reach = (session: Session, status: Session['status']) =>
  eventually(
    () => show(session),
    (now) => now.status === status,
  )
const end = ({ id }: Session) => admin.sessions.terminate({ params: { id } })

test.each<[string, Session['reason'], (member: Member) => Promise<unknown>]>([
  ['was revoked', 'credential-ended', ({ accessKey }) => admin.credentials.revoke({ params: { accessKey } })],
  ['was deactivated', 'credential-ended', ({ accessKey }) => admin.credentials.deactivate({ params: { accessKey } })],
  ['expired', 'credential-ended', async () => app.clock.advance(7_200_001)],
  [
    'is of a user who was deactivated',
    'credential-ended',
    ({ user }) => admin.users.deactivate({ params: { id: user.id }, body: { terminateSessions: false } }),
  ],
  [
    'has a project that was deactivated',
    'project-inactive',
    ({ project }) => admin.projects.update({ params: { id: project }, body: { active: false } }),
  ],
  [
    'is of a user who was taken out of the project',
    'project-membership-ended',
    ({ user, project }) => admin.projects.removeMember({ params: { id: project, user: user.id } }),
  ],
])('what waits by a credential that %s is cancelled, and what runs goes on', async (_what, reason, act) => {
  const [member, other] = [await makeMember(), await makeMember()]
  const holder = await other.start(3)
  const running = await member.start(1)
  await Promise.all([reach(holder, 'RUNNING'), reach(running, 'RUNNING')])
  const waiting = await member.start(2)
  const next = await other.start(2)
  expect([waiting.status, next.status]).toEqual(['PENDING', 'PENDING'])

  await act(member)
  await end(holder)
  expect(await reach(waiting, 'CANCELLED')).toMatchObject({ reason, startedAt: null })
  expect(engine.mock.world.sessions.has(waiting.id)).toBe(false)
  expect(await show(running)).toMatchObject({ status: 'RUNNING' })
  await end(next)
})

/** Somebody decides about sessions of the project until `work` is done. */
async function besideDecision(project: string, begin: () => Promise<unknown>, meanwhile: string, values: unknown[]) {
  const decision = await app.database.pool.connect()
  await decision.query('BEGIN')
  await decision.query(`SELECT pg_advisory_xact_lock(hashtextextended('admission project ' || $1, 0))`, [project])
  const begun = begin()
  begun.catch(() => {})
  const waits = `SELECT count(*)::integer AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`
  await eventually(
    async () => (await app.database.pool.query<{ n: number }>(waits)).rows[0]?.n ?? 0,
    (n) => n > 0,
  )
  await decision.query(meanwhile, values)
  await decision.query('COMMIT')
  decision.release()
  return begun
}

test.each(['project_members WHERE', 'members WHERE workspace_id = $2 AND'])(
  'a membership that ends while a request is decided about lets nothing start: %s',
  async (rows) => {
    const member = await makeMember()
    const ends = `DELETE FROM ${rows} user_id = $1`
    const values = [member.user.id, ...(ends.includes('$2') ? [workspace] : [])]
    await expect(besideDecision(member.project, () => member.start(0.5), ends, values)).rejects.toMatchObject({
      body: { type: 'invalid-input', errors: [{ path: 'body.project', code: 'unknown' }] },
    })
  },
)

test('who is taken out of a project is so after the decisions that are under way', async () => {
  const { project, user } = await makeMember()
  const remove = () => admin.projects.removeMember({ params: { id: project, user: user.id } })
  const seen = `INSERT INTO project_members (project_id, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING`
  await besideDecision(project, remove, seen, [project, user.id])
  expect((await admin.projects.members({ params: { id: project } })).items).toEqual([])
})

test('changes of credentials, projects and users beside requests for sessions: none waits for the other for long', async () => {
  const member = await makeMember()
  const { accessKey, project, user } = member
  const rounds = Array.from({ length: 25 }, (_, round) => round)
  const each = async (work: (round: number) => Promise<unknown>) => {
    for (const round of rounds) await work(round)
  }
  await admin.policies.create({ body: { name: 'other' } })
  const params = { accessKey }
  const { params: beside } = await makePair(app, user.token)
  const works = [
    each(async () => end(await member.start(0.1))),
    each((round) => admin.credentials.update({ params, body: { label: `label ${round}` } })),
    each((round) => admin.credentials.update({ params, body: { policy: round % 2 ? 'default' : 'other' } })),
    each((round) => admin.policies.update({ params: { name: 'other' }, body: { pendingSessions: 50 + round } })),
    each(() =>
      admin.credentials.deactivate({ params: beside }).then(() => admin.credentials.activate({ params: beside })),
    ),
    each((round) => admin.projects.update({ params: { id: project }, body: { description: `text ${round}` } })),
    each((round) => admin.users.update({ params: { id: user.id }, body: { description: `text ${round}` } })),
  ]
  await Promise.all(works)
  expect(await deadlocksIn(app.database)).toBe(0)
  expect(await app.as(user.token).credentials.show({ params })).toMatchObject({ label: 'label 24', policy: 'other' })
}, 60_000)
