/** What changes several sessions or folders takes them in the order in which everybody does: nobody waits in a circle. */
import type { Session } from '@berth/contract/sessions.ts'
import { expect, test } from 'vitest'
import { deadlocksIn } from '../../../../test/database.ts'
import { eventually } from '../../../../test/eventually.ts'
import { folderSite, plainSession } from '../../../../test/folder-site.ts'
import { makeUser } from '../../../../test/make.ts'
import { sharedWorkspace } from '../../../../test/shared-workspace.ts'
import { underWay } from '../../../../test/under-way.ts'
import { emit } from '../../../platform/events/outbox.ts'
import { folderAccessEnded } from '../../folders/folders.service.ts'

const { app, admin, eve, asEve, create, share, start, ended } = await folderSite()

const asSession = 'SELECT FROM sessions WHERE id = ANY($1::uuid[]) FOR NO KEY UPDATE'
const asMount = 'SELECT FROM folders WHERE id = ANY($1::uuid[]) FOR SHARE'

/** Somebody has the first of them while others come who want all, and then takes the rest. */
async function takeAll(ids: readonly string[], lock: string, meanwhile: () => Promise<unknown>) {
  const [first, ...rest] = ids.toSorted()
  const other = await underWay(app.database)
  await other.query(lock, [[first]])
  await meanwhile()
  await other.blocks()
  await other.query(lock, [rest])
  await other.commit()
}

/** Whoever reads these events reads all that happen meanwhile at once. */
async function readTogether(reader: string, work: () => Promise<unknown>) {
  const held = await underWay(app.database)
  await held.query('SELECT FROM event_readers WHERE name = $1 FOR UPDATE', [reader])
  await work()
  await held.commit()
}

/** Two people, each with a session, of which the first was there first. */
async function twoPeople() {
  const people = [await makeUser(app), await makeUser(app)] as const
  const workspace = await sharedWorkspace(app, admin, [
    [people[0], 'member'],
    [people[1], 'member'],
  ])
  const project = (await admin.projects.create({ body: { workspace, name: 'work', everyone: true } })).id
  const sessions: string[] = []
  for (const { token } of people) {
    const { id } = await app.as(token).sessions.create({ body: { ...plainSession, project } })
    await reach(id, 'RUNNING')
    sessions.push(id)
  }
  return { workspace, people: people.map(({ id }) => id), sessions }
}
const show = (id: string) => admin.sessions.show({ params: { id } })
const reach = (id: string, status: Session['status']) =>
  eventually(
    () => show(id),
    (now) => now.status === status,
  )

test('rights to several folders that end beside a start with the same folders', async () => {
  const folders = [await create(), await create(), await create()].map(({ id }) => id)
  for (const id of folders) await share(id, 'rw')
  const made = await start(
    asEve,
    folders.map((folder) => ({ folder })),
  )
  await takeAll(folders, asMount, async () => {
    await app.database.pool.query(`UPDATE folder_shares SET permission = 'ro' WHERE user_id = $1`, [eve.id])
    const told = folders.toReversed().map((subject) => ({ kind: folderAccessEnded, subject, user: eve.id }))
    await emit(app.database.db, ...told)
  })
  expect(await ended(asEve, made.id)).toBe('folder-access-ended')
  expect(await deadlocksIn(app.database)).toBe(0)
})

test('several people who are deactivated at the same time, with their sessions', async () => {
  const { people, sessions } = await twoPeople()
  await takeAll(sessions, asSession, () =>
    readTogether('sessions of deactivated users', async () => {
      for (const id of people.toReversed())
        await admin.users.deactivate({ params: { id }, body: { terminateSessions: true } })
    }),
  )
  for (const id of sessions) expect(await ended(admin, id)).toBe('ended-by-administrator')
  expect(await deadlocksIn(app.database)).toBe(0)
})

test('several memberships that end at the same time, with their sessions', async () => {
  const { workspace: id, people, sessions } = await twoPeople()
  await takeAll(sessions, asSession, () =>
    readTogether('sessions of ended memberships', async () => {
      for (const user of people.toReversed()) await admin.workspaces.removeMember({ params: { id, user } })
    }),
  )
  for (const one of sessions) expect(await ended(admin, one)).toBe('ended-with-membership')
  expect(await deadlocksIn(app.database)).toBe(0)
})

test.each<[string, Session['status'], (user: string) => Promise<unknown>]>([
  ['start', 'RUNNING', async () => {}],
  [
    'are cancelled',
    'CANCELLED',
    (id) => admin.users.deactivate({ params: { id }, body: { terminateSessions: false } }),
  ],
])('those that wait, and %s in another order than they came', async (_what, becomes, act) => {
  const user = await makeUser(app)
  const later = { ...plainSession, type: 'batch' as const, command: 'sleep 1000' }
  const waiting: string[] = []
  for (const minutes of [30, 20, 10]) {
    const startsAt = new Date(app.clock.now().getTime() + minutes * 60_000).toISOString()
    const { id } = await app.as(user.token).sessions.create({ body: { ...later, startsAt } })
    waiting.push(id)
  }
  let another: Promise<Session> | undefined
  await takeAll(waiting, asSession, async () => {
    await act(user.id)
    app.clock.advance(1_900_000)
    // Which makes somebody look at the queue; it may have to wait for them.
    another = admin.sessions.create({ body: plainSession })
  })
  await another
  for (const id of waiting) await reach(id, becomes)
  expect(await deadlocksIn(app.database)).toBe(0)
})
