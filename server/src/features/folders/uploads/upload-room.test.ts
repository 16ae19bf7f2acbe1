/** What a folder may hold: all that has begun counts, however many come at the same time. */
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eventually } from '../../../../test/eventually.ts'
import { filesOf, uploadIn } from '../../../../test/file-requests.ts'
import { folderSite } from '../../../../test/folder-site.ts'
import { adminPassword } from '../../../../test/test-app.ts'

const MiB = 1024 ** 2
const site = await folderSite()
const some = randomBytes(300_000)

async function folderOf(capacity: number) {
  const { id } = await site.group({ capacity })
  const beside = (...path: string[]) => join(site.app.directory, 'storage/uploads', id, ...path)
  const filler = join(site.onDisk(id), 'filler')
  return {
    id,
    files: filesOf(site.app, site.ada.token, id),
    inIt: () => readdirSync(site.onDisk(id)).toSorted(),
    beside,
    arriving: () => readdirSync(beside()),
    limit: (bytes: number) => site.admin.folders.update({ params: { id }, body: { capacity: bytes } }),
    /** As a session does, which the next look finds. */
    async fill(bytes: number) {
      rmSync(filler, { force: true })
      if (bytes > 0) writeFileSync(filler, randomBytes(bytes), { flush: true })
      await site.app.site.storage.measure(id)
    },
  }
}

test('an upload takes its room when it begins, and gives it back when it is given up', async () => {
  const { files } = await folderOf(MiB)
  const first = uploadIn(await files.begin('first', 600_000))
  expect((await files.begin('second', 600_000)).type).toBe('folder-full')
  expect((await files.write('written', Buffer.alloc(500_000))).type).toBe('folder-full')
  await files.giveUp(first)
  const second = uploadIn(await files.begin('second', 600_000))
  expect((await files.append(second, 0, Buffer.alloc(600_000, 'x'))).status).toBe(204)
  expect((await files.begin('third', 300_000, some)).status).toBe(201)
  expect((await files.begin('fourth', 300_000, some)).type).toBe('folder-full')
})

test('of many that come at the same time as many land as there is room for', async () => {
  const { files, inIt, arriving } = await folderOf(MiB)
  const begun = await Promise.all([1, 2, 3, 4, 5].map((n) => files.begin(`up-${n}`, some.length, some)))
  expect(begun.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 201, 507, 507])
  expect([inIt().length, arriving()]).toEqual([3, []])
})

test('of many copies made at the same time as many land as there is room for', async () => {
  const { files, inIt, arriving } = await folderOf(MiB)
  await files.begin('from', some.length, some)
  const copies = await Promise.all(
    [1, 2, 3, 4, 5].map((n) => files.post('/files/copy', { from: 'from', to: `to-${n}` })),
  )
  expect(copies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 507, 507, 507])
  expect([inIt().length, arriving()]).toEqual([3, []])
})

test('what comes with the beginning counts before its first byte, and no more when it is cut off', async () => {
  const { id, files, arriving } = await folderOf(MiB)
  const { sending, answered } = files.beginSlowly('slow', 900_000)
  sending.write(some)
  await eventually(arriving, (names) => names.length === 1)
  expect((await files.begin('other', 300_000)).type).toBe('folder-full')
  // Nobody knows how to go on with it.
  expect((await site.asAda.uploads.list({ params: { id } })).items).toEqual([])
  sending.destroy()
  await answered.catch(() => {})
  const other = await eventually(
    () => files.begin('other', 300_000),
    ({ status }) => status === 201,
  )
  await eventually(arriving, (names) => names.length === 1)
  expect(arriving()).toEqual([uploadIn(other)])
})

test('a folder that others filled meanwhile takes no more, and what has arrived waits for room', async () => {
  const { files, inIt, beside, fill } = await folderOf(8 * MiB)
  const bytes = randomBytes(6 * MiB)
  const upload = uploadIn(await files.begin('late', bytes.length))
  const { sending, answered } = files.slowly(upload, 0, bytes.length)
  sending.write(bytes.subarray(0, 3 * MiB))
  await eventually(
    () => statSync(beside(upload)).size,
    (size) => size > MiB,
  )
  await fill(4 * MiB)
  sending.end(bytes.subarray(3 * MiB))
  expect((await answered).status).toBe(507)
  expect((await files.offset(upload)).status).toBe(507)
  expect([inIt(), statSync(beside(upload)).size]).toEqual([['filler'], bytes.length])
  await fill(0)
  expect((await files.offset(upload)).status).toBe(200)
  expect(inIt()).toEqual(['late'])
})

test('less capacity holds for what has begun', async () => {
  const { files, limit, inIt } = await folderOf(MiB)
  const [one = '', other = ''] = await Promise.all(
    ['one', 'other'].map(async (name) => uploadIn(await files.begin(name, some.length))),
  )
  await limit(500_000)
  const last = await Promise.all([one, other].map((upload) => files.append(upload, 0, some)))
  expect(last.map(({ type }) => type)).toEqual(['folder-full', 'folder-full'])
  await files.giveUp(one)
  expect((await files.append(other, 0, some)).status).toBe(204)
  expect(inIt()).toEqual(['other'])
})

test('room is not kept for an upload whose file is gone', async () => {
  const { files, beside } = await folderOf(MiB)
  const upload = uploadIn(await files.begin('lost', 900_000))
  // As a server leaves it that ends between the two.
  rmSync(beside(upload))
  expect((await files.begin('new', 900_000)).type).toBe('folder-full')
  site.app.clock.advance(2 * 3_600_000)
  await site.app.site.storage.sweepUploads()
  expect((await files.begin('new', 900_000)).status).toBe(201)
  expect(existsSync(beside(upload))).toBe(false)
})

test('whoever may write no more keeps no room', async () => {
  const { app, ada, eve, admin, asAda, asEve } = site
  await admin.policies.create({ body: { name: 'small-folders', folderCapacity: MiB } })
  await app.database.db
    .updateTable('credentials')
    .set({ policy: 'small-folders' })
    .where('user_id', '=', ada.id)
    .execute()
  const { id } = await site.create()
  const mine = filesOf(app, ada.token, id)
  const ends = {
    end: (share: string) => asAda.folderShares.end({ params: { id, share } }),
    less: (share: string) => asAda.folderShares.update({ params: { id, share }, body: { permission: 'ro' } }),
    leave: () => asEve.folders.leave({ params: { id } }),
  }
  for (const [way, end] of Object.entries(ends)) {
    const { items } = await asAda.folderShares.list({ params: { id } })
    for (const { id: share } of items) await asAda.folderShares.end({ params: { id, share } })
    const share = await site.share(id, 'rw')
    expect((await filesOf(app, eve.token, id).begin('hers', 900_000)).status).toBe(201)
    expect((await mine.begin('mine', 900_000)).type).toBe('folder-full')
    await end(share.id)
    const begun = await mine.begin('mine', 900_000)
    expect(begun.status, way).toBe(201)
    await mine.giveUp(uploadIn(begun))
  }
})

test('whoever is in the project no more, or may only read there, keeps no room', async () => {
  const { app, eve, admin } = site
  const { id: lab } = await admin.workspaces.create({ body: { name: 'lab' } })
  const work = await admin.projects.create({ body: { workspace: lab, name: 'lab-work' } })
  await app.database.db.insertInto('members').values({ workspace_id: lab, user_id: eve.id, role: 'member' }).execute()
  const member = { params: { id: work.id, user: eve.id } }
  await admin.projects.addMember(member)
  const { id } = await site.group({ project: work.id, capacity: MiB })
  const [theirs, hers] = [filesOf(app, await app.signIn('admin', adminPassword), id), filesOf(app, eve.token, id)]
  const alone = async () => {
    const begun = await theirs.begin('theirs', 900_000)
    if (begun.status === 201) await theirs.giveUp(uploadIn(begun))
    return begun.status === 201
  }
  const params = { id, user: eve.id }
  expect((await hers.begin('hers', 900_000)).status).toBe(201)
  expect(await alone()).toBe(false)
  await admin.folderShares.setMember({ params, body: { permission: 'ro' } })
  expect(await alone()).toBe(true)

  await admin.folderShares.setMember({ params, body: { permission: 'rw' } })
  expect((await hers.begin('hers', 900_000)).status).toBe(201)
  await admin.folders.update({ params: { id }, body: { permission: 'ro' } })
  expect(await alone()).toBe(false)
  await admin.projects.removeMember(member)
  await app.site.storage.sweepUploads()
  expect(await alone()).toBe(true)
})
