import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { folderSite, newFolderName, until } from '../../../test/folder-site.ts'
import { losingCommits } from '../../../test/losing-commits.ts'
import { makePair, makeUser } from '../../../test/make.ts'
import { problemOf, typeOf } from '../../../test/problem-of.ts'

const { app, admin, ada, asAda, asEve, create, group, share, onDisk, names, start } = await folderSite()
const allOnDisk = () => readdirSync(dirname(onDisk('any')))

test('a folder is made for its owner, on a host, and is there on disk', async () => {
  const folder = await create(asAda, { name: 'data' })
  expect(folder).toMatchObject({
    name: 'data',
    host: 'local',
    type: 'user',
    project: null,
    owner: ada.id,
    ownerName: 'ada',
    relation: 'owner',
    permission: 'rw',
    capacity: null,
    enforcement: 'measured',
    used: null,
    state: 'ready',
    sessions: 0,
    autoMount: false,
  })
  expect(statSync(onDisk(folder.id)).mode & 0o777).toBe(0o700)
  expect(await asAda.folders.show({ params: { id: folder.id } })).toEqual(folder)
  expect(await names()).toContain('data')
})

test('nobody else sees it, and administrators manage it without looking in', async () => {
  const { id } = await create()
  const params = { id }
  expect(await typeOf(asEve.folders.show({ params }))).toBe('not-found')
  expect(await typeOf(asEve.folders.trash({ params }))).toBe('not-found')
  expect(await typeOf(asEve.folders.list({ query: { owner: 'all' } }))).toBe('not-allowed')
  expect(await admin.folders.show({ params })).toMatchObject({ relation: 'administrator', permission: null })
  expect(await names(admin)).not.toContain((await asAda.folders.show({ params })).name)
  expect(await names(admin, { owner: 'all' })).toContain((await asAda.folders.show({ params })).name)
  expect(await typeOf(admin.folders.update({ params, body: { name: newFolderName() } }))).toBe('not-allowed')
  expect(await typeOf(start(admin, [{ folder: id }]))).toBe('mount-refused')
})

test('names are of a kind, and one means one folder to whoever uses it', async () => {
  for (const name of ['.', '..', 'a/b', '', 'a b', 'x'.repeat(65), 'ä', 'a\0'])
    expect(await typeOf(asAda.folders.create({ body: { name } })), name).toBe('invalid-input')
  const { id, name } = await create()
  expect(await problemOf(asAda.folders.create({ body: { name } }))).toMatchObject({ type: 'name-taken', name })
  // Others may call theirs the same.
  await asEve.folders.create({ body: { name } })
  const other = await create()
  expect(await typeOf(asAda.folders.update({ params: { id: other.id }, body: { name } }))).toBe('name-taken')
  const renamed = newFolderName()
  const tag = { headers: { 'if-match': '"of-before"' } }
  expect(await typeOf(asAda.folders.update({ params: { id }, body: { name: renamed } }, tag))).toBe('changed-meanwhile')
  expect(await asAda.folders.update({ params: { id }, body: { name: renamed } })).toMatchObject({ id, name: renamed })
  // A group's is reached by everybody in the project.
  const name2 = (await group()).name
  expect(await typeOf(asAda.folders.create({ body: { name: name2 } }))).toBe('name-taken')
  expect(await typeOf(admin.folders.create({ body: { name: renamed, type: 'group', project: 'default' } }))).toBe(
    'name-taken',
  )
})

test('a folder that somebody was let into keeps a name that is free for them, too', async () => {
  const { id } = await create()
  await share(id, 'ro')
  const { name } = await create(asEve)
  expect(await problemOf(asAda.folders.update({ params: { id }, body: { name } }))).toMatchObject({
    type: 'name-taken',
    name,
  })
  // Nor does it come back from the trash by one that they have given away meanwhile.
  await asAda.folders.trash({ params: { id } })
  const back = await asAda.folders.show({ params: { id } })
  const { id: theirs } = await asEve.folders.create({ body: { name: back.name } })
  expect(await typeOf(asAda.folders.restore({ params: { id } }))).toBe('name-taken')
  await asEve.folders.update({ params: { id: theirs }, body: { name: newFolderName() } })
  expect(await asAda.folders.restore({ params: { id } })).toMatchObject({ state: 'ready' })
})

test('a disk that takes its time makes nobody wait who makes another folder', async () => {
  const before = new Set(allOnDisk())
  const holder = await app.database.pool.connect()
  await holder.query(`BEGIN`)
  await holder.query(`SELECT pg_advisory_xact_lock(hashtextextended('folder names', 0))`)
  const making = create()
  // It is on the host before anything is locked for it.
  await until(async () => allOnDisk().some((name) => !before.has(name)))
  await holder.query('ROLLBACK')
  holder.release()
  expect(existsSync(onDisk((await making).id))).toBe(true)
})

test('of a folder that is refused nothing stays on disk', async () => {
  const before = allOnDisk().length
  const name = newFolderName()
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => asAda.folders.create({ body: { name } })))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(allOnDisk()).toHaveLength(before + 1)
})

test('a folder is there with its directories though nobody heard that it was committed', async () => {
  using losing = losingCommits(app.database.pool, 'insert into "folders"')
  const { id } = await create()
  expect(losing.lost()).toBe(1)
  expect(existsSync(onDisk(id))).toBe(true)
  expect(await asAda.folders.show({ params: { id } })).toMatchObject({ state: 'ready' })
})

test('the same key makes one folder and one invitation, and another request with it is refused', async () => {
  const once = { headers: { 'idempotency-key': 'the-same' } }
  const body = { name: newFolderName() }
  const made = await Promise.all([1, 2, 3].map(() => asAda.folders.create({ body }, once)))
  const [{ id } = { id: '' }] = made
  expect(new Set(made.map((one) => one.id))).toEqual(new Set([id]))
  expect((await names()).filter((name) => name === body.name)).toHaveLength(1)
  expect(await problemOf(asAda.folders.create({ body: { name: newFolderName() } }, once))).toMatchObject({
    errors: [{ path: 'header.idempotency-key', code: 'taken' }],
  })
  // Others, and programs of the same person, have keys of their own.
  expect((await asEve.folders.create({ body }, once)).id).not.toBe(id)
  const { keys } = await makePair(app, ada.token)
  expect(await typeOf(keys.folders.create({ body }, once))).toBe('name-taken')

  const invitation = { params: { id }, body: { email: 'eve@example.org', permission: 'ro' as const } }
  const shares = await Promise.all([1, 2].map(() => asAda.folderShares.create(invitation, once)))
  expect(shares[1]).toEqual(shares[0])
  const other = { params: { id }, body: { email: 'eve@example.org', permission: 'rw' as const } }
  expect(await typeOf(asAda.folderShares.create(other, once))).toBe('invalid-input')
  expect((await asAda.folderShares.list({ params: { id } })).items).toHaveLength(1)
  await asAda.folders.trash({ params: { id } })
  await asAda.folders.purge({ params: { id }, body: { name: body.name } })
  expect(await typeOf(asAda.folders.create({ body }, once))).toBe('invalid-input')
})

test('of many who make one with the same name at the same time, one does', async () => {
  const name = newFolderName()
  const outcomes = await Promise.allSettled([1, 2, 3, 4, 5, 6].map(() => asAda.folders.create({ body: { name } })))
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect((await names()).filter((one) => one === name)).toHaveLength(1)
})

test('lists are sorted, filtered and paged', async () => {
  const who = app.as((await makeUser(app)).token)
  for (const name of ['b', 'C', 'a', '.d']) await who.folders.create({ body: { name } })
  await who.folders.trash({ params: { id: (await who.folders.list({ query: { q: 'C' } })).items[0]?.id ?? '' } })
  const own = { relation: 'owner' as const }
  expect(await names(who, own)).toEqual(['.d', 'a', 'b'])
  expect(await names(who, { ...own, sort: '-createdAt' })).toEqual(['.d', 'a', 'b'])
  expect(await names(who, { ...own, state: 'trashed' })).toEqual(['C'])
  const paged: string[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await who.folders.list({ query: { ...own, limit: 1, sort: '-name', cursor } })
    paged.push(...page.items.map(({ name }) => name))
    cursor = page.nextCursor
  }
  expect(paged).toEqual(['b', 'a', '.d'])
  expect(await names(who, { type: 'user' })).toEqual(['.d', 'a', 'b'])
  expect(await typeOf(who.folders.list({ query: { cursor: 'nonsense' } }))).toBe('invalid-input')
  for (const sort of ['used', '-files', 'host', '-used'] as const)
    expect(await names(who, { ...own, sort })).toHaveLength(3)
})

test('the example is made once, is read by everybody in its project, and is out of lists for who wants that', async () => {
  const content = join(import.meta.dirname, '../../../example-folder')
  const examples = async () => (await asEve.folders.list({ query: { example: 'true' } })).items
  expect(await examples()).toEqual([])
  await Promise.all([app.site.storage.makeExample(content), app.site.storage.makeExample(content)])
  const [made, ...more] = await examples()
  expect([made, more]).toMatchObject([
    { name: 'example-data', permission: 'ro', relation: 'member', example: true },
    [],
  ])
  expect(await names(asEve)).not.toContain('example-data')
  const { items } = await asEve.files.list({ params: { id: made?.id ?? '' } })
  expect(items.map(({ name }) => name)).toContain('README.md')
  // Deleted, it stays so.
  const params = { id: made?.id ?? '' }
  await admin.folders.trash({ params })
  await admin.folders.purge({ params, body: { name: 'example-data' } })
  await app.site.storage.makeExample(content)
  expect(await examples()).toEqual([])
})
