/** What becomes of folders on disk when the server ends in the middle of something. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderSite, until } from '../../../test/folder-site.ts'
import { makeUser } from '../../../test/make.ts'
import { testApp } from '../../../test/test-app.ts'
import { uuidv7 } from '../../platform/ids.ts'

const site = await folderSite()
const { app, asAda, create, onDisk } = site
const storage = join(app.directory, 'storage')
/** The next server on the same disk and database. */
const restarted = (database = app.database) => testApp({ directory: app.directory, database })

function fill(folder: string, count = 50): void {
  mkdirSync(join(onDisk(folder), 'sub'), { recursive: true })
  for (let i = 0; i < count; i++) writeFileSync(join(onDisk(folder), i % 2 ? `f${i}` : `sub/f${i}`), 'x')
}

test('what was purged goes, wherever its removal was cut off, and nothing else does', async () => {
  const [untouched, cut, renamed, uploads, kept] = [
    await create(),
    await create(),
    await create(),
    await create(),
    await create(),
  ]
  for (const { id } of [untouched, cut, renamed, kept]) fill(id)
  await asAda.folders.trash({ params: { id: kept.id } })
  for (const one of [cut, renamed, uploads]) await asAda.folders.trash({ params: { id: one.id } })
  await app.close()
  // As of a server that was killed between what it wrote down and what it did.
  const now = new Date()
  await app.database.db
    .updateTable('folders')
    .set({ purged_at: now })
    .where('id', 'in', [cut.id, renamed.id, uploads.id])
    .execute()
  renameSync(onDisk(renamed.id), join(storage, 'doomed', `folder-${renamed.id}`))
  writeFileSync(join(storage, 'uploads', uploads.id, 'half'), 'half')

  const next = await restarted()
  const gone = () =>
    ['folders', 'uploads'].every((place) => {
      const there = readdirSync(join(storage, place))
      return [cut, renamed, uploads].every(({ id }) => !there.includes(id))
    })
  await until(async () => gone() && readdirSync(join(storage, 'doomed')).length === 0)
  for (const { id } of [untouched, kept]) expect(readdirSync(join(onDisk(id), 'sub'))).toHaveLength(25)
  const { removed_at: removedAt } = await next.database.db
    .selectFrom('folders')
    .select('removed_at')
    .where('id', '=', cut.id)
    .executeTakeFirstOrThrow()
  expect(removedAt).not.toBeNull()
  const ada = next.as(await next.signIn('ada', 'user password 1!'))
  expect(await ada.folders.restore({ params: { id: kept.id } })).toMatchObject({ state: 'ready' })
  await next.close()
})

test('of a folder that nobody was told of only what is empty goes', async () => {
  const [empty, full] = [uuidv7(), uuidv7()].map((id) => `0${'1'.repeat(7)}${id.slice(8)}`) as [string, string]
  const young = uuidv7()
  for (const id of [empty, full, young]) mkdirSync(onDisk(id))
  writeFileSync(join(onDisk(full), 'file'), 'of a database that is no more')
  const next = await restarted()
  await until(async () => !existsSync(onDisk(empty)))
  expect([full, young].map((id) => existsSync(onDisk(id)))).toEqual([true, true])
  await next.close()
})

test('what cannot be removed keeps nothing else where it is', async () => {
  const paths = ['broken', 'whole'].map((name) => join(app.directory, name))
  const next = await testApp({
    directory: app.directory,
    storageHosts: paths.map((path, index) => ({ name: index === 0 ? 'broken' : 'whole', path })),
  })
  const ada = next.as((await makeUser(next)).token)
  const made = async (name: string, host: string) => ada.folders.create({ body: { name, host } })
  const purge = async ({ id, name }: { id: string; name: string }) => {
    await ada.folders.trash({ params: { id } })
    await ada.folders.purge({ params: { id }, body: { name } })
  }
  const isThere = (path: string | undefined, { id }: { id: string }) => existsSync(join(path ?? '', 'folders', id))
  // Many of a host that there is no more.
  const { owner, workspace } = await next.database.db
    .selectFrom('members')
    .select(['user_id as owner', 'workspace_id as workspace'])
    .executeTakeFirstOrThrow()
  const long = new Date(0)
  const gone = {
    host: 'gone',
    owner_id: owner,
    project_id: null,
    workspace_id: workspace,
    permission: null,
    capacity: null,
  }
  const rows = Array.from({ length: 150 }, (_, index) => {
    return { ...gone, id: uuidv7(), name: `gone-${index}`, trashed_at: long, purged_at: long, removed_at: null }
  })
  await next.database.db.insertInto('folders').values(rows).execute()
  const [one, two] = [await made('one', 'broken'), await made('two', 'whole')]
  renameSync(join(paths[0] ?? '', 'folders'), join(paths[0] ?? '', 'elsewhere'))
  writeFileSync(join(paths[0] ?? '', 'folders'), 'no directory')
  await purge(one)
  await purge(two)
  await until(async () => !isThere(paths[1], two))

  rmSync(join(paths[0] ?? '', 'folders'))
  renameSync(join(paths[0] ?? '', 'elsewhere'), join(paths[0] ?? '', 'folders'))
  expect(isThere(paths[0], one)).toBe(true)
  await next.site.storage.remove()
  await until(async () => !isThere(paths[0], one))
  await next.close()
})

test('a purge that nobody waits for is over soon', async () => {
  const next = await restarted()
  const ada = next.as(await next.signIn('ada', 'user password 1!'))
  const { id, name } = await ada.folders.create({ body: { name: 'short-lived' } })
  fill(id, 2000)
  await ada.folders.trash({ params: { id } })
  await ada.folders.purge({ params: { id }, body: { name } })
  await until(async () => !existsSync(onDisk(id)))
  await next.close()
})
