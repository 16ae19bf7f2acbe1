import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filesOf } from '../../../test/file-requests.ts'
import { plainSession, folderSite, until } from '../../../test/folder-site.ts'
import { makeAdmin } from '../../../test/make.ts'
import { problemOf, typeOf } from '../../../test/problem-of.ts'
import { testApp } from '../../../test/test-app.ts'

const { app, admin, ada, eve, asAda, asEve, create, group, share, onDisk, names, start, signInAgain } =
  await folderSite()

test('a folder goes to the trash, comes back, and is deleted for ever after its name was typed', async () => {
  const { id, name } = await create()
  writeFileSync(join(onDisk(id), 'file'), 'kept')
  const params = { id }
  expect(await typeOf(asAda.folders.purge({ params, body: { name } }))).toBe('folder-state')
  await asAda.folders.trash({ params })
  await asAda.folders.trash({ params })
  expect(await names()).not.toContain(name)
  const trashed = await asAda.folders.show({ params })
  expect(trashed.state).toBe('trashed')
  expect(Date.parse(trashed.purgesAt ?? '') - Date.parse(trashed.trashedAt ?? '')).toBe(30 * 86_400_000)
  // The name is free for another one, and then taken for this.
  const other = await asAda.folders.create({ body: { name } })
  expect(await typeOf(asAda.folders.restore({ params }))).toBe('name-taken')
  await asAda.folders.trash({ params: { id: other.id } })
  expect(await asAda.folders.restore({ params })).toMatchObject({ state: 'ready' })
  await asAda.folders.trash({ params })
  expect(await problemOf(asAda.folders.purge({ params, body: { name: `${name} ` } }))).toMatchObject({
    errors: [{ path: 'body.name', code: 'confirmation-differs' }],
  })
  expect(existsSync(join(onDisk(id), 'file'))).toBe(true)
  await asAda.folders.purge({ params, body: { name } })
  expect(await typeOf(asAda.folders.show({ params }))).toBe('not-found')
  expect(await until(async () => !existsSync(onDisk(id)))).toBe(true)
})

test('what is in the trash is of no use to those it was shared with', async () => {
  const { id } = await create()
  const share = await asAda.folderShares.create({
    params: { id },
    body: { email: 'eve@example.org', permission: 'rw' },
  })
  await asEve.folderInvitations.accept({ params: { id: share.id } })
  await asAda.folders.trash({ params: { id } })
  expect(await typeOf(asEve.folders.show({ params: { id } }))).toBe('not-found')
  expect(await typeOf(asEve.folders.leave({ params: { id } }))).toBe('not-found')
  expect(await typeOf(start(asAda, [{ folder: id }]))).toBe('mount-refused')
  await asAda.folders.restore({ params: { id } })
  expect(await asEve.folders.show({ params: { id } })).toMatchObject({ permission: 'rw' })
})

test('who cannot take a folder out of the trash hears nothing of it', async () => {
  const { id } = await create()
  await share(id, 'rw')
  const ofGroup = await group()
  const { folders: before } = await asEve.storageHosts.list()
  for (const [client, one] of [
    [asAda, id],
    [admin, ofGroup.id],
  ] as const)
    await client.folders.trash({ params: { id: one } })
  for (const one of [id, ofGroup.id]) {
    expect((await filesOf(app, eve.token, one).list()).type).toBe('not-found')
    expect((await filesOf(app, eve.token, one).write('x', 'x')).type).toBe('not-found')
  }
  expect((await filesOf(app, ada.token, id).list()).type).toBe('folder-state')
  // Nor does it count for them.
  expect((await asEve.storageHosts.list()).folders.used).toBe(before.used - 1)
  await asAda.folders.restore({ params: { id } })
  expect((await asEve.storageHosts.list()).folders.used).toBe(before.used)
})

test('what is in a folder is measured, and told with the time', async () => {
  const { id } = await create()
  mkdirSync(join(onDisk(id), 'sub'))
  writeFileSync(join(onDisk(id), 'sub/file'), Buffer.alloc(100_000))
  writeFileSync(join(onDisk(id), 'other'), 'x')
  await app.site.storage.measureDue()
  const { used, files, measuredAt } = await asAda.folders.show({ params: { id } })
  expect(files).toBe(2)
  expect(used).toBeGreaterThanOrEqual(100_000)
  expect(measuredAt).not.toBeNull()
})

test('a host that cannot be reached says so, and comes back by itself', async () => {
  const path = join(app.directory, 'mounted')
  mkdirSync(path)
  const other = await testApp({ storageHosts: [{ name: 'far', path }], directory: app.directory })
  const chief = other.as(await makeAdmin(other))
  const { id } = await chief.folders.create({ body: { name: 'data' } })
  await other.close()
  // As when it is not mounted: an empty directory.
  for (const name of readdirSync(path)) rmSync(join(path, name), { recursive: true })
  const again = await testApp({
    storageHosts: [{ name: 'far', path }],
    directory: app.directory,
    database: other.database,
  })
  const back = again.as(await again.signIn('admin', 'correct horse 1!'))
  expect(await back.folders.show({ params: { id } })).toMatchObject({ state: 'unavailable' })
  expect((await back.storageHosts.list()).items).toMatchObject([{ refused: 'unavailable' }])
  expect((await back.storageHosts.list()).items[0]?.fault).toContain('mounted')
  expect(await problemOf(back.folders.create({ body: { name: 'more' } }))).toMatchObject({ why: 'unavailable' })
  expect(await problemOf(back.sessions.create({ body: { ...plainSession, mounts: [{ folder: id }] } }))).toMatchObject({
    type: 'mount-refused',
    why: 'unavailable',
  })
})

test('the trash is emptied after the days that the site says', async () => {
  const { id } = await create()
  await asAda.folders.trash({ params: { id } })
  app.clock.advance(29 * 86_400_000)
  await app.site.storage.purgeExpired()
  const { asAda: again, admin: chief } = await signInAgain()
  expect(await again.folders.show({ params: { id } })).toMatchObject({ state: 'trashed' })
  await chief.settings.update({ body: { trashDays: 7 } })
  await app.site.storage.purgeExpired()
  expect(await typeOf(again.folders.show({ params: { id } }))).toBe('not-found')
  expect(await until(async () => !existsSync(onDisk(id)))).toBe(true)
  await chief.settings.update({ body: { trashDays: 30 } })
})
