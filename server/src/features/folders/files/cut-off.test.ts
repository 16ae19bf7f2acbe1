/** What is done in a folder ends with the right to do it, or with whoever waits for it, and leaves nothing. */
import { existsSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { eventually } from '../../../../test/eventually.ts'
import { filesOf, type FileAsker } from '../../../../test/file-requests.ts'
import { folderSite } from '../../../../test/folder-site.ts'
import { sharedWorkspace } from '../../../../test/shared-workspace.ts'

const { app, admin, ada, eve, asAda, create, share, onDisk: rootOf } = await folderSite()
let folder: string
let files: FileAsker
beforeEach(async () => {
  folder = (await create()).id
  files = filesOf(app, ada.token, folder)
})

const onDisk = (name: string) => join(rootOf(folder), name)
const beside = () => readdirSync(join(app.directory, 'storage/uploads', folder))
const endShare = (id: string) => asAda.folderShares.end({ params: { id: folder, share: id } })

test('whose right ended while they waited for others writes nothing', async () => {
  const { id } = await share(folder, 'rw')
  const others = filesOf(app, eve.token, folder)
  const first = files.writeSlowly('x', 3)
  await eventually(beside, (left) => left.length === 1)
  const waiting = others.write('x', 'hers')
  // It is behind the other one by the time that these are answered.
  for (let n = 0; n < 3; n++) await others.list()
  await endShare(id)
  first.sending.end('his')
  expect((await first.answered).status).toBe(200)
  expect((await waiting).type).toBe('not-found')
  expect((await files.read('x')).text).toBe('his')
})

test('whose right ends while the bytes come writes nothing', async () => {
  const { id } = await share(folder, 'rw')
  const { sending, answered } = filesOf(app, eve.token, folder).writeSlowly('late', 4)
  sending.write('la')
  await eventually(beside, (left) => left.length === 1)
  await endShare(id)
  sending.end('te')
  await answered.catch(() => {})
  await eventually(beside, (left) => left.length === 0)
  expect(existsSync(onDisk('late'))).toBe(false)
})

test.each<[string, (workspace: string, project: string) => Promise<unknown>]>([
  ['leaves the workspace', (id) => app.as(eve.token).workspaces.leave({ params: { id } })],
  ['is removed from the workspace', (id) => admin.workspaces.removeMember({ params: { id, user: eve.id } })],
  ['is taken out of the project', (_, id) => admin.projects.removeMember({ params: { id, user: eve.id } })],
  [
    'was in the project only because everyone was',
    async (_, id) => {
      await admin.projects.update({ params: { id }, body: { everyone: true } })
      await admin.projects.removeMember({ params: { id, user: eve.id } })
      await admin.projects.update({ params: { id }, body: { everyone: false } })
    },
  ],
])('who %s sends no more into its folders, and is sent nothing more of them', async (_how, act) => {
  const workspace = await sharedWorkspace(app, admin, [[eve, 'member']])
  const project = await admin.projects.create({ body: { workspace, name: 'work' } })
  await admin.projects.addMember({ params: { id: project.id, user: eve.id } })
  folder = (await create(admin, { type: 'group', project: project.id })).id
  writeFileSync(onDisk('large'), '')
  truncateSync(onDisk('large'), 8 * 1024 ** 3)
  const url = `${app.origin}/api/v1/folders/${folder}/files/content?path=large`
  const answer = await fetch(url, { headers: { authorization: `Bearer ${eve.token}` } })
  const reader = answer.body!.getReader()
  expect((await reader.read()).done).toBe(false)
  // It says that there is more to come, and then waits.
  const { sending } = filesOf(app, eve.token, folder).writeSlowly('late', 4)
  sending.write('la')
  await eventually(beside, (left) => left.length === 1)

  await act(workspace, project.id)
  await eventually(beside, (left) => left.length === 0)
  sending.destroy()
  const rest = async () => {
    while (!(await reader.read()).done) continue
  }
  await expect(rest()).rejects.toThrow('terminated')
  expect(existsSync(onDisk('late'))).toBe(false)
})

test('a copy that nobody waits for any more comes to nothing', async () => {
  writeFileSync(onDisk('large'), '')
  truncateSync(onDisk('large'), 2 * 1024 ** 3)
  const leaving = new AbortController()
  const asked = fetch(`${app.origin}/api/v1/folders/${folder}/files/copy`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ada.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ from: 'large', to: 'copy' }),
    signal: leaving.signal,
  }).catch(() => {})
  await eventually(beside, (left) => left.length === 1)
  leaving.abort()
  await asked
  await eventually(beside, (left) => left.length === 0)
  expect(existsSync(onDisk('copy'))).toBe(false)
}, 30_000)
