import { expect, test } from 'vitest'
import { plainSession, folderSite, until } from '../../../test/folder-site.ts'
import { problemOf, typeOf } from '../../../test/problem-of.ts'

const { app, admin, ada, eve, project, asAda, asEve, create, group, start, ended } = await folderSite()

test('a session mounts folders where it is asked to, and shows them', async () => {
  const [one, two] = [await create(), await create()]
  const made = await start(asAda, [{ folder: one.name }, { folder: two.id, path: 'sets/two', mode: 'ro' }])
  expect(made.mounts).toEqual([
    { folder: one.id, name: one.name, path: `/home/work/${one.name}`, mode: 'rw', auto: false },
    { folder: two.id, name: two.name, path: '/home/work/sets/two', mode: 'ro', auto: false },
  ])
  expect(await asAda.folders.show({ params: { id: one.id } })).toMatchObject({ sessions: 1 })
  expect((await asAda.sessions.list()).items.find(({ id }) => id === made.id)?.mounts).toHaveLength(2)
  for (const path of ['/etc', '../x', '/home/work', '/home/work/../x', 'a//b', '', '/home/workx/y'])
    expect(await typeOf(start(asAda, [{ folder: one.id, path }])), path).toBe('invalid-input')
  const both = [
    { folder: one.id, path: 'x' },
    { folder: two.id, path: 'x/y' },
  ]
  expect(await problemOf(start(asAda, both))).toMatchObject({ errors: [{ code: 'overlaps' }, ...[]] })
  expect(await problemOf(start(asAda, [{ folder: 'nowhere' }]))).toMatchObject({
    type: 'mount-refused',
    why: 'unknown',
  })
  expect(await typeOf(start(asEve, [{ folder: one.id }]))).toBe('mount-refused')
  await asAda.sessions.terminate({ params: { id: made.id } })
})

test('a folder whose name begins with a dot is in every session of its owner, and in nobody else’s', async () => {
  const { id } = await create(asAda, { name: '.cache' })
  const made = await start(asAda, [])
  expect(made.mounts).toEqual([{ folder: id, name: '.cache', path: '/home/work/.cache', mode: 'rw', auto: true }])
  expect((await start(asEve, [])).mounts).toEqual([])
  // Asked for, it is where it was asked for.
  const elsewhere = await start(asAda, [{ folder: '.cache', path: 'cache', mode: 'ro' }])
  expect(elsewhere.mounts).toMatchObject([{ path: '/home/work/cache', mode: 'ro', auto: false }])
  for (const one of [made, elsewhere]) await asAda.sessions.terminate({ params: { id: one.id } })
  await until(async () => (await asAda.folders.show({ params: { id } })).sessions === 0)
  await asAda.folders.trash({ params: { id } })
  expect((await start(asAda, [])).mounts).toEqual([])
})

test('a folder that a live session has mounted stays, and the answer names the session', async () => {
  const { id } = await create()
  const made = await start(asAda, [{ folder: id }])
  expect(await problemOf(asAda.folders.trash({ params: { id } }))).toMatchObject({
    type: 'folder-in-use',
    session: made.id,
    name: made.name,
    count: 1,
  })
  expect(await asAda.folders.show({ params: { id } })).toMatchObject({ sessions: 1 })
  await asAda.sessions.terminate({ params: { id: made.id } })
  await ended(asAda, made.id)
  expect(await asAda.folders.show({ params: { id } })).toMatchObject({ sessions: 0 })
  await asAda.folders.trash({ params: { id } })
})

test('what a session had mounted is looked through no more when it is over', async () => {
  const { id } = await create()
  for (let round = 0; round < 2; round++) {
    const made = await start(asAda, [{ folder: id }])
    await asAda.sessions.terminate({ params: { id: made.id } })
    await ended(asAda, made.id)
  }
  const live = await start(asAda, [{ folder: id }])
  const { rows } = await app.database.pool.query(
    'SELECT session_id AS session FROM session_mounts WHERE folder_id = $1 AND live',
    [id],
  )
  expect(rows).toEqual([{ session: live.id }])
  await asAda.sessions.terminate({ params: { id: live.id } })
})

test('of a start and a deletion at the same time, one is refused', async () => {
  for (let round = 0; round < 8; round++) {
    const { id } = await create()
    const [started, trashed] = await Promise.allSettled([
      start(asAda, [{ folder: id }]),
      asAda.folders.trash({ params: { id } }),
    ])
    expect([started.status, trashed.status].toSorted()).toEqual(['fulfilled', 'rejected'])
    if (started.status === 'fulfilled') await asAda.sessions.terminate({ params: { id: started.value.id } })
  }
})

test('read-only is what is granted, and a session gets no more', async () => {
  const { id } = await group({ permission: 'ro' })
  expect(await problemOf(start(asEve, [{ folder: id, mode: 'rw' }]))).toMatchObject({ why: 'read-only' })
  const made = await start(asEve, [{ folder: id }])
  expect(made.mounts).toMatchObject([{ folder: id, mode: 'ro' }])
  await asEve.sessions.terminate({ params: { id: made.id } })
})

test('when a right ends, the sessions that use it end; with less of a right, those that have more', async () => {
  const { id } = await create()
  const share = await asAda.folderShares.create({
    params: { id },
    body: { email: 'eve@example.org', permission: 'rw' },
  })
  await asEve.folderInvitations.accept({ params: { id: share.id } })
  const [writing, reading, none] = [
    await start(asEve, [{ folder: id }]),
    await start(asEve, [{ folder: id, mode: 'ro' }]),
    await start(asEve, []),
  ]
  await asAda.folderShares.update({ params: { id, share: share.id }, body: { permission: 'ro' } })
  expect(await ended(asEve, writing.id)).toBe('folder-access-ended')
  expect((await asEve.sessions.show({ params: { id: reading.id } })).status).toBe('RUNNING')
  await asAda.folderShares.end({ params: { id, share: share.id } })
  expect(await ended(asEve, reading.id)).toBe('folder-access-ended')
  expect((await asEve.sessions.show({ params: { id: none.id } })).status).toBe('RUNNING')
  await until(async () => (await asEve.notifications.list()).items.some(({ kind }) => kind === 'folder-share-ended'))
  await asEve.sessions.terminate({ params: { id: none.id } })
})

test('who leaves a project has its folders in no session any more, whichever project that is of', async () => {
  const { id: lab } = await admin.workspaces.create({ body: { name: 'lab' } })
  const inLab = await admin.projects.create({ body: { workspace: lab, name: 'lab-work' } })
  await app.database.db.insertInto('members').values({ workspace_id: lab, user_id: eve.id, role: 'member' }).execute()
  await admin.projects.addMember({ params: { id: inLab.id, user: eve.id } })
  const { id } = await create(admin, { type: 'group', project: inLab.id })
  const made = await asEve.sessions.create({ body: { ...plainSession, project: 'default', mounts: [{ folder: id }] } })
  await admin.projects.removeMember({ params: { id: inLab.id, user: eve.id } })
  expect(await ended(asEve, made.id)).toBe('folder-access-ended')
  expect(await typeOf(asEve.folders.show({ params: { id } }))).toBe('not-found')
  expect(await typeOf(start(asEve, [{ folder: id }]))).toBe('mount-refused')
})

test('when a project is opened to fewer people, the sessions of those who are not in it any more end', async () => {
  const { workspace } = await admin.projects.show({ params: { id: project } })
  const narrowed = await admin.projects.create({ body: { workspace, name: 'open', everyone: true } })
  const { id } = await group({ project: narrowed.id })
  const [ofEve, ofAda, none] = [
    await start(asEve, [{ folder: id }]),
    await start(asAda, [{ folder: id }]),
    await start(asEve, []),
  ]
  await admin.projects.addMember({ params: { id: narrowed.id, user: ada.id } })
  await admin.projects.update({ params: { id: narrowed.id }, body: { everyone: false } })
  expect(await ended(asEve, ofEve.id)).toBe('folder-access-ended')
  expect((await asAda.sessions.show({ params: { id: ofAda.id } })).status).toBe('RUNNING')
  expect((await asEve.sessions.show({ params: { id: none.id } })).status).toBe('RUNNING')
})
