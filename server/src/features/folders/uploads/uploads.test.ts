import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { eventually } from '../../../../test/eventually.ts'
import { filesOf, uploadIn, type FileAsker } from '../../../../test/file-requests.ts'
import { makeAdmin, makeUser, type MadeUser } from '../../../../test/make.ts'
import { testApp, type TestApp } from '../../../../test/test-app.ts'

let app: TestApp
let ada: MadeUser
let eve: MadeUser
let folder: string
let files: FileAsker
let made = 0
beforeAll(async () => {
  app = await testApp()
  await makeAdmin(app)
  ;[ada, eve] = [await makeUser(app, 'ada'), await makeUser(app, 'eve')]
})
beforeEach(async () => {
  folder = (await app.as(ada.token).folders.create({ body: { name: `folder-${++made}` } })).id
  files = filesOf(app, ada.token, folder)
})

const onDisk = (...path: string[]) => join(app.directory, 'storage/folders', folder, ...path)
const beside = (...path: string[]) => join(app.directory, 'storage/uploads', folder, ...path)
const bytes = randomBytes(3_000_000)
const offsetOf = ({ headers }: { headers: Headers }) => Number(headers.get('upload-offset'))

test('what is spoken is said to whoever asks', async () => {
  const answer = await fetch(`${app.origin}/api/v1/folders/${folder}/uploads`, { method: 'OPTIONS' })
  expect(answer.status).toBe(204)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'tus-resumable': '1.0.0',
    'tus-version': '1.0.0',
    'tus-extension': 'creation,creation-with-upload,termination,checksum,expiration',
    'tus-checksum-algorithm': 'sha256,sha1,md5',
  })
  const other = await files.ask('POST', '/uploads', { 'tus-resumable': '0.2.2', 'upload-length': '1' })
  expect([other.status, other.type, other.headers.get('tus-version')]).toEqual([412, 'upload-version', '1.0.0'])
})

test('a file goes up in pieces, into folders that are made for it, and keeps its time', async () => {
  const modifiedAt = '2020-02-03T04:05:06.000Z'
  const begun = await files.begin('new/deep/file.bin', bytes.length, undefined, { modifiedAt })
  expect([begun.status, offsetOf(begun)]).toEqual([201, 0])
  expect(begun.headers.get('upload-expires')).not.toBeNull()
  const upload = uploadIn(begun)
  expect(offsetOf(await files.append(upload, 0, bytes.subarray(0, 1_000_000)))).toBe(1_000_000)
  expect((await files.append(upload, 5, bytes.subarray(5))).type).toBe('upload-offset')
  const state = await files.offset(upload)
  expect([state.status, offsetOf(state), state.headers.get('upload-length')]).toEqual([200, 1_000_000, '3000000'])
  const { items } = await app.as(ada.token).uploads.list({ params: { id: folder } })
  expect(items).toMatchObject([{ id: upload, path: 'new/deep/file.bin', size: 3_000_000, offset: 1_000_000 }])
  expect(existsSync(onDisk('new'))).toBe(false)
  const last = await files.append(upload, 1_000_000, bytes.subarray(1_000_000))
  expect([last.status, offsetOf(last)]).toEqual([204, bytes.length])
  expect(readFileSync(onDisk('new/deep/file.bin')).equals(bytes)).toBe(true)
  expect(statSync(onDisk('new/deep/file.bin')).mtime.toISOString()).toBe(modifiedAt)
  expect(readdirSync(beside())).toEqual([])
  // Whoever did not hear the last answer asks again.
  expect(offsetOf(await files.offset(upload))).toBe(bytes.length)
  expect((await app.as(ada.token).uploads.list({ params: { id: folder } })).items).toEqual([])
})

test('any time that there can be is taken, and what is none is refused', async () => {
  const times = ['-271821-04-20T00:00:00Z', '-004713-06-01T00:00:00Z', 'noon', '+275760-09-14T00:00:00Z']
  for (const modifiedAt of times) {
    const refused = await files.begin('x', 5, undefined, { modifiedAt })
    expect([refused.type, modifiedAt]).toEqual(['invalid-input', modifiedAt])
  }
  for (const modifiedAt of ['-004711-01-01T00:00:00.000Z', '1960-01-01T00:00:00.000Z', '+275760-09-13T00:00:00.000Z']) {
    const begun = await files.begin(`at ${modifiedAt}`, 5, undefined, { modifiedAt })
    expect([begun.status, modifiedAt]).toEqual([201, modifiedAt])
    expect((await files.append(uploadIn(begun), 0, Buffer.from('bytes'))).status).toBe(204)
  }
  expect(statSync(onDisk('at 1960-01-01T00:00:00.000Z')).mtime.toISOString()).toBe('1960-01-01T00:00:00.000Z')
})

test('why what has all arrived is not in its place is said to whoever adds nothing to it', async () => {
  const upload = uploadIn(await files.begin('late', 5))
  await files.write('late', 'earlier')
  expect((await files.append(upload, 0, Buffer.from('bytes'))).type).toBe('file-exists')
  expect((await files.offset(upload)).status).toBe(409)
  expect((await files.append(upload, 5, Buffer.alloc(0))).type).toBe('file-exists')
  await files.remove('late')
  expect((await files.append(upload, 5, Buffer.alloc(0))).status).toBe(204)
  expect(readFileSync(onDisk('late'), 'utf8')).toBe('bytes')
})

test('a small file is there with one request', async () => {
  const begun = await files.begin('small.txt', 5, Buffer.from('small'))
  expect([begun.status, offsetOf(begun)]).toEqual([201, 5])
  expect(readFileSync(onDisk('small.txt'), 'utf8')).toBe('small')
  expect(offsetOf(await files.begin('empty', 0))).toBe(0)
  expect(statSync(onDisk('empty')).size).toBe(0)
  const { rows } = await app.database.pool.query('SELECT count(*)::int AS n FROM folder_uploads WHERE folder_id = $1', [
    folder,
  ])
  expect(rows).toEqual([{ n: 0 }])
})

test('nothing is overwritten unless it is said to be', async () => {
  await files.begin('x', 3, Buffer.from('old'))
  expect((await files.begin('x', 3, Buffer.from('new'))).type).toBe('file-exists')
  expect((await files.begin('x', 3)).type).toBe('file-exists')
  expect((await files.begin('x/y', 3)).type).toBe('not-a-folder')
  expect((await files.begin('x', 3, Buffer.from('new'), { overwrite: 'true' })).status).toBe(201)
  expect(readFileSync(onDisk('x'), 'utf8')).toBe('new')
  mkdirSync(onDisk('d'))
  expect((await files.begin('d', 1, Buffer.from('x'), { overwrite: 'true' })).type).toBe('not-a-file')
  // Also when it came only while the bytes did; then all of them are kept for another try.
  const upload = uploadIn(await files.begin('late', 3))
  writeFileSync(onDisk('late'), 'theirs')
  expect((await files.append(upload, 0, Buffer.from('new'))).type).toBe('file-exists')
  expect(readFileSync(onDisk('late'), 'utf8')).toBe('theirs')
  expect((await files.offset(upload)).status).toBe(409)
  await files.remove('late')
  expect((await files.offset(upload)).status).toBe(200)
  expect(readFileSync(onDisk('late'), 'utf8')).toBe('new')
})

test('the same key begins one upload, also when that is done, and another one with it is refused', async () => {
  const once = { 'idempotency-key': 'the-same' }
  const begin = (size: number, body?: Buffer, headers = once) => files.begin('once.bin', size, body, {}, headers)
  const together = await Promise.all([begin(10), begin(10), begin(10)])
  for (const one of together) expect(one.type ?? one.status).toBeOneOf([201, 'upload-locked'])
  const upload = uploadIn(await begin(10))
  expect(new Set(together.filter(({ status }) => status === 201).map(uploadIn))).toEqual(new Set([upload]))
  await files.append(upload, 0, Buffer.from('01234'))
  expect(offsetOf(await begin(10, Buffer.from('01234')))).toBe(5)
  await files.append(upload, 5, Buffer.from('56789'))
  const again = await begin(10)
  expect([again.status, uploadIn(again), offsetOf(again)]).toEqual([201, upload, 10])
  expect((await begin(11)).status).toBe(400)
  expect((await begin(10, undefined, { 'idempotency-key': 'another' })).type).toBe('file-exists')

  // What was whole at once, too.
  const whole = () => files.begin('whole', 5, Buffer.from('whole'), {}, { 'idempotency-key': 'whole' })
  const both = [await whole(), await whole()]
  expect(both.map((one) => [one.status, offsetOf(one)])).toEqual([
    [201, 5],
    [201, 5],
  ])
  expect(readFileSync(onDisk('whole'), 'utf8')).toBe('whole')
  // What failed may be asked for again.
  const full = () => files.begin('x/y', 3, undefined, {}, { 'idempotency-key': 'failed' })
  writeFileSync(onDisk('x'), 'in the way')
  expect((await full()).status).toBeGreaterThanOrEqual(400)
  await files.remove('x')
  expect((await full()).status).toBe(201)
})

test('what broke off goes on from where it was', async () => {
  const upload = uploadIn(await files.begin('broken.bin', bytes.length))
  const { sending, answered } = files.slowly(upload, 0, bytes.length)
  sending.write(bytes.subarray(0, 1_500_000))
  await eventually(
    () => statSync(beside(upload)).size,
    (size) => size > 1_000_000,
  )
  // One at a time.
  expect((await files.append(upload, 0, bytes)).type).toBe('upload-locked')
  expect((await files.giveUp(upload)).type).toBe('upload-locked')
  sending.destroy()
  await answered.catch(() => {})
  const at = await eventually(
    async () => {
      const offset = offsetOf(await files.offset(upload))
      const answer = await files.append(upload, offset, bytes.subarray(offset))
      return { offset, status: answer.status }
    },
    ({ status }) => status === 204,
  )
  expect(at.offset).toBeGreaterThan(0)
  expect(readFileSync(onDisk('broken.bin')).equals(bytes)).toBe(true)
}, 30_000)

test('bytes that arrive damaged, or too many of them, are not kept', async () => {
  const upload = uploadIn(await files.begin('checked', 10))
  const sum = (text: string, name = 'sha1') => ({
    'upload-checksum': `${name} ${createHash(name).update(text).digest('base64')}`,
  })
  expect((await files.append(upload, 0, Buffer.from('01234'), sum('other'))).status).toBe(460)
  expect(offsetOf(await files.offset(upload))).toBe(0)
  expect((await files.append(upload, 0, Buffer.from('01234'), sum('01234'))).status).toBe(204)
  expect((await files.append(upload, 5, Buffer.from('56789 and more'))).status).toBe(400)
  expect(offsetOf(await files.offset(upload))).toBe(5)
  expect((await files.append(upload, 5, Buffer.from('56789'), sum('56789', 'sha256'))).status).toBe(204)
  expect(readFileSync(onDisk('checked'), 'utf8')).toBe('0123456789')
  expect((await files.append(upload, 5, Buffer.from('x'), { 'upload-checksum': 'crc32 AAAA' })).status).toBe(400)
  const asText = await files.ask(
    'PATCH',
    `/uploads/${upload}`,
    { 'tus-resumable': '1.0.0', 'content-type': 'text/plain', 'upload-offset': '10' },
    'x',
  )
  expect(asText.type).toBe('unsupported-media-type')
})

test('an upload is given up, or forgotten after a day', async () => {
  const upload = uploadIn(await files.begin('given-up', 10, Buffer.from('01234')))
  expect((await files.giveUp(upload)).status).toBe(204)
  expect((await files.offset(upload)).status).toBe(404)
  expect(readdirSync(beside())).toEqual([])

  const late = uploadIn(await files.begin('late', 10, Buffer.from('01234')))
  app.clock.advance(25 * 3_600_000)
  const { token } = { token: await app.signIn('ada', 'user password 1!') }
  const later = filesOf(app, token, folder)
  expect((await later.append(late, 5, Buffer.from('56789'))).type).toBe('upload-over')
  for (const name of ['new-left-by-a-server', 'doomed-left-by-a-server']) writeFileSync(beside(name), 'x')
  app.clock.advance(25 * 3_600_000)
  await app.site.storage.sweepUploads()
  expect(readdirSync(beside())).toEqual([])
  expect(await app.database.pool.query('SELECT FROM folder_uploads').then(({ rowCount }) => rowCount)).toBe(0)
})

/** In so many hours, signed in anew. */
async function inHours(hours: number): Promise<FileAsker> {
  app.clock.advance(hours * 3_600_000)
  return filesOf(app, await app.signIn('ada', 'user password 1!'), folder)
}
const arrived = (upload: string, least: number) =>
  eventually(
    () => statSync(beside(upload)).size,
    (size) => size > least,
  )

test('the day begins anew when bytes have come, however that ended', async () => {
  const first = await inHours(0)
  const upload = uploadIn(await first.begin('patient.bin', bytes.length))
  const later = await inHours(20)
  const { sending, answered } = later.slowly(upload, 0, bytes.length)
  sending.write(bytes.subarray(0, 1_500_000))
  await arrived(upload, 1_000_000)
  sending.destroy()
  await answered.catch(() => {})
  await eventually(
    () => later.append(upload, 1, Buffer.from('x')),
    ({ type }) => type === 'upload-offset',
  )
  const last = await inHours(20)
  expect((await last.offset(upload)).status).toBe(200)
})

test('a request that lasts longer than a day is not swept away', async () => {
  const later = await inHours(0)
  const upload = uploadIn(await later.begin('long.bin', bytes.length))
  const { sending, answered } = later.slowly(upload, 0, bytes.length)
  sending.write(bytes.subarray(0, 1_200_000))
  await arrived(upload, 1_000_000)
  app.clock.advance(23 * 3_600_000)
  sending.write(bytes.subarray(1_200_000, 2_400_000))
  const hoursLeft = async () => {
    const { rows } = await app.database.pool.query('SELECT expires_at AS at FROM folder_uploads WHERE id = $1', [
      upload,
    ])
    return ((rows[0] as { at: Date }).at.getTime() - app.clock.now().getTime()) / 3_600_000
  }
  await eventually(hoursLeft, (left) => left > 20)
  app.clock.advance(23 * 3_600_000)
  await app.site.storage.sweepUploads()
  sending.end(bytes.subarray(2_400_000))
  expect((await answered).status).toBe(204)
  expect(readFileSync(onDisk('long.bin')).equals(bytes)).toBe(true)
})

test('what is given up is over, also where its file cannot be removed yet', async () => {
  const mine = await inHours(0)
  const upload = uploadIn(await mine.begin('given-up', 10, Buffer.from('01234')))
  rmSync(beside(upload))
  mkdirSync(beside(upload))
  expect((await mine.giveUp(upload)).status).toBe(204)
  expect((await mine.offset(upload)).status).toBe(404)
  app.clock.advance(2 * 3_600_000)
  await app.site.storage.sweepUploads()
  expect(readdirSync(beside())).toEqual([])
})

test('an upload is its own person’s, as long as they may write', async () => {
  const others = filesOf(app, eve.token, folder)
  const token = await app.signIn('ada', 'user password 1!')
  const mine = filesOf(app, token, folder)
  const upload = uploadIn(await mine.begin('mine', 10, Buffer.from('01234')))
  const invite = async (permission: 'ro' | 'rw') => {
    const body = { email: 'eve@example.org', permission }
    const { id } = await app.as(token).folderShares.create({ params: { id: folder }, body })
    await app.as(await app.signIn('eve', 'user password 1!')).folderInvitations.accept({ params: { id } })
    return id
  }
  const eves = filesOf(app, await app.signIn('eve', 'user password 1!'), folder)
  expect((await eves.offset(upload)).status).toBe(404)
  const share = await invite('rw')
  expect((await eves.offset(upload)).status).toBe(404)
  expect((await eves.append(upload, 5, Buffer.from('56789'))).type).toBe('not-found')
  const hers = uploadIn(await eves.begin('hers', bytes.length))
  const { sending, answered } = eves.slowly(hers, 0, bytes.length)
  sending.write(bytes.subarray(0, 100_000))
  await eventually(
    () => existsSync(beside(hers)),
    (yes) => yes,
  )
  await app.as(token).folderShares.end({ params: { id: folder, share } })
  // Cut off in the middle.
  await answered.catch(() => {})
  expect((await eves.offset(hers)).status).toBe(404)
  expect((await others.list()).status).toBeGreaterThanOrEqual(400)
}, 30_000)
