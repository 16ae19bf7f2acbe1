/** What is copied, zipped and measured is all there is, or it is said that it is not. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filesOf } from '../../../../test/file-requests.ts'
import { folderSite } from '../../../../test/folder-site.ts'

const site = await folderSite()

async function folderOf() {
  const { id } = await site.create()
  return { id, files: filesOf(site.app, site.ada.token, id), onDisk: (path: string) => join(site.onDisk(id), path) }
}

const MiB = 1024 ** 2
/** With a file at its end that no path leads to. */
function nest(path: string, levels: number): void {
  const end = join(path, ...Array<string>(levels).fill('d'))
  mkdirSync(end, { recursive: true })
  writeFileSync(join(end, 'hidden'), Buffer.alloc(MiB, 'x'))
}

test('a copy that would be a part is refused', async () => {
  const { files, onDisk } = await folderOf()
  nest(onDisk('deep'), 140)
  expect(await files.post('/files/copy', { from: 'deep', to: 'copy' })).toMatchObject({
    status: 409,
    type: 'path-refused',
  })
  expect(existsSync(onDisk('copy'))).toBe(false)
  nest(onDisk('shallow'), 100)
  expect((await files.post('/files/copy', { from: 'shallow', to: 'copy' })).status).toBe(201)
})

test('what lies deep counts like everything else', async () => {
  const { id, onDisk } = await folderOf()
  nest(onDisk('deep'), 400)
  await site.app.site.storage.measure(id)
  const { used, files } = await site.asAda.folders.show({ params: { id } })
  expect(files).toBe(1)
  expect(used).toBeGreaterThanOrEqual(MiB)
})

test('a zip names what it had to leave out, and has a name for each of two that look the same', async () => {
  const { files, onDisk } = await folderOf()
  nest(onDisk('deep'), 140)
  writeFileSync(onDisk('a\n.txt'), 'one')
  writeFileSync(onDisk('a\t.txt'), 'other')
  writeFileSync(onDisk('Left out.txt'), 'mine')
  const { bytes } = await files.archive('')
  const zip = join(site.app.directory, 'part.zip')
  writeFileSync(zip, bytes)
  execFileSync('python3', ['-m', 'zipfile', '-e', zip, `${zip}.d`])
  const read = (name: string) => readFileSync(join(`${zip}.d`, name), 'utf8')
  expect([read('a_.txt'), read('a_ (2).txt')].toSorted()).toEqual(['one', 'other'])
  expect(read('Left out.txt')).toBe('mine')
  expect(read('Left out (2).txt').trim().split('\n').slice(1)).toEqual(['', `deep${'/d'.repeat(127)}`])
})
