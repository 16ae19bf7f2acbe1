import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eventually } from '../../../test/eventually.ts'
import { filesOf } from '../../../test/file-requests.ts'
import { plainSession, folderSite, newFolderName } from '../../../test/folder-site.ts'
import { makeAdmin, makePair, makeUser } from '../../../test/make.ts'
import { problemOf, typeOf } from '../../../test/problem-of.ts'
import { testApp } from '../../../test/test-app.ts'

const { app, admin, ada, eve, asAda, asEve, project, create, group, names } = await folderSite()

test('a group folder is made by administrators, and everyone in the project sees it at once, with what they may', async () => {
  expect(
    await typeOf(asAda.folders.create({ body: { name: newFolderName(), type: 'group', project: 'default' } })),
  ).toBe('not-allowed')
  const folder = await group({ permission: 'ro', capacity: 1024 ** 3 })
  expect(folder).toMatchObject({ type: 'group', project, owner: null, permission: 'ro', projectPermission: 'ro' })
  expect(await asEve.folders.show({ params: { id: folder.id } })).toMatchObject({
    relation: 'member',
    permission: 'ro',
    capacity: 1024 ** 3,
  })
  expect(await typeOf(asEve.folders.trash({ params: { id: folder.id } }))).toBe('not-allowed')
  const params = { id: folder.id, user: eve.id }
  await admin.folderShares.setMember({ params, body: { permission: 'rw' } })
  expect(await asEve.folders.show({ params })).toMatchObject({ permission: 'rw', projectPermission: 'ro' })
  expect(await asAda.folders.show({ params })).toMatchObject({ permission: 'ro' })
  const { items } = await admin.folderShares.members({ params, query: { q: 'eve' } })
  expect(items).toMatchObject([{ user: eve.id, permission: 'rw', own: true }])
  expect(await typeOf(asEve.folderShares.members({ params }))).toBe('not-allowed')
  await admin.folderShares.clearMember({ params })
  expect(await asEve.folders.show({ params })).toMatchObject({ permission: 'ro' })
  expect(await typeOf(admin.folderShares.clearMember({ params }))).toBe('not-found')
})

test('what a member may do besides everyone ends with the membership, and comes back with nobody', async () => {
  const { id: lab } = await admin.workspaces.create({ body: { name: 'lab' } })
  const inLab = await admin.projects.create({ body: { workspace: lab, name: 'lab-work' } })
  const join = () =>
    app.database.db.insertInto('members').values({ workspace_id: lab, user_id: eve.id, role: 'member' }).execute()
  await join()
  const member = { params: { id: inLab.id, user: eve.id } }
  const { id } = await group({ project: inLab.id, permission: 'ro' })
  const params = { id, user: eve.id }
  const allow = () => admin.folderShares.setMember({ params, body: { permission: 'rw' } })
  const granted = async () => (await asEve.folders.show({ params })).permission
  const own = async () => (await admin.folderShares.members({ params })).items.map((one) => [one.user, one.own])
  await admin.projects.addMember(member)
  await allow()
  expect(await granted()).toBe('rw')

  await admin.projects.removeMember(member)
  expect(await typeOf(allow())).toBe('not-found')
  await admin.projects.addMember(member)
  expect(await granted()).toBe('ro')
  expect(await own()).toEqual([[eve.id, false]])

  await allow()
  await admin.workspaces.removeMember({ params: { id: lab, user: eve.id } })
  await join()
  await admin.projects.addMember(member)
  expect(await granted()).toBe('ro')

  // A project that is opened to everyone, and to fewer again.
  await admin.projects.removeMember(member)
  await admin.projects.update({ params: { id: inLab.id }, body: { everyone: true } })
  await allow()
  expect(await granted()).toBe('rw')
  for (const everyone of [false, true]) await admin.projects.update({ params: { id: inLab.id }, body: { everyone } })
  expect(await granted()).toBe('ro')
})

test('a site without group folders makes none', async () => {
  await admin.settings.update({ body: { groupFolders: false } })
  expect(await typeOf(group())).toBe('group-folders-off')
  expect((await admin.storageHosts.list()).groupFolders).toBe(false)
  await admin.settings.update({ body: { groupFolders: true } })
})

test('people are invited by email; only they accept, and they leave when they want', async () => {
  const { id, name } = await create()
  const params = { id }
  const share = await asAda.folderShares.create({ params, body: { email: 'EVE@example.org', permission: 'ro' } })
  expect(share).toMatchObject({ email: 'EVE@example.org', user: null, status: 'pending' })
  expect(
    await typeOf(asAda.folderShares.create({ params, body: { email: 'eve@example.org', permission: 'rw' } })),
  ).toBe('already-invited')
  expect(
    await typeOf(asAda.folderShares.create({ params, body: { email: 'ada@example.org', permission: 'rw' } })),
  ).toBe('invalid-input')
  expect(await typeOf(asEve.folders.show({ params }))).toBe('not-found')
  const note = await eventually(
    async () => (await asEve.notifications.list()).items.find(({ kind }) => kind === 'folder-invitation'),
    (found) => found !== undefined,
  )
  expect(note).toMatchObject({ parameters: { by: 'ada', folder: name, invitation: share.id } })
  const { items } = await asEve.folderInvitations.list()
  expect(items).toMatchObject([{ id: share.id, name, permission: 'ro', ownerName: 'ada' }])
  const other = app.as((await makeUser(app)).token)
  expect((await other.folderInvitations.list()).items).toEqual([])
  for (const somebody of [other, asAda, admin])
    expect(await typeOf(somebody.folderInvitations.accept({ params: { id: share.id } }))).toBe('invitation-over')
  expect(await asEve.folderInvitations.accept({ params: { id: share.id } })).toMatchObject({
    id,
    relation: 'invited',
    permission: 'ro',
  })
  expect(await typeOf(asEve.folderInvitations.accept({ params: { id: share.id } }))).toBe('invitation-over')
  expect((await asAda.folderShares.list({ params })).items).toMatchObject([{ status: 'accepted', userName: 'eve' }])
  expect(await typeOf(asEve.folderShares.list({ params }))).toBe('not-allowed')
  expect(await typeOf(asEve.folders.trash({ params }))).toBe('not-allowed')
  await asEve.folders.leave({ params })
  expect(await typeOf(asEve.folders.show({ params }))).toBe('not-found')
  expect(await typeOf(asAda.folders.leave({ params }))).toBe('not-allowed')
  expect((await asAda.folderShares.list({ params })).items).toEqual([])
})

test('an invitation is declined, taken back, or meant for somebody who has no account yet', async () => {
  const { id } = await create()
  const invite = (email: string) => asAda.folderShares.create({ params: { id }, body: { email, permission: 'rw' } })
  const first = await invite('eve@example.org')
  await asEve.folderInvitations.decline({ params: { id: first.id } })
  const second = await invite('eve@example.org')
  await asAda.folderShares.end({ params: { id, share: second.id } })
  expect(await typeOf(asEve.folderInvitations.accept({ params: { id: second.id } }))).toBe('invitation-over')
  const third = await invite('newcomer@example.org')
  const newcomer = app.as((await makeUser(app, 'newcomer')).token)
  expect((await newcomer.folderInvitations.list()).items).toHaveLength(1)
  expect(await newcomer.folderInvitations.accept({ params: { id: third.id } })).toMatchObject({ permission: 'rw' })
})

test('whoever is invited by two addresses of theirs is in once, as they accepted last', async () => {
  const { id } = await create()
  const params = { id }
  const person = await makeUser(app, 'twofold')
  const who = app.as(person.token)
  const invite = (email: string, permission: 'ro' | 'rw') =>
    asAda.folderShares.create({ params, body: { email, permission } })
  const rename = (email: string) =>
    app.database.db.updateTable('users').set({ email }).where('id', '=', person.id).execute()
  const accept = (share: { id: string }) => who.folderInvitations.accept({ params: { id: share.id } })
  const first = await invite('twofold@example.org', 'rw')
  const second = await invite('twofold@elsewhere.org', 'ro')
  await rename('twofold@elsewhere.org')
  expect((await who.folderInvitations.list()).items).toHaveLength(2)
  expect(await accept(second)).toMatchObject({ id, permission: 'ro' })
  expect((await asAda.folderShares.list({ params })).items).toMatchObject([{ id: second.id, status: 'accepted' }])
  expect(await typeOf(accept(first))).toBe('invitation-over')

  // Also of one who is in already.
  const third = await invite('twofold@third.org', 'rw')
  await rename('twofold@third.org')
  expect(await accept(third)).toMatchObject({ id, permission: 'rw' })
  const fourth = await invite('twofold@fourth.org', 'ro')
  await rename('twofold@fourth.org')
  expect(await accept(fourth)).toMatchObject({ id, permission: 'ro' })
  expect((await asAda.folderShares.list({ params })).items).toMatchObject([{ id: fourth.id, status: 'accepted' }])
  expect((await who.storageHosts.list()).folders.used).toBe(1)
})

test('a program with a key invites nobody and accepts nothing', async () => {
  const { id } = await create()
  const { keys } = await makePair(app, ada.token)
  const body = { email: 'eve@example.org', permission: 'rw' as const }
  expect(await typeOf(keys.folderShares.create({ params: { id }, body }))).toBe('not-by-credential')
  expect(await names(keys)).toContain((await asAda.folders.show({ params: { id } })).name)
})

test('how many folders somebody has and joins is a policy’s, whoever comes first', async () => {
  await admin.policies.create({ body: { name: 'two-folders', maxFolders: 2, folderCapacity: 4096 } })
  const limited = await makeUser(app)
  await app.database.db
    .updateTable('credentials')
    .set({ policy: 'two-folders' })
    .where('user_id', '=', limited.id)
    .execute()
  const who = app.as(limited.token)
  const tries = await Promise.allSettled([1, 2, 3, 4].map(() => create(who)))
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
  expect(await problemOf(create(who))).toMatchObject({
    type: 'quota-exceeded',
    violations: [{ limit: 'user', resource: 'folders', used: 2, asked: 1, max: 2 }],
  })
  expect((await who.folders.list({ query: { relation: 'owner' } })).items[0]).toMatchObject({ capacity: 4096 })
  expect(await who.storageHosts.list()).toMatchObject({ folders: { used: 2, max: 2 }, capacity: 4096 })
  const { id } = await create()
  const share = await asAda.folderShares.create({
    params: { id },
    body: { email: `${limited.username}@example.org`, permission: 'ro' },
  })
  expect(await typeOf(who.folderInvitations.accept({ params: { id: share.id } }))).toBe('quota-exceeded')
})

test('only the hosts that the policy and the project allow are used', async () => {
  const two = await testApp({
    storageHosts: [
      { name: 'fast', path: join(app.directory, 'fast') },
      { name: 'slow', path: join(app.directory, 'slow') },
    ],
    directory: app.directory,
  })
  const chief = two.as(await makeAdmin(two))
  const person = await makeUser(two)
  const who = two.as(person.token)
  expect((await who.storageHosts.list()).items).toMatchObject([
    { name: 'fast', allowed: true, free: null, fault: null },
    { name: 'slow', allowed: true },
  ])
  expect((await chief.storageHosts.list()).items[0]?.free).toBeGreaterThan(0)
  const { id } = await who.folders.create({ body: { name: 'on-fast' } })
  const guest = await makeUser(two, 'guest')
  const owner = filesOf(two, person.token, id)
  expect((await owner.write('file', 'kept')).status).toBe(200)
  const body = { email: 'guest@example.org', permission: 'ro' as const }
  const invitation = { params: { id: (await who.folderShares.create({ params: { id }, body })).id } }
  await chief.policies.update({ params: { name: 'default' }, body: { storageHosts: ['slow'] } })
  expect((await who.storageHosts.list()).items).toMatchObject([
    { allowed: false, refused: 'policy' },
    { allowed: true },
  ])
  expect(await problemOf(who.folders.create({ body: { name: 'x', host: 'fast' } }))).toMatchObject({
    type: 'storage-host-refused',
    host: 'fast',
    why: 'policy',
  })
  expect(await who.folders.create({ body: { name: 'on-slow' } })).toMatchObject({ host: 'slow' })
  expect(await typeOf(who.sessions.create({ body: { ...plainSession, mounts: [{ folder: id }] } }))).toBe(
    'storage-host-refused',
  )
  // What is on it stays, and is of no use to anybody until it is allowed again.
  const refused = { type: 'storage-host-refused', host: 'fast', why: 'policy' }
  expect(await problemOf(two.as(guest.token).folderInvitations.accept(invitation))).toMatchObject(refused)
  for (const answer of [await owner.list(), await owner.read('file'), await owner.write('other', 'x')])
    expect(answer).toMatchObject({ status: 409, type: 'storage-host-refused' })
  expect(await who.folders.update({ params: { id }, body: { name: 'still-mine' } })).toMatchObject({ state: 'ready' })
  await chief.policies.update({ params: { name: 'default' }, body: { storageHosts: null } })
  expect(await owner.read('file')).toMatchObject({ text: 'kept' })
  await two.as(guest.token).folderInvitations.accept(invitation)
  expect((await filesOf(two, guest.token, id).read('file')).text).toBe('kept')
  const shared = await chief.folders.create({
    body: { name: 'of-all', type: 'group', project: 'default', host: 'slow' },
  })
  await chief.policies.update({ params: { name: 'default' }, body: { storageHosts: ['slow'] } })
  const [first] = (await who.projects.list()).items.filter(({ name }) => name === 'default')
  await chief.projects.update({ params: { id: first?.id ?? '' }, body: { storageHosts: ['fast'] } })
  expect(await problemOf(who.folders.create({ body: { name: 'x', host: 'slow', project: 'default' } }))).toMatchObject({
    why: 'project',
  })
  expect((await filesOf(two, person.token, shared.id).list()).type).toBe('storage-host-refused')
  expect(await problemOf(who.folders.create({ body: { name: 'x', project: 'default' } }))).toMatchObject({
    type: 'storage-host-refused',
  })
})

test('every change is in the audit log of those it is about', async () => {
  await create(asEve)
  const wanted = ['folder.created', 'folder.invited', 'folder.share-ended', 'folder.member-changed'] as const
  await eventually(
    async () => (await asEve.myAccount.activity({ query: { limit: 200 } })).items.map(({ action }) => action),
    (actions) => wanted.every((action) => actions.includes(action)),
  )
})
