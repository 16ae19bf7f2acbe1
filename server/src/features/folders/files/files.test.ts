import { execFileSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../../../test/eventually.ts'
import { filesOf, type FileAsker } from '../../../../test/file-requests.ts'
import { makeAdmin, makeUser, type MadeUser } from '../../../../test/make.ts'
import { testApp, type TestApp } from '../../../../test/test-app.ts'

let app: TestApp
let admin: string
let ada: MadeUser
let eve: MadeUser
let folder: string
let files: FileAsker
let made = 0
beforeAll(async () => {
  app = await testApp()
  admin = await makeAdmin(app)
  ;[ada, eve] = [await makeUser(app, 'ada'), await makeUser(app, 'eve')]
})
beforeEach(async () => {
  folder = (await app.as(ada.token).folders.create({ body: { name: `folder-${++made}` } })).id
  files = filesOf(app, ada.token, folder)
})

const onDisk = (...path: string[]) => join(app.directory, 'storage/folders', folder, ...path)
const beside = () => readdirSync(join(app.directory, 'storage/uploads', folder))
const params = () => ({ id: folder })
const names = async (path = '') =>
  (await app.as(ada.token).files.list({ params: params(), query: { path } })).items.map(({ name }) => name)

/** Lets somebody in, as they accept. */
async function share(who: MadeUser, permission: 'ro' | 'rw'): Promise<string> {
  const email = `${who.username}@example.org`
  const { id } = await app.as(ada.token).folderShares.create({ params: params(), body: { email, permission } })
  await app.as(who.token).folderInvitations.accept({ params: { id } })
  return id
}

test('a file that is written is listed, read, moved, copied and deleted', async () => {
  const written = await files.write('a.txt', 'one')
  expect([written.status, JSON.parse(written.text)]).toMatchObject([200, { path: 'a.txt', kind: 'file', size: 3 }])
  expect(readFileSync(onDisk('a.txt'), 'utf8')).toBe('one')
  expect((await files.post('/files/mkdir', { path: 'deep/er', parents: true })).status).toBe(201)
  expect((await files.post('/files/mkdir', { path: 'deep' })).type).toBe('file-exists')
  expect((await files.post('/files/mkdir', { path: 'none/x' })).type).toBe('no-such-file')
  expect((await files.post('/files/copy', { from: 'a.txt', to: 'deep/b.txt' })).status).toBe(201)
  expect((await files.post('/files/copy', { from: 'deep', to: 'copy' })).status).toBe(201)
  expect((await files.post('/files/copy', { from: 'deep', to: 'deep/er/x' })).type).toBe('path-refused')
  expect((await files.post('/files/move', { from: 'a.txt', to: 'deep/b.txt' })).type).toBe('file-exists')
  await files.write('a.txt', 'two')
  expect((await files.post('/files/move', { from: 'a.txt', to: 'deep/b.txt', overwrite: true })).status).toBe(200)
  expect((await files.post('/files/move', { from: 'deep', to: 'deep/er/in' })).type).toBe('path-refused')
  expect(await names()).toEqual(['copy', 'deep'])
  expect((await files.read('deep/b.txt')).text).toBe('two')
  expect((await files.read('copy/b.txt')).text).toBe('one')
  expect((await files.remove('copy')).status).toBe(204)
  expect((await files.remove('copy')).type).toBe('no-such-file')
  expect(await names()).toEqual(['deep'])
  await eventually(beside, (left) => left.length === 0)
  expect(await app.as(ada.token).files.show({ params: params(), query: { path: 'deep/b.txt' } })).toMatchObject({
    size: 3,
  })
})

test('what people write belongs to the storage, and keeps how it may be used', async () => {
  await files.write('run.sh', '#!/bin/sh')
  const { uid, gid } = statSync(onDisk())
  expect(statSync(onDisk('run.sh'))).toMatchObject({ uid, gid })
  execFileSync('chmod', ['755', onDisk('run.sh')])
  await files.write('run.sh', '#!/bin/sh\necho')
  expect(statSync(onDisk('run.sh')).mode & 0o777).toBe(0o755)
})

test('a file is read in parts, and not sent again while it is the same', async () => {
  await files.write('data.bin', '0123456789')
  const whole = await files.read('data.bin')
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    'accept-ranges': 'bytes',
    'content-length': '10',
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-cache',
  })
  const part = async (range: string) => {
    const { status, text, headers } = await files.read('data.bin', { range })
    return [status, status === 416 ? null : text, headers.get('content-range')]
  }
  expect(await part('bytes=2-4')).toEqual([206, '234', 'bytes 2-4/10'])
  expect(await part('bytes=8-')).toEqual([206, '89', 'bytes 8-9/10'])
  expect(await part('bytes=-3')).toEqual([206, '789', 'bytes 7-9/10'])
  expect(await part('bytes=5-999')).toEqual([206, '56789', 'bytes 5-9/10'])
  expect(await part('bytes=10-')).toEqual([416, null, 'bytes */10'])
  expect(await part('bytes=0-1,3-4')).toEqual([200, '0123456789', null])
  const etag = whole.headers.get('etag') ?? ''
  expect((await files.read('data.bin', { 'if-none-match': etag })).status).toBe(304)
  await files.write('data.bin', 'abcdefghij')
  expect((await files.read('data.bin', { 'if-none-match': etag })).text).toBe('abcdefghij')
  expect((await files.read('data.bin', { range: 'bytes=2-4', 'if-range': etag })).status).toBe(200)
  await files.write('empty', '')
  expect((await files.read('empty')).bytes.length).toBe(0)
})

test('nobody overwrites what somebody else wrote meanwhile', async () => {
  const first = (await files.write('x', '1', { 'if-none-match': '*' })).headers.get('etag') ?? ''
  expect((await files.write('x', '2', { 'if-none-match': '*' })).type).toBe('changed-meanwhile')
  const second = await files.write('x', '2', { 'if-match': first })
  expect(second.status).toBe(200)
  expect((await files.write('x', '3', { 'if-match': first })).type).toBe('changed-meanwhile')
  const both = await Promise.all(
    ['4', '5'].map((text) => files.write('x', text, { 'if-match': second.headers.get('etag') ?? '' })),
  )
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412])
  expect((await files.write('x', Buffer.alloc(1024 ** 2 + 1))).type).toBe('body-too-large')
  expect((await files.read('x')).text).toMatch(/^[45]$/)
  expect(beside()).toEqual([])
})

test('what a browser could run is a file to keep, and nothing on the console’s origin can act', async () => {
  for (const name of ['page.html', 'picture.svg', 'book.ipynb', 'x.xml', 'y.js', 'unknown'])
    await files.write(name, '<script>alert(1)</script>')
  await files.write('photo.png', 'x')
  for (const name of ['page.html', 'picture.svg', 'book.ipynb', 'x.xml', 'y.js', 'unknown', 'photo.png']) {
    const { headers } = await files.read(name)
    expect(headers.get('content-security-policy')).toContain('sandbox')
    const isPicture = name === 'photo.png'
    expect(headers.get('content-type'), name).toBe(isPicture ? 'image/png' : 'application/octet-stream')
    expect(headers.get('content-disposition'), name).toMatch(isPicture ? /^inline/ : /^attachment/)
  }
  const kept = await files.ask('GET', '/files/content?path=photo.png&download=1')
  expect(kept.headers.get('content-disposition')).toMatch(/^attachment; filename="photo.png"/)
})

test('names are what people give, and lead nowhere else', async () => {
  for (const name of ['한국어 é.txt', 'a\\b', '..hidden', ' space ', 'x\ny', '"quoted"', '%2e%2e', 'a\u202eb'])
    expect([name, (await files.write(name, name)).status, (await files.read(name)).text]).toEqual([name, 200, name])
  const hostile = ['..', '.', 'a/../b', '/etc/passwd', '', 'a//b', 'a/', '../../x', 'x\0y', 'a/./b', 'x'.repeat(256)]
  for (const path of hostile) {
    expect((await files.write(path, 'x')).status, path).toBeGreaterThanOrEqual(400)
    expect((await files.read(path)).status, path).toBeGreaterThanOrEqual(400)
    expect((await files.remove(path)).status, path).toBeGreaterThanOrEqual(400)
    expect((await files.post('/files/move', { from: 'x', to: path })).status, path).toBeGreaterThanOrEqual(400)
    expect((await files.begin(path, 1, Buffer.from('x'))).status, path).toBeGreaterThanOrEqual(400)
  }
  expect(app.logged.filter((line) => line.includes('"level":"error"'))).toEqual([])
})

test('a link is shown with where it leads, and never leads out', async () => {
  mkdirSync(onDisk('d'))
  writeFileSync(onDisk('d/x'), 'inside')
  symlinkSync('d/x', onDisk('in'))
  symlinkSync('/etc/passwd', onDisk('out'))
  symlinkSync('d', onDisk('to-d'))
  const { items } = await app.as(ada.token).files.list({ params: params() })
  expect(items.map(({ name, kind, link }) => [name, kind, link])).toEqual([
    ['d', 'folder', null],
    ['in', 'file', 'd/x'],
    ['out', 'other', '/etc/passwd'],
    ['to-d', 'folder', 'd'],
  ])
  expect((await files.read('in')).text).toBe('inside')
  expect((await files.read('to-d/x')).text).toBe('inside')
  expect((await files.read('out')).type).toBe('path-refused')
  expect((await files.write('out', 'x')).type).toBe('path-refused')
  expect((await files.write('to-d/y', 'x')).type).toBe('path-refused')
  expect((await files.remove('out')).status).toBe(204)
  expect(existsSync('/etc/passwd')).toBe(true)
})

test('names are searched below a path', async () => {
  for (const path of ['one/Report 1.txt', 'one/two/report-2.txt', 'else.txt']) {
    await files.post('/files/mkdir', { path: path.slice(0, path.lastIndexOf('/')) || 'one', parents: true })
    await files.write(path, 'x')
  }
  const search = (query: { q: string; path?: string; limit?: number }) =>
    app.as(ada.token).files.search({ params: params(), query })
  const found = await search({ q: 'REPORT' })
  expect(found.items.map(({ path }) => path).toSorted()).toEqual(['one/Report 1.txt', 'one/two/report-2.txt'])
  expect(found.complete).toBe(true)
  expect((await search({ q: 'report', path: 'one/two' })).items).toHaveLength(1)
  expect(await search({ q: 'report', limit: 1 })).toMatchObject({ items: [{}], complete: false })
})

test('what is chosen comes as a zip that is made while it is sent', async () => {
  await files.post('/files/mkdir', { path: 'a/b', parents: true })
  await files.post('/files/mkdir', { path: 'a/empty' })
  await files.write('a/b/x.txt', 'x')
  await files.write('a/y.txt', 'y'.repeat(200_000))
  await files.write('z.txt', 'z')
  symlinkSync('/etc/passwd', onDisk('a/out'))
  symlinkSync('y.txt', onDisk('a/in'))
  const unzip = async (...paths: string[]) => {
    const { bytes, headers } = await files.archive(...paths)
    const to = join(app.directory, `unzipped-${++made}`)
    writeFileSync(`${to}.zip`, bytes)
    execFileSync('python3', ['-m', 'zipfile', '-e', `${to}.zip`, to])
    const list = (at: string): string[] =>
      readdirSync(join(to, at), { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? [`${at}${entry.name}/`, ...list(`${at}${entry.name}/`)] : [`${at}${entry.name}`],
      )
    return { to, list: list('').toSorted(), name: headers.get('content-disposition') }
  }
  const whole = await unzip('')
  expect(whole.list).toEqual(['a/', 'a/b/', 'a/b/x.txt', 'a/empty/', 'a/in', 'a/y.txt', 'z.txt'])
  expect(readFileSync(join(whole.to, 'a/in'), 'utf8')).toBe('y'.repeat(200_000))
  expect(whole.name).toContain(`folder-`)
  const some = await unzip('a/b', 'a/y.txt', 'a/b/x.txt')
  expect(some.list).toEqual(['b/', 'b/x.txt', 'y.txt'])
  expect((await unzip('a')).list).toContain('a/b/x.txt')
  expect((await files.archive('none')).type).toBe('no-such-file')
}, 60_000)

test('who may only read changes nothing, and who may nothing sees nothing', async () => {
  await files.write('x', 'x')
  const others = filesOf(app, eve.token, folder)
  const managing = filesOf(app, admin, folder)
  for (const asker of [others, managing]) {
    expect((await asker.list()).type).toBe('not-found')
    expect((await asker.read('x')).type).toBe('not-found')
    expect((await asker.archive('')).type).toBe('not-found')
    expect((await asker.write('y', 'y')).type).toBe('not-found')
  }
  await share(eve, 'ro')
  expect((await others.read('x')).text).toBe('x')
  expect((await others.archive('')).status).toBe(200)
  const refused = await Promise.all([
    others.write('y', 'y'),
    others.remove('x'),
    others.post('/files/mkdir', { path: 'd' }),
    others.post('/files/move', { from: 'x', to: 'y' }),
    others.post('/files/copy', { from: 'x', to: 'y' }),
    others.begin('y', 1, Buffer.from('y')),
  ])
  expect(refused.map(({ type }) => type)).toEqual(refused.map(() => 'folder-read-only'))
  expect(readdirSync(onDisk())).toEqual(['x'])
})

test('a download ends when the right to it does', async () => {
  writeFileSync(onDisk('large'), '')
  truncateSync(onDisk('large'), 200 * 1024 ** 2)
  const id = await share(eve, 'ro')
  const address = new URL(`${app.origin}/api/v1/folders/${folder}/files/content?path=large`)
  const ended = new Promise<number>((resolve) => {
    let got = 0
    request(address, { headers: { authorization: `Bearer ${eve.token}` } }, (answer) => {
      // Not read on before the right has ended: the rest waits for whoever it is for.
      answer.once('data', () => {
        answer.pause()
        const params = { id: folder, share: id }
        void app
          .as(ada.token)
          .folderShares.end({ params })
          .then(() => answer.resume())
      })
      answer.on('data', (chunk: Buffer) => (got += chunk.length))
      answer.on('error', () => {})
      answer.on('close', () => resolve(got))
    }).end()
  })
  expect(await ended).toBeLessThan(200 * 1024 ** 2)
  expect((await filesOf(app, eve.token, folder).read('large')).type).toBe('not-found')
}, 30_000)

test('pages that show a folder hear that something in it was changed', async () => {
  const abort = new AbortController()
  const answer = await fetch(`${app.origin}/api/v1/events`, {
    headers: { authorization: `Bearer ${ada.token}` },
    signal: abort.signal,
  })
  let heard = ''
  const reading = (async () => {
    for await (const chunk of answer.body ?? []) heard += Buffer.from(chunk as Uint8Array).toString()
  })().catch(() => {})
  await eventually(
    () => heard,
    (text) => text !== '',
  )
  await files.post('/files/mkdir', { path: 'd' })
  await files.write('d/x', 'x')
  await eventually(
    () => heard,
    (text) => text.includes('"path":"d"') && text.includes(folder),
  )
  expect(heard).toContain('files.updated')
  abort.abort()
  await reading
})
